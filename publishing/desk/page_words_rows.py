"""Keep and find who vouches for the words of scanned pages; decide nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.desk.page_words import Words, scans_of, words_of
from publishing.desk.rows import blocks_of
from publishing.staff.offices import Person
from publishing.tables.disclosures import Draft
from publishing.tables.imports import PageWords, WordsOrigin
from publishing.tables.people import StaffMember


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanView:
    """Be one scanned page of a version, and who read its words."""

    number: int
    """Of the scanned pages, from 1."""
    image_sha256: str
    origin: WordsOrigin | None = None
    """None: nobody vouches for its words."""
    read_by: str = ""
    read_at: datetime | None = None


def read_words(session: Session, row: Draft) -> frozenset[Words]:
    """Return the words for which somebody vouches in this disclosure."""
    return frozenset(_words(kept) for kept in _kept(session, row))


def keep_words(
    session: Session,
    person: Person,
    row: Draft,
    words: Iterable[Words],
    *,
    origin: WordsOrigin,
    now: datetime,
) -> int:
    """Keep a person's word for words; return for how many it is new."""
    count = 0
    for one in words:
        key = (row.disclosure_id, one.image_sha256, one.words_sha256)
        if session.get(PageWords, key) is not None:
            continue
        session.add(
            PageWords(
                disclosure_id=row.disclosure_id,
                image_sha256=one.image_sha256,
                words_sha256=one.words_sha256,
                origin=origin,
                staff_id=person.id,
                read_at=now,
            )
        )
        count += 1
    session.flush()
    return count


def scan_views(session: Session, row: Draft) -> tuple[ScanView, ...]:
    """Return the scanned pages of a version."""
    scans = tuple(scans_of(blocks_of(row)))
    kept = {_words(one): one for one in _kept(session, row)} if scans else {}
    return tuple(
        _view(session, number, block.image.sha256, kept.get(words_of(block)))
        for number, block in scans
    )


def _view(
    session: Session, number: int, image: str, kept: PageWords | None
) -> ScanView:
    if kept is None:
        return ScanView(number=number, image_sha256=image)
    return ScanView(
        number=number,
        image_sha256=image,
        origin=kept.origin,
        read_by=session.get_one(StaffMember, kept.staff_id).name,
        read_at=kept.read_at,
    )


def _kept(session: Session, row: Draft) -> Iterable[PageWords]:
    query = select(PageWords).where(PageWords.disclosure_id == row.disclosure_id)
    return session.scalars(query)


def _words(kept: PageWords) -> Words:
    return Words(image_sha256=kept.image_sha256, words_sha256=kept.words_sha256)
