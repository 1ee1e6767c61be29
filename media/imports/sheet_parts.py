"""Read from a workbook's XML what the reading library leaves out.

That is: merged cells, hidden rows and columns, and formulas without a value.
"""

import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from lxml.etree import LxmlError, _Element, iterparse
from openpyxl.utils.cell import range_boundaries

from media.imports.archive import Archive
from media.imports.errors import Damaged
from media.imports.sheet_print import NAMES, Printing, printing_of

_LOCAL = re.compile(r"\{[^}]*\}")
_REL_ID = re.compile(r"\{[^}]*/relationships\}id")
_FALSE = ("", "0", "false")
_MOST_MERGED = 20_000
_WANTED = tuple(f"{{*}}{name}" for name in ("row", "col", "mergeCell", "f", "picture"))
_METADATA = "xl/metadata.xml"


@dataclass(slots=True)
class SheetParts:
    """Be what one sheet says beside its values; rows and columns count from 1."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row, first column, last row, last column."""
    unanswered: list[str] = field(default_factory=list)
    """Cells with a formula but no value."""
    background: bool = False
    """It has a picture behind its cells."""
    rich: dict[str, int] = field(default_factory=dict)
    """By cell, the number that leads to what stands in it beside its value."""

    def column_hidden(self, column: int) -> bool:
        """Say whether a column is hidden."""
        return any(first <= column <= last for first, last in self.hidden_columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEntry:
    """Be one sheet as the workbook lists it."""

    name: str
    path: str
    visible: bool
    printing: Printing = field(default_factory=Printing)


def sheet_entries(archive: Archive) -> tuple[SheetEntry, ...]:
    """Return the sheets of a workbook in order.

    Raises:
        Damaged: The workbook does not list them as it should.
    """
    book = _parsed(archive, "xl/workbook.xml")
    targets = {
        element.get("Id"): element.get("Target", "")
        for element in _parsed(archive, "xl/_rels/workbook.xml.rels")
    }
    named = _print_names(book)
    sheets = (element for element in book.iter() if _tag(element) == "sheet")
    return tuple(
        SheetEntry(
            name=element.get("name", ""),
            path=_path(targets.get(_relation(element), "")),
            visible=element.get("state", "visible") == "visible",
            printing=printing_of(named.get(str(number), {})),
        )
        for number, element in enumerate(sheets)
    )


def _print_names(book: Element) -> dict[str, dict[str, str]]:
    """Return what is said of the print of each sheet, by the sheet's number."""
    found: dict[str, dict[str, str]] = {}
    for element in book.iter():
        name = element.get("name", "")
        if _tag(element) == "definedName" and name in NAMES:
            number = element.get("localSheetId", "")
            found.setdefault(number, {})[name] = element.text or ""
    return found


def sheet_parts(archive: Archive, path: str) -> SheetParts:
    """Return the parts of one sheet.

    Raises:
        Damaged: Its XML cannot be read.
    """
    parts = SheetParts()
    data = archive.read(path)
    if data is None:
        return parts
    # Cells are looked at only where they may lead to something.
    wanted = (*_WANTED, "{*}c") if archive.read(_METADATA) else _WANTED
    try:
        # The archive was searched for declarations: no entity can stand in it.
        elements = iterparse(
            io.BytesIO(data), tag=wanted, resolve_entities=False, no_network=True
        )
        for _, element in elements:
            _take(parts, element)
            if element.tag.endswith("}row"):
                element.clear()
    except (LxmlError, LookupError, ValueError) as error:
        raise Damaged(reason="工作表结构不完整") from error
    return parts


def _take(parts: SheetParts, element: _Element) -> None:
    tag = element.tag.rpartition("}")[2]
    if tag == "c":
        _take_number(parts, element)
    elif tag == "row" and is_hidden(element, "ht"):
        parts.hidden_rows.add(int(element.get("r", "0")))
    elif tag == "col" and is_hidden(element, "width"):
        first, last = element.get("min", "0"), element.get("max", "0")
        parts.hidden_columns.append((int(first), int(last)))
    elif tag == "mergeCell":
        _merge(parts, element.get("ref", ""))
    elif tag == "f" and _unanswered(element.getparent()):
        parts.unanswered.append(element.getparent().get("r", ""))
    elif tag == "picture":
        parts.background = True


def is_hidden(element: _Element, size: str) -> bool:
    """Say whether a row or a column is hidden, or of no size, which looks the same."""
    if element.get("hidden", "") not in _FALSE:
        return True
    told = element.get(size, "")
    return bool(told) and not told.strip("0.")


def _take_number(parts: SheetParts, cell: _Element) -> None:
    number = cell.get("vm", "")
    if number.isdecimal() and len(number) <= len("1048576"):
        parts.rich[cell.get("r", "")] = int(number)


def _merge(parts: SheetParts, ref: str) -> None:
    left, top, right, bottom = range_boundaries(ref)
    if not (left and top and right and bottom) or len(parts.merged) >= _MOST_MERGED:
        return
    parts.merged.append((top, left, bottom, right))


def _unanswered(cell: _Element) -> bool:
    value = cell.find("{*}v")
    empty = value is None or not value.text
    return empty and cell.get("t") != "inlineStr"


def _parsed(archive: Archive, name: str) -> Element:
    data = archive.read(name)
    if data is None:
        raise Damaged(reason=f"缺少 {name}")
    try:
        root: Element = fromstring(data)
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise Damaged(reason=f"{name} 读不懂") from error
    return root


def _relation(element: Element) -> str | None:
    return next((v for k, v in _attributes(element) if _REL_ID.fullmatch(k)), None)


def _attributes(element: Element) -> Iterator[tuple[str, str]]:
    yield from element.attrib.items()


def _tag(element: Element) -> str:
    return _LOCAL.sub("", str(element.tag))


def _path(target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join("xl", target))
