"""Hold the loops to what is promised of them, through every change (REQ-30)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

from hypothesis import given, settings, strategies as st

from programme.fairness import Want, demand_of, fit_of
from programme.gaps import gaps_of, stands
from programme.show import Loop, Show, Shown
from programme.turns import turns_s
from programme.window import FixedEnd, is_open
from tests.fakes.shows import CHINA, at, loops, obliged, show, shown

LENGTH_S = 4800


def moments(of: Show, to_s: int) -> list[float]:
    """Return every second at which something may change."""
    found = {0.0}
    for one in of.shown:
        ends = one.window.end.at if isinstance(one.window.end, FixedEnd) else None
        for moment in (one.window.starts_at, ends, one.owed_until):
            if moment is not None:
                found.add((moment - at(0)).total_seconds())
    return sorted(second for second in found if 0 <= second < to_s)


def always_in_time(of: Show, to_s: int) -> bool:
    """Say whether what is open at any one moment fits the promise by itself."""
    demand = demand_of(of.most_minutes_between, of.service_hours, 1)
    return all(
        fit_of(
            [
                Want(turns_s=turns_s(one.dwells), owed=one.owed(at(second)))
                for one in of.shown
                if is_open(one.window, at(second), CHINA)
            ],
            demand,
        ).in_time
        for second in moments(of, to_s)
    )


def waited(of: Show, played: list[Loop], to_s: int) -> Iterator[tuple[Shown, float]]:
    standing = list(stands(played))
    for one in of.shown:
        gaps = gaps_of(standing, one.item, obliged(one, to_s), pages=len(one.dwells))
        yield one, gaps.seen.total_seconds()


@st.composite
def scenes(draw: st.DrawFn) -> Show:
    """Draw items that come, stay, cease to be owed and go, close to the limit."""
    items = []
    for number in range(draw(st.integers(1, 9))):
        dwells = draw(st.lists(st.integers(12, 60), min_size=1, max_size=4))
        from_s = draw(st.sampled_from([-9000, 0]) | st.integers(0, 3000))
        to_s = draw(st.none() | st.integers(from_s + 1, 4000))
        owed_s = draw(st.none() | st.integers(-100, 4000))
        items.append(
            shown(
                number,
                *dwells,
                from_s=from_s,
                to_s=to_s,
                owed_s=owed_s,
                promotional=draw(st.integers(0, 9)) == 0,
            )
        )
    return show(*items)


def tightened(scene: Show) -> Show:
    """Return a scene with the shortest promise that each of its moments can keep."""
    return next(
        tight
        for minutes in range(1, 60)
        if always_in_time(
            tight := replace(scene, most_minutes_between=minutes), LENGTH_S
        )
    )


@settings(deadline=None, max_examples=80)
@given(scenes())
def test_whatever_comes_and_goes_nothing_owed_is_waited_for_longer_than_promised(
    scene: Show,
) -> None:
    scene = tightened(scene)
    played = loops(scene, 0, LENGTH_S)

    limit = 60 * scene.most_minutes_between
    for one, longest in waited(scene, played, LENGTH_S):
        assert longest <= limit, one


def longest_round_s(of: Show, to_s: int) -> int:
    """Return the longest round that what is open at any one moment makes."""
    demand = demand_of(of.most_minutes_between, of.service_hours, 1)
    return max(
        fit_of(
            [
                Want(turns_s=turns_s(one.dwells), owed=one.owed(at(second)))
                for one in of.shown
                if is_open(one.window, at(second), CHINA)
            ],
            demand,
        ).round_s
        for second in moments(of, to_s)
    )


# REQ-30: too much for the promise, and still nobody waits longer than one round of all.
@settings(deadline=None, max_examples=80)
@given(scenes(), st.integers(1, 5))
def test_where_the_promise_cannot_be_kept_nothing_owed_waits_longer_than_a_round(
    scene: Show, minutes: int
) -> None:
    scene = replace(scene, most_minutes_between=minutes)
    played = loops(scene, 0, LENGTH_S)

    limit = max(60 * minutes, longest_round_s(scene, LENGTH_S))
    for one, longest in waited(scene, played, LENGTH_S):
        assert longest <= limit, one


# REQ-30
@settings(deadline=None, max_examples=40)
@given(scenes(), st.lists(st.integers(10, 60), min_size=1, max_size=12))
def test_posters_never_take_a_second_that_a_mandate_needs(
    scene: Show, posters: list[int]
) -> None:
    """However many come beside it, and whatever else changes meanwhile."""
    scene = tightened(scene)
    posters_shown = [
        shown(50 + number, dwell, from_s=37 * number, promotional=True)
        for number, dwell in enumerate(posters)
    ]
    with_posters = replace(scene, shown=(*scene.shown, *posters_shown))
    limit = 60 * scene.most_minutes_between

    played = loops(with_posters, 0, LENGTH_S)

    assert always_in_time(with_posters, LENGTH_S)
    for one, longest in waited(with_posters, played, LENGTH_S):
        assert longest <= limit, one


TIMES = (0, 10, 30)
ENDS = (None, 40, 70)
SHAPES = ((10, 10), (20,))


def small_scenes() -> Iterator[Show]:
    """Yield every scene of one steady item and two that come and go."""
    changing = tuple(product(SHAPES, TIMES, ENDS))
    for steady, one, other in product(SHAPES, changing, changing):
        items = [shown(0, *steady)]
        for number, (dwells, from_s, to_s) in enumerate((one, other), start=1):
            if to_s is None or to_s > from_s:
                items.append(shown(number, *dwells, from_s=from_s, to_s=to_s))
        yield show(*items, minutes=1)


def test_no_scene_of_three_small_items_breaks_the_promise() -> None:
    """Every one of some hundred scenes is played, not a sample of them."""
    kept = 0
    for scene in small_scenes():
        if not always_in_time(scene, 240):
            continue
        kept += 1
        for one, longest in waited(scene, loops(scene, 0, 240), 240):
            assert longest <= 60, one
    assert kept > 300


def on_glass(played: list[Loop], second: int) -> tuple[int, int] | None:
    """Return what stands at a second, found as a screen page finds it."""
    moment = at(second)
    span = next(span for span in played if span.from_at <= moment < span.to_at)
    lasts = sum(slide.dwell_s for slide in span.slides)
    if not lasts:
        return None
    left = (moment - span.anchor_at) % timedelta(seconds=lasts)
    for slide in span.slides:
        left -= timedelta(seconds=slide.dwell_s)
        if left < timedelta(0):
            return slide.item, slide.page
    raise AssertionError(second)


@settings(deadline=None, max_examples=25)
@given(scenes())
def test_second_by_second_the_same_slides_stand_and_the_same_gaps_are_found(
    scene: Show,
) -> None:
    played = loops(scene, 0, 900)
    every = [on_glass(played, second) for second in range(900)]

    counted: list[tuple[int, int] | None] = [None] * 900
    for stand in stands(played):
        first = -(-(stand.from_at - at(0)) // timedelta(seconds=1))
        after = -(-(stand.to_at - at(0)) // timedelta(seconds=1))
        counted[first:after] = [(stand.item, stand.page)] * (after - first)
    assert counted == every
    for one in scene.shown:
        [*spans] = obliged(one, 900)
        dark = max(
            (longest_dark(one.item, every, *seconds(span)) for span in spans), default=0
        )
        found = gaps_of(stands(played), one.item, spans, pages=len(one.dwells))
        assert found.dark == timedelta(seconds=dark)


def seconds(span: tuple[datetime, datetime]) -> tuple[int, int]:
    return (span[0] - at(0)) // timedelta(seconds=1), (span[1] - at(0)) // timedelta(
        seconds=1
    )


def longest_dark(
    item: int, every: list[tuple[int, int] | None], first: int, after: int
) -> int:
    longest = run = 0
    for standing in every[first:after]:
        run = 0 if standing is not None and standing[0] == item else run + 1
        longest = max(longest, run)
    return longest
