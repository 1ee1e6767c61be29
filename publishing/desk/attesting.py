"""Take decisions that leaders signed on paper, by the word of two clerks (REQ-12).

One clerk enters the scan and who signed; two clerks with keys of their own hold the
scan against the form's code and sign. With the second the step of the chain is signed,
and the last step publishes.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo

from sqlalchemy.orm import Session

from programme.approval import (
    Attestation,
    AttestedApproval,
    AttestedStatement,
    Decision,
)
from programme.document import to_millisecond
from programme.keys import SigningKey, key_id
from programme.window import local_instant
from publishing.desk.attested_rows import (
    PaperSignature,
    attestations_of,
    check_code,
    check_scan,
    check_step,
    deciders_on_paper,
    open_papers,
    paper_of,
    signature_view,
)
from publishing.desk.chain_rows import turn_of
from publishing.desk.deciding import Deciding
from publishing.desk.papers import waiting_manifest
from publishing.desk.rows import draft_of, journal, new_id, visible
from publishing.desk.rules import DeskAct, check_digest
from publishing.desk.signers import Signer
from publishing.desk.signing import Beside, decide, decision_of
from publishing.desk.stepping import said_of, sign_step
from publishing.errors import Refused, SamePerson
from publishing.staff.acting import Acting
from publishing.staff.identity import persons_of
from publishing.staff.keys import Keys
from publishing.staff.offices import Person, must_hold
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.papers import PaperApproval, PaperAttestation
from publishing.tables.people import Office, StaffMember

CLERKS = (Office.DRAFTER, Office.REVIEWER, Office.PUBLISHER)
CLERKS_NEEDED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPaper:
    """Be what a clerk reads off a signed form."""

    scan: str
    """The SHA-256 of the scan, in the version's file."""
    code: str
    """The short code as it is printed on the form."""
    decided_by: str
    decided_on: date
    office_number: str = ""


class Attesting:
    """Enter signed forms and attest them."""

    def __init__(
        self, *, acting: Acting, keys: Keys, deciding: Deciding, zone: tzinfo
    ) -> None:
        self._acting = acting
        self._keys = keys
        self._deciding = deciding
        self._zone = zone

    def listing(self, actor: str, draft: str) -> tuple[PaperSignature, ...]:
        """Return the signed forms of what is up for signature.

        Raises:
            NotThere: No such version, or not for this person.
        """

        def do(session: Session, person: Person) -> tuple[PaperSignature, ...]:
            row = visible(session, person, draft)
            return tuple(
                signature_view(session, one) for one in open_papers(session, row)
            )

        return self._acting.look(actor, "paper.list", do)

    def deciders(self, actor: str, draft: str) -> dict[str, str]:
        """Return who may sign the step that is due, on paper, by id and name.

        Raises:
            NotThere: No such version, or not for this person.
        """

        def do(session: Session, person: Person) -> dict[str, str]:
            row = visible(session, person, draft)
            if row.state not in {DraftState.SUBMITTED, DraftState.REVIEWED}:
                return {}
            return deciders_on_paper(session, row)

        return self._acting.look(actor, "paper.list", do)

    def enter(
        self, actor: str, draft: str, told: OnPaper, *, manifest_sha256: str
    ) -> PaperSignature:
        """Enter who signed the form of the step that is due.

        Raises:
            NotAllowed: No clerk of the unit.
            NotThere: The scan is not in the file of what is up for signature.
            ContentChanged: Another manifest is up by now.
            Refused: The code, the day or the person does not fit.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> PaperSignature:
            row = draft_of(session, draft)
            must_hold(session, person, row.unit_id, *CLERKS, what="录入纸面签字")
            check_digest(seen=manifest_sha256, now=waiting_manifest(row))
            check_scan(session, row, told.scan)
            check_code(told.code, manifest_sha256)
            decision = self._decision(session, row, told, now)
            paper = PaperApproval(
                id=new_id(row.unit_id, "p"),
                draft_id=draft,
                manifest_sha256=manifest_sha256,
                step=turn_of(session, row).name,
                decider_id=decision.person,
                decision=decision.model_dump(mode="json"),
                scan_sha256=told.scan,
                office_number=told.office_number.strip()[:60],
                begun_by=person.id,
                begun_at=now,
            )
            session.add(paper)
            session.flush()
            details = {"decided_by": decision.person, "paper": told.scan}
            if paper.office_number:
                details["office_number"] = paper.office_number
            journal(session, person, "paper.entered", row, now=now, details=details)
            return signature_view(session, paper)

        return self._acting.act(actor, "paper.enter", do)

    def attest(
        self, actor: str, paper: str, *, scan_sha256: str, passphrase: str
    ) -> PaperSignature:
        """Attest as clerk, with one's own key, that the scan is the signed form.

        Raises:
            NotAllowed: No clerk of the unit.
            SamePerson: Who signed the form, or a clerk who attested it already.
            NotThere: No such form, or the clerk has no key.
            ContentChanged: It is not the scan that was seen, or the content changed.
            TooMany: The key is shut after wrong passphrases.
            Refused: The passphrase is wrong.
        """

        def may(session: Session, person: Person) -> None:
            kept = _fit(session, person, paper)
            check_digest(seen=scan_sha256, now=kept.scan_sha256)

        self._acting.look(actor, "paper.attest", may)
        key = self._keys.unlock(actor, passphrase=passphrase)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> PaperSignature:
            kept = _fit(session, person, paper)
            _keep_word(session, kept, person, key, now)
            row = draft_of(session, kept.draft_id)
            details = {"decided_by": kept.decider_id, "paper": kept.scan_sha256}
            journal(session, person, "paper.attested", row, now=now, details=details)
            if len(attestations_of(session, kept)) == CLERKS_NEEDED:
                self._settle(session, person, row, kept, now)
            return signature_view(session, kept)

        return self._acting.act(actor, "paper.attest", do)

    def _decision(
        self, session: Session, row: Draft, told: OnPaper, now: datetime
    ) -> Decision:
        """Return the decision that the form bears.

        Raises:
            Refused: The person may not decide the step, or the day cannot be.
        """
        if told.decided_by not in deciders_on_paper(session, row):
            message = "这个人没有这一步的职责。请核对签字人，或先给他职责。"
            raise Refused(message, code="not_the_deciders_step")
        submitted = row.submitted_at or now
        first = submitted.astimezone(self._zone).date()
        if not first <= told.decided_on <= now.astimezone(self._zone).date():
            message = "签字的日子要在提交以后、今天以前。请核对表上的日期。"
            raise Refused(message, code="day_impossible")
        at = local_instant(told.decided_on, time(0), self._zone).astimezone(UTC)
        name = session.get_one(StaffMember, told.decided_by).name
        role = turn_of(session, row).role
        subject = waiting_manifest(row)
        return decision_of(told.decided_by, name, role, subject=subject, now=at)

    def _settle(
        self,
        session: Session,
        person: Person,
        row: Draft,
        kept: PaperApproval,
        now: datetime,
    ) -> None:
        """Sign the step by the word of the two, and publish with the last.

        Raises:
            PublishingError: The step cannot be signed any more.
        """
        decision = Decision.model_validate(kept.decision)
        approval = AttestedApproval(
            decision=decision,
            scan=kept.scan_sha256,
            attestations=attestations_of(session, kept),
        )
        beside = Beside(step=kept.step, record_sha256=kept.scan_sha256)
        signer = Signer(person=decision.person, name=decision.name, beside=beside)
        last = row.state is DraftState.REVIEWED
        act = DeskAct.APPROVE if last else DeskAct.REVIEW
        check_step(session, row, kept)
        sign_step(session, row, act, signer, now=now)
        decide(session, row, approval, beside, now=now)
        kept.settled_at = now
        said = said_of(replace(signer, beside=replace(beside, entered_by=person.id)))
        if last:
            sha256 = kept.manifest_sha256
            self._deciding.publish(session, person, row, sha256, said=said, now=now)
            return
        details = {"manifest": kept.manifest_sha256, **said}
        journal(session, person, "draft.reviewed", row, now=now, details=details)


def _fit(session: Session, person: Person, paper: str) -> PaperApproval:
    """Return a form that this clerk may attest.

    Raises:
        NotThere: No such form, or it is settled.
        NotAllowed: No clerk of the unit.
        SamePerson: Who signed it, or a clerk who attested it already.
        ContentChanged: The content changed since the form was printed.
    """
    kept = paper_of(session, paper)
    row = draft_of(session, kept.draft_id)
    must_hold(session, person, row.unit_id, *CLERKS, what="核对纸面签字")
    check_digest(seen=kept.manifest_sha256, now=row.manifest_sha256)
    words = attestations_of(session, kept)
    named = [kept.decider_id, *(word.person for word in words)]
    if persons_of(session, [person.id]) & persons_of(session, named):
        raise SamePerson("核对扫描件")
    return kept


def _keep_word(
    session: Session,
    kept: PaperApproval,
    person: Person,
    key: SigningKey,
    now: datetime,
) -> None:
    at = to_millisecond(now)
    statement = AttestedStatement(
        decision=Decision.model_validate(kept.decision),
        scan=kept.scan_sha256,
        person=person.id,
        attested_at=at,
    )
    word = Attestation(
        person=person.id,
        name=person.name,
        attested_at=at,
        key=key_id(key.public),
        signature=key.sign(statement.canonical()),
    )
    session.add(
        PaperAttestation(
            paper_id=kept.id,
            staff_id=person.id,
            attestation=word.model_dump(mode="json"),
            attested_at=now,
        )
    )
    session.flush()
