"""Hold what a visitor leaves: a question without anybody's name (REQ-50, REQ-55).

There is no field for who asks, and none may come: the number is drawn by chance and
says nothing. On a device a question exists only sealed to the centre's key.
"""

import unicodedata
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from programme.document import Base64Url, Document, Identifier, Instant
from programme.sealed_box import Opener, seal_box

LONGEST_TEXT = 300
SHORTEST_TEXT = 4
PURPOSE_QUESTION = "mingbai.question/1"
NUMBER_DIGITS = 12
_DRAWN_DIGITS = NUMBER_DIGITS - 1
NUMBERS = 10**_DRAWN_DIGITS
"""So many numbers can be drawn."""
_MOST_MARKS = 2
"""Combining marks in a row that a letter may carry; more is a prank (B16)."""


class QuestionKind(StrEnum):
    """Say what a visitor leaves."""

    ENQUIRY = "enquiry"
    """咨询."""
    REQUEST = "request"
    """求助."""
    SUGGESTION = "suggestion"
    """建议."""
    COMPLAINT = "complaint"
    """投诉."""


class TopicKind(StrEnum):
    """Say what a question is about."""

    SERVICE = "service"
    DISCLOSURE = "disclosure"
    UNIT = "unit"
    OTHER = "other"


class Topic(Document):
    """Be what a question is about, by id and as the visitor saw it."""

    kind: TopicKind
    id: Annotated[str, Field(max_length=80)] = ""
    """Of the service item, the disclosure or the unit; empty for anything else."""
    name: Annotated[str, Field(max_length=120)] = ""


QuestionNumber = Annotated[str, Field(pattern=r"^[0-9]{12}$")]
"""Eleven digits by chance and a check digit (ISO/IEC 7064, MOD 11,10)."""


class Question(Document):
    """Be one question as it was left."""

    kind_name: ClassVar[str] = "留言"

    format: Literal["mingbai.question/1"] = "mingbai.question/1"
    number: QuestionNumber
    kind: QuestionKind
    topic: Topic
    text: Annotated[str, Field(min_length=SHORTEST_TEXT, max_length=LONGEST_TEXT)]
    public: bool
    """Whether the visitor agrees that it stands on the echo wall with its reply."""
    device: Identifier
    asked_at: Instant
    clock_sure: bool


class QuestionLeft(Document):
    """Be the record that a question was left; what it says is sealed."""

    kind: Literal["question"] = "question"
    at: Instant
    sealed: Annotated[Base64Url, Field(max_length=8_000)]


def sealed_question(question: Question, public: str) -> QuestionLeft:
    """Return the record of a question, sealed to the centre's key.

    Raises:
        BoxRefused: The public key is no key.
    """
    sealed = seal_box(question.canonical(), public=public, purpose=PURPOSE_QUESTION)
    return QuestionLeft(at=question.asked_at, sealed=sealed)


def opened_question(left: QuestionLeft, key: Opener) -> Question:
    """Return what a record says.

    Raises:
        BoxRefused: It was sealed to another key, or is damaged.
        DocumentMalformed: What was sealed is no question.
    """
    return Question.parse(key.open(left.sealed, PURPOSE_QUESTION))


def number_of(drawn: int) -> str:
    """Return the number for a draw from `range(NUMBERS)`.

    Raises:
        ValueError: The draw is out of range.
    """
    if not 0 <= drawn < NUMBERS:
        msg = "a draw is below NUMBERS"
        raise ValueError(msg)
    digits = f"{drawn:0{_DRAWN_DIGITS}d}"
    return digits + _check_digit(digits)


def read_number(typed: str) -> str | None:
    """Return the number that somebody typed, or None where it cannot be one.

    The check digit finds every single wrong digit (ISO/IEC 7064:2003, MOD 11,10).
    """
    digits = "".join(sign for sign in typed if sign in "0123456789")
    if len(digits) != NUMBER_DIGITS or _check_digit(digits[:-1]) != digits[-1]:
        return None
    return digits


def number_words(number: str) -> str:
    """Return a number as people read it: in groups of four."""
    return " ".join(number[at : at + 4] for at in range(0, NUMBER_DIGITS, 4))


def clean_text(typed: str) -> str:
    """Return a text in form C without signs that nobody sees, cut to its bound.

    Line breaks become blanks, runs of blanks one; heaps of combining marks are cut.
    """
    # No more is looked at than can matter: a stuck key types a megabyte (B16).
    head = unicodedata.normalize("NFC", typed[: LONGEST_TEXT * 4])
    kept: list[str] = []
    marks = 0
    for sign in head:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks > _MOST_MARKS:
            continue
        if sign.isprintable():
            kept.append(sign)
        elif sign in "\n\r\t":
            kept.append(" ")
    return " ".join("".join(kept).split())[:LONGEST_TEXT].strip()


def _check_digit(digits: str) -> str:
    product = 10
    for digit in digits:
        total = (product + int(digit)) % 10 or 10
        product = 2 * total % 11
    return str((11 - product) % 10)
