"""Show withdrawals; ask for none."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from programme.blocks import text_of
from programme.boards import Board
from programme.programme import WithdrawalCause
from publishing.desk.content import DraftForm
from publishing.desk.secrecy import SecrecyView, is_cleared
from publishing.desk.secrecy_rows import reviews_of_notice
from publishing.tables.disclosures import Draft, WithdrawalRow, WithdrawalState
from publishing.tables.notices import NoticeRow
from publishing.tables.people import StaffMember


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalView:
    """Be one withdrawal as lists show it."""

    id: str
    disclosure: str
    title: str
    board: Board
    unit: str
    manifest_sha256: str
    cause: WithdrawalCause
    explanation: str
    notice: str
    """The words that are published in its place, title first; empty: none are."""
    notice_disclosure: str | None
    """Where the published words are read."""
    notice_sha256: str | None
    """The manifest of the words, which a secrecy review is bound to."""
    secrecy: tuple[SecrecyView, ...]
    """The secrecy reviews of the words, the first one first."""
    state: WithdrawalState
    sha256: str
    requested_by: str
    requested_by_name: str
    requested_at: datetime
    settled_by: str | None
    settled_by_name: str
    settled_at: datetime | None


def withdrawal_view(session: Session, kept: WithdrawalRow) -> WithdrawalView:
    """Return one withdrawal as lists show it."""
    draft = session.get_one(Draft, kept.draft_id)
    other = session.get(StaffMember, kept.settled_by) if kept.settled_by else None
    notice = session.get(NoticeRow, kept.id)
    published = kept.state is WithdrawalState.CONFIRMED
    return WithdrawalView(
        id=kept.id,
        disclosure=kept.disclosure_id,
        title=draft.title,
        board=draft.board,
        unit=draft.unit_id,
        manifest_sha256=kept.manifest_sha256,
        cause=kept.cause,
        explanation=kept.explanation,
        notice=_words(notice),
        notice_disclosure=notice.disclosure_id if notice and published else None,
        notice_sha256=notice.manifest_sha256 if notice else None,
        secrecy=reviews_of_notice(session, notice) if notice else (),
        state=kept.state,
        sha256=kept.sha256,
        requested_by=kept.requested_by,
        requested_by_name=session.get_one(StaffMember, kept.requested_by).name,
        requested_at=kept.requested_at,
        settled_by=kept.settled_by,
        settled_by_name=other.name if other else "",
        settled_at=kept.settled_at,
    )


def notice_cleared(one: WithdrawalView) -> bool:
    """Say whether nothing of a withdrawal still waits for a secrecy review."""
    return one.notice_sha256 is None or is_cleared(one.secrecy, one.notice_sha256)


def _words(notice: NoticeRow | None) -> str:
    if notice is None:
        return ""
    form = DraftForm.model_validate(notice.form)
    return "\n".join((form.title, *(text_of(block) for block in form.blocks or ())))
