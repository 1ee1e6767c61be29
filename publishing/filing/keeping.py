"""Propose that versions are filed, and list what is; `rules` decides (REQ-10, REQ-11).

What is filed has no manifest and no entry on any display group: the state machine of
the desk leads from filed nowhere but back to the draft.
"""

from datetime import date, datetime, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.desk.ports import Importer, UnusableInput
from publishing.desk.rows import journal, own_draft, visible
from publishing.desk.rules import DeskAct, after
from publishing.desk.text import clean_name
from publishing.errors import Refused
from publishing.files import FileStore
from publishing.filing.rules import (
    Proposal,
    check_proposal,
)
from publishing.filing.views import (
    FilingView,
    filing_view,
    filings_for,
    last_filing,
    replies_of,
)
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.tables.disclosures import Draft
from publishing.tables.filings import Filing, FilingReply, FilingState


class Filings:
    """Propose filings with their replies, and give out the register."""

    def __init__(
        self, *, acting: Acting, files: FileStore, importer: Importer, zone: tzinfo
    ) -> None:
        self._acting = acting
        self._files = files
        self._importer = importer
        self._zone = zone

    def register(self, actor: str, *, words: str = "") -> tuple[FilingView, ...]:
        """Return the filings of the person's units that speak of some words.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        found = self._acting.look(actor, "filing.list", filings_for)
        return tuple(one for one in found if one.speaks_of(words))

    def replies(self, actor: str, draft: str) -> tuple[str, ...]:
        """Return the names of the written replies of a version, the first first.

        Raises:
            NotThere: No such version, or not for this person.
        """

        def do(session: Session, person: Person) -> tuple[str, ...]:
            return replies_of(session, visible(session, person, draft).id)

        return self._acting.look(actor, "filing.list", do)

    def attach_reply(
        self, actor: str, draft: str, *, data: bytes, filename: str, edition: int
    ) -> None:
        """Keep a superior's written reply that the filing rests on.

        Raises:
            NotAllowed: Not the drafter of this one.
            ContentChanged: Somebody acted since the drafter read it.
            Refused: It cannot be read, or bears a secrecy mark; nothing is kept.
        """
        name, now = clean_name(filename), self._acting.clock.now()

        def may(session: Session, person: Person) -> None:
            own_draft(session, person, draft, edition=edition)

        self._acting.look(actor, "filing.reply", may)
        try:
            self._importer.import_file(data, name)
        except UnusableInput as error:
            raise Refused(str(error), code=error.code) from error
        kept = self._files.put(data)

        def do(session: Session, person: Person) -> None:
            row = own_draft(session, person, draft, edition=edition)
            if session.get(FilingReply, (row.id, kept.sha256)) is None:
                reply = FilingReply(
                    draft_id=row.id,
                    sha256=kept.sha256,
                    name=name,
                    added_by=person.id,
                    added_at=now,
                )
                session.add(reply)
            details = {"source": kept.sha256, "length": kept.length}
            journal(session, person, "filing.reply", row, now=now, details=details)

        self._acting.act(actor, "filing.reply", do)

    def propose(
        self, actor: str, draft: str, proposal: Proposal, *, edition: int
    ) -> FilingView:
        """Propose that a version is filed and not shown.

        Raises:
            NotAllowed: Not the drafter of this one.
            ContentChanged: Somebody acted since the drafter read it.
            StateForbids: It is not being drafted.
            Refused: The proposal does not say what it must.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> FilingView:
            row = own_draft(session, person, draft, edition=edition)
            after(row.state, DeskAct.FILE)
            check_proposal(
                proposal,
                attribute=row.attribute,
                has_reply=_has_reply(session, row),
                today=self._today(now),
            )
            _void_earlier(session, row)
            filing = Filing(
                draft_id=row.id,
                edition=row.edition,
                attribute=row.attribute,
                state=FilingState.PROPOSED,
                proposer_id=person.id,
                proposed_at=now,
                note="",
                **proposal.model_dump(),
            )
            session.add(filing)
            session.flush()
            told = proposal.model_dump(mode="json")
            details = {"attribute": row.attribute.value, **told}
            journal(session, person, "filing.proposed", row, now=now, details=details)
            return filing_view(session, filing)

        return self._acting.act(actor, "filing.propose", do)

    def _today(self, now: datetime) -> date:
        return now.astimezone(self._zone).date()


def _has_reply(session: Session, row: Draft) -> bool:
    query = select(FilingReply.sha256).where(FilingReply.draft_id == row.id).limit(1)
    return session.scalar(query) is not None


def _void_earlier(session: Session, row: Draft) -> None:
    """Let a new proposal stand in the place of one that still waited."""
    last = last_filing(session, row.id)
    if last is not None and last.state is FilingState.PROPOSED:
        last.state, last.note = FilingState.DECLINED, "起草人重新提了"
