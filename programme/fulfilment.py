"""Judge whether signatures are those of the chain that a manifest names (REQ-12).

It verifies no signature and knows nobody: that is the matter of `verdict`.
"""

from collections.abc import Sequence

from programme.approval import (
    Approval,
    AttestedApproval,
    CentreApproval,
    RecordedApproval,
)
from programme.errors import SignatureRefused
from programme.manifest import SignedStep


def check_fulfilled(chain: Sequence[SignedStep], approvals: Sequence[Approval]) -> None:
    """Return only if the signatures fulfil a chain, step by step in its order.

    A manifest that names no chain is judged by `verdict.check_chain` alone.

    Raises:
        SignatureRefused: A step is missing, is another role's, or wants a record.
    """
    if not chain:
        return
    if len(chain) != len(approvals):
        reason = f"审批链有 {len(chain)} 步，签了 {len(approvals)} 步"
        raise SignatureRefused(reason)
    for step, approval in zip(chain, approvals, strict=True):
        if approval.decision.role is not step.role:
            reason = f"“{step.name}”这一步签的不是该有的身份"
            raise SignatureRefused(reason)
        if step.record and not _has_record(approval):
            reason = f"“{step.name}”这一步没有会议记录"
            raise SignatureRefused(reason)


def _has_record(approval: Approval) -> bool:
    """Say whether a meeting's record, or a signed form, goes with a signature."""
    match approval:
        case AttestedApproval() | RecordedApproval():
            return True
        case CentreApproval():
            return False
        case _:
            return approval.record is not None
