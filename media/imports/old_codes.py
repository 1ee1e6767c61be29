"""Give characters of old programs the places that they have in Unicode today; pure.

Before GB 18030-2005 eighty characters of GBK had none, 䶮 of people's names among them,
and were kept at private places (U+E815 to U+E864), at which no font draws them now.
Registers that were typed then still hold them.
"""

import re
from typing import Final

_FIRST: Final = 0xE815
_TRAILS: Final = (*range(0x50, 0x7F), *range(0x80, 0xA1))
"""The second bytes of FE50 to FEA0, which went to the private places in this order."""
_LATER: Final = {
    0xE816: "\U00020087",
    0xE817: "\U00020089",
    0xE818: "\U000200cc",
    0xE81E: "\u9fb4",
    0xE826: "\u9fb5",
    0xE82B: "\u9fb6",
    0xE82C: "\u9fb7",
    0xE831: "\U000215d7",
    0xE832: "\u9fb8",
    0xE83B: "\U0002298f",
    0xE843: "\u9fb9",
    0xE854: "\u9fba",
    0xE855: "\U000241fe",
    0xE864: "\u9fbb",
}
"""Those that the codec of the first edition leaves where they were (GB 18030-2022)."""
_OLD: Final = re.compile("[\ue815-\ue864]")
_NEW: Final = {
    place: _LATER.get(place, bytes((0xFE, trail)).decode("gb18030"))
    for place, trail in enumerate(_TRAILS, start=_FIRST)
}


def has_old_codes(text: str) -> bool:
    """Say whether a text holds a character at an old place."""
    return _OLD.search(text) is not None


def with_new_codes(text: str) -> str:
    """Return a text in which every character is at the place it has today."""
    return text.translate(_NEW) if has_old_codes(text) else text
