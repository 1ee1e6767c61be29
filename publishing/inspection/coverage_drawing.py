"""Draw the rows of the coverage board out of what was reckoned; decide no day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.boards import DisplayKind
from programme.mandate import Shortfall
from programme.service_day import DayState
from programme.window import OpenEnd, ProvisionalEnd, end_at
from programme.workdays import Workdays
from publishing.coverage.cells import CellKind, Strip, cells_of
from publishing.coverage.declining import undecided
from publishing.coverage.outstanding import Heard, by_group
from publishing.coverage.reckoning import Reckoned, Reckoning
from publishing.coverage.today import DeviceNow, GroupNow, Risk, Watch
from publishing.coverage.words import short_words
from publishing.evidence.assigned import AssignedGroup
from publishing.evidence.claims import Carried
from publishing.evidence.cures import CureView
from publishing.evidence.declined import DeclinedView
from publishing.evidence.displays import Shown
from publishing.inspection.coverage_rows import CoverageRow, Need, ShortDay
from publishing.tables.schedule import DisplayGroup

_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Be what a row says of its disclosure beside the manifest."""

    unit: str
    register_number: str


class Drawing:
    """Draw rows; what they share is read once."""

    def __init__(
        self,
        *,
        session: Session,
        reckoning: Reckoning,
        workdays: Workdays,
        today: date,
        days: tuple[date, ...],
        carried: Mapping[str, Carried],
        shown: Shown,
        cures: Mapping[str, tuple[CureView, ...]],
        declined: Mapping[str, tuple[DeclinedView, ...]],
        only_on: str = "",
    ) -> None:
        self._reckoning = reckoning
        self._workdays = workdays
        self._today = today
        self._days = days
        self._carried = carried
        self._shown = shown
        self._cures = cures
        self._declined = declined
        self._only_on = only_on
        self._provisional = {day for day in days if self._is_provisional(day)}
        groups = session.scalars(select(DisplayGroup)).all()
        self._names = {row.id: row.name for row in groups}
        devices = by_group(reckoning.heard)
        self._watch = Watch(
            (self._now(row, devices.get(row.id, ())) for row in groups),
            now=reckoning.at,
        )

    def row(self, version: Reckoned, matter: Matter) -> CoverageRow:
        """Return the row of one version."""
        hung, manifest = version.hung, version.hung.manifest
        owing = self._owing_today(version)
        risks = self._risks(hung.disclosure, owing)
        end = hung.latest.end
        cures = [
            one
            for one in self._cures.get(hung.disclosure, ())
            if not isinstance(end, OpenEnd)
        ]
        last_on = _last_on(end_at(hung.latest), hung.zone)
        promised_on = _last_on(cures[0].ended_at, hung.zone) if cures else last_on
        short = self._short(version)
        declined = [
            one
            for one in self._declined.get(hung.disclosure, ())
            if one.manifest_sha256 == hung.manifest_sha256
        ]
        return CoverageRow(
            disclosure=hung.disclosure,
            title=manifest.title,
            register_number=matter.register_number,
            unit=matter.unit,
            unit_name=manifest.unit_name,
            board=manifest.board,
            kind_of_act=manifest.kind_of_act,
            need=_need(version, risks, decide=bool(undecided(version, declined))),
            counted=version.counted,
            owed=version.owed,
            last_on=last_on,
            provisional=isinstance(end, ProvisionalEnd),
            cells=self._cells(
                version,
                last_on,
                promised_on,
                due_today=bool(owing),
                at_risk=bool(risks),
            ),
            short=short,
            uncertain=_uncertain(version),
            waiting=tuple(sorted(version.waiting, reverse=True)),
            added_days=self._added(promised_on, last_on) if cures else 0,
            risks=risks,
            declined=tuple(reversed(declined)),
            missing_at_end=len(short) if _stands(version) else 0,
        )

    def _short(self, version: Reckoned) -> tuple[ShortDay, ...]:
        causes = self._reckoning.causes
        found = []
        for one in reversed(version.short):
            why = causes.why(one.group, one.day, exposures=one.exposures)
            found.append(
                ShortDay(
                    day=one.day,
                    group=one.group,
                    group_name=self._names[one.group],
                    exposures=one.exposures,
                    least=one.least,
                    why=why,
                    words=short_words(
                        one.day, why, exposures=one.exposures, least=one.least
                    ),
                )
            )
        return tuple(found)

    def _cells(
        self,
        version: Reckoned,
        last_on: date | None,
        promised_on: date | None,
        *,
        due_today: bool,
        at_risk: bool,
    ) -> tuple[CellKind, ...]:
        hung = version.hung
        strip = Strip(
            past={one.day: one.state for one in version.days},
            waiting=version.waiting,
            today=self._today,
            due_today=due_today,
            at_risk=at_risk,
            first_on=hung.starts_at.astimezone(hung.zone).date() + _DAY,
            last_on=last_on,
            promised_on=promised_on,
            weekdays=hung.manifest.weekdays,
            provisional=self._provisional,
        )
        return cells_of(strip, self._days)

    def _is_provisional(self, day: date) -> bool:
        spans = self._workdays.calendar.provisional
        return any(span.from_on <= day < span.to_on for span in spans)

    def _owing_today(self, version: Reckoned) -> tuple[AssignedGroup, ...]:
        """Return the groups that owe today, while it is not over."""
        if any(one.day == self._today for one in version.days):
            return ()
        due = version.hung.due(today=self._today + _DAY, workdays=self._workdays)
        return due.get(self._today, ())

    def _risks(
        self, disclosure: str, owing: Iterable[AssignedGroup]
    ) -> tuple[Risk, ...]:
        if self._carried[disclosure](self._today):
            return ()
        shown, today = self._shown, self._today
        return self._watch.risks(
            (one.group, shown.get((disclosure, one.group, today), ()))
            for one in owing
            if self._only_on in {"", one.group}
        )

    def _now(self, row: DisplayGroup, devices: Iterable[Heard]) -> GroupNow:
        hours, now = self._reckoning.hours, self._reckoning.at
        return GroupNow(
            group=row.id,
            name=row.name,
            least=row.least_exposures_per_day,
            kiosk=row.display_kind is DisplayKind.KIOSK,
            share=hours.share(row.id, self._today, now),
            ends_at=hours.ended_at(row.id, self._today),
            devices=tuple(
                DeviceNow(name=one.name, heard_at=one.until) for one in devices
            ),
        )

    def _added(self, promised_on: date | None, last_on: date | None) -> int:
        if promised_on is None or last_on is None or last_on <= promised_on:
            return 0
        return self._workdays.between(promised_on + _DAY, last_on + _DAY).days


def _need(version: Reckoned, risks: Iterable[Risk], *, decide: bool) -> Need:
    states = (
        (bool(tuple(risks)), Need.TODAY),
        (decide, Need.DECIDE),
        (bool(_uncertain(version)), Need.UNCERTAIN),
        (bool(version.short), Need.SHORT),
        (bool(version.waiting), Need.WAITING),
    )
    return next((need for holds, need in states if holds), Need.FINE)


def _stands(version: Reckoned) -> bool:
    return version.hung.mandate.shortfall is Shortfall.STANDS


def _uncertain(version: Reckoned) -> tuple[date, ...]:
    return tuple(
        one.day for one in reversed(version.days) if one.state is DayState.UNCERTAIN
    )


def _last_on(ends_at: datetime | None, zone: tzinfo) -> date | None:
    return (ends_at - _INSTANT).astimezone(zone).date() if ends_at else None
