"""Turn a sheet into catalogue lines, and tell every mistake by its cell; pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from openpyxl.utils import get_column_letter
from pydantic import ValidationError

from config.mandates import Preset
from media.imports.cells import Cell, CellKind, CellSheet
from programme.boards import Attribute, Audience, Board
from programme.carriers import Carrier
from programme.mandate import DayKind
from programme.period import Frequency
from publishing.catalogue.entry import EntryForm, faults_of
from publishing.catalogue.sheet_columns import Column, Head, head_of, rows_of
from publishing.catalogue.sheet_time import TimeRule, time_of, within_of
from publishing.catalogue.sheet_words import (
    BOARDS,
    CARRIERS,
    FACETS,
    FREQUENCIES,
    KINDS,
    LEVELS,
    Unread,
    audience_of,
    carriers_of,
    day_of,
    one_of,
    ticked,
)
from publishing.errors import Refused
from publishing.tables.units import UnitLevel

_SAID = 30
_WORDS = {
    Column.NUMBER: ("number", 20),
    Column.TOPIC: ("topic", 120),
    Column.SUBTOPIC: ("subtopic", 120),
    Column.CONTENT: ("content", 1000),
    Column.BASIS: ("basis", 1000),
    Column.TIME: ("time_text", 120),
    Column.BODY: ("body", 120),
    Column.SECTION: ("section", 120),
    Column.CATEGORY: ("category", 120),
}
_PREFERRED = (Carrier.PAPER_BOARD, Carrier.WEBSITE)
_LEVELS = {
    Column.COUNTY: UnitLevel.COUNTY,
    Column.TOWNSHIP: UnitLevel.TOWNSHIP,
    Column.VILLAGE: UnitLevel.VILLAGE,
}
T = TypeVar("T")


class CatalogueRefused(Refused):
    """Say every mistake in a sheet at once, each by its cell."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        more = len(self.faults) - _SAID
        rest = f"；还有 {more} 处" if more > 0 else ""
        listed = "；".join(self.faults[:_SAID])
        super().__init__(
            f"表里有 {len(self.faults)} 处要改，什么都没有导入：{listed}{rest}。",
            code="catalogue_refused",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """Be what a standard sheet does not say."""

    board: Board
    valid_from: date


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
        row = _Row(number, self.head, cells)
        if not row.texts or row.text(Column.OWNER):
            return
        before = len(row.faults)
        values = _values(row, self.mandates, self.defaults)
        if len(row.faults) == before == 0:
            self._make(row, values | {"position": len(self.forms) + 1})
        self.faults += row.faults
        self.remarks += row.remarks

    def _make(self, row: "_Row", values: dict[str, Any]) -> None:
        try:
            form = EntryForm.model_validate(values)
        except ValidationError as error:
            for one in error.errors():
                row.fault(Column.TOPIC, one["msg"].removeprefix("Value error, "))
            return
        for fault in faults_of(form, self.mandates):
            row.fault(Column.SPECIAL, fault)
        key = form.topic, form.subtopic, form.content
        twin = self.seen.setdefault(key, row.number)
        if twin != row.number:
            row.fault(Column.CONTENT, f"和第 {twin} 行重复")
        self.forms.append(form)


class _Row:
    """Be one row under a head: its texts by column, and what is wrong with them."""

    def __init__(self, number: int, head: Head, cells: Mapping[int, Cell]) -> None:
        self.number = number
        self._head = head
        self.faults: list[str] = []
        self.remarks: list[str] = []
        self.texts: dict[Column, str] = {}
        for column, place in head.columns.items():
            cell = cells.get(place)
            if cell is not None:
                self._take(column, cell)

    def text(self, column: Column) -> str:
        """Return what a cell says; nothing where it or its column is not there."""
        return self.texts.get(column, "")

    def has(self, column: Column) -> bool:
        """Say whether the sheet has a column."""
        return column in self._head.columns

    def fault(self, column: Column, what: str) -> None:
        """Note a mistake at a cell of this row."""
        self.faults.append(f"{self._name(column)}：{what}")

    def read(self, column: Column, reader: Callable[[str], T], default: T) -> T:
        """Return what a cell means, or the default where it is empty or wrong."""
        text = self.text(column)
        if not text:
            return default
        try:
            return reader(text)
        except Unread as unread:
            self.fault(column, str(unread))
            return default

    def _take(self, column: Column, cell: Cell) -> None:
        if cell.kind is CellKind.FORMULA:
            self.faults.append(f"{cell.name}：是公式，请改成写好的内容")
            self.texts[column] = "="
        elif cell.kind is CellKind.ERROR:
            self.faults.append(f"{cell.name}：公式算错了（{cell.text}）")
        else:
            self.texts[column] = cell.text

    def _name(self, column: Column) -> str:
        place = self._head.columns.get(column)
        if place is None:
            return f"第 {self.number} 行"
        return f"{get_column_letter(place)}{self.number}"


def _values(
    row: _Row, mandates: Mapping[str, Preset], defaults: Defaults
) -> dict[str, Any]:
    """Return the values of a line; what is wrong is noted in the row."""
    texts = _texts(row)
    none: tuple[Carrier, ...] = ()
    carriers = row.read(Column.CARRIERS, carriers_of, none)
    if not row.text(Column.CARRIERS):
        row.fault(Column.CARRIERS, "没有写公开渠道和载体")
    audience, words = _audience(row)
    return {
        **texts,
        **_rule(row, mandates),
        "board": row.read(Column.BOARD, lambda t: one_of(t, BOARDS), defaults.board),
        "facet": row.read(Column.FACET, lambda t: one_of(t, FACETS), None),
        "kind_of_act": row.read(
            Column.KIND, lambda t: one_of(t, KINDS), next(iter(KINDS))
        ),
        "audience": audience,
        "audience_words": words,
        "carriers": carriers,
        "primary": row.read(
            Column.PRIMARY, lambda t: one_of(t, CARRIERS), _primary(carriers)
        ),
        "method": _method(row),
        "levels": _levels(row),
        "inherited_by": row.read(Column.INHERITED, lambda t: one_of(t, LEVELS), None),
        "origin": row.text(Column.ORIGIN) or None,
        "valid_from": row.read(Column.FROM, day_of, defaults.valid_from),
    }


def _texts(row: _Row) -> dict[str, str]:
    found = {}
    for column, (name, most) in _WORDS.items():
        text = " ".join(row.text(column).split())
        if len(text) > most:
            row.fault(column, f"有 {len(text)} 个字，最多 {most} 个字")
        found[name] = text
    for column in (Column.TOPIC, Column.CONTENT):
        if not row.text(column):
            row.fault(column, f"没有写{column.value}")
    return found


def _rule(row: _Row, mandates: Mapping[str, Preset]) -> dict[str, Any]:
    """Return the rule of a line: what the sheet's own columns say goes first."""
    text = row.text(Column.TIME)
    told = time_of(text) if text else None
    if told is None and not row.has(Column.MANDATE):
        if text:
            row.remarks.append(
                f"{text[:30]}：公开时限看不懂，按“即时公开、随时”导入，请核对"
            )
        else:
            row.fault(Column.TIME, "没有写公开时限")
    told = told or TimeRule(mandate="immediate", frequency=Frequency.AS_NEEDED)
    labels = {preset.name: preset.label for preset in mandates.values()}
    own = row.has(Column.MANDATE)
    days, kind = row.read(
        Column.WITHIN,
        within_of,
        (None, DayKind.WORKING) if own else (told.within_days, told.within_kind),
    )
    return {
        "mandate": row.read(Column.MANDATE, lambda t: _named(t, labels), told.mandate),
        "special_rule": row.read(
            Column.SPECIAL,
            lambda t: _named(t, labels),
            None if own else told.special_rule,
        ),
        "frequency": row.read(
            Column.FREQUENCY, lambda t: one_of(t, FREQUENCIES), told.frequency
        ),
        "within_days": days,
        "within_kind": kind,
    }


def _named(text: str, labels: Mapping[str, str]) -> str:
    """Return the name of a rule by its label.

    Raises:
        Unread: No rule is called so.
    """
    for name, label in labels.items():
        if text == label:
            return name
    message = f"没有“{text[:30]}”这条规则"
    raise Unread(message)


def _audience(row: _Row) -> tuple[Audience, str]:
    """Return whom a line is for; exactly one of the two columns says it."""
    if not (row.has(Column.EVERYONE) or row.has(Column.SOME)):
        text = row.text(Column.AUDIENCE)
        if not text:
            row.fault(Column.AUDIENCE, "没有写公开对象")
        everyone = not text or "全社会" in text or "社会公众" in text
        return (Audience.EVERYONE, "") if everyone else audience_of(text)
    everyone = ticked(row.text(Column.EVERYONE))
    some = ticked(row.text(Column.SOME))
    if everyone == some:
        both = "全社会和特定群体都勾了，只能勾一个"
        row.fault(Column.EVERYONE, both if some else "公开对象没有勾")
    if everyone or not some:
        return Audience.EVERYONE, ""
    return audience_of(row.text(Column.SOME))


def _method(row: _Row) -> Attribute:
    if not (row.has(Column.PROACTIVE) or row.has(Column.ON_REQUEST)):
        on_request = "依申请" in row.text(Column.METHOD)
        if not row.text(Column.METHOD):
            row.fault(Column.METHOD, "没有写公开方式")
        return Attribute.ON_REQUEST if on_request else Attribute.PROACTIVE
    proactive = ticked(row.text(Column.PROACTIVE))
    on_request = ticked(row.text(Column.ON_REQUEST))
    if proactive == on_request:
        both = "主动和依申请都勾了，只能勾一个"
        row.fault(Column.PROACTIVE, both if proactive else "公开方式没有勾")
    return Attribute.ON_REQUEST if on_request else Attribute.PROACTIVE


def _levels(row: _Row) -> tuple[UnitLevel, ...]:
    found = [level for column, level in _LEVELS.items() if ticked(row.text(column))]
    words = row.text(Column.LEVELS)
    found += [level for level, name in LEVELS.items() if name in words]
    return tuple(found)


def _primary(carriers: Sequence[Carrier]) -> Carrier:
    for one in _PREFERRED:
        if one in carriers:
            return one
    return carriers[0] if carriers else Carrier.PAPER_BOARD
