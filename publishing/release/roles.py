"""Say which role may sign what: people apart, all other names spread over bins; pure.

Two layouts are known. Counties founded before hold the first one until they pass over::

    targets ─▶ 64 bins                       the centre's everyday key signs people too
    targets ─┬▶ people                       offline keys, a threshold of them
             └▶ spread ─▶ 64 bins            offline, like targets itself

Each role has exactly one delegator: clients keep a role by its name alone. The people
role ends the search for its name, so no bin can name another list.
"""

from collections.abc import Iterable, Sequence
from copy import deepcopy

from securesystemslib.signer import Key
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    Root,
    Snapshot,
    SuccinctRoles,
    Targets,
    Timestamp,
)

from programme.programme import PEOPLE_TARGET
from publishing.release.errors import RepositoryDamaged

PEOPLE, SPREAD = "people", "spread"
NAMES = {
    Root.type: "根文件",
    Targets.type: "委托文件",
    SPREAD: "分桶文件",
    PEOPLE: "人员名单",
    Snapshot.type: "快照",
    Timestamp.type: "时间戳",
}
"""What each role is called where people read of it."""
_EVERY_NAME = ["*", "*/*"]
"""Patterns match folder by folder; no target lies deeper than one folder."""


def is_apart(targets: Targets) -> bool:
    """Say whether the list of people is a role of its own."""
    delegations = targets.delegations
    roles = None if delegations is None else delegations.roles
    return roles is not None and PEOPLE in roles


def bins_of(spread: Targets) -> SuccinctRoles:
    """Return how names are spread over bins.

    Raises:
        RepositoryDamaged: The role does not delegate to bins.
    """
    delegations = spread.delegations
    if delegations is None or delegations.succinct_roles is None:
        raise RepositoryDamaged("targets.json", "没有分桶")
    return delegations.succinct_roles


def bin_keys(spread: Targets) -> frozenset[str]:
    """Return the ids of the keys that sign bins."""
    return frozenset(bins_of(spread).keyids)


def set_bin_key(spread: Targets, key: Key) -> None:
    """Let one key sign all bins, and no other."""
    old = bins_of(spread)
    bins = SuccinctRoles([key.keyid], 1, old.bit_length, old.name_prefix)
    spread.delegations = Delegations({key.keyid: key}, None, bins)


def people_holders(targets: Targets) -> tuple[frozenset[str], int]:
    """Return whose signatures a list of people needs, and how many of them."""
    delegations = targets.delegations
    assert delegations is not None  # noqa: S101 - callers ask `is_apart` first
    assert delegations.roles is not None  # noqa: S101
    role = delegations.roles[PEOPLE]
    return frozenset(role.keyids), role.threshold


def set_apart(
    targets: Targets, root: Root, people: Sequence[Key], threshold: int
) -> None:
    """Make the list of people a role of its own, of these keys.

    Args:
        targets: The top-level role, which delegates from now on to two roles.
        root: Says who signs the targets role: the same sign how names are spread.
        people: Who may sign the list.
        threshold: How many of them must.
    """
    own = root.roles[Targets.type]
    keys = {key.keyid: key for key in people}
    keys |= {keyid: root.keys[keyid] for keyid in own.keyids}
    roles = {
        PEOPLE: DelegatedRole(
            PEOPLE,
            [key.keyid for key in people],
            threshold,
            terminating=True,
            paths=[PEOPLE_TARGET],
        ),
        SPREAD: DelegatedRole(
            SPREAD,
            list(own.keyids),
            own.threshold,
            terminating=False,
            paths=_EVERY_NAME,
        ),
    }
    targets.delegations = Delegations(keys, roles)


def spread_like(targets: Targets) -> Targets:
    """Return the role that spreads names, as the targets role did by itself."""
    spread = Targets(expires=targets.expires)
    spread.delegations = deepcopy(targets.delegations)
    return spread


def set_role_keys(
    root: Root, role: str, keys: Iterable[Key], threshold: int = 1
) -> None:
    """Let these keys sign a role of the root, and no others."""
    for keyid in list(root.roles[role].keyids):
        root.revoke_key(keyid, role)
    for key in keys:
        root.add_key(key, role)
    root.roles[role].threshold = threshold
