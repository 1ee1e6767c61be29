"""Show a state of the directory that waits for its second person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from directory.model import Counter
from publishing.catalogue.directory import BuiltDirectory, PublishedItems
from publishing.catalogue.place_words import words_of
from publishing.staff.offices import Person
from publishing.tables.people import StaffMember
from publishing.tables.services import DirectoryProposal, ProposalState

_NAMED = 200
"""So many names of each kind are kept to be read; the numbers are whole."""


_STATES = {
    ProposalState.WAITING: "还在等人批准",
    ProposalState.APPROVED: "已经批准发布",
    ProposalState.REFUSED: "已经退回",
    ProposalState.REPLACED: "已被新送的一份代替",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Be what one state of the directory has more, otherwise or less than another."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    counts: tuple[int, int, int]
    counters: tuple[str, ...]
    """The counters that are new, otherwise or gone, by window."""
    places: tuple[str, ...] = ()
    """What displays would say of units, halls and offices, where it is new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """Be a state of the directory that waits for a second person."""

    id: int
    sha256: str
    made_by: str
    made_by_name: str
    made_at: datetime
    items: int
    difference: Difference


def difference_of(
    published: PublishedItems,
    counters: Iterable[Counter],
    built: BuiltDirectory,
) -> Difference:
    """Return what a proposal changes against what devices have."""
    before = published.items
    now = {item.id: item for item in built.items}
    added = [one.plain_name for key, one in now.items() if key not in before]
    changed = [
        one.plain_name
        for key, one in now.items()
        if key in before and before[key] != one
    ]
    gone = [one.plain_name for key, one in before.items() if key not in now]
    old = {one.id: one for one in counters}
    new = {one.id: one for one in built.directory.counters}
    moved = [
        (new.get(key) or old[key]).window
        for key in sorted(old.keys() | new.keys())
        if old.get(key) != new.get(key)
    ]
    return Difference(
        added=tuple(added[:_NAMED]),
        changed=tuple(changed[:_NAMED]),
        gone=tuple(gone[:_NAMED]),
        counts=(len(added), len(changed), len(gone)),
        counters=tuple(moved[:_NAMED]),
        places=tuple(words_of(published.places, built.places))[:_NAMED],
    )


def view_of(session: Session, row: DirectoryProposal) -> ProposalView:
    """Return a proposal as staff see it."""
    told = row.difference
    return ProposalView(
        id=row.id,
        sha256=row.sha256,
        made_by=row.made_by,
        made_by_name=session.get_one(StaffMember, row.made_by).name,
        made_at=row.made_at,
        items=row.items,
        difference=Difference(
            added=tuple(told["added"]),
            changed=tuple(told["changed"]),
            gone=tuple(told["gone"]),
            counts=(told["counts"][0], told["counts"][1], told["counts"][2]),
            counters=tuple(told["counters"]),
            places=tuple(told.get("places", ())),
        ),
    )


def row_of(
    built: BuiltDirectory, difference: Difference, person: Person, now: datetime
) -> DirectoryProposal:
    """Return the row of a state that is handed over."""
    return DirectoryProposal(
        made_at=now,
        made_by=person.id,
        sha256=built.directory.digest(),
        body=built.directory.model_dump(mode="json"),
        items=len(built.items),
        difference={
            "added": list(difference.added),
            "changed": list(difference.changed),
            "gone": list(difference.gone),
            "counts": list(difference.counts),
            "counters": list(difference.counters),
            "places": list(difference.places),
        },
        state=ProposalState.WAITING,
        decided_by=None,
        decided_at=None,
        reason="",
    )
