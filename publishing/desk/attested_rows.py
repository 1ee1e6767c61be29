"""Read the forms that were signed on paper, and who may sign one; write nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.approval import Attestation, Role
from publishing.desk.chain_rows import (
    chain_in_force,
    named_in_chain,
    turn_of,
    unit_for,
)
from publishing.errors import NotThere, Refused
from publishing.staff.identity import persons_of
from publishing.staff.offices import line_of
from publishing.tables.chains import DraftPaper
from publishing.tables.disclosures import Draft
from publishing.tables.papers import PaperApproval, PaperAttestation
from publishing.tables.people import StaffMember, StaffOffice, StaffState

_CODE_DIGITS, _GROUP = 12, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSignature:
    """Be one signed form as clerks see it."""

    id: str
    step: str
    decided_by: str
    """The name of who signed."""
    decided_at: datetime
    scan_sha256: str
    office_number: str
    attested_by: tuple[str, ...]
    """The names of the clerks who attested it so far."""
    is_settled: bool


def short_code(sha256: str) -> str:
    """Return the code of a manifest as it is printed and typed: A1B2-C3D4-E5F6."""
    digits = sha256[:_CODE_DIGITS].upper()
    starts = range(0, _CODE_DIGITS, _GROUP)
    return "-".join(digits[start : start + _GROUP] for start in starts)


def check_code(typed: str, sha256: str) -> None:
    """Return only if the code of a form is that of what is up for signature.

    Raises:
        Refused: It is not; the form is of another version.
    """
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    if plain != short_code(sha256).replace("-", ""):
        message = (
            "表上的短码和现在等签的这一版不一样。可能是旧版的表，"
            "请核对短码；内容改过的，要重新打印、重新签。"
        )
        raise Refused(message, code="code_of_another_version")


def deciders_on_paper(session: Session, row: Draft) -> dict[str, str]:
    """Return who may sign the step that is due: its holders who signed nothing yet."""
    step = turn_of(session, row)
    unit = unit_for(session, row.unit_id, step)
    # What a clerk wrote for a village only its own people propose.
    own = step.role is Role.DRAFTER
    units = [unit] if own else list(line_of(session, unit))
    query = (
        select(StaffMember)
        .join(StaffOffice, StaffOffice.staff_id == StaffMember.id)
        .where(
            StaffOffice.unit_id.in_(units),
            StaffOffice.office == step.office,
            StaffMember.state != StaffState.LEFT,
        )
        .order_by(StaffMember.login)
    )
    signed = persons_of(session, named_in_chain(session, row))
    return {
        member.id: member.name
        for member in session.scalars(query)
        if not persons_of(session, [member.id]) & signed
    }


def open_papers(session: Session, row: Draft) -> Iterable[PaperApproval]:
    """Return the forms of what is up for signature, or was signed, newest first."""
    query = (
        select(PaperApproval)
        .where(
            PaperApproval.draft_id == row.id,
            PaperApproval.manifest_sha256 == row.manifest_sha256,
        )
        .order_by(PaperApproval.begun_at.desc(), PaperApproval.id)
    )
    return session.scalars(query)


def paper_of(session: Session, paper: str) -> PaperApproval:
    """Return a form that waits for clerks.

    Raises:
        NotThere: No such form, or it is settled.
    """
    kept = session.get(PaperApproval, paper)
    if kept is None or kept.settled_at is not None:
        raise NotThere("这份等核对的签字")
    return kept


def attestations_of(session: Session, kept: PaperApproval) -> tuple[Attestation, ...]:
    """Return what clerks attested of a form, in order."""
    query = (
        select(PaperAttestation)
        .where(PaperAttestation.paper_id == kept.id)
        .order_by(PaperAttestation.attested_at, PaperAttestation.staff_id)
    )
    return tuple(
        Attestation.model_validate(row.attestation) for row in session.scalars(query)
    )


def signature_view(session: Session, kept: PaperApproval) -> PaperSignature:
    """Return one form as clerks see it."""
    return PaperSignature(
        id=kept.id,
        step=kept.step,
        decided_by=session.get_one(StaffMember, kept.decider_id).name,
        decided_at=datetime.fromisoformat(kept.decision["decided_at"]),
        scan_sha256=kept.scan_sha256,
        office_number=kept.office_number,
        attested_by=tuple(word.name for word in attestations_of(session, kept)),
        is_settled=kept.settled_at is not None,
    )


def check_step(session: Session, row: Draft, kept: PaperApproval) -> None:
    """Refuse a form whose step somebody signed meanwhile.

    Raises:
        NotThere: Its step is not the one that is due.
    """
    names = [step.name for step in chain_in_force(session, row).steps]
    if kept.step not in names or turn_of(session, row).name != kept.step:
        raise NotThere(f"还在等签的“{kept.step}”")


def check_scan(session: Session, row: Draft, scan: str) -> None:
    """Refuse a scan that is not in the file of what is up for signature.

    Raises:
        NotThere: It is not.
    """
    paper = session.get(DraftPaper, (row.id, scan))
    if paper is None or paper.manifest_sha256 != row.manifest_sha256:
        raise NotThere("这份扫描件（要在这一版提交以后上传）")
