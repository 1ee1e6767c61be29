"""Find the catalogue's lines whose words name somebody; change nothing.

A line is public like a disclosure, but nobody signs it: whoever keeps the catalogue
takes a name out of it. So it is found, and not taken down (REQ-22, REQ-70).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from publishing.catalogue.entry import EntryForm
from publishing.cleaning import folded
from publishing.tables.catalogue import CatalogueEntryRow
from publishing.tables.units import UnitRow

MOST_FOUND = 100
_AROUND = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingLine:
    """Be one line that holds now and names somebody."""

    line: str
    unit: str
    """Who laid it down, and may change it."""
    unit_name: str
    name: str
    excerpt: str


def lines_naming(
    session: Session, spellings: Sequence[str], units: frozenset[str], on: date
) -> tuple[NamingLine, ...]:
    """Return the lines of these units that name somebody, by the line's place.

    Args:
        session: Reads the catalogue: some thousand lines at most.
        spellings: Every way in which the name may stand there, folded.
        units: Whose lines.
        on: The day; what held no more before it is left out.
    """
    query = (
        select(CatalogueEntryRow, UnitRow.name)
        .join(UnitRow, UnitRow.id == CatalogueEntryRow.unit_id)
        .where(
            CatalogueEntryRow.unit_id.in_(units),
            or_(CatalogueEntryRow.valid_to.is_(None), CatalogueEntryRow.valid_to > on),
        )
        .order_by(UnitRow.name, CatalogueEntryRow.position, CatalogueEntryRow.line)
    )
    found: list[NamingLine] = []
    for row, unit_name in session.execute(query):
        form = EntryForm.model_validate(row.document)
        excerpt = excerpt_around(folded(" ".join(_said(form))), spellings)
        if excerpt:
            found.append(
                NamingLine(
                    line=row.line,
                    unit=row.unit_id,
                    unit_name=unit_name,
                    name=form.name,
                    excerpt=excerpt,
                )
            )
    return tuple(found[:MOST_FOUND])


def _said(form: EntryForm) -> tuple[str, ...]:
    """Return every text of a line that people read."""
    return (
        form.number,
        form.topic,
        form.subtopic,
        form.content,
        form.basis,
        form.body,
        form.section,
        form.category,
        form.time_text,
        form.audience_words,
    )


def excerpt_around(text: str, spellings: Sequence[str]) -> str:
    """Return what stands around the first way of writing that occurs; else nothing."""
    for each in spellings:
        at = text.find(each)
        if at >= 0:
            return text[max(0, at - _AROUND) : at + len(each) + _AROUND].strip()
    return ""
