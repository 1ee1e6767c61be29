"""Find every disclosure whose published words name somebody; change nothing."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, or_, select
from sqlalchemy.orm import Session

from publishing.catalogue.naming import NamingLine, excerpt_around, lines_naming
from publishing.desk.occurring import occurs
from publishing.removing.seal import spellings
from publishing.tables.disclosures import (
    Disclosure,
    Draft,
    DraftState,
    DraftWords,
    WithdrawalRow,
    WithdrawalState,
)
from publishing.tables.schedule import DisplayGroup, GroupEntry
from publishing.tables.units import UnitRow

MOST_FOUND = 500
"""Versions of one search: what is out comes first, so a next search has the rest."""
_WAS_OUT = (DraftState.APPROVED, DraftState.SUPERSEDED, DraftState.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Be one disclosure that names somebody, in whichever of its versions."""

    disclosure: str
    title: str
    unit: str
    unit_name: str
    register_number: str
    manifest: str | None
    """Of the version that is published now; None: nothing of it is."""
    named_now: bool
    """Whether that version itself names them, or only an older one does."""
    excerpt: str
    groups: tuple[str, ...]
    """Names of the display groups where it hangs."""
    asked: bool
    """Somebody has asked to take it down already."""


def hits(
    session: Session, words: str, units: frozenset[str], *, most: int = MOST_FOUND
) -> tuple[Hit, ...]:
    """Return every disclosure of these units that names somebody.

    What is published now comes first, each part newest first: were there more than
    fit, what is taken down makes room for the others in the next search.
    """
    named = or_(*(occurs(DraftWords.words, each) for each in spellings(words)))
    numbered = Disclosure.register_number.icontains(words, autoescape=True)
    query = (
        select(Draft, DraftWords.words, Disclosure.register_number)
        .join(DraftWords, DraftWords.draft_id == Draft.id)
        .join(Disclosure, Disclosure.id == Draft.disclosure_id)
        .where(
            Draft.unit_id.in_(units),
            Draft.state.in_(_WAS_OUT),
            or_(named, numbered),
        )
        .order_by(
            case((Draft.state == DraftState.APPROVED, 0), else_=1),
            Draft.created_at.desc(),
            Draft.id.desc(),
        )
        .limit(most)
    )
    found: dict[str, Hit] = {}
    for row, text, number in session.execute(query):
        if row.disclosure_id not in found:
            found[row.disclosure_id] = _hit(session, row, text, number or "", words)
    return tuple(found.values())


def _hit(session: Session, row: Draft, text: str, number: str, words: str) -> Hit:
    """Return a hit by its newest version that names them."""
    now = _published(session, row.disclosure_id)
    return Hit(
        disclosure=row.disclosure_id,
        title=row.title,
        unit=row.unit_id,
        unit_name=session.get_one(UnitRow, row.unit_id).name,
        register_number=number,
        manifest=now.manifest_sha256 if now else None,
        named_now=now is not None and now.id == row.id,
        excerpt=excerpt_around(text, spellings(words)),
        groups=_hanging(session, row.disclosure_id),
        asked=_asked(session, row.disclosure_id),
    )


def _published(session: Session, disclosure: str) -> Draft | None:
    query = select(Draft).where(
        Draft.disclosure_id == disclosure, Draft.state == DraftState.APPROVED
    )
    return session.scalars(query.order_by(Draft.created_at.desc()).limit(1)).first()


def _hanging(session: Session, disclosure: str) -> tuple[str, ...]:
    query = (
        select(DisplayGroup.name)
        .join(GroupEntry, GroupEntry.group_id == DisplayGroup.id)
        .where(GroupEntry.disclosure_id == disclosure, GroupEntry.removed_at.is_(None))
        .distinct()
        .order_by(DisplayGroup.name)
    )
    return tuple(session.scalars(query))


def _asked(session: Session, disclosure: str) -> bool:
    query = select(WithdrawalRow.id).where(
        WithdrawalRow.disclosure_id == disclosure,
        WithdrawalRow.state == WithdrawalState.REQUESTED,
    )
    return session.scalars(query.limit(1)).first() is not None


def named_lines(
    session: Session, words: str, units: frozenset[str], on: date
) -> tuple[NamingLine, ...]:
    """Return the catalogue's lines of these units that name somebody on a day."""
    return lines_naming(session, spellings(words), units, on)
