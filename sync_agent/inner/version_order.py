"""Say which of two versions of a disclosure approvers signed first; verify nothing.

Versions bear no number that is signed; the instants of approving are.
"""

from collections.abc import Iterator
from datetime import datetime

from programme.approval import AttestedApproval, Role
from programme.programme import Entry


def is_older(one: Entry, other: Entry) -> bool:
    """Say whether an entry is another version than one that was approved after it.

    Both chains were verified: each has an approver.
    """
    same = one.manifest.sha256 == other.manifest.sha256
    return not same and approved_at(one) < approved_at(other)


def approved_at(entry: Entry) -> datetime:
    """Return when the last approver of a verified entry signed."""
    return max(_instants(entry))


def _instants(entry: Entry) -> Iterator[datetime]:
    """Yield when approvers signed, as they, or clerks for paper, say in what they sign.

    A form on paper bears a day alone; the clerks' word says at which instant. What
    reviewers signed may be the centre's word alone, so it orders nothing.
    """
    for approval in entry.approvals:
        if approval.decision.role is Role.APPROVER:
            yield approval.decision.decided_at
            if isinstance(approval, AttestedApproval):
                yield from (word.attested_at for word in approval.attestations)
