from datetime import timedelta

from programme.gaps import gaps_of, stands
from programme.playlist import SlideRef
from programme.show import Loop
from tests.fakes.shows import at, loops, show, shown


def seconds(value: timedelta) -> float:
    return value.total_seconds()


def test_one_item_of_one_page_is_never_away() -> None:
    played = loops(show(shown(0, 15)), 0, 3600)

    gaps = gaps_of(stands(played), 0, [(at(0), at(3600))], pages=1)

    assert (seconds(gaps.seen), seconds(gaps.dark)) == (15, 0)


def test_of_two_items_each_waits_for_the_other() -> None:
    played = loops(show(shown(0, 15, 20), shown(1, 40)), 0, 3600)

    gaps = gaps_of(stands(played), 0, [(at(0), at(3600))], pages=2)

    assert seconds(gaps.seen) == 60
    assert seconds(gaps.dark) == 40
    assert seconds(gaps.first) == 75
    assert seconds(gaps.whole) == 75


def test_an_obliged_span_in_which_it_never_stands_is_one_gap() -> None:
    played = loops(show(shown(0, 15), shown(1, 15)), 0, 600)

    gaps = gaps_of(stands(played), 7, [(at(0), at(10)), (at(100), at(400))], pages=1)

    assert seconds(gaps.seen) == seconds(gaps.dark) == 300


def test_a_slide_that_a_cut_of_spans_divides_stands_once() -> None:
    slides = (
        SlideRef(item=0, page=0, dwell_s=30),
        SlideRef(item=1, page=0, dwell_s=30),
    )
    cut = [
        Loop(from_at=at(0), to_at=at(10), anchor_at=at(0), slides=slides),
        Loop(from_at=at(10), to_at=at(60), anchor_at=at(0), slides=slides),
        Loop(from_at=at(60), to_at=at(90), anchor_at=at(60), slides=()),
        Loop(from_at=at(90), to_at=at(120), anchor_at=at(60), slides=slides),
    ]

    found = [(stand.item, stand.from_at) for stand in stands(cut)]

    assert found == [(0, at(0)), (1, at(30)), (1, at(90))]


def test_where_nothing_is_played_nothing_stands() -> None:
    assert list(stands([])) == []
