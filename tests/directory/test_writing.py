import pytest

from directory.writing import Choice, Writing

CHARACTERS = {
    "我": ("wo",),
    "是": ("shi",),
    "水": ("shui",),
    "西": ("xi",),
    "安": ("an",),
    "先": ("xian",),
    "下": ("xia",),
    "长": ("chang", "zhang", "chang"),
}
WORDS = {
    "我们": ("wo", "men"),
    "下水道": ("xia", "shui", "dao"),
    "先生": ("xian", "sheng"),
}
WRITING = Writing(CHARACTERS, WORDS)


def texts(letters: str) -> list[str]:
    return [one.text for one in WRITING.choices(letters)]


def test_a_syllable_means_its_characters_and_then_words_that_begin_so() -> None:
    assert texts("wo") == ["我", "我们"]
    assert texts("WO") == ["我", "我们"]


def test_whole_words_come_first_however_they_are_typed() -> None:
    assert WRITING.choices("women")[:2] == (
        Choice(text="我们"),
        Choice(text="我", rest="men"),
    )
    assert texts("wm")[0] == "我们"
    assert texts("xsd")[0] == "下水道"
    assert texts("xiashuidao")[0] == "下水道"


def test_a_word_is_found_before_it_is_typed_to_its_end() -> None:
    assert "下水道" in texts("xiash")
    assert "下水道" not in texts("xiashang")


def test_a_word_at_the_beginning_leaves_the_letters_behind_it() -> None:
    assert WRITING.choices("womenshixian")[:2] == (
        Choice(text="我们", rest="shixian"),
        Choice(text="我", rest="menshixian"),
    )


def test_letters_that_may_be_cut_in_two_ways_mean_both() -> None:
    found = WRITING.choices("xian")
    assert found[0] == Choice(text="先")
    assert Choice(text="西", rest="an") in found


def test_an_unfinished_syllable_means_all_that_begin_so() -> None:
    assert texts("sh") == ["是", "水"]


def test_a_character_is_found_by_each_of_its_syllables_once() -> None:
    assert texts("chang") == ["长"]
    assert texts("zhang") == ["长"]


@pytest.mark.parametrize("letters", ["v", "1", "ü"])
def test_letters_that_begin_nothing_mean_nothing(letters: str) -> None:
    assert texts(letters) == []


def test_no_letters_mean_nothing() -> None:
    assert texts("") == []


def test_letters_that_no_syllable_fits_are_taken_one_by_one() -> None:
    assert WRITING.choices("wvq") == (Choice(text="我", rest="vq"),)


def test_a_stuck_key_is_read_to_its_bound_only() -> None:
    assert WRITING.choices("wo" * 100_000)[-1].text == "我"
