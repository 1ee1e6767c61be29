"""Decide what may happen to a version and by whom; pure, it reads no rows."""

from enum import StrEnum

from programme.approval import Role
from programme.manifest import Manifest
from programme.programme import WithdrawalCause
from publishing.errors import ContentChanged, Refused, StateForbids
from publishing.tables.disclosures import DraftState


class DeskAct(StrEnum):
    """Name what may be done to a version; `DraftState` draws the machine."""

    EDIT = "edit"
    SUBMIT = "submit"
    REVIEW = "review"
    APPROVE = "approve"
    RETURN = "return"
    CHANGE = "change"
    WITHDRAW = "withdraw"
    SUPERSEDE = "supersede"
    FILE = "file"
    REOPEN = "reopen"


STATE_WORDS = {
    DraftState.DRAFT: "还在起草",
    DraftState.SUBMITTED: "正在等审核",
    DraftState.REVIEWED: "正在等批准",
    DraftState.APPROVED: "已经发布",
    DraftState.WITHDRAWN: "已经撤下",
    DraftState.SUPERSEDED: "已被新版本替换",
    DraftState.FILED: "已经归档",
}

ACT_WORDS = {
    DeskAct.EDIT: "修改",
    DeskAct.SUBMIT: "提交",
    DeskAct.REVIEW: "审核",
    DeskAct.APPROVE: "批准",
    DeskAct.RETURN: "退回",
    DeskAct.CHANGE: "出新版本",
    DeskAct.WITHDRAW: "撤下",
    DeskAct.SUPERSEDE: "替换",
    DeskAct.FILE: "归档",
    DeskAct.REOPEN: "重新起草",
}

_STEPS = {
    (DraftState.DRAFT, DeskAct.EDIT): DraftState.DRAFT,
    (DraftState.SUBMITTED, DeskAct.EDIT): DraftState.DRAFT,
    (DraftState.REVIEWED, DeskAct.EDIT): DraftState.DRAFT,
    (DraftState.DRAFT, DeskAct.SUBMIT): DraftState.SUBMITTED,
    (DraftState.SUBMITTED, DeskAct.REVIEW): DraftState.REVIEWED,
    (DraftState.REVIEWED, DeskAct.APPROVE): DraftState.APPROVED,
    (DraftState.SUBMITTED, DeskAct.RETURN): DraftState.DRAFT,
    (DraftState.REVIEWED, DeskAct.RETURN): DraftState.DRAFT,
    (DraftState.APPROVED, DeskAct.CHANGE): DraftState.APPROVED,
    (DraftState.WITHDRAWN, DeskAct.CHANGE): DraftState.WITHDRAWN,
    (DraftState.APPROVED, DeskAct.WITHDRAW): DraftState.WITHDRAWN,
    (DraftState.APPROVED, DeskAct.SUPERSEDE): DraftState.SUPERSEDED,
    (DraftState.DRAFT, DeskAct.FILE): DraftState.FILED,
    (DraftState.FILED, DeskAct.REOPEN): DraftState.DRAFT,
}


def after(state: DraftState, act: DeskAct) -> DraftState:
    """Return the state in which an act leaves a version.

    Raises:
        StateForbids: The act is not possible in this state.
    """
    step = _STEPS.get((state, act))
    if step is None:
        raise StateForbids(ACT_WORDS[act], state=STATE_WORDS[state])
    return step


def check_edition(*, seen: int, now: int) -> None:
    """Return only if nobody acted since the page was read (F34).

    Raises:
        ContentChanged: Somebody did.
    """
    if seen != now:
        raise ContentChanged(seen=str(seen), now=str(now))


def check_digest(*, seen: str, now: str | None) -> None:
    """Return only if what was seen is what would be decided over.

    Raises:
        ContentChanged: The manifest is another one by now, or there is none.
    """
    if seen != now:
        raise ContentChanged(seen=seen, now=now or "")


def may_confirm(*, requester: Role, confirmer: Role) -> bool:
    """Say whether two people may take something down: one must be an approver."""
    return Role.APPROVER in {requester, confirmer} and confirmer is not Role.DRAFTER


def check_cause(cause: WithdrawalCause, manifest: Manifest | None) -> None:
    """Return only if a matter may end for this cause.

    A matter with a promised end runs until then; it comes down earlier for a listed
    cause alone. Only what has no end can be completed or repealed.

    Raises:
        Refused: It has an end of its own.
    """
    ends = manifest is not None and manifest.promised_end_at is not None
    if cause is WithdrawalCause.COMPLETION and ends:
        message = "这一件有展示期限，期满自然结束。要提前拿下，请办撤下并选原因。"
        raise Refused(message, code="ends_by_itself")


def act_of(cause: WithdrawalCause, what: str) -> str:
    """Return the journal's name for a step of a withdrawal or a termination."""
    ends = cause is WithdrawalCause.COMPLETION
    return f"{'termination' if ends else 'withdrawal'}.{what}"
