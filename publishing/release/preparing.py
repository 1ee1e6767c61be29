"""Prepare what offline keys are to sign: a change of keys, of people, of dates.

Everything is a copy of what holds now, one version higher; nothing is written here.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from securesystemslib.signer import Key
from tuf.api.metadata import Metadata, Root, Snapshot, TargetFile, Targets, Timestamp

from programme.approval import People
from programme.programme import PEOPLE_TARGET
from publishing.release.errors import RequestRefused
from publishing.release.metadata import Lifetimes, expiry
from publishing.release.reading import RepositoryFolder, State
from publishing.release.roles import (
    PEOPLE,
    SPREAD,
    people_holders,
    set_apart,
    set_bin_key,
    set_role_keys,
    spread_like,
)
from publishing.release.signing_request import ORDER, SigningRequest

ONLINE = (Timestamp.type, Snapshot.type, "bins")
"""The everyday keys that may be changed, each by its file's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparing:
    """Prepare requests for one repository at one moment."""

    folder: RepositoryFolder
    now: datetime
    lifetimes: Lifetimes

    def new_online_keys(self, keys: Mapping[str, Key]) -> SigningRequest:
        """Ask that other keys sign timestamp, snapshot or bins from now on.

        Raises:
            RepositoryDamaged: What is published now cannot be read.
        """
        state, parts = self.folder.state(), {}
        of_root = {role: key for role, key in keys.items() if role != "bins"}
        if of_root:
            parts[Root.type] = self._next(Root.type, state.root)
            for role, key in of_root.items():
                set_role_keys(parts[Root.type].signed, role, [key])
        if "bins" in keys:
            role = SPREAD if state.apart else Targets.type
            parts[role] = self._next(role, state.spread)
            set_bin_key(parts[role].signed, keys["bins"])
        return self._request(state, parts)

    def new_root_holders(
        self, *, add: Iterable[Key], remove: Iterable[str], threshold: int | None
    ) -> SigningRequest:
        """Ask that other keys, or another number of them, sign the root.

        Args:
            add: New keys.
            remove: Ids of keys, or how they begin.
            threshold: How many must sign; None: as many as now.

        Raises:
            RequestRefused: No such key, or fewer keys would be left than must sign.
            RepositoryDamaged: What is published now cannot be read.
        """
        state = self.folder.state()
        root = self._next(Root.type, state.root)
        role = root.signed.roles[Root.type]
        keys = {keyid: root.signed.keys[keyid] for keyid in role.keyids}
        for beginning in remove:
            keys.pop(_one(keys, beginning))
        keys |= {key.keyid: key for key in add}
        must = role.threshold if threshold is None else threshold
        _check_threshold(len(keys), must)
        set_role_keys(root.signed, Root.type, keys.values(), must)
        return self._request(state, {Root.type: root})

    def new_targets_key(self, key: Key) -> SigningRequest:
        """Ask that another key sign the targets role, and how names are spread.

        The former key need not sign: the root says whose word counts.

        Raises:
            RepositoryDamaged: What is published now cannot be read.
        """
        state = self.folder.state()
        root = self._next(Root.type, state.root)
        set_role_keys(root.signed, Targets.type, [key])
        targets = self._next(Targets.type, state.targets)
        parts: dict[str, Metadata[Any]] = {Root.type: root, Targets.type: targets}
        if state.apart:
            keyids, threshold = people_holders(targets.signed)
            known = targets.signed.delegations.keys
            holders = [known[keyid] for keyid in sorted(keyids)]
            set_apart(targets.signed, root.signed, holders, threshold)
            parts[SPREAD] = self._next(SPREAD, state.spread)
        return self._request(state, parts)

    def people_apart(
        self, people: People, holders: Sequence[Key], threshold: int
    ) -> SigningRequest:
        """Ask that the list of people be signed by these holders from now on.

        Raises:
            RequestRefused: Fewer keys than must sign.
            RepositoryDamaged: What is published now cannot be read.
        """
        _check_threshold(len({key.keyid for key in holders}), threshold)
        state = self.folder.state()
        targets = self._next(Targets.type, state.targets)
        parts = {Targets.type: targets}
        if not state.apart:
            parts[SPREAD] = Metadata(spread_like(targets.signed))
        set_apart(targets.signed, state.root.signed, holders, threshold)
        parts[PEOPLE] = self._people(state, people)
        return self._request(state, parts, people=people)

    def new_people(self, people: People) -> SigningRequest:
        """Ask that this be the list of people.

        Raises:
            RequestRefused: The county has not passed over to a role of its own.
            RepositoryDamaged: What is published now cannot be read.
        """
        state = self.folder.state()
        if not state.apart:
            reason = "本县的人员名单还不是线下签字，先做 people-role"
            raise RequestRefused(reason)
        part = self._people(state, people)
        return self._request(state, {PEOPLE: part}, people=people)

    def new_dates(self) -> SigningRequest:
        """Ask that everything that offline keys sign be good for its whole life again.

        Raises:
            RepositoryDamaged: What is published now cannot be read.
        """
        state = self.folder.state()
        before = self._before(state)
        parts = {
            role: self._next(role, before[role])
            for role in ORDER
            if role in before and role != PEOPLE
        }
        people = self.folder.signed_people()
        if people is not None:
            parts[PEOPLE] = self._people(state, people)
        return self._request(state, parts, people=people)

    def _people(self, state: State, people: People) -> Metadata[Targets]:
        part = Metadata(Targets(expires=expiry(self.now, self.lifetimes.people_days)))
        if state.apart:
            part.signed.version = self.folder.bin(state, PEOPLE).signed.version + 1
        file = TargetFile.from_data(PEOPLE_TARGET, people.canonical(), ["sha256"])
        part.signed.targets[PEOPLE_TARGET] = file
        return part

    def _next(self, role: str, metadata: Metadata[Any]) -> Metadata[Any]:
        days = self.lifetimes.root_days
        if role != Root.type:
            days = self.lifetimes.targets_days
        signed = deepcopy(metadata.signed)
        signed.version += 1
        signed.expires = expiry(self.now, days)
        return Metadata(signed)

    def _request(
        self,
        state: State,
        parts: Mapping[str, Metadata[Any]],
        *,
        people: People | None = None,
    ) -> SigningRequest:
        return SigningRequest(
            parts={role: parts[role] for role in ORDER if role in parts},
            before=self._before(state),
            people=people,
            people_before=self.folder.signed_people(),
        )

    def _before(self, state: State) -> dict[str, Metadata[Any]]:
        return offline_roles(self.folder, state)


def next_people_version(folder: RepositoryFolder) -> int:
    """Return the version that the next list of people gets.

    Raises:
        RepositoryDamaged: What is published now cannot be read.
    """
    data = folder.read_target(PEOPLE_TARGET)
    return 1 if data is None else People.parse(data).version + 1


def offline_roles(folder: RepositoryFolder, state: State) -> dict[str, Metadata[Any]]:
    """Return what offline keys have signed, as it holds now.

    Raises:
        RepositoryDamaged: It cannot be read.
    """
    found: dict[str, Metadata[Any]] = {
        Root.type: state.root,
        Targets.type: state.targets,
    }
    if state.apart:
        found[SPREAD] = state.spread
        found[PEOPLE] = folder.bin(state, PEOPLE)
    return found


def _one(keys: Mapping[str, Key], beginning: str) -> str:
    found = [keyid for keyid in keys if keyid.startswith(beginning)]
    if len(found) != 1:
        reason = f"没有指纹以 {beginning} 开头的密钥，或者不止一把"
        raise RequestRefused(reason)
    return found[0]


def _check_threshold(keys: int, must: int) -> None:
    if not 1 <= must <= keys:
        reason = f"只有 {keys} 把密钥，签不到 {must} 个"
        raise RequestRefused(reason)
