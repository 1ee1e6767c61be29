import pytest

from kiosk.highlight import marked_title
from tests.fakes.device_store import demo_services

DEMO, SHARD = demo_services()
ITEM = next(one for one in DEMO.items if one.id == "qinghe-gaj-001")
READINGS = next(one for one in SHARD.readings if one.item == ITEM.id)


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("SFZ", "身份证"),
        ("sfzdl", "身份证丢了"),
        ("shenfenz", "身份证"),
        ("diule", "丢了"),
        ("身份证", "身份证"),
        ("dlhl", "丢了、坏了"),
    ],
)
def test_what_was_typed_is_marked_in_the_name(typed: str, marked: str) -> None:
    pieces = marked_title(ITEM, READINGS, typed)

    assert [text for text, hit in pieces if hit] == [marked]
    assert "".join(text for text, _ in pieces) == ITEM.plain_name


@pytest.mark.parametrize("typed", ["", "xyz", "结婚", "？"])
def test_what_is_not_in_the_name_marks_nothing(typed: str) -> None:
    assert marked_title(ITEM, READINGS, typed) == ((ITEM.plain_name, False),)


def test_without_readings_letters_mark_nothing() -> None:
    assert marked_title(ITEM, None, "SFZ") == ((ITEM.plain_name, False),)
