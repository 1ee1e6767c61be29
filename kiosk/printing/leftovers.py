"""Say whether the print system keeps what visitors printed; it changes nothing.

CUPS keeps the file of a job for a day, and its title until another 500 jobs have come,
unless its settings say otherwise. Who uses the machine after a visit must find neither.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from config.doctor import Finding, good, warn

SETTINGS = Path("/etc/cups/cupsd.conf")
_ABOUT = "打印留底"
_BY_DEFAULT = {"preservejobfiles": "86400", "preservejobhistory": "yes"}
_NOTHING = {"no", "off", "false", "0"}
_SECONDS = {"": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_ADVICE = (
    "请把 {file} 里的这两行改成（没有就加上）PreserveJobFiles No 和 "
    "PreserveJobHistory No，运行 systemctl restart cups；"
    "已经留下的，用 cancel -a -x {printer} 清掉。"
)


def leftovers(printer: str, file: Path = SETTINGS) -> Iterator[Finding]:
    """Yield how long prints stay on the machine; nothing where nobody prints."""
    if not printer:
        return
    try:
        told = _told(file.read_text(encoding="utf-8", errors="replace"))
    except FileNotFoundError:
        advice = "请运行 apt install cups，再用 lpadmin 加上打印机。"
        yield warn(_ABOUT, f"没有 {file}：这台机器没有装 CUPS", advice)
        return
    except OSError:
        advice = f"请用 root 再查一次：sudo mingbai doctor kiosk；或者自己看 {file}。"
        yield warn(_ABOUT, f"{file} 不让当前账号看，不知道留不留底", advice)
        return
    kept = list(_kept(told))
    if kept:
        advice = _ADVICE.format(file=file, printer=printer)
        yield warn(_ABOUT, f"群众打印过的东西还在这台机器上：{'；'.join(kept)}", advice)
    else:
        yield good(_ABOUT, "打完就删，不留文件、不留记录")


def _told(text: str) -> dict[str, str]:
    """Return what the file says of the two settings: the last word counts."""
    lines = (line.split("#")[0].split() for line in text.splitlines())
    said = {words[0].casefold(): words[1] for words in lines if len(words) > 1}
    return {name: said.get(name, usual) for name, usual in _BY_DEFAULT.items()}


def _kept(told: dict[str, str]) -> Iterator[str]:
    files = told["preservejobfiles"].casefold()
    if files not in _NOTHING:
        yield f"打印的文件留{_how_long(files)}"
    if told["preservejobhistory"].casefold() not in _NOTHING:
        yield "打印的记录留着"


def _how_long(value: str) -> str:
    found = re.fullmatch(r"(\d+)([mhdw]?)", value)
    if found is None:
        return "着不删"
    seconds = int(found[1]) * _SECONDS[found[2]]
    for length, word in ((86400, "天"), (3600, "小时"), (60, "分钟")):
        if seconds >= length:
            return f" {seconds // length} {word}"
    return f" {seconds} 秒"
