"""Say what each day that is over came to, for every disclosure; sign nothing.

How far the displays served a day is kept once it is over (`SettledDay`), and made
anew when late records change it. Carriers and a person's ruling are read each time.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from programme.carriers import Carrier
from programme.service_day import (
    DayState,
    Served,
    judge_day,
    reached,
)
from programme.workdays import Workdays
from publishing.evidence.assigned import Assigned, AssignedGroup
from publishing.evidence.claims import Carried
from publishing.evidence.displays import Shown, displays_of
from publishing.tables.coverage import DayRuling, SettledDay, SettleDue

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayVerdict:
    """Be what one working day of a disclosure came to."""

    day: date
    state: DayState
    group: str
    """The group that served it least."""
    exposures: int
    """Of that group's best display."""
    least: int
    carriers: tuple[Carrier, ...] = ()

    @property
    def counts(self) -> bool:
        """Say whether the day counts."""
        return self.state.counts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settled:
    """Be how far displays served one day."""

    served: Served
    group: str
    exposures: int
    least: int


Verdicts: TypeAlias = Mapping[str, tuple[DayVerdict, ...]]
_Days: TypeAlias = dict[tuple[str, date], _Settled]


def verdicts_of(
    session: Session,
    hung: Collection[Assigned],
    *,
    carried: Mapping[str, Carried],
    today: date,
    workdays: Workdays,
) -> Verdicts:
    """Return what each due day before today came to, by disclosure, oldest first."""
    due = {one.disclosure: one.due(today=today, workdays=workdays) for one in hung}
    days = _settled(session, due)
    ruled = _rulings(session, due)
    return {
        disclosure: tuple(
            _verdict(
                day,
                days[disclosure, day],
                carriers=carried[disclosure](day),
                ruled=ruled.get((disclosure, day)),
            )
            for day in of_disclosure
        )
        for disclosure, of_disclosure in due.items()
    }


def settle(
    session: Session, hung: Collection[Assigned], *, today: date, workdays: Workdays
) -> int:
    """Keep what days that are over came to; return how many were not kept yet."""
    due = {one.disclosure: one.due(today=today, workdays=workdays) for one in hung}
    kept = _kept(session, due)
    fresh = {key: one for key, one in _settled(session, due).items() if key not in kept}
    if fresh:
        session.execute(
            insert(SettledDay),
            [
                {
                    "disclosure_id": disclosure,
                    "day": day,
                    "served": one.served.value,
                    "group_id": one.group,
                    "exposures": one.exposures,
                    "least": one.least,
                }
                for (disclosure, day), one in fresh.items()
            ],
        )
    return len(fresh)


def unsettle(session: Session, days: Iterable[tuple[str, date]]) -> None:
    """Forget what days came to, because late records changed them."""
    changed = sorted(days)
    for disclosure, day in changed:
        session.execute(
            delete(SettledDay).where(
                SettledDay.disclosure_id == disclosure, SettledDay.day == day
            )
        )
    look_again(session, {disclosure for disclosure, _ in changed})


def look_again(session: Session, disclosures: Iterable[str]) -> None:
    """Have the ends of these disclosures looked at anew."""
    for disclosure in sorted(disclosures):
        if session.get(SettleDue, disclosure) is None:
            session.add(SettleDue(disclosure_id=disclosure))


def _settled(
    session: Session, due: Mapping[str, Mapping[date, tuple[AssignedGroup, ...]]]
) -> _Days:
    """Return how far each due day was served: as kept, else out of the sums."""
    found = _kept(session, due)
    missing = [
        (disclosure, day)
        for disclosure, days in due.items()
        for day in days
        if (disclosure, day) not in found
    ]
    if missing:
        days = [day for _, day in missing]
        shown = displays_of(
            session,
            {disclosure for disclosure, _ in missing},
            from_on=min(days),
            to_on=max(days) + _DAY,
        )
        for disclosure, day in missing:
            found[disclosure, day] = _sum(disclosure, day, due[disclosure][day], shown)
    return found


def _sum(
    disclosure: str, day: date, groups: Iterable[AssignedGroup], shown: Shown
) -> _Settled:
    found = None
    for one in groups:
        far = reached(shown.get((disclosure, one.group, day), ()), one.least)
        if found is None or far < found[0]:
            found = far, one
    if found is None:
        # A day off on which every group is shut runs by itself.
        return _Settled(served=Served.YES, group="", exposures=0, least=0)
    (how_far, best), weak = found
    return _Settled(served=how_far, group=weak.group, exposures=best, least=weak.least)


def _kept(session: Session, disclosures: Collection[str]) -> _Days:
    names = sorted(disclosures)
    found: _Days = {}
    for begin in range(0, len(names), 400):
        query = select(
            SettledDay.disclosure_id,
            SettledDay.day,
            SettledDay.served,
            SettledDay.group_id,
            SettledDay.exposures,
            SettledDay.least,
        ).where(SettledDay.disclosure_id.in_(names[begin : begin + 400]))
        for disclosure, day, far, group, exposures, least in session.execute(query):
            found[disclosure, day] = _Settled(
                served=Served(far), group=group, exposures=exposures, least=least
            )
    return found


def _rulings(
    session: Session, disclosures: Collection[str]
) -> Mapping[tuple[str, date], bool]:
    query = select(DayRuling.disclosure_id, DayRuling.day, DayRuling.counts)
    return {
        (disclosure, day): counts
        for disclosure, day, counts in session.execute(query)
        if disclosure in disclosures
    }


def _verdict(
    day: date, one: _Settled, *, carriers: tuple[Carrier, ...], ruled: bool | None
) -> DayVerdict:
    return DayVerdict(
        day=day,
        state=judge_day(one.served, carried=bool(carriers), ruled=ruled),
        group=one.group,
        exposures=one.exposures,
        least=one.least,
        carriers=carriers,
    )
