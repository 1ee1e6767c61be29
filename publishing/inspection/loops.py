"""Say what a moved window does to the loops of its groups; change nothing."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.boards import DisplayKind
from programme.window import Window, end_at
from publishing.calendar.current import Calendars
from publishing.inspection.hung import (
    Manifests,
    Signed,
    hanging_where,
    panels_of,
    promise_of,
    shares_of,
)
from publishing.schedule.hanging import goes_on
from publishing.schedule.limits import last_day
from publishing.schedule.load import heaviest, load_at
from publishing.schedule.shares import Load, PartLoad, Promise, Share
from publishing.tables.schedule import DisplayGroup, GroupEntry

_DAY = timedelta(days=1)
_AHEAD = timedelta(days=366)
"""How far loops are looked at where a window has no end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Be a window that would take the place of another on one group."""

    hangs: Window | None
    """The one in the group's programme now, if it is in there."""
    after: Window


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOutlook:
    """Be what a move does to the loop of one group in the days that change."""

    group: str
    name: str
    looped: bool
    """A kiosk lists what it has; only a screen has a loop."""
    before: PartLoad | None
    after: PartLoad | None
    least_per_hour: int
    most_minutes_between: int

    @property
    def falls_below(self) -> bool:
        """Say whether items come on less often than they should, then."""
        after = self.after
        if not self.looped or after is None:
            return False
        return after.load.below(self.least_per_hour)

    @property
    def too_much(self) -> bool:
        """Say whether what is owed would be too much for one loop, then."""
        return self.looped and self.after is not None and self.after.load.too_much


class Tightest:
    """Find loops and their tightest hours, once for groups that show the same.

    One serves one reading: it knows shares again by their identity.
    """

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._found: dict[Hashable, PartLoad | None] = {}
        self._loads: dict[Hashable, Load] = {}

    def at(self, shares: Sequence[Share], instant: datetime, promise: Promise) -> Load:
        """Return the loop at an instant; the caller keeps the shares meanwhile."""
        key = (tuple(map(id, shares)), instant, promise)
        if key not in self._loads:
            demand = promise.on(instant.astimezone(self._zone).date())
            self._loads[key] = load_at(shares, instant, demand, self._zone)
        return self._loads[key]

    def of(
        self,
        others: Sequence[Share],
        one: Share | None,
        run: tuple[date, date],
        promise: Promise,
    ) -> PartLoad | None:
        """Return when items come on least often in a half-open run of days.

        Args:
            others: What is shown there; the caller keeps it while this is used.
            one: What would be shown as well.
            run: The days.
            promise: What the group promises, and when it is served.
        """
        key = (tuple(map(id, others)), one, run, promise)
        if key not in self._found:
            shares = (*others, one) if one else tuple(others)
            self._found[key] = heaviest(shares, *run, promise=promise, zone=self._zone)
        return self._found[key]


class Loops:
    """Answer how long loops would be."""

    def __init__(
        self, *, zone: tzinfo, manifests: Manifests, calendars: Calendars
    ) -> None:
        self._zone = zone
        self._calendars = calendars
        self._manifests = manifests

    def outlook(
        self,
        session: Session,
        disclosure: str,
        moves: Mapping[str, Move],
        *,
        signed: Signed | None,
        now: datetime,
    ) -> tuple[GroupOutlook, ...]:
        """Return what moves of one disclosure do to their groups' loops.

        Args:
            session: Reads the tables.
            disclosure: What is moved.
            moves: The windows by group.
            signed: Its pages; None where none are set yet, and no loop is known.
            now: The instant from which on things count.
        """
        query = select(DisplayGroup).where(DisplayGroup.id.in_(list(moves)))
        groups = sorted(session.scalars(query), key=lambda group: group.id)
        panels = panels_of(groups)
        wanted = GroupEntry.group_id.in_(list(moves))
        hanging = hanging_where(session, wanted, goes_on(now))
        manifests = self._manifests.of(session, {one.manifest for one in hanging})
        workdays = self._calendars.workdays
        shares = shares_of(
            hanging, manifests, panels, workdays=workdays, zone=self._zone
        )
        others = {
            group: [share for share in of_group if share.disclosure != disclosure]
            for group, of_group in shares.items()
        }
        tightest = Tightest(self._zone)
        today = now.astimezone(self._zone).date()
        found = []
        for group in groups:
            turns_s = signed.turns_s.get(panels[group.id], ()) if signed else ()
            shown = group.display_kind is DisplayKind.SCREEN and turns_s
            move = moves[group.id]
            run = self._changed(move, today)
            before, after = (
                self._share(disclosure, window, turns_s, signed)
                if window and signed
                else None
                for window in (move.hangs, move.after)
            )
            promise = promise_of(group)
            around = others[group.id]
            found.append(
                GroupOutlook(
                    group=group.id,
                    name=group.name,
                    looped=bool(shown),
                    before=tightest.of(around, before, run, promise) if shown else None,
                    after=tightest.of(around, after, run, promise) if shown else None,
                    least_per_hour=group.least_showings_per_hour,
                    most_minutes_between=group.most_minutes_between,
                )
            )
        return tuple(found)

    def _share(
        self, disclosure: str, window: Window, turns_s: tuple[int, ...], signed: Signed
    ) -> Share:
        return Share(
            disclosure=disclosure,
            window=window,
            turns_s=turns_s,
            owed_until=signed.owed_until(window, self._calendars.workdays, self._zone),
            promotional=signed.mandate.promotional,
        )

    def _changed(self, move: Move, today: date) -> tuple[date, date]:
        """Return the half-open run of days on which something else is shown."""
        after = self._span(move.after, today)
        if move.hangs is None:
            return after
        if _hours_differ(move.hangs, move.after):
            return after
        before = self._span(move.hangs, today)
        first, last = sorted((before[1], after[1]))
        return (first, last) if first < last else after

    def _span(self, window: Window, today: date) -> tuple[date, date]:
        first = max(window.starts_at.astimezone(self._zone).date(), today)
        end = end_at(window)
        last = last_day(end, self._zone) + _DAY if end else first + _AHEAD
        return first, max(last, first + _DAY)


def _hours_differ(one: Window, other: Window) -> bool:
    return (one.weekdays, one.dayparts) != (other.weekdays, other.dayparts)
