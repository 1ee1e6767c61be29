"""Say which of two versions approvers signed first; judge no disclosure.

Versions bear no number that is signed; the instants of approving are. So it is with
disclosures and with the directory (decision 90).
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from directory.approval import check_directory
from directory.model import Directory
from programme.approval import Approval, AttestedApproval, People, Role
from programme.errors import SignatureRefused
from programme.programme import Entry


def is_older(one: Entry, other: Entry) -> bool:
    """Say whether an entry is another version than one that was approved after it.

    Both chains were verified: each has an approver.
    """
    same = one.manifest.sha256 == other.manifest.sha256
    return not same and approved_at(one) < approved_at(other)


def approved_at(entry: Entry) -> datetime:
    """Return when the last approver of a verified entry signed."""
    return max(_instants(entry.approvals))


def directory_gives_way(held: Directory, new: Directory, people: People) -> bool:
    """Say whether the held directory may be replaced by another one.

    It may where its own signatures hold no more, or it never had any; else only by one
    that approvers signed no earlier. What nobody signs, as versions, counts nothing.
    """
    if new.matter() == held.matter() or not _is_approved(held, people):
        return True
    if not _is_approved(new, people):
        return False
    return max(_instants(new.approvals)) >= max(_instants(held.approvals))


def _is_approved(directory: Directory, people: People) -> bool:
    try:
        check_directory(directory, people)
    except SignatureRefused:
        return False
    return bool(directory.approvals)


def _instants(approvals: Iterable[Approval]) -> Iterator[datetime]:
    """Yield when approvers signed, as they, or clerks for paper, say in what they sign.

    A form on paper bears a day alone; the clerks' word says at which instant. What
    reviewers signed may be the centre's word alone, so it orders nothing.
    """
    for approval in approvals:
        if approval.decision.role is Role.APPROVER:
            yield approval.decision.decided_at
            if isinstance(approval, AttestedApproval):
                yield from (word.attested_at for word in approval.attestations)
