from datetime import UTC, date, datetime

import pytest
from hypothesis import given, strategies as st
from pydantic import ValidationError

from programme.answer_days import AnswerRule, answer_by
from programme.calendar_slice import CalendarSlice
from programme.errors import DocumentMalformed
from programme.questions import (
    LONGEST_TEXT,
    NUMBERS,
    PURPOSE_QUESTION,
    Question,
    QuestionKind,
    QuestionLeft,
    Topic,
    TopicKind,
    clean_text,
    number_of,
    number_words,
    opened_question,
    read_number,
    sealed_question,
)
from programme.records import ChainedRecord
from programme.sealed_box import OpeningKey, seal_box
from programme.workdays import Workdays

AT = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)


def question(**changed: object) -> Question:
    values: dict[str, object] = {
        "number": number_of(27418365091),
        "kind": QuestionKind.SUGGESTION,
        "topic": Topic(kind=TopicKind.OTHER),
        "text": "大厅里能不能多放几把椅子",
        "public": True,
        "device": "qh.kiosk-1",
        "asked_at": AT,
        "clock_sure": True,
    }
    return Question.model_validate(values | changed)


def test_a_question_has_no_place_for_a_name() -> None:
    # REQ-50, REQ-55: no identity on the kiosk
    named = {"name", "telephone", "phone", "identity", "id_number", "email"}

    assert not named & set(Question.model_fields)
    with pytest.raises(ValidationError):
        question(name="somebody")


def test_a_sealed_question_travels_in_a_chain_and_opens_at_the_centre_alone() -> None:
    key = OpeningKey.generate()
    left = sealed_question(question(), key.public)
    link = ChainedRecord(number=1, previous="0" * 64, record=left)

    there = ChainedRecord.parse(link.canonical()).record

    assert isinstance(there, QuestionLeft)
    assert "椅子".encode() not in link.canonical()
    assert opened_question(there, key) == question()


def test_a_box_that_holds_no_question_is_refused() -> None:
    key = OpeningKey.generate()
    sealed = seal_box(b"{}", public=key.public, purpose=PURPOSE_QUESTION)

    with pytest.raises(DocumentMalformed):
        opened_question(QuestionLeft(at=AT, sealed=sealed), key)


@given(st.integers(0, NUMBERS - 1), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(drawn: int, at: int, step: int) -> None:
    number = number_of(drawn)
    wrong = str((int(number[at]) + step) % 10)

    assert read_number(number_words(number)) == number
    assert read_number(number[:at] + wrong + number[at + 1 :]) is None


@pytest.mark.parametrize("typed", ["", "12", "1" * 13, "abcdefghijkl", "١" * 12])
def test_what_cannot_be_a_number_is_none(typed: str) -> None:
    assert read_number(typed) is None


@pytest.mark.parametrize("drawn", [-1, NUMBERS])
def test_a_draw_out_of_range_is_refused(drawn: int) -> None:
    with pytest.raises(ValueError, match="NUMBERS"):
        number_of(drawn)


def test_a_number_is_read_in_groups_of_four() -> None:
    assert number_words("274183650913") == "2741 8365 0913"


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  窗口\n在\t哪里 ", "窗口 在 哪里"),
        ("a\u0000b\u200bc\u202ed", "abcd"),
        ("e" + "\u0301" * 10_000, "\u00e9"),
        ("好" + "\u0336" * 50 + "的", "好\u0336\u0336的"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("", ""),
    ],
)
def test_a_text_is_cleaned_of_what_nobody_sees(typed: str, cleaned: str) -> None:
    # B14, B16
    assert clean_text(typed)[: len(cleaned) + 3].rstrip("\u0301") == cleaned


def test_a_megabyte_of_a_stuck_key_is_cut() -> None:
    assert len(clean_text("a" * 1_000_000)) == LONGEST_TEXT


CALENDAR = CalendarSlice(
    from_on=date(2026, 1, 1),
    to_on=date(2027, 1, 1),
    closed=(),
    make_up=(),
    provisional=(),
    years=(),
)


@pytest.mark.parametrize(
    ("kind", "hard", "last"),
    [
        (QuestionKind.ENQUIRY, False, date(2026, 11, 30)),
        (QuestionKind.REQUEST, False, date(2026, 12, 2)),
        (QuestionKind.SUGGESTION, False, date(2026, 12, 4)),
        (QuestionKind.COMPLAINT, False, date(2026, 12, 4)),
        (QuestionKind.COMPLAINT, True, date(2026, 12, 18)),
        (QuestionKind.ENQUIRY, True, date(2026, 12, 18)),
    ],
)
def test_each_kind_has_its_working_days(
    kind: QuestionKind, *, hard: bool, last: date
) -> None:
    # REQ-51: 27 November 2026 is a Friday
    counted = answer_by(
        date(2026, 11, 27), kind, hard=hard, workdays=Workdays(CALENDAR)
    )

    assert counted.on == last


def test_the_county_s_own_rule_goes_first() -> None:
    rule = AnswerRule(enquiry=2, hard=1)

    counted = answer_by(
        date(2026, 11, 27),
        QuestionKind.ENQUIRY,
        hard=True,
        workdays=Workdays(CALENDAR),
        rule=rule,
    )

    assert counted.on == date(2026, 12, 1)
