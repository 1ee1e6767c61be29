"""Say what a row of a catalogue's sheet means; mistakes are noted in the row; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from config.mandates import Preset
from programme.boards import Attribute, Audience, Board
from programme.carriers import Carrier
from programme.mandate import DayKind
from programme.period import Frequency
from publishing.catalogue.sheet_columns import Column
from publishing.catalogue.sheet_row import SheetRow
from publishing.catalogue.sheet_time import TimeRule, time_of, within_of
from publishing.catalogue.sheet_words import (
    BOARDS,
    CARRIERS,
    FACETS,
    FREQUENCIES,
    KINDS,
    LEVELS,
    RETENTIONS,
    Unread,
    audience_of,
    carriers_of,
    day_of,
    one_of,
    ticked,
)
from publishing.tables.units import UnitLevel

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """Be what a standard sheet does not say."""

    board: Board
    valid_from: date


def values_of(
    row: SheetRow, mandates: Mapping[str, Preset], defaults: Defaults
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
        "retention": row.read(Column.RETENTION, lambda t: one_of(t, RETENTIONS), None),
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


def _texts(row: SheetRow) -> dict[str, str]:
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


def _rule(row: SheetRow, mandates: Mapping[str, Preset]) -> dict[str, Any]:
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


def _audience(row: SheetRow) -> tuple[Audience, str]:
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


def _method(row: SheetRow) -> Attribute:
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


def _levels(row: SheetRow) -> tuple[UnitLevel, ...]:
    found = [level for column, level in _LEVELS.items() if ticked(row.text(column))]
    words = row.text(Column.LEVELS)
    found += [level for level, name in LEVELS.items() if name in words]
    return tuple(found)


def _primary(carriers: Sequence[Carrier]) -> Carrier:
    for one in _PREFERRED:
        if one in carriers:
            return one
    return carriers[0] if carriers else Carrier.PAPER_BOARD
