"""Judge whether a directory is what two people answer for; pure.

The chain is that of disclosures. Who has a key of their own signs besides: that word
is the approver's very decision, and no stolen key of the centre can make it.
"""

from directory.model import Directory
from programme.approval import Ed25519Approval, KeyKind, People, Role
from programme.errors import SignatureRefused
from programme.keys import verify
from programme.verdict import check_chain


def check_directory(directory: Directory, people: People) -> None:
    """Return only if the signatures of a directory hold, if it has any.

    Where the list of people wants own keys of approvers, it must have them.

    Raises:
        SignatureRefused: A signature, a person or the chain does not hold.
    """
    own, matter = directory.own_word, directory.matter()
    wanted = Role.APPROVER in people.own_keys and matter not in people.settled
    if not directory.approvals:
        if wanted or own is not None:
            raise SignatureRefused("没有批准人的签字")
        return
    check_chain(matter, directory.approvals, people, unit=directory.county)
    if own is not None:
        _check_own(own, directory, people)


def _check_own(own: Ed25519Approval, directory: Directory, people: People) -> None:
    if own.decision not in [one.decision for one in directory.approvals]:
        raise SignatureRefused("签的不是这一份")
    for key in people.keys:
        if key.kind is KeyKind.ED25519 and key.id == own.key:
            if key.person != own.decision.person:
                raise SignatureRefused("钥匙不是签字人的")
            message = own.decision.canonical()
            verify(public=key.public, signature=own.signature, message=message)
            return
    raise SignatureRefused("名单里没有这把钥匙")
