"""Read the repository's folder as it is now; it writes nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp

from programme.approval import People
from programme.canonical import sha256_hex
from programme.errors import ContractError
from programme.programme import PEOPLE_TARGET
from publishing.release.errors import RepositoryDamaged
from publishing.release.keyring import Wanted
from publishing.release.metadata import read, versions_of
from publishing.release.roles import PEOPLE, SPREAD, bin_keys, bins_of, is_apart

METADATA, TARGETS, ASSETS = "metadata", "targets", "assets"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Be what the repository says now."""

    root: Metadata[Root]
    timestamp: Metadata[Timestamp]
    snapshot: Metadata[Snapshot]
    targets: Metadata[Targets]
    spread: Metadata[Targets]
    """What delegates to the bins: the targets role itself, where people are in them."""

    @property
    def apart(self) -> bool:
        """Say whether the list of people is a role of its own."""
        return is_apart(self.targets.signed)

    @property
    def wanted(self) -> Wanted:
        """Return the ids of the everyday keys that count."""
        roles = self.root.signed.roles
        return {
            Timestamp.type: frozenset(roles[Timestamp.type].keyids),
            Snapshot.type: frozenset(roles[Snapshot.type].keyids),
            "bins": bin_keys(self.spread.signed),
        }

    @property
    def is_believed(self) -> bool:
        """Say whether the newest root's keys signed timestamp and snapshot."""
        root, signed = self.root.signed, (self.timestamp, self.snapshot)
        return all(
            root.get_verification_result(
                one.signed.type, one.signed_bytes, one.signatures
            ).verified
            for one in signed
        )

    def with_parts(self, parts: Mapping[str, Metadata[Any]]) -> "State":
        """Return what will hold once these roles are in place."""
        targets = parts.get(Targets.type, self.targets)
        spread = parts.get(SPREAD, self.spread if self.apart else targets)
        root = parts.get(Root.type, self.root)
        return replace(self, root=root, targets=targets, spread=spread)

    def role_of(self, name: str) -> str:
        """Return the role whose word counts for a target."""
        if self.apart and name == PEOPLE_TARGET:
            return PEOPLE
        return bins_of(self.spread.signed).get_role_for_target(name)


class RepositoryFolder:
    """Be the folder that a plain web server can serve."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def metadata_folder(self) -> Path:
        """Return where the metadata lie."""
        return self.folder / METADATA

    def asset_path(self, sha256: str) -> Path:
        """Return where the asset of this SHA-256 lies, or would lie."""
        return self.folder / ASSETS / sha256[:2] / sha256

    def target_path(self, name: str, sha256: str) -> Path:
        """Return where the bytes of this SHA-256 lie for a target."""
        path = self.folder / TARGETS / name
        return path.with_name(f"{sha256}.{path.name}")

    def state(self) -> State:
        """Return what the repository says now.

        Raises:
            RepositoryDamaged: It cannot be read.
        """
        folder = self.metadata_folder
        timestamp = read(folder, "timestamp.json", Timestamp)
        version = timestamp.signed.snapshot_meta.version
        snapshot = read(folder, f"{version}.snapshot.json", Snapshot)
        versions = versions_of(snapshot.signed)
        targets = read(folder, f"{versions['targets']}.targets.json", Targets)
        spread = targets
        if is_apart(targets.signed):
            spread = read(folder, f"{versions[SPREAD]}.{SPREAD}.json", Targets)
        return State(
            root=self.newest_root(),
            timestamp=timestamp,
            snapshot=snapshot,
            targets=targets,
            spread=spread,
        )

    def newest_root(self) -> Metadata[Root]:
        """Return the last root of the chain.

        Raises:
            RepositoryDamaged: It cannot be read.
        """
        numbers = [
            int(path.name.partition(".")[0])
            for path in self.metadata_folder.glob("[0-9]*.root.json")
        ]
        return read(self.metadata_folder, f"{max(numbers, default=1)}.root.json", Root)

    def signed_people(self) -> People | None:
        """Return the list that the holders of offline keys signed; None: no such role.

        Raises:
            RepositoryDamaged: It cannot be read.
        """
        if not self.state().apart:
            return None
        data = self.read_target(PEOPLE_TARGET)
        try:
            return People.parse(data or b"")
        except ContractError as error:
            raise RepositoryDamaged(PEOPLE_TARGET, error.code) from error

    def read_target(self, name: str) -> bytes | None:
        """Return the current bytes of a target, or None where there is none.

        Raises:
            RepositoryDamaged: It cannot be read.
        """
        state = self.state()
        file = self.bin(state, state.role_of(name)).signed.targets.get(name)
        if file is None:
            return None
        try:
            return self.target_path(name, file.hashes["sha256"]).read_bytes()
        except OSError as error:
            raise RepositoryDamaged(name, type(error).__name__) from error

    def bin(self, state: State, role: str) -> Metadata[Targets]:
        """Return one bin, or the role of people.

        Raises:
            RepositoryDamaged: It cannot be read.
        """
        version = versions_of(state.snapshot.signed)[role]
        return read(self.metadata_folder, f"{version}.{role}.json", Targets)

    def bins(self, state: State) -> Iterator[tuple[str, Metadata[Targets]]]:
        """Yield every bin with its name.

        Raises:
            RepositoryDamaged: It cannot be read.
        """
        for role in bins_of(state.spread.signed).get_roles():
            yield role, self.bin(state, role)

    def touched(
        self, state: State, targets: Mapping[str, bytes]
    ) -> dict[str, list[str]]:
        """Return the names whose bytes would change, by bin.

        Raises:
            RepositoryDamaged: It cannot be read.
        """
        spread = bins_of(state.spread.signed)
        found: dict[str, list[str]] = {}
        for name, data in targets.items():
            role = spread.get_role_for_target(name)
            old = self.bin(state, role).signed.targets.get(name)
            if old is None or old.hashes["sha256"] != sha256_hex(data):
                found.setdefault(role, []).append(name)
        return found

    def current_targets(self) -> Iterator[tuple[str, bytes]]:
        """Yield every current target with its bytes.

        Raises:
            RepositoryDamaged: It cannot be read.
        """
        state = self.state()
        roles = [*bins_of(state.spread.signed).get_roles()]
        roles += [PEOPLE] if state.apart else []
        for role in roles:
            for name in self.bin(state, role).signed.targets:
                if state.role_of(name) != role:
                    # Left over from before the list of people was a role of its own.
                    continue
                data = self.read_target(name)
                if data is not None:
                    yield name, data

    def current_files(self) -> Iterator[Path]:
        """Yield the metadata and target files that are current.

        Raises:
            RepositoryDamaged: It cannot be read.
        """
        state, folder = self.state(), self.metadata_folder
        yield folder / "timestamp.json"
        yield folder / f"{state.snapshot.signed.version}.snapshot.json"
        for role, version in versions_of(state.snapshot.signed).items():
            yield folder / f"{version}.{role}.json"
            for name, file in read(
                folder, f"{version}.{role}.json", Targets
            ).signed.targets.items():
                yield self.target_path(name, file.hashes["sha256"])
