from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st

from programme.manifest import PageImage
from programme.playlist import Item, playlist, turns_of
from programme.turns import LONGEST_TURN_S
from tests.fakes.screens import STARTED_AT, Sheet, ref_of, until

CHINA = ZoneInfo("Asia/Shanghai")
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


def item(disclosure: str) -> Item:
    return Sheet(disclosure=disclosure).item()


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


@given(st.lists(st.integers(1, 120), max_size=40))
def test_turns_hold_every_page_once_in_order_within_120_seconds(
    dwells: list[int],
) -> None:
    turns = turns_of(pages(*dwells))

    flat = [page for turn in turns for page in turn]
    assert flat == list(range(len(dwells)))
    assert all(sum(dwells[page] for page in turn) <= LONGEST_TURN_S for turn in turns)


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
