"""Say what a workbook holds beside its visible cells, and where a mark may stand."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element

from media.imports.archive import Archive
from media.imports.notes import Notes
from media.imports.parts_text import lines_in, local, root_of
from media.imports.sheet_parts import SheetEntry, is_hidden

_COMMENTS = re.compile(
    r"xl/(?:comments\d*|comments/comment\d*|threadedComments/.*)\.xml"
)
_SHAPES = re.compile(r"xl/drawings/drawing\d*\.xml")
_CODES = re.compile(r"&(?:[LCRDTPNFAZGBIUESXY]|\"[^\"]*\"|\d+|K[0-9A-F]{6})")
"""What a page head says of its form: &C is the middle, &"宋体" the face."""
_HEAD_ROWS = 12
_MOST_HIDDEN = 400


def note_sheet_extras(
    archive: Archive, entries: tuple[SheetEntry, ...], notes: Notes
) -> None:
    """Note heads of all sheets, page heads, comments, shapes and hidden cells.

    Raises:
        Damaged: One of them cannot be read.
    """
    shared = _shared(archive)
    for entry in entries:
        root = root_of(archive, entry.path)
        if root is not None:
            notes.margin(entry.name)
            _sheet(root, entry, shared, notes)
    for name in archive.names:
        if _COMMENTS.fullmatch(name):
            _comments(root_of(archive, name), notes)
        elif _SHAPES.fullmatch(name):
            shape = root_of(archive, name)
            for line in () if shape is None else lines_in(shape, "p", "t"):
                notes.margin(line)
    for text in shared:
        notes.body(text)


def _sheet(root: _Element, entry: SheetEntry, shared: list[str], notes: Notes) -> None:
    for part in root.iter("{*}headerFooter"):
        for each in part:
            text = _CODES.sub("\n", each.text or "")
            for line in text.splitlines():
                notes.margin(line)
    rows = list(root.iter("{*}row"))
    for row in rows[:_HEAD_ROWS]:
        texts = list(_texts(row, shared))
        # One cell alone in its row may be a mark; beside others it is a heading.
        for text in texts:
            (notes.margin if len(texts) == 1 else notes.body)(text)
    for where, text in islice(_hidden(root, rows, entry, shared), _MOST_HIDDEN):
        notes.hidden(where, text)


def _hidden(
    root: _Element, rows: list[_Element], entry: SheetEntry, shared: list[str]
) -> Iterator[tuple[str, str]]:
    """Yield the texts of a hidden sheet, or those of hidden rows and columns."""
    columns = _hidden_columns(root)
    for row in rows:
        hidden = is_hidden(row, "ht")
        if not entry.visible or hidden:
            where = "里隐藏的行" if entry.visible else "（隐藏的工作表）"
            for text in _texts(row, shared):
                yield f"“{entry.name}”{where}", text
        elif columns:
            for cell in row:
                if _column(cell) in columns:
                    for text in _text(cell, shared):
                        yield f"“{entry.name}”里隐藏的列", text


def _hidden_columns(root: _Element) -> frozenset[int]:
    found: set[int] = set()
    for column in root.iter("{*}col"):
        if is_hidden(column, "width"):
            first, last = int(column.get("min", "0")), int(column.get("max", "0"))
            found |= set(range(first, min(last, first + 500) + 1))
    return frozenset(found)


def _column(cell: _Element) -> int:
    number = 0
    for letter in re.sub(r"\d+", "", cell.get("r") or "").upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _texts(row: _Element, shared: list[str]) -> Iterator[str]:
    for cell in row:
        yield from _text(cell, shared)


def _text(cell: _Element, shared: list[str]) -> Iterator[str]:
    """Yield the text of a cell as it is kept, if there is any."""
    value = cell.find("{*}v")
    said = "" if value is None else (value.text or "")
    if cell.get("t") == "s" and said.isdigit() and int(said) < len(shared):
        said = shared[int(said)]
    elif cell.get("t") == "inlineStr":
        said = "".join(text.text or "" for text in cell.iter("{*}t"))
    if said.strip():
        yield said.strip()


def _shared(archive: Archive) -> list[str]:
    root = root_of(archive, "xl/sharedStrings.xml")
    if root is None:
        return []
    return [
        "".join(
            text.text or ""
            for text in entry.iter("{*}t")
            if next(text.iterancestors("{*}rPh"), None) is None
        )
        for entry in root.iter("{*}si")
    ]


def _comments(root: _Element | None, notes: Notes) -> None:
    for element in () if root is None else root.iter():
        if local(element) == "author":
            notes.hidden("批注的作者", element.text or "")
        elif local(element) in {"comment", "threadedComment"}:
            texts = (*element.iter("{*}t"), *element.iter("{*}text"))
            said = "".join(dict.fromkeys((text.text or "").strip() for text in texts))
            notes.margin(said)
            notes.hidden("批注", said)
