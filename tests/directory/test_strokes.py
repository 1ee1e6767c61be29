from collections import Counter

import pytest

from config.stroke_orders import shipped_strokes
from directory.strokes import ANY, StrokeOrders
from directory.words import EverydayWords
from tests.fakes.device_store import demo_services
from tests.fakes.hall import made_entry, made_finder

ORDERS = StrokeOrders({"3251113": "身", "32": "亻", "323453": "份", "354": "么久"})


def weight(character: str) -> int:
    return Counter("份身身")[character]


@pytest.mark.parametrize(
    ("character", "order"),
    [
        # GB 13000.1 字符集汉字笔顺规范 gives these as examples of its rules.
        ("万", "153"),
        ("母", "55414"),
        ("火", "4334"),
        ("必", "45434"),
        ("凸", "21251"),
        ("凹", "25251"),
        ("臣", "125125"),
        ("爽", "13434343434"),
        ("鼎", "251115132125"),
        # What was put right in the list.
        ("德", "332122522114544"),
        ("炽", "433425134"),
        ("黏", "31234342413421251"),
    ],
)
def test_the_shipped_orders_are_those_of_the_standard(
    character: str, order: str
) -> None:  # REQ-31
    assert shipped_strokes().order_of(character) == order


def test_every_common_character_and_every_word_of_the_demo_can_be_written() -> None:
    common = bytes(
        byte
        for high in range(0xB0, 0xF8)
        for low in range(0xA1, 0xFF)
        if (high, low) < (0xD7, 0xFA) or high > 0xD7
        for byte in (high, low)
    ).decode("gb2312")
    demo, _ = demo_services()
    names = {sign for item in demo.items for sign in item.name if sign.isalpha()}
    orders = shipped_strokes()

    missing = [sign for sign in common if orders.order_of(sign) is None]

    # The rest are parts of characters that nobody types alone: 讠, 扌, 氵.
    assert len(missing) == 31
    assert not set(common[:3755]) & set(missing)
    assert [n for n in names if not n.isascii() and orders.order_of(n) is None] == []


def test_characters_that_are_met_come_first_and_complete_ones_before_others() -> None:
    assert ORDERS.candidates("32", most=9, weight=weight) == ("身", "份", "亻")
    assert ORDERS.candidates("354", most=1, weight=weight) == ("么",)
    assert ORDERS.candidates("323453", most=9, weight=weight) == ("份",)
    assert ORDERS.candidates("", most=9, weight=weight) == ()
    assert ORDERS.candidates("4", most=9, weight=weight) == ()


def test_a_complete_character_comes_before_one_that_goes_on() -> None:
    orders = StrokeOrders({"1": "一", "12": "十"})

    assert orders.candidates(
        "1", most=2, weight=lambda sign: "一十".index(sign) + 1
    ) == (
        "一",
        "十",
    )


def test_a_stroke_that_one_is_not_sure_of_may_be_any() -> None:
    assert ORDERS.candidates(f"3{ANY}5", most=9, weight=weight) == ("身",)


def test_the_strokes_that_lead_on_are_told() -> None:
    assert ORDERS.live("3") == {"2", "5", ANY}
    assert ORDERS.live("354") == frozenset()
    assert ORDERS.live("") == {"3", ANY}
    assert ORDERS.live("1") == frozenset()


def test_after_a_character_come_those_that_follow_it_in_the_directory() -> None:
    known = made_finder(
        made_entry("身份证"),
        made_entry("居民身份证1"),
        made_entry("份子"),
        made_entry("子女"),
        words=EverydayWords(),
    ).following

    assert known.after("身", most=14) == ("份",)
    assert known.after("身份", most=14) == ("证", "子")
    assert known.after("份", most=1) == ("子",)
    assert known.after("证", most=3) == ()
    assert known.after("", most=3) == ()
    assert known.weight("份") == 3
    assert known.weight("罄") == 0
