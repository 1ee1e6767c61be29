"""Take down everything that names one person: one proposes, another does it at once.

Each disclosure gets a withdrawal of its own by the rules of withdrawals, with silence
outside; all of them take effect in one transaction, or none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.document import to_millisecond
from programme.programme import Withdrawal, WithdrawalCause
from publishing.catalogue.naming import NamingLine
from publishing.desk.deciding import checked_reason
from publishing.desk.rows import journal, new_id
from publishing.desk.rules import act_of, check_cause, check_digest
from publishing.desk.views import manifest_of
from publishing.desk.withdrawal_rows import must_be_first, published_version
from publishing.desk.withdrawing import Withdrawing, settle
from publishing.errors import Refused
from publishing.overriding.rows import county_of
from publishing.oversight.journal import record
from publishing.removing.finding import Hit, hits, named_lines
from publishing.removing.replies import (
    ReplyHit,
    TickedReply,
    ask_replies,
    must_approve_replies,
    reply_hits,
    take_replies_down,
)
from publishing.removing.rows import (
    WHAT,
    WHO,
    note,
    of_units,
    settle_removal,
    units_for,
    waiting,
    withdrawals_of,
)
from publishing.removing.seal import new_salt, seal_of, sought
from publishing.removing.views import RemovalView, removal_view
from publishing.signing.own_word import OwnWord
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold
from publishing.tables.disclosures import WithdrawalState
from publishing.tables.people import Office
from publishing.tables.removals import PersonRemoval, RemovalItem, RemovalState

CAUSES = (
    WithdrawalCause.PERSONAL_DATA,
    WithdrawalCause.THIRD_PERSON,
    WithdrawalCause.ORDER,
    WithdrawalCause.SAFETY,
    WithdrawalCause.SECRECY,
)
"""Why everything that names a person may come down; nothing is said outside."""
MOST_ITEMS = 200
MOST_LISTED = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """Be one disclosure that was ticked, with the version that was seen."""

    disclosure: str
    manifest: str


class PersonRemovals:
    """Seek a person, propose to take everything down, and do it."""

    def __init__(
        self, *, acting: Acting, withdrawing: Withdrawing, zone: tzinfo
    ) -> None:
        self._acting = acting
        self._withdrawing = withdrawing
        self._zone = zone

    def seek(self, actor: str, text: str) -> tuple[Hit, ...]:
        """Return every disclosure that names somebody; the journal has no name.

        Raises:
            NotAllowed: No office that may take anything down.
            Refused: What is sought is too short or too long.
        """
        words = sought(text)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> tuple[Hit, ...]:
            found = hits(session, words, units_for(session, person))
            details = {"characters": len(words), "found": len(found)}
            record(
                session,
                actor=person.id,
                act="removal.sought",
                subject="removal",
                details=details,
                at=now,
            )
            return found

        return self._acting.act(actor, "removal.seek", do)

    def lines(self, actor: str, text: str) -> tuple[NamingLine, ...]:
        """Return the catalogue's lines that name somebody: who keeps it mends them.

        Raises:
            NotAllowed: No office that may take anything down.
            Refused: What is sought is too short or too long.
        """
        words = sought(text)
        today = self._acting.clock.now().astimezone(self._zone).date()

        def do(session: Session, person: Person) -> tuple[NamingLine, ...]:
            return named_lines(session, words, units_for(session, person), today)

        return self._acting.look(actor, "removal.seek", do)

    def replies(self, actor: str, text: str) -> tuple[ReplyHit, ...]:
        """Return the replies on the echo wall that name somebody.

        Raises:
            NotAllowed: No office that may take anything down.
            Refused: What is sought is too short or too long.
        """
        words = sought(text)

        def do(session: Session, person: Person) -> tuple[ReplyHit, ...]:
            return reply_hits(session, words, units_for(session, person))

        return self._acting.look(actor, "removal.seek", do)

    def propose(
        self,
        actor: str,
        text: str,
        *,
        ticked: Sequence[Ticked],
        replies: Sequence[TickedReply] = (),
        cause: WithdrawalCause,
        reason: str,
    ) -> RemovalView:
        """Propose to take down what is ticked, each disclosure with a withdrawal.

        Raises:
            NotAllowed: One is of a unit where the person holds no office.
            Refused: Nothing is ticked, the cause is none of those, or no reason.
            Conflict: Somebody has asked to take one of them down already.
            ContentChanged: Another version of one is published by now.
        """
        words, told = sought(text), checked_reason(reason)
        if cause not in CAUSES:
            raise Refused("这个原因不能用来按人撤下。请改原因。", code="cause")
        if not 0 < len(ticked) + len(replies) <= MOST_ITEMS:
            wanted = f"请勾选要撤下的，1 到 {MOST_ITEMS} 件。"
            raise Refused(wanted, code="nothing_ticked")
        now, salt = to_millisecond(self._acting.clock.now()), new_salt()

        def do(session: Session, person: Person) -> RemovalView:
            row = PersonRemoval(
                id=new_id(county_of(session).id, "removal"),
                cause=cause,
                reason=told,
                salt=salt,
                seal=seal_of(words, salt),
                state=RemovalState.PROPOSED,
                proposed_by=person.id,
                proposed_at=now,
            )
            session.add(row)
            session.flush()
            for one in ticked:
                self._ask(session, person, row, one, now)
            ask_replies(session, person, row, replies)
            note(session, person, "proposed", row, at=now)
            return removal_view(session, row)

        return self._acting.act(actor, "removal.propose", do)

    def confirm(
        self, actor: str, removal: str, text: str, *, own: OwnWord | None = None
    ) -> RemovalView:
        """Take everything of a removal down at once, as the second person.

        They type what is sought themselves: nobody confirms a list unread, and the
        name lies nowhere.

        Raises:
            SamePerson: The same person proposed it.
            NotAllowed: Neither of the two is an approver of a unit.
            Refused: They typed something else.
            StateForbids: It is settled already.
            OwnKeyNeeded: The approver's own key counts, and was not given.
        """
        words, now = sought(text), self._acting.clock.now()
        pen = self._withdrawing.pens.take(actor, own)
        carry_out = self._withdrawing.carry_out

        def do(session: Session, person: Person) -> RemovalView:
            row = waiting(session, removal)
            if seal_of(words, row.salt) != row.seal:
                message = "和提出时查的不是同一个人。请核对姓名，或请提出的人重新提出。"
                raise Refused(message, code="other_person")
            for kept, draft in withdrawals_of(session, row):
                carry_out(session, person, kept, draft, pen=pen, now=now)
                act = act_of(kept.cause, "confirmed")
                details = {"withdrawal": kept.sha256, "cause": kept.cause.value}
                journal(session, person, act, draft, now=now, details=details)
            take_replies_down(session, person, row, now)
            settle_removal(row, person, RemovalState.DONE, now)
            note(session, person, "done", row, at=now)
            return removal_view(session, row)

        return self._acting.act(actor, "removal.confirm", do)

    def decline(self, actor: str, removal: str, *, reason: str) -> RemovalView:
        """Decline a removal, or take one's own proposal back.

        Raises:
            NotAllowed: Not an approver of a unit, nor who proposed it.
            StateForbids: It is settled already.
            Refused: No reason was given.
        """
        told = checked_reason(reason)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> RemovalView:
            row = waiting(session, removal)
            for kept, draft in withdrawals_of(session, row):
                if person.id != row.proposed_by:
                    must_hold(
                        session, person, draft.unit_id, Office.APPROVER, what=WHAT
                    )
                settle(kept, person, WithdrawalState.DECLINED, now)
            if person.id != row.proposed_by:
                must_approve_replies(session, person, row)
            settle_removal(row, person, RemovalState.DECLINED, now)
            note(session, person, "declined", row, at=now, reason=told)
            return removal_view(session, row)

        return self._acting.act(actor, "removal.decline", do)

    def listing(self, actor: str) -> tuple[RemovalView, ...]:
        """Return the newest removals, with what devices have said of each.

        Raises:
            NotAllowed: No office that may take anything down.
        """

        def do(session: Session, person: Person) -> tuple[RemovalView, ...]:
            mine = of_units(units_for(session, person))
            query = select(PersonRemoval).where(PersonRemoval.id.in_(mine))
            query = query.order_by(PersonRemoval.proposed_at.desc(), PersonRemoval.id)
            rows = session.scalars(query.limit(MOST_LISTED))
            return tuple(removal_view(session, row) for row in rows)

        return self._acting.look(actor, "removal.list", do)

    def _ask(
        self,
        session: Session,
        person: Person,
        row: PersonRemoval,
        one: Ticked,
        now: datetime,
    ) -> None:
        draft = published_version(session, one.disclosure)
        must_hold(session, person, draft.unit_id, *WHO, what=WHAT)
        check_digest(seen=one.manifest, now=draft.manifest_sha256)
        must_be_first(session, one.disclosure)
        check_cause(row.cause, manifest_of(session, draft.manifest_sha256))
        withdrawal = Withdrawal(
            disclosure=one.disclosure,
            manifest=one.manifest,
            cause=row.cause,
            explanation="",
            withdrawn_at=now,
        )
        kept = self._withdrawing.keep(session, person, draft, withdrawal, row.reason)
        session.add(
            RemovalItem(
                removal_id=row.id,
                disclosure_id=one.disclosure,
                withdrawal_id=kept.id,
            )
        )
        session.flush()
        details = {"cause": row.cause.value, "manifest": one.manifest}
        act = act_of(row.cause, "requested")
        journal(session, person, act, draft, now=now, details=details)
