"""Show versions, disclosures and what waits for whom; change nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from config.plain_words import shipped_plain_words
from programme.approval import Role
from programme.blocks import Revision
from programme.boards import Board
from programme.manifest import Manifest
from publishing.desk.chain_rows import chain_in_force
from publishing.desk.chains import Step
from publishing.desk.content import DraftForm
from publishing.desk.page_words_rows import ScanView, scan_views
from publishing.desk.plain_words import Advice, advice
from publishing.desk.rows import decisions_of, form_of
from publishing.desk.screened_rows import screened_of
from publishing.desk.screening import Dropped, Finding
from publishing.desk.secrecy import SecrecyView, standing
from publishing.desk.secrecy_rows import reviews_of
from publishing.desk.sums import SumFinding, sum_findings
from publishing.tables.chains import DecisionNote
from publishing.tables.disclosures import (
    DecisionRow,
    Disclosure,
    Draft,
    DraftState,
    ManifestRow,
)
from publishing.tables.people import StaffMember


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """Be one decision that stands."""

    role: Role
    staff: str
    name: str
    decided_at: datetime
    step: str = ""
    """What the step was called."""
    stands_for: str = ""
    """The name of whom a substitute stood in for."""
    entered_by: str = ""
    """The name of the clerk who entered what another decided."""
    record_sha256: str | None = None
    attested_by: tuple[str, ...] = ()
    """The names of the clerks who attested a decision on paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """Be one step of the chain in force, with its signature if it has one."""

    step: Step
    decision: DecisionView | None
    is_turn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """Be one version as lists show it."""

    id: str
    disclosure: str
    unit: str
    board: Board
    title: str
    state: DraftState
    edition: int
    drafter: str
    drafter_name: str
    manifest_sha256: str | None
    register_number: str | None
    changed_at: datetime
    return_reason: str
    replaces: str | None
    settled_on: date
    mandate: str
    hung_since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """Be one version with all that its page shows."""

    line: DraftLine
    form: DraftForm
    source_name: str
    source_sha256: str | None
    import_report: dict[str, Any]
    decisions: tuple[DecisionView, ...]
    chain: tuple[StepView, ...]
    """Every step of the chain in force; a draft's is the unit's of today."""
    scans: tuple[ScanView, ...]
    """Its scanned pages, and who vouches for the words of each."""
    secrecy: tuple[SecrecyView, ...]
    """Every secrecy review of it, the first one first; also of earlier manifests."""
    signed: Revision
    """The version as it is set and signed: its personal data masked."""
    findings: tuple[Finding, ...]
    """Personal data in the version; what has no reason is masked when it is set."""
    dropped: tuple[Dropped, ...]
    """Columns of lists of persons that are left out when it is set (REQ-22)."""
    sums: tuple[SumFinding, ...]
    """Totals of its tables that do not add up (REQ-18)."""
    advice: tuple[Advice, ...]
    """Where its words are hard to understand (REQ-36)."""
    manifest: Manifest | None
    """What is signed; its digest is `line.manifest_sha256`."""

    @property
    def clearance(self) -> SecrecyView | None:
        """Return the secrecy review that stands over what is signed, if any."""
        return standing(self.secrecy, self.line.manifest_sha256)


def view_of(session: Session, row: Draft) -> DraftView:
    """Return one version with all that its page shows."""
    session.flush()
    screened, form = screened_of(session, row), form_of(row)
    blocks = form.blocks or ()
    decisions = tuple(_decision(session, one) for one in decisions_of(session, row))
    return DraftView(
        line=line_of_draft(session, row),
        form=form,
        source_name=row.source_name,
        source_sha256=row.source_sha256,
        import_report=row.import_report,
        decisions=decisions,
        scans=scan_views(session, row),
        secrecy=reviews_of(session, row),
        chain=_steps(session, row, decisions),
        signed=screened.revision,
        findings=screened.findings,
        dropped=screened.dropped,
        sums=sum_findings(blocks, form.confirmed_sums),
        advice=advice(blocks, shipped_plain_words()),
        manifest=manifest_of(session, row.manifest_sha256),
    )


def _decision(session: Session, kept: DecisionRow) -> DecisionView:
    note = session.get(DecisionNote, kept.id)
    words = kept.approval.get("attestations", ())
    return DecisionView(
        role=kept.role,
        staff=kept.staff_id,
        name=session.get_one(StaffMember, kept.staff_id).name,
        decided_at=kept.decided_at,
        step=note.step if note else "",
        stands_for=_name(session, note.for_id if note else None),
        entered_by=_name(session, note.entered_by if note else None),
        record_sha256=note.record_sha256 if note else None,
        attested_by=tuple(word["name"] for word in words),
    )


def _name(session: Session, staff: str | None) -> str:
    return session.get_one(StaffMember, staff).name if staff else ""


def _steps(
    session: Session, row: Draft, decisions: tuple[DecisionView, ...]
) -> tuple[StepView, ...]:
    """Return the steps; signatures stand in the order of the chain.

    What is out waits for nobody: an explanation of a withdrawal has two signatures,
    whatever the chain of its unit.
    """
    chain, out = chain_in_force(session, row), row.approved_at is not None
    waits = row.manifest_sha256 is not None and not out
    return tuple(
        StepView(
            step=step,
            decision=decisions[number] if number < len(decisions) else None,
            is_turn=waits and number == len(decisions),
        )
        for number, step in enumerate(chain.steps)
        if number < len(decisions) or not out
    )


def line_of_draft(session: Session, row: Draft) -> DraftLine:
    """Return one version as lists show it."""
    disclosure = session.get_one(Disclosure, row.disclosure_id)
    drafter = session.get_one(StaffMember, row.drafter_id)
    return draft_line(
        row,
        register_number=disclosure.register_number,
        drafter_name=drafter.name,
    )


def draft_line(
    row: Draft, *, register_number: str | None, drafter_name: str
) -> DraftLine:
    """Return one version as lists show it, with what other rows say of it."""
    return DraftLine(
        id=row.id,
        disclosure=row.disclosure_id,
        unit=row.unit_id,
        board=row.board,
        title=row.title,
        state=row.state,
        edition=row.edition,
        drafter=row.drafter_id,
        drafter_name=drafter_name,
        manifest_sha256=row.manifest_sha256,
        register_number=register_number,
        changed_at=row.changed_at,
        return_reason=row.return_reason,
        replaces=row.replaces_id,
        settled_on=row.settled_on,
        mandate=row.mandate_name,
        hung_since=row.hung_since,
    )


def manifest_of(session: Session, sha256: str | None) -> Manifest | None:
    """Return a manifest by its digest, checked against it."""
    if sha256 is None:
        return None
    row = session.get_one(ManifestRow, sha256)
    return Manifest.parse_named(row.body, sha256)
