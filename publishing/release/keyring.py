"""Keep Ed25519 keys in files that only their owner reads; it signs nothing.

Folders: `keys/` holds what the centre needs every day, `offline/` what is carried
away after the ceremony.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from securesystemslib.signer import CryptoSigner, SSlibKey

from programme.keys import SigningKey
from publishing.release.errors import KeysMissing, KeysPresent

ONLINE_ROLES = ("timestamp", "snapshot", "bins")
APPROVAL_KEY = "approval"
TIME_KEY = "time"
LOG_KEY = "log"
"""Signs how far the log of evidence has come; older counties add it later."""


_NEXT = ".next"
"""Added to the name of a key that no root names yet."""
Wanted = Mapping[str, frozenset[str]]
"""Ids of the everyday keys that count, by the name of their file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineSigners:
    """Hold the repository's everyday signers."""

    timestamp: CryptoSigner
    snapshot: CryptoSigner
    bins: CryptoSigner

    def unnamed(self, wanted: Wanted) -> tuple[str, ...]:
        """Return the roles whose key here is not one that counts."""
        held = {
            "timestamp": self.timestamp,
            "snapshot": self.snapshot,
            "bins": self.bins,
        }
        return tuple(
            role
            for role, signer in held.items()
            if signer.public_key.keyid not in wanted[role]
        )


def key_file(folder: Path, name: str) -> Path:
    """Return where the key of this name lies in a folder."""
    return folder / f"{name}.key"


def write_key(folder: Path, name: str) -> Ed25519PrivateKey:
    """Make a key and write its file, readable by its owner alone.

    Raises:
        KeysPresent: There is a file of this name.
    """
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write_secret(key_file(folder, name), pem)
    return key


def write_secret(path: Path, data: bytes) -> None:
    """Write a new file that only its owner reads.

    Raises:
        KeysPresent: There is a file of this name.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise KeysPresent(path.parent) from error
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def read_key(folder: Path, name: str) -> Ed25519PrivateKey:
    """Return a key from its file.

    Raises:
        KeysMissing: No such file, or not an Ed25519 key.
    """
    path = key_file(folder, name)
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeysMissing(path) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeysMissing(path)
    return key


def read_signing_key(folder: Path, name: str) -> SigningKey:
    """Return a key for documents of the contract.

    Raises:
        KeysMissing: No such file, or not an Ed25519 key.
    """
    return SigningKey(read_key(folder, name).private_bytes_raw())


def signer_of(key: Ed25519PrivateKey) -> CryptoSigner:
    """Return a key in the form that the repository's metadata want."""
    return CryptoSigner(key)


def public_of(signer: CryptoSigner) -> SSlibKey:
    """Return a signer's public key."""
    return signer.public_key


def read_online_signers(folder: Path, wanted: Wanted | None = None) -> OnlineSigners:
    """Return the everyday signers from their files.

    Args:
        folder: Where they lie.
        wanted: Which keys count; of a key and its successor the one that does is taken.

    Raises:
        KeysMissing: One of them is not there.
    """
    timestamp, snapshot, bins = (
        _signer(folder, role, frozenset() if wanted is None else wanted[role])
        for role in ONLINE_ROLES
    )
    return OnlineSigners(timestamp=timestamp, snapshot=snapshot, bins=bins)


def _signer(folder: Path, role: str, wanted: frozenset[str]) -> CryptoSigner:
    signer = signer_of(read_key(folder, role))
    if signer.public_key.keyid not in wanted and _next_file(folder, role).is_file():
        following = signer_of(read_key(folder, role + _NEXT))
        if following.public_key.keyid in wanted:
            return following
    return signer


def make_successor(folder: Path, role: str) -> SSlibKey:
    """Make the key that will take an everyday key's place, and return its public half.

    One that was made before and waits still is taken.

    Raises:
        KeysMissing: There is a file, but no key in it.
    """
    if not _next_file(folder, role).is_file():
        write_key(folder, role + _NEXT)
    return public_of(signer_of(read_key(folder, role + _NEXT)))


def settle_successors(folder: Path, wanted: Wanted) -> tuple[str, ...]:
    """Let each successor that counts take its place; the former key is destroyed.

    Raises:
        KeysMissing: There is a file, but no key in it.
    """
    settled = []
    for role in ONLINE_ROLES:
        successor = _next_file(folder, role)
        if not successor.is_file():
            continue
        key = public_of(signer_of(read_key(folder, role + _NEXT)))
        if key.keyid in wanted[role]:
            successor.replace(key_file(folder, role))
            settled.append(role)
    return tuple(settled)


def _next_file(folder: Path, role: str) -> Path:
    return key_file(folder, role + _NEXT)


def read_public(path: Path) -> SSlibKey:
    """Return the public key of a file that a holder handed in.

    Raises:
        KeysMissing: No such file, or not an Ed25519 public key.
    """
    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeysMissing(path) from error
    if not isinstance(key, Ed25519PublicKey):
        raise KeysMissing(path)
    return SSlibKey.from_crypto(key)


def write_public(path: Path, key: Ed25519PrivateKey) -> None:
    """Write the public half of a key, for everybody's eyes.

    Raises:
        KeysPresent: There is a file of this name.
    """
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    write_secret(path, pem)
    path.chmod(0o644)
