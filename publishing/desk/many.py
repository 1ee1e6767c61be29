"""Read many versions at once for lists; it shows no version whole.

A list asks for everything that its lines need in a few queries, however many lines
there are, and leaves a version's text where it is.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from publishing.desk.views import DraftLine, draft_line
from publishing.tables.disclosures import Disclosure, Draft
from publishing.tables.people import StaffMember

_AT_ONCE = 1_000
"""Far below what any database takes in one query."""

UNREAD = tuple(
    defer(column)
    for column in (
        Draft.blocks,
        Draft.import_report,
        Draft.kept_personal,
        Draft.confirmed_sums,
        Draft.policy_explanation,
        Draft.groups,
        Draft.weekdays,
        Draft.dayparts,
    )
)
"""What a list never shows, and what takes longest to read."""


def batched(ids: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Yield ids in batches that fit into one query; nothing for none."""
    left = iter(ids)
    while some := tuple(islice(left, _AT_ONCE)):
        yield some


def lines_of_drafts(session: Session, rows: Iterable[Draft]) -> tuple[DraftLine, ...]:
    """Return versions as lists show them, in their order."""
    found = tuple(rows)
    numbers: dict[str, str | None] = {}
    for some in batched({row.disclosure_id for row in found}):
        query = select(Disclosure.id, Disclosure.register_number)
        numbers.update(session.execute(query.where(Disclosure.id.in_(some))).all())
    names: dict[str, str] = {}
    for some in batched({row.drafter_id for row in found}):
        people = select(StaffMember.id, StaffMember.name)
        names.update(session.execute(people.where(StaffMember.id.in_(some))).all())
    return tuple(
        draft_line(
            row,
            register_number=numbers[row.disclosure_id],
            drafter_name=names[row.drafter_id],
        )
        for row in found
    )
