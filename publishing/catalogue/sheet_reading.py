"""Turn a sheet into catalogue lines, and tell every mistake by its cell; pure.

What a single row means is said by `sheet_values`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from config.mandates import Preset
from media.imports.cells import Cell, CellSheet
from publishing.catalogue.entry import EntryForm, faults_of
from publishing.catalogue.file_faults import FileFaults
from publishing.catalogue.sheet_columns import Column, Head, head_of, rows_of
from publishing.catalogue.sheet_row import FORMULA, SheetRow
from publishing.catalogue.sheet_values import Defaults, values_of

_SAID = 300
"""A sheet with more mistakes than that is another sheet."""


class CatalogueRefused(FileFaults):
    """Say every mistake in a sheet at once, each by its cell."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(faults, most=_SAID, code="catalogue_refused")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSheet:
    """Be what a sheet says."""

    forms: tuple[EntryForm, ...]
    remarks: tuple[str, ...]
    """What was understood with a doubt; nobody need change it."""


def read_catalogue(
    sheets: Sequence[CellSheet], mandates: Mapping[str, Preset], defaults: Defaults
) -> ReadSheet:
    """Return the lines of the first sheet that looks like a catalogue.

    Raises:
        CatalogueRefused: No sheet does, or there are mistakes; all are named.
    """
    rows, head = _found(sheets)
    if head.missing:
        names = "、".join(f"“{one.value}”" for one in head.missing)
        raise CatalogueRefused([f"第 {head.first_row - 1} 行的表头缺少列：{names}"])
    reading = _Reading(head, mandates, defaults)
    for number, cells in rows.items():
        if number >= head.first_row:
            reading.take(number, cells)
    if not reading.forms and not reading.faults:
        reading.faults.append("表头下面没有内容")
    if reading.faults:
        raise CatalogueRefused(reading.faults)
    return ReadSheet(forms=tuple(reading.forms), remarks=tuple(reading.remarks))


def _found(
    sheets: Sequence[CellSheet],
) -> tuple[dict[int, dict[int, Cell]], Head]:
    for sheet in sheets:
        rows = rows_of(sheet)
        head = head_of(rows)
        if head is not None:
            return rows, head
    what = "没有找到表头：要有“一级事项”“公开内容（要素）”“公开时限”这些列名"
    raise CatalogueRefused([what])


@dataclass(slots=True)
class _Reading:
    """Gather lines and mistakes, row by row."""

    head: Head
    mandates: Mapping[str, Preset]
    defaults: Defaults
    forms: list[EntryForm] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    seen: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def take(self, number: int, cells: Mapping[int, Cell]) -> None:
        """Read one row; an empty one and one that comes from above is passed over."""
        row = SheetRow(number, self.head, cells)
        if not row.texts or row.text(Column.OWNER):
            return
        values = values_of(row, self.mandates, self.defaults)
        if not row.faults:
            self._make(row, values | {"position": len(self.forms) + 1})
        self._compare(row)
        self.faults += row.faults
        self.remarks += row.remarks

    def _make(self, row: SheetRow, values: dict[str, Any]) -> None:
        try:
            form = EntryForm.model_validate(values)
        except ValidationError as error:
            for one in error.errors():
                row.fault(Column.TOPIC, one["msg"].removeprefix("Value error, "))
            return
        for fault in faults_of(form, self.mandates):
            row.fault(Column.SPECIAL, fault)
        self.forms.append(form)

    def _compare(self, row: SheetRow) -> None:
        """Note that a row says what another one says, whatever else is wrong in it."""
        topic, subtopic, content = (
            " ".join(row.text(one).split())
            for one in (Column.TOPIC, Column.SUBTOPIC, Column.CONTENT)
        )
        if not topic or content in {"", FORMULA}:
            return
        twin = self.seen.setdefault((topic, subtopic, content), row.number)
        if twin != row.number:
            row.fault(Column.CONTENT, f"和第 {twin} 行重复")
