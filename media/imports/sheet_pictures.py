"""Take the pictures that lie on a sheet, in the order of their places.

Those on hidden rows or columns, or outside of what is printed, stay away; charts and
drawings cannot be kept. Every one that stays away is said.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from media.imports.archive import Archive
from media.imports.notes import Notes
from media.imports.office_pictures import View, view_of
from media.imports.office_relations import Relation, relation_id, relations_of
from media.imports.parts_text import lines_in, local, root_of
from media.imports.sheet_parts import SheetEntry, SheetParts

_ANCHORS = frozenset(("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"))
_CHARTS = frozenset(("chart", "relIds"))
_NOWHERE = (1 << 30, 1 << 30)
_LONGEST_TOLD = 60
_NAMED = ("nvPicPr", "nvGrpSpPr")
Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPicture:
    """Be one picture of a sheet: the member that holds it, and how it is shown."""

    member: str
    view: View


def sheet_pictures(
    archive: Archive, entry: SheetEntry, parts: SheetParts, notes: Notes
) -> tuple[SheetPicture, ...]:
    """Return the pictures of a sheet from top to bottom and left to right.

    Raises:
        Damaged: A drawing cannot be read.
    """
    found: list[tuple[Place, SheetPicture]] = []
    for relation in relations_of(archive, entry.path).values():
        if relation.kind == "drawing" and relation.member:
            drawing = _Drawing(archive, relation.member, entry, parts, notes)
            found += drawing.pictures()
    found.sort(key=lambda one: one[0])
    return tuple(picture for _, picture in found)


class _Drawing:
    """Be the drawing of one sheet while it is read."""

    def __init__(
        self,
        archive: Archive,
        path: str,
        entry: SheetEntry,
        parts: SheetParts,
        notes: Notes,
    ) -> None:
        self._root = root_of(archive, path)
        self._relations = relations_of(archive, path)
        self._entry = entry
        self._parts = parts
        self._notes = notes

    def pictures(self) -> Iterator[tuple[Place, SheetPicture]]:
        """Yield the pictures that are to be shown, each with its first cell."""
        for anchor in () if self._root is None else self._root:
            if local(anchor) not in _ANCHORS:
                continue
            first = _cell(anchor.find("{*}from")) or _NOWHERE
            last = _cell(anchor.find("{*}to")) or first
            why = self._away(first, last)
            for blip in _seen(anchor, "blip"):
                if why or _is_hidden(blip):
                    self._notes.lost(why or self._said("里隐藏的图片"))
                    continue
                member = self._member(blip)
                if member:
                    view = view_of(blip)
                    yield first, SheetPicture(member=member, view=view)
            self._note_others(anchor, why)

    def _away(self, first: Place, last: Place) -> str:
        """Return why nothing of a place is shown, or nothing."""
        if first == _NOWHERE:
            return ""
        rows = range(first[0], last[0] + 1)
        columns = range(first[1], last[1] + 1)
        hidden = all(row in self._parts.hidden_rows for row in rows) or all(
            self._parts.column_hidden(column) for column in columns
        )
        if hidden:
            return self._said("里隐藏的行和列上的图片")
        areas = self._entry.printing.areas
        printed = not areas or any(
            top <= last[0] and first[0] <= bottom and left <= last[1]
            and first[1] <= right
            for top, left, bottom, right in areas
        )  # fmt: skip
        return "" if printed else self._said("打印区域以外的图片")

    def _member(self, blip: _Element) -> str:
        """Return where a picture lies in the file, or nothing."""
        relation = self._relations.get(relation_id(blip, "embed"), _ABSENT)
        if relation.member is None:
            self._notes.lost("不在文件里的图片")
        return relation.member or ""

    def _note_others(self, anchor: _Element, why: str) -> None:
        if any(local(one) in _CHARTS for one in _seen(anchor)):
            self._notes.lost(self._said("里的图表"))
        for shape in _seen(anchor, "sp"):
            words = " ".join(lines_in(shape, "p", "t"))
            if why or not words:
                self._notes.lost(why or self._said("里画的图形"))
                continue
            self._notes.lost(self._said(f"里文本框的文字：{words[:_LONGEST_TOLD]}"))

    def _said(self, what: str) -> str:
        return f"“{self._entry.name}”{what}"


_ABSENT = Relation(kind="", member=None)


def _cell(corner: _Element | None) -> Place | None:
    """Return a row and a column from 1; the file counts from 0."""
    if corner is None:
        return None
    said = [corner.findtext(f"{{*}}{name}") or "" for name in ("row", "col")]
    if not all(one.isdecimal() and len(one) <= len("1048576") for one in said):
        return None
    row, column = map(int, said)
    return row + 1, column + 1


def _seen(element: _Element, *names: str) -> Iterator[_Element]:
    """Yield what is drawn in an element, without what is there for old programs."""
    for child in element:
        name = local(child)
        if name == "Fallback":
            continue
        if not names or name in names:
            yield child
        yield from _seen(child, *names)


def _is_hidden(blip: _Element) -> bool:
    """Say whether a picture, or a group that holds it, is hidden."""
    return any(
        told.get("hidden") in {"1", "true"}
        for around in blip.iterancestors()
        for name in _NAMED
        for told in around.iterfind(f"{{*}}{name}/{{*}}cNvPr")
    )
