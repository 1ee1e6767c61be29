"""Keep Ed25519 keys in files that only their owner reads; it signs nothing.

Folders: `keys/` holds what the centre needs every day, `offline/` what is carried
away after the ceremony.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from securesystemslib.signer import CryptoSigner, SSlibKey

from programme.keys import SigningKey
from publishing.release.errors import KeysMissing, KeysPresent

ONLINE_ROLES = ("timestamp", "snapshot", "bins")
APPROVAL_KEY = "approval"
TIME_KEY = "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineSigners:
    """Hold the repository's everyday signers."""

    timestamp: CryptoSigner
    snapshot: CryptoSigner
    bins: CryptoSigner


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


def read_online_signers(folder: Path) -> OnlineSigners:
    """Return the everyday signers from their files.

    Raises:
        KeysMissing: One of them is not there.
    """
    timestamp, snapshot, bins = (
        signer_of(read_key(folder, role)) for role in ONLINE_ROLES
    )
    return OnlineSigners(timestamp=timestamp, snapshot=snapshot, bins=bins)
