from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

from programme.document import Document, Instant
from programme.errors import DigestMismatch, DocumentMalformed


class Note(Document):
    kind_name = "便条"

    at: Instant
    text: str


NOTE = Note(at=datetime(2026, 2, 28, 23, 59, 59, 999_000, tzinfo=UTC), text="好")


def test_a_document_has_one_canonical_form() -> None:
    assert NOTE.canonical().decode() == (
        '{"at":"2026-02-28T23:59:59.999Z","text":"好"}'
    )


def test_a_document_comes_back_from_its_bytes() -> None:
    assert Note.parse(NOTE.canonical()) == NOTE
    assert Note.parse_named(NOTE.canonical(), NOTE.digest()) == NOTE


def test_bytes_that_were_not_named_are_refused() -> None:
    with pytest.raises(DigestMismatch) as caught:
        Note.parse_named(NOTE.canonical() + b" ", NOTE.digest())

    assert caught.value.named == NOTE.digest()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b'{"text":"\xe5\xa5\xbd","at":"2026-02-28T23:59:59.999Z"}',
        b'{"at":"2026-02-28T23:59:59.999Z"}',
        b'{"at":"2026-02-28T23:59:59.999Z","extra":1,"text":"x"}',
        b'{"at":"2026-02-29T00:00:00.000Z","text":"x"}',
        b"\xff",
    ],
    ids=["empty", "order", "missing", "unknown", "no such day", "not UTF-8"],
)
def test_bytes_that_are_no_such_document_are_refused(data: bytes) -> None:
    with pytest.raises(DocumentMalformed):
        Note.parse(data)


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2026, 1, 1),  # noqa: DTZ001 -- the point is that it is not aware
        datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=8))),
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
    ],
    ids=["naive", "local", "no four digits", "no local date"],
)
def test_an_instant_must_be_aware_in_utc_and_have_four_digits(
    instant: datetime,
) -> None:
    with pytest.raises(ValidationError):
        Note(at=instant, text="x")


def test_a_document_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        NOTE.text = "坏"
