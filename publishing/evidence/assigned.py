"""Read which disclosures hang where, and which days are due; judge no day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from programme.days_due import Hung, days_due
from programme.hours import EVERY_WEEKDAY, OpenSpan
from programme.mandate import Mandate
from programme.manifest import Manifest
from programme.service_day import owes
from programme.window import End, Window
from programme.workdays import Workdays
from publishing.evidence.windows import end_of
from publishing.tables.disclosures import ManifestRow
from publishing.tables.schedule import DisplayGroup, GroupEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignedGroup:
    """Be one display group on which disclosures hang."""

    group: str
    name: str
    least: int
    open_on: frozenset[int] = frozenset(EVERY_WEEKDAY)
    """The weekdays on which it has service hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Be the groups on which a version hangs in one and the same window."""

    window: Window
    groups: tuple[AssignedGroup, ...]

    def owing(self, day: date, *, working: bool) -> tuple[AssignedGroup, ...]:
        """Return the groups that owe a day that is due."""
        if working:
            return self.groups
        return tuple(
            one for one in self.groups if owes(day, one.open_on, working=working)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """Be one version of a disclosure with every group on which it hangs."""

    disclosure: str
    manifest_sha256: str
    manifest: Manifest
    zone: tzinfo
    hung: tuple[Together, ...]

    @property
    def mandate(self) -> Mandate:
        """Return the rule that was signed."""
        return self.manifest.mandate

    @property
    def groups(self) -> Iterator[AssignedGroup]:
        """Yield the groups, window by window."""
        return (group for one in self.hung for group in one.groups)

    def hangs_on(self, group: str) -> bool:
        """Say whether it hangs on a group."""
        return any(one.group == group for one in self.groups)

    @property
    def starts_at(self) -> datetime:
        """Return when it began to hang."""
        return min(one.window.starts_at for one in self.hung)

    @property
    def latest(self) -> Window:
        """Return the window that ends last."""
        return max((one.window for one in self.hung), key=lambda one: _end_key(one.end))

    def due(
        self, *, today: date, workdays: Workdays
    ) -> dict[date, tuple[AssignedGroup, ...]]:
        """Return each day before today that is due, with the groups that owe it.

        Where calendar days count, a day off is owed by no group that is shut then:
        it runs by itself.
        """
        found: dict[date, tuple[AssignedGroup, ...]] = {}
        for one in self.hung:
            hung = Hung(
                disclosure=self.disclosure, window=one.window, mandate=self.mandate
            )
            for day in days_due(hung, today=today, workdays=workdays, zone=self.zone):
                owing = one.owing(day, working=workdays.is_working_day(day))
                found[day] = (*found[day], *owing) if day in found else owing
        return {day: found[day] for day in sorted(found)}


def assigned(session: Session, *wanted: ColumnElement[bool]) -> tuple[Assigned, ...]:
    """Return versions that hang or hung, by conditions on their entries.

    A version hangs on hundreds of groups in one window: the database gathers them.
    """
    rows = session.execute(_gathered(wanted)).all()
    bodies = _bodies(session, {row[1] for row in rows})
    groups = {row.id: row for row in session.scalars(select(DisplayGroup))}
    known = {name: _group(row) for name, row in groups.items()}
    found: dict[tuple[str, str], list[Together]] = {}
    for disclosure, sha256, starts_at, kind, ends_at, told in rows:
        manifest = _manifest(bodies[sha256])
        # A window opens as it was signed: a device refuses any other.
        signed = manifest.weekdays, manifest.dayparts
        made = Together(
            window=_window(starts_at, end_of(kind, ends_at), *signed),
            groups=tuple(known[name] for name in _in_order(told, manifest)),
        )
        found.setdefault((disclosure, sha256), []).append(made)
    return tuple(
        Assigned(
            disclosure=disclosure,
            manifest_sha256=sha256,
            manifest=_manifest(bodies[sha256]),
            zone=ZoneInfo(groups[hung[0].groups[0].group].time_zone),
            hung=tuple(hung),
        )
        for (disclosure, sha256), hung in found.items()
    )


_BETWEEN = " "
"""No name of a group holds it."""


def _gathered(wanted: Sequence[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    window = (
        GroupEntry.disclosure_id,
        GroupEntry.manifest_sha256,
        GroupEntry.starts_at,
        GroupEntry.end_kind,
        GroupEntry.ends_at,
    )
    groups = func.aggregate_strings(GroupEntry.group_id, _BETWEEN)
    return select(*window, groups).where(*wanted).group_by(*window).order_by(*window)


def _in_order(told: str, manifest: Manifest) -> Sequence[str]:
    """Return groups as they were signed, and after them those that came later."""
    there = set(told.split(_BETWEEN))
    signed = [group for group in manifest.groups if group in there]
    return signed + sorted(there.difference(signed))


def _group(row: DisplayGroup) -> AssignedGroup:
    return AssignedGroup(
        group=row.id,
        name=row.name,
        least=row.least_exposures_per_day,
        open_on=frozenset(one["weekday"] for one in row.service_hours if one["spans"]),
    )


def of_disclosures(disclosures: Iterable[str]) -> ColumnElement[bool]:
    """Return the condition for what is not taken off, of these disclosures."""
    return GroupEntry.disclosure_id.in_(tuple(disclosures)) & (
        GroupEntry.removed_at.is_(None)
    )


def _bodies(session: Session, names: Iterable[str]) -> Mapping[str, bytes]:
    return dict(_read(session, sorted(names)))


def _read(session: Session, names: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    for begin in range(0, len(names), 400):
        query = select(ManifestRow.sha256, ManifestRow.body).where(
            ManifestRow.sha256.in_(names[begin : begin + 400])
        )
        yield from ((sha256, body) for sha256, body in session.execute(query))


@lru_cache(maxsize=2048)
def _manifest(body: bytes) -> Manifest:
    return Manifest.parse(body)


@lru_cache(maxsize=2048)
def _window(
    starts_at: datetime,
    end: End,
    weekdays: tuple[int, ...],
    dayparts: tuple[OpenSpan, ...],
) -> Window:
    return Window(starts_at=starts_at, end=end, weekdays=weekdays, dayparts=dayparts)


def _end_key(end: End) -> tuple[bool, float]:
    if end.kind == "open":
        return True, 0.0
    return False, end.at.timestamp()
