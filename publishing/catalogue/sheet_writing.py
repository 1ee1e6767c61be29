"""Write catalogue lines as a standard sheet with a head of two rows; it reads none."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from config.mandates import Preset
from programme.boards import Attribute, Audience
from publishing.catalogue.entry import EntryForm
from publishing.catalogue.sheet_columns import PARTS, Column
from publishing.catalogue.sheet_time import within_text
from publishing.catalogue.sheet_words import (
    BOARDS,
    CARRIERS,
    FACETS,
    FREQUENCIES,
    KINDS,
    LEVELS,
    RETENTIONS,
    audience_text,
    carriers_text,
)
from publishing.tables.units import UnitLevel

_TICK = "√"
_FIRST = 4
"""The first row below the head."""
_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="center")
_GROUPS = {one: group for group, parts in PARTS.items() for one in parts}
_COLUMNS = [one for one in Column if one not in PARTS]
_WIDE = {
    Column.NUMBER: 6,
    Column.CONTENT: 36,
    Column.BASIS: 36,
    Column.CARRIERS: 34,
    Column.TIME: 22,
    Column.BODY: 18,
    Column.MANDATE: 16,
    Column.SPECIAL: 22,
    Column.FROM: 12,
}
_NARROW = 8
_USUAL = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Be one line to be written; the owner is named where it comes from above."""

    form: EntryForm
    owner: str = ""


def catalogue_sheet(
    title: str, lines: Sequence[Written], mandates: Mapping[str, Preset]
) -> bytes:
    """Return the XLSX file of a unit's catalogue."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "公开目录"
    for number, row in enumerate(rows_to_write(title, lines, mandates), start=1):
        for place, text in enumerate(row, start=1):
            _put(sheet, number, place, text, bold=number < _FIRST)
    _lay_out(sheet)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def rows_to_write(
    title: str, lines: Sequence[Written], mandates: Mapping[str, Preset]
) -> tuple[tuple[str, ...], ...]:
    """Return the texts of the sheet, row by row: a title, a head of two rows, lines."""
    above = tuple(_GROUPS.get(one, one).value for one in _COLUMNS)
    below = tuple(one.value if one in _GROUPS else "" for one in _COLUMNS)
    texts = [_texts(line, mandates) for line in lines]
    body = [tuple(row.get(one, "") for one in _COLUMNS) for row in texts]
    return ((title,), above, below, *body)


def _lay_out(sheet: Worksheet) -> None:
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=10)
    for place, column in enumerate(_COLUMNS, start=1):
        group = _GROUPS.get(column)
        if group is None:
            sheet.merge_cells(
                start_row=2, start_column=place, end_row=3, end_column=place
            )
        width = _WIDE.get(column, _NARROW if group else _USUAL)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for parts in PARTS.values():
        first, last = (_COLUMNS.index(parts[end]) + 1 for end in (0, -1))
        sheet.merge_cells(start_row=2, start_column=first, end_row=2, end_column=last)
    sheet.freeze_panes = f"D{_FIRST}"


def _put(sheet: Worksheet, row: int, column: int, text: str, *, bold: bool) -> None:
    """Write a text as text: nothing that people wrote becomes a formula."""
    if not text:
        return
    cell = sheet.cell(row=row, column=column)
    cell.value = text
    cell.data_type = "s"
    cell.alignment = _WRAPPED
    if bold:
        cell.font = _BOLD


def _texts(line: Written, mandates: Mapping[str, Preset]) -> dict[Column, str]:
    form = line.form
    everyone = form.audience is Audience.EVERYONE
    proactive = form.method is Attribute.PROACTIVE
    special = mandates.get(form.special_rule) if form.special_rule else None
    within = form.within_days
    return {
        Column.NUMBER: form.number,
        Column.TOPIC: form.topic,
        Column.SUBTOPIC: form.subtopic,
        Column.CONTENT: form.content,
        Column.BASIS: form.basis,
        Column.TIME: form.time_text,
        Column.BODY: form.body,
        Column.CARRIERS: carriers_text(form.carriers),
        Column.EVERYONE: _TICK if everyone else "",
        Column.SOME: ""
        if everyone
        else audience_text(form.audience, form.audience_words),
        Column.PROACTIVE: _TICK if proactive else "",
        Column.ON_REQUEST: "" if proactive else _TICK,
        Column.COUNTY: _TICK if UnitLevel.COUNTY in form.levels else "",
        Column.TOWNSHIP: _TICK if UnitLevel.TOWNSHIP in form.levels else "",
        Column.VILLAGE: _TICK if UnitLevel.VILLAGE in form.levels else "",
        Column.SECTION: form.section,
        Column.BOARD: BOARDS[form.board],
        Column.CATEGORY: form.category,
        Column.FACET: FACETS[form.facet] if form.facet else "",
        Column.RETENTION: RETENTIONS[form.retention] if form.retention else "",
        Column.KIND: KINDS[form.kind_of_act],
        Column.MANDATE: mandates[form.mandate].label
        if form.mandate in mandates
        else form.mandate,
        Column.SPECIAL: special.label if special else "",
        Column.WITHIN: within_text(within, form.within_kind) if within else "",
        Column.FREQUENCY: FREQUENCIES[form.frequency],
        Column.PRIMARY: CARRIERS[form.primary],
        Column.INHERITED: LEVELS[form.inherited_by] if form.inherited_by else "",
        Column.ORIGIN: form.origin or "",
        Column.FROM: form.valid_from.isoformat(),
        Column.OWNER: line.owner,
    }
