"""Make, sign and read single TUF metadata files; it knows no order of writing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from securesystemslib.exceptions import StorageError
from securesystemslib.signer import CryptoSigner
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import (
    Delegations,
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    SuccinctRoles,
    Targets,
    Timestamp,
)
from tuf.api.serialization.json import JSONSerializer

from publishing.release.errors import RepositoryDamaged
from publishing.release.keyring import OnlineSigners

BIN_BITS = 6
"""64 bins: an idle poll is 369 bytes, another group's change about 700 compressed."""
BIN_PREFIX = "bin"

SignedT = TypeVar("SignedT", Root, Snapshot, Targets, Timestamp)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifetimes:
    """Say for how long each role's word is good; units are days."""

    root_days: int = 3650
    targets_days: int = 3650
    people_days: int = 400
    """Short, for a thief of everyday keys could hold back a newer list so long."""
    bins_days: int = 365
    snapshot_days: int = 30
    timestamp_days: int = 7


def sign(metadata: Metadata[SignedT], signers: Iterable[CryptoSigner]) -> bytes:
    """Sign metadata and return its compact bytes."""
    metadata.signatures.clear()
    for signer in signers:
        metadata.sign(signer, append=True)
    return packed(metadata)


def packed(metadata: Metadata[SignedT]) -> bytes:
    """Return the compact bytes of metadata that are signed already."""
    return metadata.to_bytes(JSONSerializer(compact=True))


def read(folder: Path, name: str, kind: type[SignedT]) -> Metadata[SignedT]:
    """Return the metadata of a file.

    Raises:
        RepositoryDamaged: Not there, not metadata, or metadata of another role.
    """
    try:
        metadata = Metadata[SignedT].from_file(str(folder / name))
    except (OSError, StorageError, RepositoryError) as error:
        raise RepositoryDamaged(name, type(error).__name__) from error
    if not isinstance(metadata.signed, kind):
        raise RepositoryDamaged(name, metadata.signed.type)
    return metadata


def expiry(now: datetime, days: int) -> datetime:
    """Return an instant in whole seconds, which is all that metadata hold."""
    return now.replace(microsecond=0) + timedelta(days=days)


def new_root(
    now: datetime,
    *,
    root_signers: Iterable[CryptoSigner],
    targets_signer: CryptoSigner,
    online: OnlineSigners,
    lifetimes: Lifetimes,
) -> Metadata[Root]:
    """Return version 1 of the root: who may sign what; any one root key suffices."""
    root = Root(expires=expiry(now, lifetimes.root_days), consistent_snapshot=True)
    for signer in root_signers:
        root.add_key(signer.public_key, Root.type)
    root.add_key(targets_signer.public_key, Targets.type)
    root.add_key(online.snapshot.public_key, Snapshot.type)
    root.add_key(online.timestamp.public_key, Timestamp.type)
    return Metadata(root)


def new_targets(
    now: datetime, *, online: OnlineSigners, lifetimes: Lifetimes
) -> Metadata[Targets]:
    """Return the targets role of old, which only hands every name on to its bin."""
    key = online.bins.public_key
    bins = SuccinctRoles([key.keyid], 1, BIN_BITS, BIN_PREFIX)
    targets = Targets(expires=expiry(now, lifetimes.targets_days))
    targets.delegations = Delegations({key.keyid: key}, None, bins)
    return Metadata(targets)


def new_bin(now: datetime, lifetimes: Lifetimes) -> Metadata[Targets]:
    """Return an empty bin."""
    return Metadata(Targets(expires=expiry(now, lifetimes.bins_days)))


def versions_of(snapshot: Snapshot) -> dict[str, int]:
    """Return the version of each role that a snapshot names."""
    return {
        name.removesuffix(".json"): meta.version for name, meta in snapshot.meta.items()
    }


def meta_of(version: int) -> MetaFile:
    """Return how a snapshot or timestamp names a version."""
    return MetaFile(version)
