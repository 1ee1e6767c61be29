"""Read the text of Word paragraphs from their XML; blocks are made elsewhere."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from media.imports.notes import Notes
from media.imports.office_pictures import View, view_of, vml_view_of
from media.imports.word_marks import PLAIN, RunMarks

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"

_PLAIN = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_SKIPPED = frozenset(
    (
        f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}delText", f"{W}delInstrText",
        f"{W}fldData", f"{_MC}Fallback",
    )
)  # fmt: skip
_LOST = {
    f"{W}object": "嵌入的对象",
    f"{W}commentReference": "批注",
    f"{W}del": "修订中已删除的文字",
    f"{W}moveFrom": "修订中已移走的文字",
    f"{W}control": "控件",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "图表",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "组织结构图",
}


_NOTES = {f"{W}footnoteReference": "脚注", f"{W}endnoteReference": "尾注"}
Mark = Callable[[_Element], str | None]
"""Gives what stands in the place of a reference to a note."""


def _unmarked(reference: _Element) -> None:
    del reference


@dataclass(slots=True)
class WordLine:
    """Be what one Word paragraph holds."""

    text: str = ""
    pictures: list[tuple[str, View]] = field(default_factory=list)
    """Relationship ids of the pictures in it, and how they are shown."""
    boxes: list[_Element] = field(default_factory=list)
    """Contents of text boxes, which follow the paragraph."""
    mark: Mark = _unmarked
    runs: RunMarks = PLAIN


def read_line(
    paragraph: _Element,
    notes: Notes,
    *,
    mark: Mark = _unmarked,
    runs: RunMarks = PLAIN,
) -> WordLine:
    """Return the text, pictures and text boxes of a paragraph.

    Args:
        paragraph: Its element.
        notes: Where losses are said.
        mark: Gives what stands for a reference to a note.
        runs: Says which runs are hidden or struck out.
    """
    line = WordLine(mark=mark, runs=runs)
    line.text = notes.clean("".join(_texts(paragraph, line, notes)))
    return line


def _texts(element: _Element, line: WordLine, notes: Notes) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            continue
        if tag in _LOST:
            notes.lost(_LOST[tag])
        elif tag in _NOTES:
            yield _marked(child, line, notes)
        elif tag in _PLAIN:
            yield _PLAIN[tag]
        elif tag in (f"{W}t", f"{_M}t"):
            yield child.text or ""
        else:
            yield from _inside(child, tag, line, notes)


def _inside(child: _Element, tag: str, line: WordLine, notes: Notes) -> Iterator[str]:
    if tag == f"{W}r" and _left_out(child, line, notes):
        return
    if tag == f"{W}txbxContent":
        notes.simplified("文本框改成正文")
        line.boxes.append(child)
    elif tag in (f"{_A}blip", f"{_V}imagedata"):
        _picture(child, line, notes)
    elif tag in _SPELLED:
        yield from _SPELLED[tag](child, line, notes)
    else:
        _note(tag, notes)
        yield from _texts(child, line, notes)


def _left_out(run: _Element, line: WordLine, notes: Notes) -> bool:
    """Say whether a run is not to be published, and note it."""
    if line.runs.hides(run):
        what = "隐藏的文字"
    elif line.runs.strikes(run):
        what = "划掉的文字"
    else:
        return False
    words = "".join(text.text or "" for text in run.iter(f"{W}t"))
    if words.strip():
        notes.lost(what)
        notes.margin(words)
        notes.hidden(what, words)
    return True


def _alternatives(element: _Element, line: WordLine, notes: Notes) -> Iterator[str]:
    """Yield what new programs show; where that gives nothing, what old ones show."""
    before = len(line.pictures), len(line.boxes)
    found = "".join(_texts(element, line, notes))
    if found or (len(line.pictures), len(line.boxes)) != before:
        yield found
        return
    for other in element.iterfind(f"{_MC}Fallback"):
        yield from _texts(other, line, notes)


def _ruby(element: _Element, line: WordLine, notes: Notes) -> Iterator[str]:
    """Yield characters with their reading in brackets behind them."""
    for name, before, behind in (("rubyBase", "", ""), ("rt", "（", "）")):
        for part in element.iterfind(f"{W}{name}"):
            said = "".join(_texts(part, line, notes))
            yield f"{before}{said}{behind}" if said else ""


def _word_art(element: _Element, line: WordLine, notes: Notes) -> Iterator[str]:
    del line
    notes.simplified("艺术字改成正文")
    yield element.get("string") or ""


def _symbol(element: _Element, line: WordLine, notes: Notes) -> Iterator[str]:
    del line
    face = element.get(f"{W}font") or ""
    found = _SYMBOLS.get((face, (element.get(f"{W}char") or "").upper()))
    if found is None:
        notes.lost("特殊符号字体里的符号")
    yield found or ""


_SYMBOLS = {
    ("Wingdings", "F0FE"): "✓", ("Wingdings", "F0FD"): "×", ("Wingdings", "F0FC"): "✓",
    ("Wingdings", "F0A8"): "□", ("Wingdings", "F06F"): "□", ("Wingdings", "F0FB"): "×",
    ("Wingdings 2", "F052"): "✓", ("Wingdings 2", "F054"): "×",
    ("Wingdings 2", "F050"): "✓", ("Wingdings 2", "F0A3"): "□",
    ("Wingdings 2", "F04F"): "×",
}  # fmt: skip
"""What forms are ticked with, by face and character."""
_SPELLED: Mapping[str, Callable[[_Element, WordLine, Notes], Iterator[str]]] = {
    f"{_MC}AlternateContent": _alternatives,
    f"{W}ruby": _ruby,
    f"{_V}textpath": _word_art,
    f"{W}sym": _symbol,
}


def _marked(reference: _Element, line: WordLine, notes: Notes) -> str:
    mark = line.mark(reference)
    if mark is None:
        notes.lost(_NOTES[reference.tag])
    return mark or ""


def _note(tag: str, notes: Notes) -> None:
    if tag == f"{W}hyperlink":
        notes.simplified("链接只留文字")
    elif tag == f"{W}ins":
        notes.simplified("修订中新增的文字当作正文")
    elif tag == f"{_M}oMath":
        notes.simplified("公式改成文字")


def _picture(element: _Element, line: WordLine, notes: Notes) -> None:
    name = element.get(f"{_R}embed") or element.get(f"{_R}id")
    if name:
        is_blip = element.tag == f"{_A}blip"
        view = view_of(element) if is_blip else vml_view_of(element)
        line.pictures.append((name, view))
    if element.get(f"{_R}link"):
        notes.lost("不在文件里的图片")


def cell_paragraphs(cell: _Element) -> Iterator[_Element]:
    """Yield the paragraphs of a cell, without those of text boxes in it."""
    for paragraph in cell.iter(f"{W}p"):
        around = paragraph.iterancestors(f"{W}txbxContent", f"{W}tc")
        if next(around).tag == f"{W}tc":
            yield paragraph
