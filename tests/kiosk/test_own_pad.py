from dataclasses import replace

import pytest

from config.stroke_orders import shipped_strokes
from kiosk.note import Note, OwnMode
from kiosk.own_pad import CELLS, CELLS_IN_REACH, SIGNS, Knowledge, own_pad, pressed
from media.speech.writing import shipped_pad
from programme.questions import LONGEST_TEXT


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return Knowledge(writing=shipped_pad(), orders=shipped_strokes(), following=None)


def press(note: Note, known: Knowledge, *keys: str) -> Note:
    for key in keys:
        note = pressed(note, key, known)
    return note


def offered(note: Note, known: Knowledge) -> list[str]:
    return [cell.text for cell in own_pad(note, known).cells]


def test_words_are_written_by_letters_and_chosen_piece_by_piece(
    known: Knowledge,
) -> None:
    note = press(Note(), known, *"LUDENGHUAILE")
    assert offered(note, known)[0] == "路灯"

    note = press(note, known, "路灯")
    assert (note.text, note.typed) == ("路灯", "huaile")
    note = press(note, known, "坏")
    assert (note.text, note.typed) == ("路灯坏", "le")
    note = press(note, known, "了", "。")

    assert note.text == "路灯坏了。"
    assert press(note, known, "back", "back").text == "路灯坏"
    assert press(note, known, *"WO", "back").typed == "w"
    assert press(note, known, "W", "clear") == replace(note, pieces=(), typed="")


def test_what_is_not_offered_is_not_written(known: Knowledge) -> None:
    note = press(Note(), known, *"WO")

    for key in ("死", "<script>", "", "by:magic", "more" * 5):
        assert press(note, known, key).text == ""


def test_words_are_written_by_strokes(known: Knowledge) -> None:
    note = press(Note(), known, "by:strokes", "stroke-1", "stroke-2")
    assert note.mode is OwnMode.STROKES
    assert "十" in offered(note, known)
    assert own_pad(note, known).live <= frozenset("012345")

    note = press(note, known, "十")

    assert (note.text, note.typed) == ("十", "")
    assert press(note, known, "W").typed == "", "a letter is no stroke"


def test_figures_and_signs_are_written(known: Knowledge) -> None:
    assert offered(Note(), known) == list(SIGNS)
    note = press(Note(), known, "by:figures", "1", "2", "月", "by:letters")

    assert note.text == "12月"
    assert note.mode is OwnMode.LETTERS


def test_every_character_of_a_syllable_is_reached_by_turning_on(
    known: Knowledge,
) -> None:
    note = press(Note(), known, *"YI")
    seen: list[str] = []
    for _ in range(20):
        pad = own_pad(note, known)
        assert sum(2 if cell.long else 1 for cell in pad.cells) < CELLS
        assert pad.more
        seen += [cell.text for cell in pad.cells]
        note = press(note, known, "more")

    low = own_pad(note, known, room=CELLS_IN_REACH)
    assert len(low.cells) == CELLS_IN_REACH - 1
    assert {one.text for one in known.writing.choices("yi")} <= set(seen)


def test_a_full_note_takes_no_more(known: Knowledge) -> None:
    full = Note(pieces=("好" * LONGEST_TEXT,), typed="wo")

    assert press(full, known, "我") == full


def test_a_stuck_key_types_no_more_than_a_few_letters(known: Knowledge) -> None:
    assert len(press(Note(), known, *"A" * 500).typed) < 30
    assert len(press(Note(), known, "by:strokes", *["stroke-1"] * 500).typed) < 40
    assert own_pad(press(Note(), known, *"V"), known).cells == ()
