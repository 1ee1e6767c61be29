"""Read from the sums what each display did for disclosures on a day; judge nothing."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, FromClause, func, select
from sqlalchemy.orm import Session

from programme.service_day import DisplayDay, Served, reached
from publishing.tables.coverage import ContestedDay
from publishing.tables.evidence import ListedDay, PaintedDay

_AT_ONCE = 400


GroupOnDay: TypeAlias = tuple[str, str, date]
"""A disclosure, a group and a day."""
Shown: TypeAlias = Mapping[GroupOnDay, tuple[DisplayDay, ...]]
_DeviceDay: TypeAlias = tuple[str, date]
_Days: TypeAlias = dict[GroupOnDay, tuple[DisplayDay, ...]]
_BETWEEN = " "
"""No name of a group holds it."""


def displays_of(
    session: Session, disclosures: Collection[str], *, from_on: date, to_on: date
) -> Shown:
    """Return what displays did on the days of a half-open span, all versions together.

    What no display showed at all is not in the answer. A county asks for tens of
    thousands of sums at once, and most are alike: where nothing is to be added up and
    no clock is contested, the database gathers them.
    """
    doubted = _contested(session, from_on, to_on)
    found: _Days = {}
    names = sorted(disclosures)
    for begin in range(0, len(names), _AT_ONCE):
        asked = _Asked(names[begin : begin + _AT_ONCE], from_on, to_on)
        apart = set(asked.names) if doubted else _several(session, asked)
        alike = asked.of(name for name in asked.names if name not in apart)
        _gather(session, found, alike)
        _add_up(session, found, asked.of(apart), doubted)
    return found


class _Asked(NamedTuple):
    """Be disclosures and a half-open span of days."""

    names: Sequence[str]
    from_on: date
    to_on: date

    def of(self, names: Iterable[str]) -> "_Asked":
        """Return the same of some disclosures."""
        return self._replace(names=sorted(names))

    def wanted(self, table: FromClause) -> tuple[ColumnElement[bool], ...]:
        """Return the conditions for the rows of a table of sums."""
        day = table.c.day
        named = table.c.disclosure_id.in_(self.names)
        return named, day >= self.from_on, day < self.to_on


def _several(session: Session, asked: _Asked) -> set[str]:
    """Return disclosures of which a display painted several versions on one day."""
    of = PaintedDay.__table__.c
    query = (
        select(of.disclosure_id)
        .where(*asked.wanted(PaintedDay.__table__))
        .group_by(of.disclosure_id)
        .having(func.min(of.manifest_sha256) != func.max(of.manifest_sha256))
    )
    return set(session.scalars(query))


def _gather(session: Session, found: _Days, asked: _Asked) -> None:
    """Put in days that are alike, each display's by itself."""
    for table, sure, unsure, make in _TABLES:
        kind = table.c.disclosure_id, table.c.day, table.c[sure], table.c[unsure]
        groups = func.aggregate_strings(table.c.group_id, _BETWEEN)
        query = select(*kind, groups).where(*asked.wanted(table)).group_by(*kind)
        for disclosure, day, certain, other, told in session.execute(query):
            made = (make(certain, other),)
            for group in told.split(_BETWEEN):
                key = (disclosure, group, day)
                found[key] = found[key] + made if key in found else made


def _add_up(
    session: Session, found: _Days, asked: _Asked, doubted: Collection[_DeviceDay]
) -> None:
    """Put in days one by one: all versions together, and whether a clock holds."""
    for table, sure, unsure, make in _TABLES:
        name = table.c.disclosure_id, table.c.group_id, table.c.day, table.c.device_id
        sums = func.sum(table.c[sure]), func.sum(table.c[unsure])
        query = select(*name, *sums).where(*asked.wanted(table)).group_by(*name)
        for disclosure, group, day, device, certain, other in session.execute(query):
            made = make(int(certain), int(other))
            if (device, day) in doubted:
                made = replace(made, contested=True)
            key = (disclosure, group, day)
            found[key] = (*found.get(key, ()), made)


def _painted(exposures: int, uncertain: int) -> DisplayDay:
    return DisplayDay(exposures=exposures, uncertain_exposures=uncertain)


def _listed(milliseconds: int, uncertain: int) -> DisplayDay:
    return DisplayDay(listed=milliseconds > 0, uncertain_listed=uncertain > 0)


_TABLES: tuple[tuple[FromClause, str, str, Callable[[int, int], DisplayDay]], ...] = (
    (PaintedDay.__table__, "exposures", "uncertain_exposures", _painted),
    (ListedDay.__table__, "milliseconds", "uncertain_milliseconds", _listed),
)
"""Where sums are, and what is made of the certain and of the uncertain one."""


def counted_days(
    session: Session, group: str, *, least: int, disclosures: Collection[str]
) -> dict[str, frozenset[date]]:
    """Return, by disclosure, the days on which a group served it beyond doubt."""
    shown = displays_of(session, disclosures, from_on=date.min, to_on=date.max)
    found: dict[str, set[date]] = defaultdict(set)
    for (disclosure, shown_on, day), displays in shown.items():
        if shown_on == group and reached(displays, least)[0] is Served.YES:
            found[disclosure].add(day)
    return {disclosure: frozenset(days) for disclosure, days in found.items()}


def _contested(session: Session, from_on: date, to_on: date) -> set[_DeviceDay]:
    query = select(ContestedDay.device_id, ContestedDay.day).where(
        ContestedDay.day >= from_on, ContestedDay.day < to_on, ContestedDay.times > 0
    )
    return {(device, day) for device, day in session.execute(query)}
