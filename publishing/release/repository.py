"""Be the write side of the signed repository; what its targets mean is not known here.

State lies in the folder alone: every publication reads the current timestamp, the
snapshot and the touched bins, and writes, in this order, target files, bins, snapshot
and last the timestamp. Until the timestamp is in place, nobody sees anything of it; so
a publication that is cut short anywhere leaves the old repository whole (F20).
"""

import fcntl
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tuf.api.metadata import Metadata, Snapshot, TargetFile, Targets, Timestamp

from programme.canonical import sha256_hex
from publishing.release.disk import Disk, write_all
from publishing.release.errors import RepositoryUnwritable
from publishing.release.keyring import OnlineSigners
from publishing.release.metadata import (
    Lifetimes,
    bins_of,
    expiry,
    meta_of,
    sign,
)
from publishing.release.reading import RepositoryFolder, State

_RENEW_AT = 3
"""A signature is renewed when less than this part of its life is left: a third."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Say what a publication did."""

    timestamp_version: int
    changed: tuple[str, ...]
    """Names of the targets whose bytes are other than before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """Be a file named by its SHA-256, whose bytes are asked for only if needed."""

    sha256: str
    load: Callable[[], bytes]


class Repository(RepositoryFolder):
    """Publish targets into a folder that a plain web server can serve."""

    def __init__(
        self,
        folder: Path,
        *,
        signers: OnlineSigners,
        lifetimes: Lifetimes,
        disk: Disk,
    ) -> None:
        super().__init__(folder)
        self._signers = signers
        self._lifetimes = lifetimes
        self._disk = disk
        self._lock = threading.Lock()

    def publish(self, targets: Mapping[str, bytes], now: datetime) -> Published:
        """Make these bytes the current ones of their names.

        Bytes that are current already change nothing and sign nothing.

        Raises:
            RepositoryDamaged: What is published now cannot be read.
            RepositoryUnwritable: The disk refused; the old content stays whole.
        """
        with self._alone():
            state = self.state()
            touched = self._touched(state, targets)
            changed = tuple(name for names in touched.values() for name in names)
            if changed:
                self._write_targets({name: targets[name] for name in changed})
                bins = self._changed_bins(state, touched, targets, now)
                self._write(state, bins, now)
            return Published(
                timestamp_version=state.timestamp.signed.version, changed=changed
            )

    def renew(self, now: datetime) -> bool:
        """Sign again what is near its expiry; say whether there was anything.

        Raises:
            RepositoryDamaged: What is published now cannot be read.
            RepositoryUnwritable: The disk refused.
        """
        with self._alone():
            state = self.state()
            bins = dict(self._old_bins(state, now))
            lifetimes = self._lifetimes
            due = (
                bool(bins)
                or _is_near(state.snapshot.signed, lifetimes.snapshot_days, now)
                or _is_near(state.timestamp.signed, lifetimes.timestamp_days, now)
            )
            if due:
                self._write(state, bins, now)
            return due

    def add_assets(self, assets: Iterable[Asset]) -> None:
        """Write assets that are not there yet; they must come before their targets.

        Raises:
            RepositoryUnwritable: The disk refused.
        """
        missing = (
            (path, asset.load())
            for asset in assets
            if not (path := self.asset_path(asset.sha256)).exists()
        )
        with _refusals():
            write_all(self._disk, missing)

    def remove(self, files: Iterable[Path]) -> None:
        """Remove files that nothing current names.

        Raises:
            RepositoryUnwritable: The disk refused.
        """
        with self._alone():
            for path in files:
                self._disk.remove(path)

    def _touched(
        self, state: State, targets: Mapping[str, bytes]
    ) -> dict[str, list[str]]:
        """Return the names whose bytes change, by bin."""
        spread = bins_of(state.targets)
        found: dict[str, list[str]] = {}
        for name, data in targets.items():
            role = spread.get_role_for_target(name)
            old = self.bin(state, role).signed.targets.get(name)
            if old is None or old.hashes["sha256"] != sha256_hex(data):
                found.setdefault(role, []).append(name)
        return found

    def _changed_bins(
        self,
        state: State,
        touched: Mapping[str, list[str]],
        targets: Mapping[str, bytes],
        now: datetime,
    ) -> dict[str, Metadata[Targets]]:
        bins = {}
        for role, names in touched.items():
            metadata = self.bin(state, role)
            for name in names:
                file = TargetFile.from_data(name, targets[name], ["sha256"])
                metadata.signed.targets[name] = file
            bins[role] = self._risen(metadata, now)
        return bins

    def _old_bins(
        self, state: State, now: datetime
    ) -> Iterator[tuple[str, Metadata[Targets]]]:
        for role in bins_of(state.targets).get_roles():
            metadata = self.bin(state, role)
            if _is_near(metadata.signed, self._lifetimes.bins_days, now):
                yield role, self._risen(metadata, now)

    def _risen(self, metadata: Metadata[Targets], now: datetime) -> Metadata[Targets]:
        metadata.signed.version += 1
        metadata.signed.expires = expiry(now, self._lifetimes.bins_days)
        return metadata

    def _write_targets(self, targets: Mapping[str, bytes]) -> None:
        with _refusals():
            write_all(
                self._disk,
                [
                    (self.target_path(name, sha256_hex(data)), data)
                    for name, data in targets.items()
                ],
            )

    def _write(
        self, state: State, bins: Mapping[str, Metadata[Targets]], now: datetime
    ) -> None:
        """Write bins and snapshot, then, as the act that counts, the timestamp."""
        snapshot, timestamp = state.snapshot.signed, state.timestamp.signed
        for role, metadata in bins.items():
            snapshot.meta[f"{role}.json"] = meta_of(metadata.signed.version)
        snapshot.version += 1
        snapshot.expires = expiry(now, self._lifetimes.snapshot_days)
        timestamp.version += 1
        timestamp.expires = expiry(now, self._lifetimes.timestamp_days)
        timestamp.snapshot_meta = meta_of(snapshot.version)
        folder, signers = self.metadata_folder, self._signers
        files = [
            (
                folder / f"{metadata.signed.version}.{role}.json",
                sign(metadata, [signers.bins]),
            )
            for role, metadata in bins.items()
        ]
        signed_snapshot = sign(state.snapshot, [signers.snapshot])
        files.append((folder / f"{snapshot.version}.snapshot.json", signed_snapshot))
        signed_timestamp = sign(state.timestamp, [signers.timestamp])
        with _refusals():
            write_all(self._disk, files)
            write_all(self._disk, [(folder / "timestamp.json", signed_timestamp)])

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other threads and other processes out of a publication."""
        with self._lock, _refusals(), (self.folder / ".lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _is_near(signed: Timestamp | Snapshot | Targets, days: int, now: datetime) -> bool:
    return signed.expires - now < (expiry(now, days) - now) / _RENEW_AT


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise RepositoryUnwritable(reason) from error
