"""Tell who signs a notice and when from its last lines; it lays nothing out."""

import re
from collections.abc import Sequence

from programme.blocks import Block, Paragraph

_OFFICE = re.compile(
    r".{2,30}(政府|委员会|村委会|居委会|委|局|办公室|办|中心|支部|支委|总支|党委|公司|学校|"
    r"医院|卫生院|站|所|院|处|组|社|会)"
)
_DIGITS = "[零〇○一二三四五六七八九十]"
_DATE = re.compile(
    r"[0-9]{4} ?年 ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日"
    rf"|{_DIGITS}{{4}}年{_DIGITS}{{1,2}}月{_DIGITS}{{1,3}}日"
)
_STOPS = re.compile(r"[，。；！？：]")


def signature_begins(blocks: Sequence[Block]) -> int:
    """Return from which piece on a notice is signed; the count of pieces: nowhere.

    The last piece must be a date, alone or below an office's name, which may have a
    paragraph of its own.
    """
    count = len(blocks)
    last = blocks[-1] if count else None
    if not isinstance(last, Paragraph):
        return count
    lines = last.text.split("\n")
    if not _DATE.fullmatch(lines[-1].strip()):
        return count
    if not all(map(_is_office, lines[:-1])):
        return count
    before = blocks[-2] if count > 1 else None
    above = isinstance(before, Paragraph) and _is_office(before.text)
    return count - 2 if above and len(lines) == 1 else count - 1


def _is_office(text: str) -> bool:
    line = text.strip()
    return _OFFICE.fullmatch(line) is not None and _STOPS.search(line) is None
