"""Collect what happens during one import and word it as a report."""

from collections import Counter
from collections.abc import Iterable

from media.imports.result import ImportReport
from media.imports.text import clean_text, has_unseen
from programme.blocks import Block

_NAMES = {
    "heading": "小标题 {count} 个",
    "paragraph": "段落 {count} 段",
    "list": "列表 {count} 个",
    "table": "表格 {count} 张",
    "figure": "图片 {count} 张",
    "page_image": "整页图片 {count} 页",
}
_UNSEEN = "去掉了看不见的控制符号"


class Notes:
    """Count simplifications and losses, each said once."""

    def __init__(self) -> None:
        self._simplified: Counter[str] = Counter()
        self._lost: Counter[str] = Counter()

    def simplified(self, what: str) -> None:
        """Note that something is kept in a simpler form."""
        self._simplified[what] += 1

    def lost(self, what: str) -> None:
        """Note that something is not kept."""
        self._lost[what] += 1

    def clean(self, text: str) -> str:
        """Return a clean text and note if something unseen was taken out."""
        if has_unseen(text):
            self.simplified(_UNSEEN)
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
        )


def _said(counted: Counter[str]) -> tuple[str, ...]:
    return tuple(
        what if count == 1 else f"{what}（{count} 处）"
        for what, count in counted.items()
    )
