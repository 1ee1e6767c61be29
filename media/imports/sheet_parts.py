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

_LOCAL = re.compile(r"\{[^}]*\}")
_REL_ID = re.compile(r"\{[^}]*/relationships\}id")
_FALSE = ("", "0", "false")
_MOST_MERGED = 20_000
_DRAWN = ("drawing", "legacyDrawing", "picture")
_WANTED = tuple(f"{{*}}{name}" for name in ("row", "col", "mergeCell", "f", *_DRAWN))


@dataclass(slots=True)
class SheetParts:
    """Be what one sheet says beside its values; rows and columns count from 1."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row, first column, last row, last column."""
    unanswered: list[str] = field(default_factory=list)
    """Cells with a formula but no value."""
    drawings: int = 0

    def column_hidden(self, column: int) -> bool:
        """Say whether a column is hidden."""
        return any(first <= column <= last for first, last in self.hidden_columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEntry:
    """Be one sheet as the workbook lists it."""

    name: str
    path: str
    visible: bool


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
    return tuple(
        SheetEntry(
            name=element.get("name", ""),
            path=_path(targets.get(_relation(element), "")),
            visible=element.get("state", "visible") == "visible",
        )
        for element in book.iter()
        if _tag(element) == "sheet"
    )


def sheet_parts(archive: Archive, path: str) -> SheetParts:
    """Return the parts of one sheet.

    Raises:
        Damaged: Its XML cannot be read.
    """
    parts = SheetParts()
    data = archive.read(path)
    if data is None:
        return parts
    try:
        # The archive was searched for declarations: no entity can stand in it.
        elements = iterparse(
            io.BytesIO(data), tag=_WANTED, resolve_entities=False, no_network=True
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
    hidden = element.get("hidden", "") not in _FALSE
    if tag == "row" and hidden:
        parts.hidden_rows.add(int(element.get("r", "0")))
    elif tag == "col" and hidden:
        first, last = element.get("min", "0"), element.get("max", "0")
        parts.hidden_columns.append((int(first), int(last)))
    elif tag == "mergeCell":
        _merge(parts, element.get("ref", ""))
    elif tag == "f" and _unanswered(element.getparent()):
        parts.unanswered.append(element.getparent().get("r", ""))
    elif tag in _DRAWN:
        parts.drawings += 1


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
