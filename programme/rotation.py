"""Take turns fairly, also across changes; it knows no windows and no days.

Whoever was on goes to the end of the queue, so between two showings of one item every
other has one turn at most. What is new goes to the front, but passes nobody whose
showing would then begin too late; so no run of publications, however long, keeps an
old item away (proved in `tests/programme/test_rotation_proof.py`).
"""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from programme.playlist import SlideRef
from programme.turns import Turn
from programme.waiting import Line, Waiting, is_late, with_first

_NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """Be the turn that runs while something changes; it ends on its time."""

    slides: tuple[SlideRef, ...]
    from_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Be a queue that begins to take turns at an instant, round by round for ever."""

    queue: tuple[Waiting, ...]
    begins_at: datetime
    running: Running | None = None
    """The turn that runs until then."""

    def loop(self) -> tuple[SlideRef, ...]:
        """Return the slides in order; after the last comes the first again.

        There are as many rounds as the longest line has turns; a line with fewer
        begins again, so each slide of each line is in the loop at least once.
        """
        turns = [waiting.line.turns(waiting.page) for waiting in self.queue]
        rounds = max(map(len, turns), default=0)
        return tuple(
            slide
            for number in range(rounds)
            for waiting, own in zip(self.queue, turns, strict=True)
            for slide in waiting.line.slides[slice(*own[number % len(own)])]
        )


def changed(
    course: Course,
    at: datetime,
    lines: Sequence[Line],
    *,
    fresh: Collection[str],
    items: Collection[int],
) -> Course:
    """Return the course after a change of what takes turns.

    The turn that runs goes on to its end if its items are still among `items`; what
    follows is the queue as it stood, without what is gone, and with what came. Only a
    turn that is not owed is ended at once, where something owed would else be late.

    Args:
        course: The course until now.
        at: When it changes, in order of time.
        lines: All that take turns from now on, the newest first.
        fresh: The keys of those that open now: they come as early as may be.
        items: The items that are open.
    """
    before = _halted(course, at)
    running, begins_at = before.running, before.begins_at
    if running is not None and any(one.item not in items for one in running.slides):
        running, begins_at = None, at
    named = {line.key: line for line in lines}
    queue = [
        _moved_on(waiting, named[waiting.line.key])
        for waiting in before.queue
        if waiting.line.key in named
    ]
    there = {waiting.line.key for waiting in queue}
    came = [
        Waiting(line=line, page=line.first_page, since=at, fresh=True)
        for line in lines
        if line.key not in there
    ]
    queue += [waiting for waiting in came if waiting.line.key not in fresh]
    first = [waiting for waiting in came if waiting.line.key in fresh]
    waiting = with_first(queue, first, begins_at)
    if running and not _is_owed(running, before.queue) and is_late(waiting, begins_at):
        running, begins_at = None, at
    return Course(queue=waiting, begins_at=begins_at, running=running)


def paused(course: Course, from_at: datetime, to_at: datetime) -> Course:
    """Return the course after nothing of it was shown for a while.

    Nobody has waited meanwhile. The turn that was cut comes again from its beginning,
    when it is its line's turn.
    """
    queue, cut = _without_running(course, from_at)
    return _shifted((*queue, *cut), from_at, to_at)


def resumed(course: Course, from_at: datetime, to_at: datetime) -> Course:
    """Return the course after a break in which what was shown did not count.

    As after a pause, but a turn that the break cut comes first of all: it was no
    showing.
    """
    queue, cut = _without_running(course, from_at)
    return _shifted((*cut, *queue), from_at, to_at)


def _without_running(
    course: Course, at: datetime
) -> tuple[tuple[Waiting, ...], tuple[Waiting, ...]]:
    """Return who waits, and whose turn runs, set back to that turn's beginning."""
    before = _halted(course, at)
    if before.running is None:
        return before.queue, ()
    slide = before.running.slides[0]
    others: list[Waiting] = []
    cut: list[Waiting] = []
    for one in before.queue:
        (cut if slide in one.line.slides else others).append(one)
    back = [replace(one, page=_place(one.line, slide)) for one in cut]
    return tuple(others), tuple(back)


def _shifted(queue: Sequence[Waiting], from_at: datetime, to_at: datetime) -> Course:
    moved = [replace(one, since=one.since + (to_at - from_at)) for one in queue]
    return Course(queue=tuple(moved), begins_at=to_at)


def _moved_on(waiting: Waiting, line: Line) -> Waiting:
    """Return a place in the queue for a line whose slides may have changed."""
    old = waiting.line.slides[waiting.page]
    page = waiting.page if line.slides == waiting.line.slides else _place(line, old)
    return replace(waiting, line=line, page=page)


def _place(line: Line, slide: SlideRef) -> int:
    return line.slides.index(slide) if slide in line.slides else 0


def _is_owed(running: Running, queue: Sequence[Waiting]) -> bool:
    """Say whether a turn that runs is one of a line that is owed."""
    slide = running.slides[0]
    return any(slide in one.line.slides and one.within is not None for one in queue)


def _halted(course: Course, at: datetime) -> Course:
    """Return a course as a queue that goes on once the running turn has ended."""
    if at < course.begins_at:
        return course
    if not course.queue:
        return Course(queue=(), begins_at=at)
    return _Lap(course).halted(at)


class _Lap:
    """Be one time through a course's loop, turn by turn."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._turns = [one.line.turns(one.page) for one in course.queue]
        self._rounds = max(map(len, self._turns))
        self._begins: list[timedelta] = []
        """When each turn begins, after the beginning of the loop."""
        spent = _NOTHING
        for number in range(self._rounds * len(course.queue)):
            self._begins.append(spent)
            spent += self._line(number).lasts(self._turn(number))
        self._lasts = spent

    def halted(self, at: datetime) -> Course:
        """Return the queue behind the turn that runs at an instant.

        A turn that would begin at this very instant does not run yet.
        """
        laps, into = divmod(at - self._course.begins_at, self._lasts)
        lap_at = self._course.begins_at + laps * self._lasts
        number = bisect_right(self._begins, into) - 1
        begun = self._begins[number]
        done = number if begun < into else number - 1
        count = len(self._course.queue)
        order = range(done + 1 - count, done + 1)
        queue = tuple(self._behind(turn, laps=laps, lap_at=lap_at) for turn in order)
        if done < number:
            return Course(queue=queue, begins_at=at)
        line, turn = self._line(number), self._turn(number)
        return Course(
            queue=queue,
            begins_at=lap_at + begun + line.lasts(turn),
            running=Running(slides=line.slides[slice(*turn)], from_at=lap_at + begun),
        )

    def _behind(self, number: int, *, laps: int, lap_at: datetime) -> Waiting:
        """Return the place of the line that had the turn of this number."""
        count = len(self._course.queue)
        one = self._course.queue[number % count]
        if number < 0 and laps == 0:
            return one
        since = lap_at + self._begins[number]
        if number < 0:
            since -= self._lasts
        after = (number + count) % len(self._begins)
        return Waiting(line=one.line, page=self._turn(after)[0], since=since)

    def _line(self, number: int) -> Line:
        return self._course.queue[number % len(self._course.queue)].line

    def _turn(self, number: int) -> Turn:
        round_number, place = divmod(number, len(self._course.queue))
        own = self._turns[place]
        return own[round_number % len(own)]
