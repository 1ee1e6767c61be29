import pytest

from directory.model import Readings
from directory.texts import (
    ReadingsMismatch,
    clean,
    entry_of,
    is_han,
    remarks_of,
    searchable_texts,
)
from media.speech.searching import item_readings
from tests.fakes.hall import made_item


def test_marks_go_and_wide_letters_become_plain() -> None:
    assert clean("《社保卡》 ＡＢｃ，１２３ nǚ ü！") == "社保卡abc123nǚv"


@pytest.mark.parametrize(
    ("name", "remarks"),
    [
        ("备案（终止）", ("终止",)),
        ("补助（含预支（一半））", ("含预支一半",)),
        ("审批）多一个", ()),
        ("审批（没关上", ("没关上",)),
        ("没有括号", ()),
    ],
)
def test_what_stands_in_brackets_is_a_remark(
    name: str, remarks: tuple[str, ...]
) -> None:
    assert remarks_of(name) == remarks


def test_han_characters_are_told_from_others() -> None:
    assert [is_han(c) for c in "中a1，𠀀"] == [True, False, False, False, True]


def test_an_item_is_found_by_its_names_and_phrases_once_each() -> None:
    item = made_item(1, "护照").model_copy(
        update={"plain_name": "护照", "phrases": ("办护照", "，")}
    )

    assert searchable_texts(item) == ("护照", "办护照")


def test_an_entry_pairs_each_text_with_its_reading() -> None:
    item = made_item(1, "护照")

    entry = entry_of(item, department="县局", readings=item_readings(item))

    assert entry.texts == ("护照", "护照怎么办", "想要护照")
    assert entry.readings[0].syllables == ("hu", "zhao")
    assert [one.initials for one in entry.readings] == ["hz", "hzzmb", "xyhz"]


@pytest.mark.parametrize(
    ("pinyin", "initials"),
    [((), ()), (("hu", "a b", "c"), ("h", "a", "b"))],
)
def test_readings_that_do_not_fit_are_refused_by_name(
    pinyin: tuple[str, ...], initials: tuple[str, ...]
) -> None:
    readings = Readings(item="item-1", pinyin=pinyin, initials=initials)

    with pytest.raises(ReadingsMismatch, match="item-1"):
        entry_of(made_item(1, "护照"), department="县局", readings=readings)


def test_initials_that_do_not_fit_are_refused_too() -> None:
    item = made_item(1, "护照")
    readings = item_readings(item).model_copy(update={"initials": ("h", "x", "y")})

    with pytest.raises(ReadingsMismatch):
        entry_of(item, department="县局", readings=readings)
