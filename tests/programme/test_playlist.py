from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st

from programme.hours import OpenSpan
from programme.manifest import PageImage
from programme.playlist import (
    LONGEST_TURN_S,
    Item,
    SlideRef,
    anchor_of,
    loop_of,
    loop_seconds,
    playlist,
    turns_of,
)
from tests.fakes.screens import LANDSCAPE, PORTRAIT, STARTED_AT, Sheet, ref_of, until

CHINA = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


def pages(*dwells: int) -> list[PageImage]:
    return [
        PageImage(
            asset=ref_of(b"page"),
            pixels_sha256="0" * 64,
            width=1520,
            height=824,
            dwell_s=dwell,
            words="",
        )
        for dwell in dwells
    ]


def item(disclosure: str, *, count: int = 1, dwell_s: int = 15) -> Item:
    texts = tuple(f"{disclosure}{page}".encode() for page in range(count))
    return Sheet(disclosure=disclosure, pages=texts, dwell_s=dwell_s).item()


def test_the_newest_published_item_comes_first() -> None:
    old = Sheet(disclosure="a").item()
    new = Sheet(disclosure="b", published_at=STARTED_AT + timedelta(days=1)).item()

    assert playlist([old, new], NOON, CHINA) == (new, old)


def test_items_published_at_once_are_in_the_order_of_their_ids() -> None:
    assert playlist([item("b"), item("a")], NOON, CHINA) == (item("a"), item("b"))


def test_an_item_before_its_start_or_after_its_end_is_not_on() -> None:
    early = Sheet(disclosure="a", starts_at=NOON + timedelta(seconds=1)).item()
    over = Sheet(disclosure="b", end=until(2026, 11, 23, 4)).item()

    assert playlist([early, over], NOON, CHINA) == ()


def test_a_turn_ends_before_it_would_be_longer_than_120_seconds() -> None:
    assert turns_of(pages(60, 60, 15)) == ((0, 1), (2,))


def test_a_page_that_fills_a_turn_alone_is_a_turn_of_its_own() -> None:
    assert turns_of(pages(120, 1)) == ((0,), (1,))


def test_no_pages_are_no_turns() -> None:
    assert turns_of([]) == ()


def test_an_item_with_fewer_turns_begins_again_in_each_round() -> None:
    long, short = item("a", count=3, dwell_s=100), item("b")

    loop = loop_of([long, short], LANDSCAPE)

    assert [(slide.item, slide.page) for slide in loop] == [
        (0, 0),
        (1, 0),
        (0, 1),
        (1, 0),
        (0, 2),
        (1, 0),
    ]


def test_an_item_without_pages_for_the_panel_is_left_out() -> None:
    upright = Sheet(disclosure="a", panel=PORTRAIT).item()

    loop = loop_of([upright, item("b")], LANDSCAPE)

    assert loop == (SlideRef(item=1, page=0, dwell_s=15),)


def test_a_loop_lasts_as_long_as_its_slides() -> None:
    assert loop_seconds(loop_of([item("a", count=2), item("b")], LANDSCAPE)) == 45


def test_the_loop_is_anchored_to_the_last_opening_of_a_window() -> None:
    new = Sheet(disclosure="b", starts_at=NOON - timedelta(minutes=3)).item()

    assert anchor_of([item("a"), new], NOON, CHINA) == NOON - timedelta(minutes=3)


def test_without_an_open_window_the_loop_is_anchored_to_the_instant() -> None:
    assert anchor_of([], NOON, CHINA) == NOON


def test_a_daypart_that_has_begun_today_anchors_the_loop() -> None:
    morning = OpenSpan(from_time=time(9), to_time=time(18))
    daily = Sheet(disclosure="a", dayparts=(morning,)).item()

    anchor = anchor_of([daily], NOON, CHINA)

    assert anchor == datetime(2026, 11, 23, 1, tzinfo=UTC)


def test_a_daypart_that_begins_at_this_very_instant_anchors_the_loop() -> None:
    noon = OpenSpan(from_time=time(12), to_time=time(18))
    daily = Sheet(disclosure="a", dayparts=(noon,)).item()

    assert anchor_of([daily], NOON, CHINA) == NOON


def test_a_weekday_that_begins_at_midnight_anchors_the_loop() -> None:
    monday = Sheet(disclosure="a", weekdays=(1,)).item()

    anchor = anchor_of([monday], NOON, CHINA)

    assert anchor == datetime(2026, 11, 22, 16, tzinfo=UTC)


def test_a_daypart_on_the_days_of_both_clock_changes_anchors_to_its_local_time() -> (
    None
):
    part = OpenSpan(from_time=time(9), to_time=time(18))
    start = datetime(2026, 1, 1, tzinfo=UTC)
    daily = Sheet(disclosure="a", dayparts=(part,), starts_at=start).item()

    spring = anchor_of([daily], datetime(2026, 3, 8, 16, tzinfo=UTC), NEW_YORK)
    autumn = anchor_of([daily], datetime(2026, 11, 1, 16, tzinfo=UTC), NEW_YORK)

    assert spring == datetime(2026, 3, 8, 13, tzinfo=UTC)
    assert autumn == datetime(2026, 11, 1, 14, tzinfo=UTC)


@given(st.lists(st.integers(1, 120), max_size=40))
def test_turns_hold_every_page_once_in_order_within_120_seconds(
    dwells: list[int],
) -> None:
    turns = turns_of(pages(*dwells))

    flat = [page for turn in turns for page in turn]
    assert flat == list(range(len(dwells)))
    assert all(sum(dwells[page] for page in turn) <= LONGEST_TURN_S for turn in turns)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 6), st.integers(1, 120)), min_size=1, max_size=5)
)
def test_every_page_of_every_item_is_in_the_loop(shapes: list[tuple[int, int]]) -> None:
    items = [
        item(f"d{number}", count=count, dwell_s=dwell)
        for number, (count, dwell) in enumerate(shapes)
    ]

    loop = loop_of(items, LANDSCAPE)

    wanted = {(n, p) for n, (count, _) in enumerate(shapes) for p in range(count)}
    assert {(slide.item, slide.page) for slide in loop} == wanted


@given(
    st.permutations(["a", "b", "c", "d"]),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001 - UTC is put on below
)
def test_the_same_items_at_the_same_instant_make_the_same_list_in_any_order(
    order: list[str], moment: datetime
) -> None:
    at = moment.replace(tzinfo=UTC)

    mixed = playlist([item(name) for name in order], at, CHINA)

    assert mixed == playlist([item(name) for name in "abcd"], at, CHINA)
