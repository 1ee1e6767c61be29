"""Read the text of Word paragraphs from their XML; blocks are made elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from media.imports.notes import Notes

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
    f"{W}footnoteReference": "脚注",
    f"{W}endnoteReference": "尾注",
    f"{W}commentReference": "批注",
    f"{W}del": "修订中已删除的文字",
    f"{W}moveFrom": "修订中已移走的文字",
    f"{W}sym": "特殊符号字体里的符号",
    f"{W}control": "控件",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "图表",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "组织结构图",
}


@dataclass(slots=True)
class WordLine:
    """Be what one Word paragraph holds."""

    text: str = ""
    pictures: list[str] = field(default_factory=list)
    """Relationship ids of the pictures in it."""
    boxes: list[_Element] = field(default_factory=list)
    """Contents of text boxes, which follow the paragraph."""


def read_line(paragraph: _Element, notes: Notes) -> WordLine:
    """Return the text, pictures and text boxes of a paragraph."""
    line = WordLine()
    line.text = notes.clean("".join(_texts(paragraph, line, notes)))
    return line


def _texts(element: _Element, line: WordLine, notes: Notes) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            continue
        if tag in _LOST:
            notes.lost(_LOST[tag])
        elif tag in _PLAIN:
            yield _PLAIN[tag]
        elif tag in (f"{W}t", f"{_M}t"):
            yield child.text or ""
        else:
            yield from _inside(child, tag, line, notes)


def _inside(child: _Element, tag: str, line: WordLine, notes: Notes) -> Iterator[str]:
    if tag == f"{W}r" and _hidden(child):
        notes.lost("隐藏的文字")
        return
    if tag == f"{W}txbxContent":
        notes.simplified("文本框改成正文")
        line.boxes.append(child)
        return
    if tag in (f"{_A}blip", f"{_V}imagedata"):
        _picture(child, line, notes)
        return
    _note(tag, notes)
    yield from _texts(child, line, notes)


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
        line.pictures.append(name)
    if element.get(f"{_R}link"):
        notes.lost("不在文件里的图片")


def _hidden(run: _Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val") not in ("0", "false", "off")
