import pytest

from directory.spelling import Spelling
from tests.fakes.hall import WORDS, made_corpus, made_entry

SPELLING = Spelling(
    made_corpus(made_entry("户口登记户籍"), made_entry("暂住登记"), words=WORDS)
)


@pytest.mark.parametrize(
    ("way", "loose", "found"),
    [
        (("hu", "kou"), False, ["户口"]),
        (("hu", "j"), False, ["户籍"]),
        (("hu", "x"), False, []),
        (("zan", "zhu"), False, ["暂住"]),
        (("zan", "zu"), False, []),
        (("zan", "zu"), True, ["暂住"]),
        (("zan", "zu", "d"), True, ["暂住登"]),
        (("k",), False, []),
    ],
)
def test_places_are_found_by_syllables_of_which_the_last_may_be_begun(
    way: tuple[str, ...], *, loose: bool, found: list[str]
) -> None:
    places = SPELLING.places(way, loose=loose)

    assert [place.han for place in places] == found


def test_a_place_tells_what_follows_it() -> None:
    [place] = SPELLING.places(("hu", "kou"), closed=True)

    assert place.after == ("deng", "ji", "hu", "ji")
    assert (place.start, place.end) == (0, 2)


def test_a_whole_last_syllable_is_no_beginning_where_the_cut_is_closed() -> None:
    assert list(SPELLING.places(("hu", "ko"), closed=True)) == []
    assert [one.han for one in SPELLING.places(("hu", "ji"), closed=True)] == ["户籍"]
