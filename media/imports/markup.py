"""Reduce pasted HTML to plain pieces by a short list of what is known; never draw it.

What is not on the list gives its text at most; scripts, styles, forms and embedded
things give nothing. No address in it is followed.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from media.imports.errors import Damaged
from media.imports.html_table import HtmlTable
from media.imports.notes import Notes
from media.imports.plain import block_of
from media.imports.tabling import table_of
from media.imports.text import paragraphs_of
from programme.blocks import Block, Heading, ListBlock

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
_BREAKS = frozenset(
    (
        "p", "div", "section", "article", "blockquote", "pre", "hr", "ul", "ol", "li",
        "dl", "dt", "dd", "figure", "figcaption", "header", "footer", "main", "aside",
        "address", "center", "body", "html", "fieldset",
    )
)  # fmt: skip
_DROPPED = {
    "script": "脚本", "style": "", "head": "", "title": "", "template": "",
    "noscript": "", "iframe": "嵌入的网页", "object": "嵌入的对象",
    "svg": "矢量图", "math": "公式", "form": "可填写的表单", "select": "", "button": "",
    "textarea": "", "audio": "声音", "video": "视频", "canvas": "", "applet": "",
}  # fmt: skip
_EMPTY = frozenset(
    (
        "br", "img", "hr", "input", "meta", "link", "wbr", "col", "embed", "source",
        "area", "base", "param", "track",
    )
)  # fmt: skip
_LOST = {"img": "图片（粘贴不带图片，请用文件导入）", "embed": "嵌入的对象"}
_UNSEEN_STYLE = re.compile(
    r"(?:^|;)(?:display:none|visibility:hidden|mso-hide:(?:all|screen)"
    r"|opacity:0(?:\.0+)?(?:;|$|!)|font-size:0(?:\.0+)?(?:px|pt|em|rem|%)?(?:;|$|!))"
)
_STRUCK = frozenset(("del", "s", "strike"))
_STRUCK_STYLE = re.compile(r"text-decoration(?:-line)?:[^;]*line-through")
_LIST_MARK = "mso-list:ignore"
"""Word's own: the number or dot of an entry, which it also spells out."""
_NUMBER = re.compile(r"(\d{1,3})[.、．)）]?")


def markup_blocks(data: bytes, notes: Notes) -> tuple[Block, ...]:
    """Return the pieces of what was pasted from Word, WeChat or a page.

    Raises:
        Damaged: It is no text.
        TooManyRows: A table is too long.
        TooManyColumns: A table is too wide.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Damaged(reason="粘贴的内容不是文字") from error
    reader = _Reader(notes)
    reader.feed(text)
    reader.close()
    return reader.finished()


class _Reader(HTMLParser):
    """Collect pieces while the markup goes by; its nesting is never trusted."""

    def __init__(self, notes: Notes) -> None:
        super().__init__(convert_charrefs=True)
        self._notes = notes
        self._blocks: list[Block] = []
        self._words: list[str] = []
        self._level = 0
        self._lists: list[str] = []
        self._entries: list[str] = []
        self._places: list[int] = []
        self._kind = ""
        self._marks: list[str] | None = None
        self._kept = 0
        """How many elements are open whose line ends count."""
        self._numbers: list[int | None] = []
        """The next number of each list that is open; None where our own lists count."""
        self._skipped: list[str] = []
        self._table: HtmlTable | None = None
        self._tables = 0
        self._count = 0
        notes.trail.between()

    def finished(self) -> tuple[Block, ...]:
        """Return the pieces."""
        self._end_table()
        self._flush()
        self._end_list()
        return tuple(self._blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the begin of an element."""
        if self._skips(tag, dict(attrs)):
            return
        if tag in _LOST:
            self._notes.lost(_LOST[tag])
        elif tag == "br":
            self._words.append("\n")
        elif tag == "a":
            self._notes.simplified("链接只留文字")
        elif self._table is not None:
            self._in_table(self._table, tag, dict(attrs))
        else:
            self._begin(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        """Take the end of an element."""
        if self._skipped:
            if tag == self._skipped[-1]:
                self._skipped.pop()
            return
        if self._table is not None:
            self._out_of_table(self._table, tag)
        elif tag in _HEADINGS or tag in _BREAKS:
            self._flush()
            self._kept -= int(tag == "pre" and self._kept > 0)
            if tag in {"ul", "ol"} and self._lists:
                self._lists.pop()
                self._numbers.pop()
                if not self._lists:
                    self._end_list()

    def handle_data(self, data: str) -> None:
        """Take text; line ends of the markup are blanks."""
        if not self._skipped:
            self._words.append(data if self._kept else " ".join(data.split("\n")))
        elif self._marks is not None:
            self._marks.append(data)
        elif self._skipped[0] not in {"script", "style"}:
            # Nobody sees it, but a secrecy mark may stand there (REQ-19).
            self._notes.margin(data)

    def _skips(self, tag: str, attributes: dict[str, str | None]) -> bool:
        """Say whether an element gives nothing; what it holds is skipped with it."""
        if self._skipped:
            if tag == self._skipped[-1]:
                self._skipped.append(tag)
            return True
        style = "".join((attributes.get("style") or "").lower().split())
        if _LIST_MARK in style and tag not in _EMPTY:
            self._skipped, self._marks = [tag], []
            return True
        lost = _left_out(tag, attributes, style)
        if tag in _EMPTY or lost is None:
            return False
        self._skipped.append(tag)
        if lost:
            self._notes.lost(lost)
        return True

    def _begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "table":
            self._flush()
            self._end_list()
            self._table = HtmlTable()
        elif tag in _HEADINGS:
            self._flush()
            self._end_list()
            self._level = _HEADINGS[tag]
        elif tag in _BREAKS:
            self._flush()
            self._kept += int(tag == "pre")
            if tag == "li" and self._numbers and _number(attributes, "value"):
                self._numbers[-1] = _number(attributes, "value")
            if tag in {"ul", "ol"}:
                if self._lists:
                    self._notes.simplified("列表只留一层")
                self._lists.append(tag)
                start = _number(attributes, "start") if tag == "ol" else None
                self._numbers.append(None if start == 1 else start)

    def _in_table(
        self, table: HtmlTable, tag: str, attributes: dict[str, str | None]
    ) -> None:
        if tag in {"td", "th", "tr", "caption"}:
            table.text(self._taken())
            table.begin(tag, attributes)
        elif tag == "table":
            self._notes.simplified("表格里的表格改成文字")
            table.deeper()
        elif tag in _BREAKS or tag in _HEADINGS:
            self._words.append("\n")

    def _out_of_table(self, table: HtmlTable, tag: str) -> None:
        if tag in {"td", "th", "tr", "caption"}:
            table.text(self._taken())
            table.end(tag)
        elif tag == "table" and table.shallower():
            self._end_table()
        elif tag in _BREAKS or tag in _HEADINGS:
            self._words.append("\n")

    def _taken(self) -> str:
        words, self._words = "".join(self._words), []
        return self._notes.clean(words)

    def _flush(self) -> None:
        """End the paragraph, heading or entry that is being read."""
        text, level, self._level = self._taken(), self._level, 0
        mark, self._marks = "".join(self._marks or ()).strip(), None
        if not text:
            return
        if not mark and self._numbers and self._numbers[-1] is not None:
            mark = f"{self._numbers[-1]}. "
            self._numbers[-1] += 1
        kind = "" if level else self._kind_of(mark)
        shown = text if kind else f"{mark}{text}"
        self._count += 1
        self._notes.trail.at(f"第 {self._count} 段", shown)
        if kind != self._kind:
            self._end_list()
        if not kind:
            self._add(_pieces(shown, level))
            return
        self._kind = kind
        self._entries.append(" ".join(text.split("\n")))
        self._places += self._notes.trail.here
        self._notes.trail.between()

    def _kind_of(self, mark: str) -> str:
        """Return the kind of list whose entry is being read, if it is one.

        A number that our own lists would not give stays in the text.
        """
        if self._lists and not (self._numbers and self._numbers[-1] is not None):
            return self._lists[0]
        if not mark:
            return ""
        number = _NUMBER.fullmatch(mark)
        if number:
            own = len(self._entries) + 1 if self._kind == "ol" else 1
            return "ol" if int(number[1]) == own else ""
        return "ul" if len(mark) == 1 else ""

    def _end_list(self) -> None:
        if self._entries:
            block = ListBlock(ordered=self._kind == "ol", entries=tuple(self._entries))
            self._notes.trail.made(block, self._places)
            self._blocks.append(block)
        self._entries, self._places, self._kind = [], [], ""

    def _end_table(self) -> None:
        if self._table is None:
            return
        self._table.text(self._taken())
        grid, caption = self._table.grid(), self._table.caption
        self._table = None
        if grid is not None:
            self._tables += 1
            shown = "\n".join(" ｜ ".join(row) for row in grid.texts)
            self._notes.trail.at(f"第 {self._tables} 张表", shown)
            self._add(iter((table_of(grid, caption=caption),)))

    def _add(self, blocks: Iterator[Block]) -> None:
        self._blocks += self._notes.trail.follow(blocks)
        self._notes.trail.between()


def _number(attributes: dict[str, str | None], name: str) -> int | None:
    """Return a number that a list gives to its entries; None where it gives none."""
    said = attributes.get(name) or ""
    return int(said) if said.isdecimal() and len(said) <= len("9999") else None


def _left_out(tag: str, attributes: dict[str, str | None], style: str) -> str | None:
    """Return what is lost with an element that gives nothing; None: it is read."""
    if "hidden" in attributes or _UNSEEN_STYLE.search(style):
        return "隐藏的文字"
    if tag in _STRUCK or _STRUCK_STYLE.search(style):
        return "划掉的文字"
    return _DROPPED.get(tag)


def _pieces(text: str, level: int) -> Iterator[Block]:
    if level:
        yield Heading(level=level, text=" ".join(text.split("\n")))
        return
    yield from (block_of(line) for line in paragraphs_of(text))
