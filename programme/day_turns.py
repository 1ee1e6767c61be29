"""Take the turns of one day of service, change by change; pure.

Only what is shown in service counts. Where a loop is too long for every page to come
within one span of service, its turns therefore stand still over a break: what is shown
meanwhile is extra, and service goes on where it stopped. Where a day cannot hold every
page, it begins with its own part of them (`programme.day_order`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from programme.day_order import DayOrder, day_order, service_day_number
from programme.fairness import Fit, Want, demand_of, fit_of
from programme.hours import spans_on
from programme.rotation import Course, changed, paused, resumed
from programme.show import Loop, Pause, Show, Shown
from programme.turns import LONGEST_TURN_S, turns_s
from programme.waiting import Line
from programme.window import changes, is_open, local_instant

_REST = "*"
"""The key of the line that all share which are not owed, where time is short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """Be a day as it stood when a break of service began."""

    at: datetime
    course: Course
    left_s: int
    open: Mapping[str, bool]
    settles_at: datetime | None


class DayTurns:
    """Take the turns of one day of service, change by change."""

    def __init__(self, show: Show, start: datetime) -> None:
        self._show = show
        self._start = start
        self._on = start.astimezone(show.zone).date()
        weekday = self._on.isoweekday()
        self._demand = demand_of(show.most_minutes_between, show.service_hours, weekday)
        spans = _service(show, self._on)
        self._breaks = {end: begin for (_, end), (begin, _) in pairwise(spans)}
        self._span_s = max(
            ((to_at - from_at).total_seconds() for from_at, to_at in spans), default=0
        )
        self._course = Course(queue=(), begins_at=start)
        self._left_s = 0
        self._whole_s = 0
        """How long it takes until every page has come."""
        self._open: Mapping[str, bool] = {}
        """What is open, and whether it is owed."""
        self._settles_at: datetime | None = None
        self._order: DayOrder | None = None
        """None: the day holds every page."""
        self._held: _Held | None = None

    def until(self, end: datetime) -> Iterator[Loop]:
        """Yield the loops from the day's beginning to an instant."""
        at = self._start
        cuts = self._cuts(end)
        while at < end:
            self._look(at)
            upto = min([cut for cut in cuts if cut > at], default=end)
            if self._settles_at is not None:
                upto = min(upto, self._settles_at)
            yield from _loops_of(self._course, at, upto)
            at = upto

    def _look(self, at: datetime) -> None:
        """Change the course where something opened, closed, paused or settled."""
        begun_at = at
        if at in self._breaks and self._whole_s + LONGEST_TURN_S > self._span_s:
            self._hold(at)
        elif self._held is not None and at == self._breaks[self._held.at]:
            begun_at = self._held.at
            self._resume(self._held, at)
        shown = [
            one
            for one in self._show.shown
            if is_open(one.window, at, self._show.zone) and one.dwells
        ]
        shown.sort(key=lambda one: (-one.published_at.timestamp(), one.key))
        there = {one.key: one.owed(at) for one in shown}
        if there != self._open or at == self._settles_at:
            self._change(at, shown, there)
        for from_at, to_at in self._show.pauses:
            if self._pauses_now(from_at, to_at, at, begun_at):
                self._course = paused(self._course, at, to_at)

    def _pauses_now(
        self, from_at: datetime, to_at: datetime, at: datetime, begun_at: datetime
    ) -> bool:
        """Say whether a pause has to be taken into the course at an instant.

        One that begins in a break of service is taken in once service goes on.
        """
        if from_at == at:
            return True
        if at == self._start:
            return from_at < at < to_at
        return begun_at <= from_at < at < to_at

    def _hold(self, at: datetime) -> None:
        """Remember where service stops."""
        self._held = _Held(
            at=at,
            course=self._course,
            left_s=self._left_s,
            open=self._open,
            settles_at=self._settles_at,
        )

    def _resume(self, held: _Held, at: datetime) -> None:
        """Go on where service stopped; what came or went meanwhile is seen next."""
        stopped_at = max(held.at, held.course.begins_at)
        if held.course.running is not None:
            # The turn that a change let run on is cut by the break as well.
            stopped_at = held.at
        self._course = (
            resumed(held.course, stopped_at, at) if stopped_at < at else held.course
        )
        self._left_s, self._open = held.left_s, held.open
        self._settles_at = None
        if held.settles_at is not None:
            self._settles_at = held.settles_at + (at - held.at)
        self._held = None

    def _change(
        self, at: datetime, shown: Sequence[Shown], there: Mapping[str, bool]
    ) -> None:
        """Go on with what is there now.

        What is not owed gets less at once, but more only after a round in which nothing
        changed: whoever waited behind what is gone would else wait too long.
        """
        wants = (
            Want(turns_s=turns_s(one.dwells), owed=there[one.key]) for one in shown
        )
        fit = fit_of(wants, self._demand)
        if at == self._start and not fit.daily:
            order = self._order = self._order_of(shown, there)
            shown = sorted(shown, key=lambda one: (order.place(one.key), _age(one)))
        calm = there == self._open or not self._course.queue
        left_s = fit.left_s if calm else min(fit.left_s, self._left_s)
        self._course = changed(
            self._course,
            at,
            [*self._lines(shown, there, fit), *_rest(shown, there, left_s)],
            fresh=there.keys() - self._open.keys(),
            items={one.item for one in shown},
        )
        self._open = there
        self._left_s = left_s
        self._whole_s = fit.rounds * fit.round_s
        self._settles_at = None
        if left_s != fit.left_s:
            self._settles_at = self._course.begins_at + _round_of(self._course)

    def _order_of(self, shown: Sequence[Shown], there: Mapping[str, bool]) -> DayOrder:
        owed = sorted((one for one in shown if there[one.key]), key=_age)
        return day_order(
            [(one.key, max(turns_s(one.dwells))) for one in owed],
            self._demand.room_s,
            service_day_number(self._on, self._show.service_hours),
        )

    def _lines(
        self, shown: Sequence[Shown], there: Mapping[str, bool], fit: Fit
    ) -> Iterator[Line]:
        """Yield what has turns of its own.

        Where less cannot be promised, nothing waits longer than a round; and what this
        day begins with is not pushed out of it by anything that comes.
        """
        within_s = max(self._demand.within_s, fit.round_s)
        for one in shown:
            if not there[one.key] and fit.squeezed:
                continue
            turns = turns_s(one.dwells)
            first_s, first_turn = within_s, 0
            if self._order is not None:
                if one.window.starts_at < self._start:
                    first_turn = self._order.first_turn(len(turns))
                if self._order.comes_first(one.key):
                    first_s = min(within_s, self._demand.day_s - max(turns))
            yield Line(
                key=one.key,
                slides=one.slides,
                turn_s=LONGEST_TURN_S,
                within=timedelta(seconds=within_s) if there[one.key] else None,
                first_turn=first_turn,
                first_within=timedelta(seconds=first_s) if there[one.key] else None,
            )

    def _cuts(self, end: datetime) -> list[datetime]:
        found: set[datetime] = {*self._breaks, *self._breaks.values()}
        before = self._start - timedelta(microseconds=1)
        for one in self._show.shown:
            found.update(changes(one.window, before, end, self._show.zone))
            if one.owed_until is not None:
                found.add(one.owed_until)
        for pause in self._show.pauses:
            found.update(pause)
        return sorted(cut for cut in found if self._start < cut < end)


def _age(one: Shown) -> tuple[datetime, str]:
    return one.published_at, one.key


def _service(show: Show, on: date) -> list[Pause]:
    """Return when a local day is served, in order; spans that touch are one."""
    found: list[Pause] = []
    for span in spans_on(show.service_hours, on.isoweekday()):
        from_at, to_at = (
            local_instant(on, at, show.zone) for at in (span.from_time, span.to_time)
        )
        if found and from_at <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], to_at)
        else:
            found.append((from_at, to_at))
    return found


def _rest(
    shown: Sequence[Shown], there: Mapping[str, bool], left_s: int
) -> Iterator[Line]:
    """Yield the line of all that share what is left, if any of it fits."""
    slides = tuple(
        slide
        for one in shown
        if not there[one.key]
        for slide in one.slides
        if slide.dwell_s <= left_s
    )
    if slides:
        yield Line(key=_REST, slides=slides, turn_s=left_s, within=None)


def _round_of(course: Course) -> timedelta:
    """Return a time in which every line has had a turn."""
    lines = [waiting.line for waiting in course.queue]
    return timedelta(
        seconds=sum(
            min(sum(line.dwells), max(line.turn_s, *line.dwells)) for line in lines
        )
    )


def _loops_of(course: Course, from_at: datetime, to_at: datetime) -> Iterator[Loop]:
    slides = course.loop()
    begins_at = min(max(from_at, course.begins_at), to_at)
    running = course.running
    if from_at < begins_at:
        yield Loop(
            from_at=from_at,
            to_at=begins_at,
            anchor_at=running.from_at if running else from_at,
            slides=(*running.slides, *slides) if running else (),
        )
    if begins_at < to_at:
        yield Loop(
            from_at=begins_at,
            to_at=to_at,
            anchor_at=course.begins_at if slides else begins_at,
            slides=slides,
        )
