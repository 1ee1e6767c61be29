"""What comes in which turn over days of service with a break (REQ-30)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from programme.fairness import Want, demand_of, fit_of
from programme.gaps import Stand, stands
from programme.hours import DayHours, OpenSpan
from programme.loops import loops_between
from programme.show import Show, Shown
from programme.turns import turns_from, turns_s
from programme.window import FixedEnd, OpenEnd, Window, is_open, local_instant
from tests.fakes.shows import CHINA, DAY, MONDAY

# What the loops really do, over days of service of twenty minutes with a break.
SPANS = (
    OpenSpan(from_time=time(9), to_time=time(9, 12)),
    OpenSpan(from_time=time(10), to_time=time(10, 8)),
)
SHORT = tuple(DayHours(weekday=day, spans=SPANS) for day in range(1, 8))
BEFORE = datetime(2026, 11, 1, tzinfo=UTC)


def item(
    number: int,
    *dwells: int,
    starts_at: datetime = BEFORE,
    ends_at: datetime | None = None,
    promotional: bool = False,
) -> Shown:
    end = OpenEnd() if ends_at is None else FixedEnd(at=ends_at)
    return Shown(
        key=f"d{number:03}",
        item=number,
        published_at=starts_at + timedelta(seconds=number),
        window=Window(starts_at=starts_at, end=end),
        dwells=dwells,
        owed_until=None,
        promotional=promotional,
    )


def short_days(*items: Shown) -> Show:
    return Show(shown=items, service_hours=SHORT, most_minutes_between=10, zone=CHINA)


def service(day: date) -> Iterator[tuple[datetime, datetime]]:
    for span in SPANS:
        yield (
            local_instant(day, span.from_time, CHINA),
            local_instant(day, span.to_time, CHINA),
        )


Turns = dict[tuple[int, date], set[int]]


def turns_shown(of: Show, standing: Sequence[Stand], days: Sequence[date]) -> Turns:
    """Return which turns of each item stood whole in the service of each day."""
    found: Turns = {(one.item, day): set() for one in of.shown for day in days}
    by_item = {one.item: one.dwells for one in of.shown}
    for day, (from_at, to_at) in ((on, span) for on in days for span in service(on)):
        within = [
            one for one in standing if from_at <= one.from_at < one.to_at <= to_at
        ]
        run: list[int] = []
        for stand, after in zip(within, [*within[1:], None], strict=True):
            whole = timedelta(seconds=by_item[stand.item][stand.page])
            run = [*run, stand.page] if stand.to_at - stand.from_at == whole else []
            turns = turns_from(by_item[stand.item])
            if tuple(run[:1] + [page + 1 for page in run[-1:]]) in turns:
                found[stand.item, day].add(turns.index((run[0], run[-1] + 1)))
                run = []
            if after is None or (after.item, after.page) != (
                stand.item,
                stand.page + 1,
            ):
                run = []
    return found


def fit_on(of: Show, instant: datetime) -> tuple[int, int]:
    """Return in how many days each has come, and in how many rounds each page."""
    fit = fit_of(
        [
            Want(turns_s=turns_s(one.dwells), owed=True)
            for one in of.shown
            if is_open(one.window, instant, CHINA)
        ],
        demand_of(of.most_minutes_between, of.service_hours, 1),
    )
    return fit.days, fit.rounds


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.lists(st.integers(20, 60), min_size=1, max_size=5), min_size=1, max_size=40
    )
)
def test_each_item_comes_whole_in_so_many_days_of_service_as_is_said(
    dwells: list[list[int]],
) -> None:
    scene = short_days(*[item(number, *own) for number, own in enumerate(dwells)])
    days, rounds = fit_on(scene, local_instant(MONDAY, time(9), CHINA))
    length = min(14, days * rounds)
    runs = [MONDAY + number * DAY for number in range(length)]
    begins, ends = (
        local_instant(day, time(9), CHINA) for day in (MONDAY, MONDAY + length * DAY)
    )

    standing = list(stands(loops_between(scene, begins, ends)))

    came = turns_shown(scene, standing, runs)
    for one in scene.shown:
        shown = [came[one.item, day] for day in runs]
        for first in range(length - days + 1):
            assert set().union(*shown[first : first + days]), (one, days)
        if days * rounds <= length:
            assert set().union(*shown) == set(range(len(turns_from(one.dwells))))


# REQ-30: also while something new comes every day and goes again.
@pytest.mark.parametrize(("old", "hour"), [(25, 9), (25, 10), (45, 9), (45, 10)])
def test_nothing_owed_is_left_out_while_something_comes_and_goes(
    old: int, hour: int
) -> None:
    items = [item(number, 30, 30) for number in range(old)]
    for number in range(20):
        at = local_instant(MONDAY + number * DAY, time(hour, 2), CHINA)
        items.append(item(100 + number, 40, starts_at=at, ends_at=at + 4 * DAY))
    scene = short_days(*items)
    days = max(
        fit_on(scene, local_instant(MONDAY + number * DAY, time(hour, 5), CHINA))[0]
        for number in range(12)
    )
    runs = [MONDAY + number * DAY for number in range(12)]
    begins = local_instant(MONDAY, time(9), CHINA)

    standing = list(stands(loops_between(scene, begins, begins + 12 * DAY)))

    assert days > 1
    came = turns_shown(scene, standing, runs)
    for one in scene.shown[:old]:
        shown = [bool(came[one.item, day]) for day in runs]
        for first in range(len(runs) - days + 1):
            assert any(shown[first : first + days]), one
    for one in scene.shown[old : old + len(runs) - days]:
        on = one.window.starts_at.date()
        assert any(came[one.item, on + n * DAY] for n in range(days + 1)), one


def test_a_day_that_holds_all_shows_all_though_its_round_outlasts_each_span() -> None:
    """What came on in the break alone would never count."""
    scene = short_days(*[item(number, 60) for number in range(17)])
    days, rounds = fit_on(scene, local_instant(MONDAY, time(9), CHINA))
    begins = local_instant(MONDAY, time(9), CHINA)

    standing = list(stands(loops_between(scene, begins, begins + 3 * DAY)))

    assert (days, rounds) == (1, 1)
    came = turns_shown(scene, standing, [MONDAY + number * DAY for number in range(3)])
    assert set(map(frozenset, came.values())) == {frozenset({0})}


def test_a_display_that_is_switched_on_late_is_in_step_after_the_break() -> None:
    scene = short_days(*[item(number, 25, 35) for number in range(30)])
    begins = local_instant(MONDAY, time(9), CHINA)
    late = local_instant(MONDAY, time(10, 1, 7), CHINA)

    whole = list(stands(loops_between(scene, begins, begins + DAY / 12)))
    part = list(stands(loops_between(scene, late, begins + DAY / 12)))

    assert part[1:] == whole[len(whole) - len(part) + 1 :]


def test_a_pause_in_a_break_or_across_its_end_costs_nobody_a_turn() -> None:
    plain = short_days(*[item(number, 60) for number in range(17)])
    at_ten = local_instant(MONDAY, time(10), CHINA)
    minute = timedelta(minutes=1)
    pauses = {
        "in the break": ((at_ten - 20 * minute, at_ten - 10 * minute), 0),
        "across its end": ((at_ten - 5 * minute, at_ten + minute), 1),
        "across the break": ((at_ten - 50 * minute, at_ten + minute), 3),
        "into the break": ((at_ten - 50 * minute, at_ten - 30 * minute), 2),
        "from its beginning": ((at_ten - 48 * minute, at_ten + minute), 1),
    }
    for name, (pause, late) in pauses.items():
        scene = replace(plain, pauses=[pause])
        loops = loops_between(scene, at_ten - 60 * minute, at_ten + 8 * minute)

        seen = [
            stand.item
            for stand in stands(loops)
            if any(
                from_at <= stand.from_at < stand.to_at <= to_at
                for from_at, to_at in service(MONDAY)
            )
            and (stand.to_at <= pause[0] or stand.from_at >= pause[1])
        ]

        assert len(seen) == 20 - late, name
        assert len(set(seen)) == 17, name


def begins_of(of: Show, minute: float, upto: float) -> list[tuple[int, int, float]]:
    """Return items and pages with the minutes after nine at which they begin."""
    nine = local_instant(MONDAY, time(9), CHINA)
    span = (nine + timedelta(minutes=one) for one in (minute, upto))
    return [
        (one.item, one.page, (one.from_at - nine) / timedelta(minutes=1))
        for one in stands(loops_between(of, *span))
    ]


def test_a_turn_that_the_break_cuts_comes_again_first_of_all() -> None:
    """Also where it runs on because something came while it stood."""
    old = [item(number, 60, 60) for number in range(8)]
    came_at = local_instant(MONDAY, time(9, 11), CHINA)
    alone = short_days(*old, item(20, 30))
    came = short_days(*old, item(20, 30), item(21, 30, starts_at=came_at))

    for scene in (alone, came):
        assert begins_of(scene, 0, 12)[-1] == (2, 1, 11.5)
        assert begins_of(scene, 60, 68)[:2] == [(2, 0, 60), (2, 1, 61)]


def test_spans_of_service_that_touch_have_no_break() -> None:
    halves = (
        OpenSpan(from_time=time(9), to_time=time(9, 7)),
        OpenSpan(from_time=time(9, 7), to_time=time(9, 20)),
    )
    hours = tuple(DayHours(weekday=day, spans=halves) for day in range(1, 8))
    whole = short_days(*[item(number, 50) for number in range(30)])
    touching = replace(whole, service_hours=hours)

    begins = [round(60 * one) for *_, one in begins_of(touching, 0, 20)]

    assert begins == [number * 50 for number in range(24)]


def test_what_is_left_for_posters_grows_a_round_of_service_later() -> None:
    """The round in which nothing may change is one of service, not of the break."""
    gone_at = local_instant(MONDAY, time(9, 11), CHINA)
    scene = replace(
        short_days(
            *[item(number, 60) for number in range(10)],
            item(20, 50, ends_at=gone_at),
            *[item(number, 45, promotional=True) for number in (30, 31)],
        ),
        most_minutes_between=11,
    )

    def poster_stands(minute: int, upto: int) -> bool:
        return any(one >= 30 for one, *_ in begins_of(scene, minute, upto))

    assert not poster_stands(0, 12)
    assert poster_stands(12, 60)
    assert not poster_stands(60, 68)
    assert poster_stands(68, 90)


# REQ-30: a poster that stands gives way at once where a mandate would else be late.
def test_a_poster_that_stands_gives_way_where_what_is_owed_would_be_late() -> None:
    came = local_instant(MONDAY, time(9, 0, 5), CHINA)
    scene = replace(
        short_days(item(0, 60, 55, promotional=True), item(1, 20, starts_at=came)),
        most_minutes_between=1,
    )

    assert begins_of(scene, 0, 1)[:2] == [(0, 0, 0), (1, 0, 5 / 60)]
    relaxed = replace(scene, most_minutes_between=10)
    assert [one[:2] for one in begins_of(relaxed, 0, 2)][:3] == [
        (0, 0),
        (0, 1),
        (1, 0),
    ]
