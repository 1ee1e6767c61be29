from directory.bitmaps import bits
from directory.gathered import gather, grouped
from tests.fakes.hall import made_entry

GATHERED = gather(
    (
        made_entry("户口登记", "上户口", department="公安局"),
        made_entry("护照", department="公安局"),
        made_entry("三千人活动", department="文旅局"),
    )
)


def test_characters_syllables_and_offices_lead_to_their_entries() -> None:
    assert list(bits(GATHERED.characters["户"])) == [0]
    assert list(bits(GATHERED.syllables["hu"])) == [0, 1]
    assert list(bits(GATHERED.offices["公安局"])) == [0, 1]


def test_the_same_entries_are_gathered_in_the_same_order_everywhere() -> None:
    assert list(GATHERED.characters) == sorted(GATHERED.characters)
    assert list(GATHERED.syllables) == sorted(GATHERED.syllables)


def test_texts_and_how_they_sound_are_kept_line_by_line() -> None:
    assert GATHERED.blocks[0] == "户口登记\n上户口"
    assert GATHERED.letters[0] == "hkdj\nshk"
    assert GATHERED.spelt[1] == ("hu zhao",)


def test_two_syllables_lead_to_all_characters_that_they_stand_for() -> None:
    both = gather((made_entry("登记"), made_entry("灯机"), made_entry("登记处")))

    assert both.pairs["deng ji"] == ("登记", "灯机")


def test_runs_and_written_numbers_are_known() -> None:
    assert {"户口", "户口登", "护照"} <= GATHERED.grams
    assert "户" not in GATHERED.grams
    assert GATHERED.numbers == {"三千"}
    assert GATHERED.begun["h"] == "dkuz"


def test_numbers_are_grouped_by_their_keys() -> None:
    found = grouped("aba", 3)

    assert {key: list(bits(members)) for key, members in found.items()} == {
        "a": [0, 2],
        "b": [1],
    }
