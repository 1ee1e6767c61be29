"""Publish a state of the directory by two people; the rows are edited elsewhere.

One person hands over the state as it stands, another one lets it out::

    waiting ──approve──> approved
       ├────refuse─────> refused
       └────a newer one─> replaced
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.model import CounterChange, Directory
from programme.document import to_millisecond
from publishing.catalogue.directory import (
    BuiltDirectory,
    build_directory,
    newest_directory,
    next_version,
    published_items,
    settle,
)
from publishing.catalogue.directory_proposals import (
    _STATES,
    Difference,
    ProposalView,
    difference_of,
    row_of,
    view_of,
)
from publishing.catalogue.directory_signing import signed
from publishing.catalogue.units import county_of
from publishing.errors import (
    ContentChanged,
    NotThere,
    StateForbids,
)
from publishing.files import FileStore
from publishing.oversight.journal import record
from publishing.signing.own_word import OwnWord, PassphraseNeeded
from publishing.signing.pens import Pens
from publishing.staff.acting import Acting
from publishing.staff.identity import must_be_other
from publishing.staff.keys import Keys
from publishing.staff.offices import Person, must_hold
from publishing.tables.people import Office
from publishing.tables.services import DirectoryProposal, ProposalState

_KEEPERS = (Office.PUBLISHER, Office.ADMIN)


class Directories:
    """Hand over, approve and refuse states of the directory."""

    def __init__(
        self,
        *,
        acting: Acting,
        files: FileStore,
        keys: Keys,
        pens: Pens,
    ) -> None:
        self._acting = acting
        self._files = files
        self._keys = keys
        self._pens = pens

    def propose(self, actor: str) -> ProposalView:
        """Hand the service items over as they stand; nothing is public yet.

        What waited before is replaced.

        Raises:
            NotAllowed: Not the county's office or administrator.
            Refused: There is no item to publish.
            StorageFailed: The disk refused; nothing was handed over.
        """
        now = self._acting.clock.now()

        def build(
            session: Session, person: Person
        ) -> tuple[BuiltDirectory, Difference]:
            _must_keep(session, person)
            newest = newest_directory(session)
            before = published_items(self._files, newest)
            built = build_directory(
                session,
                version=next_version(session),
                made_at=now,
                published=before,
            )
            counters = newest.counters if newest else ()
            return built, difference_of(before, counters, built)

        built, difference = self._acting.look(actor, "directory.propose", build)
        for data in built.files.values():
            self._files.put(data)

        def do(session: Session, person: Person) -> ProposalView:
            _must_keep(session, person)
            for row in _waiting(session):
                row.state = ProposalState.REPLACED
            row = row_of(built, difference, person, now)
            session.add(row)
            session.flush()
            _record(session, person, "directory.proposed", row, now)
            return view_of(session, row)

        return self._acting.act(actor, "directory.propose", do)

    def waiting(self, actor: str) -> ProposalView | None:
        """Return the state that waits for a second person, if one does.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> ProposalView | None:
            del person
            return next((view_of(session, row) for row in _waiting(session)), None)

        return self._acting.look(actor, "directory.waiting", do)

    def approve(
        self, actor: str, proposal: int, *, sha256: str, own: OwnWord | None = None
    ) -> Directory:
        """Publish a state that somebody else has handed over; every display is told.

        Who has a key of their own signs with it besides.
        Counters that have moved for a while stay moved.

        Args:
            actor: Who approves.
            proposal: Which one.
            sha256: The digest that was seen.
            own: What the approver's own key needs, where there is one.

        Raises:
            NotAllowed: No approver of the county.
            SamePerson: Who handed it over, under whichever account.
            NotThere: No such proposal.
            StateForbids: It waits no more.
            ContentChanged: Another state was seen.
            TooMany: The key is shut after wrong passphrases.
            PassphraseNeeded: Their key is not on the list yet, and was not given.
            Refused: The passphrase is wrong.
            OwnKeyNeeded: The approver's own key counts, and was not given.
        """
        has_key = self._keys.mine(actor) is not None
        pen = self._pens.take(actor, own)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> Directory:
            row = self._decided(session, person, proposal, ProposalState.APPROVED, now)
            if row.sha256 != sha256:
                raise ContentChanged(seen=sha256, now=row.sha256)
            signatures = signed(session, row, person, pen=pen, now=now)
            if own is None and has_key:
                # Their key counts not yet, or the pen would have asked for it.
                raise PassphraseNeeded
            newest = newest_directory(session)
            counters = [one["id"] for one in row.body["counters"]]
            proposed = Directory.model_validate(row.body)
            directory = proposed.model_copy(
                update={
                    **signatures,
                    "version": next_version(session),
                    "made_at": to_millisecond(now),
                    "changes": holding(newest, counters, now) if newest else (),
                }
            )
            settle(session, person, directory, now)
            details = {
                "version": directory.version,
                "sha256": directory.digest(),
                "proposed_by": row.made_by,
                "own_key": pen.own is not None,
            }
            record(
                session,
                actor=person.id,
                act="directory.published",
                subject=directory.county,
                details=details,
                at=now,
            )
            return directory

        return self._acting.act(actor, "directory.approve", do)

    def refuse(self, actor: str, proposal: int, *, reason: str) -> None:
        """Send a state back, with a reason; what is public stays.

        Raises:
            NotAllowed: No approver of the county.
            SamePerson: Who handed it over, under whichever account.
            NotThere: No such proposal.
            StateForbids: It waits no more.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            row = self._decided(session, person, proposal, ProposalState.REFUSED, now)
            row.reason = reason
            _record(session, person, "directory.refused", row, now)

        self._acting.act(actor, "directory.refuse", do)

    def _decided(
        self,
        session: Session,
        person: Person,
        proposal: int,
        state: ProposalState,
        now: datetime,
    ) -> DirectoryProposal:
        county = county_of(session)
        must_hold(session, person, county.id, Office.APPROVER, what="批准办事目录")
        row = session.get(DirectoryProposal, proposal)
        if row is None:
            raise NotThere("这份办事目录")
        must_be_other(
            session, person, row.made_by, row.made_at, now=now, what="批准办事目录"
        )
        if row.state is not ProposalState.WAITING:
            raise StateForbids("批准", state=_STATES[row.state], thing="这份办事目录")
        row.state, row.decided_by, row.decided_at = state, person.id, now
        return row


def holding(
    directory: Directory, counters: Iterable[str], now: datetime
) -> tuple[CounterChange, ...]:
    """Return the changes that are not over and speak of counters that are there."""
    known = frozenset(counters)
    return tuple(
        one
        for one in directory.changes
        if one.ends_at > now
        and one.counter in known
        and (one.instead is None or one.instead in known)
    )


def _must_keep(session: Session, person: Person) -> None:
    county = county_of(session)
    must_hold(session, person, county.id, *_KEEPERS, what="送批办事目录")


def _waiting(session: Session) -> tuple[DirectoryProposal, ...]:
    query = select(DirectoryProposal).where(
        DirectoryProposal.state == ProposalState.WAITING
    )
    return tuple(session.scalars(query))


def _record(
    session: Session, person: Person, act: str, row: DirectoryProposal, now: datetime
) -> None:
    details = {"sha256": row.sha256, "items": row.items}
    if row.reason:
        details["reason"] = row.reason
    record(
        session,
        actor=person.id,
        act=act,
        subject=county_of(session).id,
        details=details,
        at=now,
    )
