"""Read the repository's folder as it is now; it writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tuf.api.metadata import Metadata, Snapshot, Targets, Timestamp

from publishing.release.errors import RepositoryDamaged
from publishing.release.metadata import bins_of, read, versions_of

METADATA, TARGETS, ASSETS = "metadata", "targets", "assets"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Be what the repository says now."""

    timestamp: Metadata[Timestamp]
    snapshot: Metadata[Snapshot]
    targets: Targets


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
        of_targets = versions_of(snapshot.signed)["targets"]
        targets = read(folder, f"{of_targets}.targets.json", Targets)
        return State(timestamp=timestamp, snapshot=snapshot, targets=targets.signed)

    def read_target(self, name: str) -> bytes | None:
        """Return the current bytes of a target, or None where there is none.

        Raises:
            RepositoryDamaged: It cannot be read.
        """
        state = self.state()
        role = bins_of(state.targets).get_role_for_target(name)
        file = self.bin(state, role).signed.targets.get(name)
        if file is None:
            return None
        try:
            return self.target_path(name, file.hashes["sha256"]).read_bytes()
        except OSError as error:
            raise RepositoryDamaged(name, type(error).__name__) from error

    def bin(self, state: State, role: str) -> Metadata[Targets]:
        """Return one bin.

        Raises:
            RepositoryDamaged: It cannot be read.
        """
        version = versions_of(state.snapshot.signed)[role]
        return read(self.metadata_folder, f"{version}.{role}.json", Targets)

    def current_targets(self) -> Iterator[tuple[str, bytes]]:
        """Yield every current target with its bytes.

        Raises:
            RepositoryDamaged: It cannot be read.
        """
        state = self.state()
        for role in bins_of(state.targets).get_roles():
            for name in self.bin(state, role).signed.targets:
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
