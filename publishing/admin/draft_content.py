"""Draw what a draft says: typed text, or what came out of a file with its report."""

from collections.abc import Mapping, Sequence
from typing import Any

from nicegui import ui

from programme.blocks import Block, Figure, PageImageBlock
from publishing.admin.blocks import show_blocks
from publishing.admin.fields import long_text
from publishing.admin.parts import Handler, Text, box, button_link, card, chip, note
from publishing.admin.picking import pick, told_here
from publishing.admin.scan_words import ScanWords
from publishing.desk.typed import blocks_of, text_of_blocks
from publishing.desk.views import DraftView

_MOST_TEXT = 100_000
_MOST_SHOWN = 12
_HINT = "每行一段；以“# ”开头是小标题，以“- ”开头是列表。表格和图片请用文件导入"
_FORMATS = ".docx,.xlsx,.pdf,.ofd,.png,.jpg,.jpeg,.webp,.bmp,.tif,.tiff,.md,.txt"
_KINDS = "Word、Excel、PDF、OFD、图片、Markdown 或文字，最大 50 MB"
_PASTE = "或点这里按 Ctrl+V，粘贴 Word、微信里的内容：留标题、列表、表格和文字"


class DraftContent:
    """Hold the fields of what a draft says."""

    def __init__(
        self, blocks: Sequence[Block], *, scans: ScanWords | None = None
    ) -> None:
        self._blocks = tuple(blocks)
        self._scans = scans
        self._typed: ui.textarea | None = None
        self._words: dict[int, ui.textarea] = {}

    def draw(self) -> None:
        """Draw the text to type, or the pieces of a file with what can be added."""
        text = text_of_blocks(self._blocks)
        with card("内容", icon_name="article"):
            if text is not None:
                Text(_HINT, tag="p", classes="mut small")
                self._typed = long_text("正文", text, most=_MOST_TEXT)
                self._typed.classes("large")
                return
            words = "内容来自文件。要改文字，请改好文件再导入。"
            Text(words, tag="p", classes="mut small")
            with box("cmp one"), box():
                show_blocks(self._blocks)
            self._draw_words()
            if self._scans is not None:
                self._scans.draw(self._blocks)

    def now(self) -> object:
        """Return what tells whether the content changed, without taking it apart."""
        return self._typed.value if self._typed is not None else self.read()

    def watch(self, do: Handler) -> None:
        """Have something done whenever what is typed here changes."""
        fields = (self._typed, *self._words.values())
        for field in fields:
            if field is not None:
                field.on_value_change(do)

    def read(self) -> tuple[Block, ...] | None:
        """Return the pieces as they are now; None leaves those that are kept."""
        if self._typed is not None:
            return blocks_of(str(self._typed.value or ""))
        if not any(isinstance(b, Figure | PageImageBlock) for b in self._blocks):
            return None
        return tuple(
            self._with_words(number, block) for number, block in enumerate(self._blocks)
        )

    def _draw_words(self) -> None:
        for number, block in enumerate(self._blocks):
            if isinstance(block, Figure):
                label = f"第 {number + 1} 块图片里的文字（朗读和查询用）"
                self._words[number] = long_text(label, block.words, most=20_000)

    def _with_words(self, number: int, block: Block) -> Block:
        if isinstance(block, PageImageBlock) and self._scans is not None:
            return block.model_copy(update={"words": self._scans.words(block)})
        field = self._words.get(number)
        if field is None:
            return block
        return block.model_copy(update={"words": str(field.value or "")})


def import_address(version: DraftView) -> str:
    """Return where a file for this edition goes."""
    return f"/api/drafts/{version.line.id}/import?edition={version.line.edition}"


def draw_import(version: DraftView) -> ui.element:
    """Draw where a file comes in, and what became of the last one."""
    with card("从文件导入", icon_name="download"):
        with box("drop") as place:
            place.props["data-upload"] = import_address(version)
            words = "会换掉现在的内容。别处刚改的，请先按“保存”。"
            Text(words, tag="p", classes="mut small")
            pick("选一个文件", _FORMATS)
            Text(_KINDS, tag="p", classes="mut small")
            paste = box("paste", tag="textarea")
            paste.props["data-paste"] = "true"
            paste.props["rows"] = "2"
            paste.props["placeholder"] = _PASTE
            paste.props["aria-label"] = _PASTE
            told_here()
        if version.source_name:
            with box("import-report"):
                _report(version.source_name, version.import_report)
            button_link(
                "对照原文件和导入结果",
                f"/drafts/{version.line.id}/source",
                icon="visibility",
            )
    return place


def _report(name: str, report: Mapping[str, Any]) -> None:
    Text(f"“{name}”的导入情况", tag="b")
    parts = (
        ("kept", "照原样留下", "ok"),
        ("simplified", "简化了", "warn"),
        ("lost", "没有带过来", "bad"),
    )
    for key, label, tone in parts:
        found = [str(one) for one in report.get(key, ())]
        with box("row-of"):
            chip(label, tone)
            Text("；".join(found) or "没有", classes="small")
    for words in report.get("unread", ()):
        note(f"{words}。保密审查时也要逐张看过，才能写结论。", tone="warn")
    _hidden(report)


def _hidden(report: Mapping[str, Any]) -> None:
    """Say what stands in the file beside its text; none of it is published."""
    found = [str(one) for one in report.get("hidden", ())]
    if not found:
        return
    with box("row-of"):
        chip("只在原文件里，不公开", "prov")
        Text(f"{len(found)} 处，上屏的内容里没有", classes="small")
    personal = "、".join(str(one) for one in report.get("hidden_personal", ()))
    if personal:
        note(f"里面有个人信息（{personal}）。请在原文件里删掉，再导入一次。")
    with box("plain-list", tag="ul"):
        for line in found[:_MOST_SHOWN]:
            Text(line, tag="li", classes="small")
        if len(found) > _MOST_SHOWN:
            Text(f"还有 {len(found) - _MOST_SHOWN} 处", tag="li", classes="small mut")
