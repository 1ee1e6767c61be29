"""Be the write side of the signed repository; what its targets mean is not known here.

State lies in the folder alone: every publication reads the current timestamp, the
snapshot and the touched bins, and writes, in this order, target files, bins, snapshot
and last the timestamp. Until the timestamp is in place, nobody sees anything of it; so
a publication that is cut short anywhere leaves the old repository whole (F20).
"""

import fcntl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tuf.api.metadata import Metadata, Root, Snapshot, TargetFile, Targets, Timestamp

from config.refusal_words import words_of
from programme.canonical import sha256_hex
from programme.programme import PEOPLE_TARGET
from publishing.release.disk import Disk, write_all
from publishing.release.errors import KeyNotNamed, RepositoryUnwritable
from publishing.release.keyring import OnlineSigners, Wanted
from publishing.release.metadata import Lifetimes, expiry, meta_of, packed, sign
from publishing.release.preparing import offline_roles
from publishing.release.publication import Asset, Published
from publishing.release.reading import RepositoryFolder, State
from publishing.release.roles import PEOPLE, bin_keys
from publishing.release.signing_request import SigningRequest, check_signed

_RENEW_AT = 3
"""A signature is renewed when less than this part of its life is left: a third."""


class Repository(RepositoryFolder):
    """Publish targets into a folder that a plain web server can serve."""

    def __init__(
        self,
        folder: Path,
        *,
        signers: OnlineSigners,
        lifetimes: Lifetimes,
        disk: Disk,
        reread: Callable[[Wanted], OnlineSigners] | None = None,
    ) -> None:
        """Take the keys of today, and how to read them again after a change."""
        super().__init__(folder)
        self._signers = signers
        self._reread = reread
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
            touched = self.touched(state, targets)
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
                or not state.is_believed
                or _is_near(state.snapshot.signed, lifetimes.snapshot_days, now)
                or _is_near(state.timestamp.signed, lifetimes.timestamp_days, now)
            )
            if due:
                self._write(state, bins, now)
            return due

    def rise_to(self, version: int, now: datetime) -> None:
        """Sign everything again with versions of at least this; content stays.

        It is for a restore from a backup: devices refuse what is lower than they saw.

        Raises:
            RepositoryDamaged: What is published now cannot be read.
            RepositoryUnwritable: The disk refused.
        """
        with self._alone():
            state = self.state()
            bins = {}
            for role, metadata in self.bins(state):
                _raise(metadata.signed, version)
                bins[role] = self._risen(metadata, now)
            _raise(state.snapshot.signed, version)
            _raise(state.timestamp.signed, version)
            self._write(state, bins, now)

    def admit(self, request: SigningRequest, now: datetime) -> None:
        """Put in place what offline keys have signed, and sign anew what hangs on it.

        A root comes after everything that needs it and right before the timestamp; a
        start after a crash between the two ends it (`renew`).

        Raises:
            RequestRefused: It does not follow from what holds, or lacks signatures.
            KeyNotNamed: A new everyday key is not among the centre's keys.
            RepositoryDamaged: What is published now cannot be read.
            RepositoryUnwritable: The disk refused.
        """
        with self._alone():
            state = self.state()
            signed = request.on(offline_roles(self, state), self.signed_people())
            check_signed(signed, now)
            parts = signed.parts
            if signed.people is not None and PEOPLE in parts:
                self._write_targets({PEOPLE_TARGET: signed.people.canonical()})
            after = state.with_parts(parts)
            turned = bin_keys(after.spread.signed) != bin_keys(state.spread.signed)
            every = self.bins(state) if turned else ()
            bins = {role: self._risen(one, now) for role, one in every}
            self._write(after, bins, now, parts)

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

    def mend(self, path: Path, data: bytes, *, anew: bool = False) -> None:
        """Put whole bytes in the place of a damaged file, unless it is gone by now.

        Args:
            path: Where.
            data: Its bytes.
            anew: It is known to be gone, and something current names it.

        Raises:
            RepositoryUnwritable: The disk refused.
        """
        with self._alone():
            wanted = anew or path.exists()
            write_all(self._disk, [(path, data)] if wanted else [])

    def remove(self, files: Iterable[Path]) -> None:
        """Remove files that nothing current names.

        Raises:
            RepositoryUnwritable: The disk refused.
        """
        with self._alone():
            for path in files:
                self._disk.remove(path)

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
        for role, metadata in self.bins(state):
            if _is_near(metadata.signed, self._lifetimes.bins_days, now):
                yield role, self._risen(metadata, now)

    def _risen(self, metadata: Metadata[Targets], now: datetime) -> Metadata[Targets]:
        metadata.signed.version += 1
        metadata.signed.expires = expiry(now, self._lifetimes.bins_days)
        return metadata

    def _write_targets(self, targets: Mapping[str, bytes]) -> None:
        files = [(self.target_path(n, sha256_hex(d)), d) for n, d in targets.items()]
        with _refusals():
            write_all(self._disk, files)

    def _write(
        self,
        state: State,
        bins: Mapping[str, Metadata[Targets]],
        now: datetime,
        parts: Mapping[str, Metadata[Any]] = MappingProxyType({}),
    ) -> None:
        """Write bins and snapshot, then, as the act that counts, the timestamp.

        Raises:
            KeyNotNamed: The centre lacks an everyday key that the state names.
        """
        signers = self._signers_for(state)
        snapshot, timestamp = state.snapshot.signed, state.timestamp.signed
        delegated = {role: one for role, one in parts.items() if role != Root.type}
        for role, metadata in {**bins, **delegated}.items():
            snapshot.meta[f"{role}.json"] = meta_of(metadata.signed.version)
        snapshot.version += 1
        snapshot.expires = expiry(now, self._lifetimes.snapshot_days)
        timestamp.version += 1
        timestamp.expires = expiry(now, self._lifetimes.timestamp_days)
        timestamp.snapshot_meta = meta_of(snapshot.version)
        files = [
            (self._numbered(role, one), sign(one, [signers.bins]))
            for role, one in bins.items()
        ]
        files += [(self._numbered(r, one), packed(one)) for r, one in delegated.items()]
        signed_snapshot = sign(state.snapshot, [signers.snapshot])
        files.append((self._numbered(Snapshot.type, state.snapshot), signed_snapshot))
        roots = [one for role, one in parts.items() if role == Root.type]
        last = [(self._numbered(Root.type, one), packed(one)) for one in roots]
        signed_timestamp = sign(state.timestamp, [signers.timestamp])
        last.append((self.metadata_folder / "timestamp.json", signed_timestamp))
        with _refusals():
            write_all(self._disk, files)
            write_all(self._disk, last)

    def _numbered(self, role: str, metadata: Metadata[Any]) -> Path:
        return self.metadata_folder / f"{metadata.signed.version}.{role}.json"

    def _signers_for(self, state: State) -> OnlineSigners:
        """Return the keys that the state names, read again if they were changed.

        Raises:
            KeyNotNamed: The centre lacks one of them.
        """
        wanted = state.wanted
        if self._reread is not None and self._signers.unnamed(wanted):
            self._signers = self._reread(wanted)
        for role in self._signers.unnamed(wanted):
            raise KeyNotNamed(role)
        return self._signers

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other threads and other processes out of a publication."""
        with self._lock, _refusals(), (self.folder / ".lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _is_near(signed: Timestamp | Snapshot | Targets, days: int, now: datetime) -> bool:
    return signed.expires - now < (expiry(now, days) - now) / _RENEW_AT


def _raise(signed: Targets | Snapshot | Timestamp, version: int) -> None:
    """Let the next version be at least this one."""
    signed.version = max(signed.version, version - 1)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RepositoryUnwritable(words_of(error)) from error
