"""Say what may stand on a page that saves lives: short plain lines, nothing else; pure.

Devices ask it too, so that a stolen centre cannot turn the page into anything else.
"""

import re
import unicodedata
from typing import Final

from programme.override import Override

MOST_HEADLINE: Final = 12
MOST_PLACE: Final = 44
MOST_ACT: Final = 20
MOST_PAUSES: Final = 2
MOST_ISSUER: Final = 20
"""Characters: what is read at a glance from five metres."""

ICONS: Final = frozenset(
    {
        "ac_unit",
        "arrow_upward",
        "block",
        "bolt",
        "call",
        "check",
        "cyclone",
        "directions_car",
        "directions_run",
        "earthquake",
        "elderly",
        "emergency",
        "flood",
        "front_hand",
        "gas_meter",
        "home",
        "landslide",
        "local_fire_department",
        "local_hospital",
        "night_shelter",
        "sunny",
        "thunderstorm",
        "visibility",
        "volume_up",
        "warning",
        "water_drop",
    }
)
"""Signs that the page can draw; all are in `look/icons.txt`."""

_PAUSE = re.compile(r"[，。；]")
_LINK = re.compile(r"https?:|www\.|://|[a-z0-9-]+\.(?:com|cn|net|org)\b", re.IGNORECASE)
_MARKUP = re.compile(r"[<>{}\[\]\\]|&\w*;")


def words_fault(notice: Override) -> str:
    """Return what is wrong with the words of a notice; empty: nothing.

    A page that saves lives has no room for more, and opens nothing (REQ-36).
    """
    faults = {
        "每一条做法要有一个图标": len(notice.act_icons) not in {0, len(notice.acts)},
        "有一个图标画不出来": not {notice.icon, *notice.act_icons} <= ICONS | {""},
        f"一条做法里最多 {MOST_PAUSES} 个停顿": any(
            len(_PAUSE.findall(act)) > MOST_PAUSES for act in notice.acts
        ),
    }
    lines = {
        "标题": ((notice.headline,), MOST_HEADLINE),
        "时间地点": ((notice.place,), MOST_PLACE),
        "做法": (notice.acts, MOST_ACT),
        "发布单位": ((notice.issuer,), MOST_ISSUER),
    }
    for name, (texts, most) in lines.items():
        told = [_line_fault(text, most) for text in texts]
        faults |= {f"“{name}”{fault}": True for fault in told if fault}
    return next((fault for fault, holds in faults.items() if holds), "")


def _line_fault(text: str, most: int) -> str:
    hidden = any(unicodedata.category(sign)[0] == "C" for sign in text)
    faults = {
        "没有写，或者前后有空格": not text.strip() or text != text.strip(),
        f"太长，最多 {most} 个字": len(text) > most,
        "里有看不见的字符": hidden,
        "里有网址或代码": bool(_LINK.search(text) or _MARKUP.search(text)),
    }
    return next((fault for fault, holds in faults.items() if holds), "")
