"""Collect what happens during one import and word it as a report.

It also collects what is found beside the text and never published, and the lines
where a secrecy mark may stand; it judges neither.
"""

import re
from collections import Counter
from collections.abc import Iterable

from media.imports.old_codes import has_old_codes
from media.imports.result import ImportReport
from media.imports.text import clean_text, has_unseen
from media.imports.trail import Trail
from programme.blocks import Block

_NAMES = {
    "heading": "小标题 {count} 个",
    "paragraph": "段落 {count} 段",
    "list": "列表 {count} 个",
    "table": "表格 {count} 张",
    "figure": "图片 {count} 张",
    "page_image": "整页图片 {count} 页",
}
_PICTURES = ("figure", "page_image")
_UNREAD = "图片里的密级标志机器看不出，请人看一遍"
_UNSEEN = "去掉了看不见的控制符号"
_OLD_CODES = "旧编码的字换成现在的编码（如“䶮”），样子不变"
_TICKED = re.compile("[☑☒☐✔✘]")
_PLAINER = str.maketrans("☑☒☐✔✘", "✓×□✓×")
"""Forms are full of them, and the faces of the screens do not have them."""
_MOST_HIDDEN = 200
_LONGEST_HIDDEN = 200
_MOST_MARGIN = 20_000


class Notes:
    """Count simplifications and losses, each said once."""

    def __init__(self) -> None:
        self.trail = Trail()
        self.first_may_be_title = True
        """Whether the first line may be the title of the whole."""
        self._simplified: Counter[str] = Counter()
        self._lost: Counter[str] = Counter()
        self._hidden: dict[tuple[str, str], None] = {}
        self._margins: list[str] = []
        self._bodies: list[str] = []

    def simplified(self, what: str) -> None:
        """Note that something is kept in a simpler form."""
        self._simplified[what] += 1
        self.trail.simplified(what)

    def lost(self, what: str) -> None:
        """Note that something is not kept."""
        self._lost[what] += 1
        self.trail.lost(what)

    def hidden(self, where: str, text: str) -> None:
        """Note what stands beside the text and is never published."""
        told = " ".join(clean_text(text).split())[:_LONGEST_HIDDEN]
        if told and len(self._hidden) <= _MOST_HIDDEN:
            self._hidden[where, told] = None

    def margin(self, text: str) -> None:
        """Note a line that stands alone, where a secrecy mark may stand."""
        if text.strip() and len(self._margins) < _MOST_MARGIN:
            self._margins.append(text[:_LONGEST_HIDDEN])

    def body(self, text: str) -> None:
        """Note running text, where only a mark with its star counts."""
        self._bodies.append(text)

    @property
    def margins(self) -> tuple[str, ...]:
        """Return the lines where a secrecy mark may stand."""
        return tuple(self._margins)

    @property
    def bodies(self) -> tuple[str, ...]:
        """Return the running text beside the blocks."""
        return tuple(self._bodies)

    def clean(self, text: str) -> str:
        """Return a clean text and note if something unseen was taken out."""
        if has_unseen(text):
            self.simplified(_UNSEEN)
        if has_old_codes(text):
            self.simplified(_OLD_CODES)
        if _TICKED.search(text):
            self.simplified("方框里的勾和叉改成 ✓ 和 ×")
            text = text.translate(_PLAINER)
        return clean_text(text)

    def report(self, blocks: Iterable[Block]) -> ImportReport:
        """Return the report on an import that gave these blocks."""
        kinds = Counter[str](block.kind for block in blocks)
        return ImportReport(
            kept=tuple(
                name.format(count=kinds[kind])
                for kind, name in _NAMES.items()
                if kinds[kind]
            ),
            simplified=_said(self._simplified),
            lost=_said(self._lost),
            hidden=_listed(self._hidden),
            unread=(_UNREAD,) if any(kinds[kind] for kind in _PICTURES) else (),
        )


def _said(counted: Counter[str]) -> tuple[str, ...]:
    return tuple(
        what if count == 1 else f"{what}（{count} 处）"
        for what, count in counted.items()
    )


def _listed(found: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    told = [f"{where}：{text}" for where, text in found]
    if len(told) > _MOST_HIDDEN:
        return (*told[:_MOST_HIDDEN], "还有更多，没有列全")
    return tuple(told)
