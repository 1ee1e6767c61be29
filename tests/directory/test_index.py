import pytest

from directory.answer import AnswerKind
from directory.index import Index
from directory.texts import ReadingsMismatch
from media.speech.searching import item_readings, query_readings, spoken_words
from tests.fakes.hall import WORDS, made_directory, made_item

ITEMS = (
    made_item(1, "户口登记"),
    made_item(2, "护照签发", event="travel", popular=True),
    made_item(3, "居住证", popular=True),
)
INDEX = Index(
    made_directory(),
    ITEMS,
    [item_readings(item) for item in ITEMS],
    words=spoken_words(WORDS),
)


def test_an_answer_says_where_else_to_ask() -> None:
    answer = INDEX.lookup("天气")

    assert answer.kind is AnswerKind.NONE
    assert answer.enquiry_desk == "1 楼咨询台"
    assert answer.enquiry_telephone == "0555-010-0100"


def test_an_item_is_found_by_what_was_asked() -> None:
    answer = INDEX.lookup("护赵", query_readings("护赵"))

    assert [match.item for match in answer.matches] == ["item-2"]


def test_items_are_listed_by_life_event_and_office_popular_first() -> None:
    assert [item.id for item in INDEX.of_life_event("move")] == ["item-3", "item-1"]
    assert [i.id for i in INDEX.of_department("gaj")] == ["item-2", "item-3", "item-1"]
    assert INDEX.of_life_event("none") == ()


def test_letters_continue_as_in_the_search() -> None:
    assert "z" in INDEX.continuations("j")


def test_an_item_without_readings_is_refused() -> None:
    with pytest.raises(ReadingsMismatch, match="item-1"):
        Index(made_directory(), ITEMS, [])


def test_an_index_works_without_a_lexicon() -> None:
    index = Index(made_directory(), ITEMS[:1], [item_readings(ITEMS[0])])

    assert index.lookup("户口登记").matches[0].item == "item-1"


def test_an_index_knows_which_characters_follow_which() -> None:
    assert "口" in INDEX.following.after("户", most=9)
