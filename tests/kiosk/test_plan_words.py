"""The words beside where one stands cover no window while there is room (LOOK 11)."""

import pytest

from kiosk.counter_labels import Area
from kiosk.plan_words import beside

HALL = Area(left=0, top=0, width=1000, height=800)
HERE, YOU = "您在这里", "You are here"


def at(x: float, y: float, side: float = 40) -> Area:
    return Area(left=x - side / 2, top=y - side / 2, width=side, height=side)


def test_words_stand_after_their_mark_where_there_is_room() -> None:
    found = beside(HERE, at(300, 700), size=44, hall=HALL, taken=())

    assert found.anchor == "start"
    assert found.area.left > 320
    assert found.area.top < found.base < found.area.bottom


@pytest.mark.parametrize("x", [40, 300, 560, 620, 960])
@pytest.mark.parametrize("words", [HERE, YOU])
def test_words_stay_in_the_hall_wherever_one_stands(x: float, words: str) -> None:
    found = beside(words, at(x, 700), size=74, hall=HALL, taken=())

    assert HALL.holds(found.area)


def test_words_leave_a_window_beside_the_mark_free() -> None:
    window = at(430, 700, 96)

    found = beside(HERE, at(300, 700), size=44, hall=HALL, taken=[window])

    assert not found.area.touches(window)


def test_where_all_is_full_words_cover_as_little_as_they_can() -> None:
    crowd = [at(x, y, 96) for x in range(50, 1000, 100) for y in range(50, 800, 100)]
    free = [one for one in crowd if one.left < 360 or one.top < 640]

    found = beside(HERE, at(300, 700), size=44, hall=HALL, taken=free)

    assert found.anchor == "start"


def test_latin_letters_take_less_room_than_chinese_ones() -> None:
    chinese = beside("你" * 10, at(300, 700), size=50, hall=HALL, taken=())
    latin = beside("y" * 10, at(300, 700), size=50, hall=HALL, taken=())

    assert latin.area.width < 0.7 * chinese.area.width
