"""Seal a private key under a passphrase, and open it again; it keeps nothing.

argon2id makes the key, AES-256-GCM seals with it; whose key it is is sealed with it, so
that no row can be passed off as another's.
"""

import os
import threading

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from programme.document import Base64Url, Document
from programme.keys import from_base64url, to_base64url

_TIME_COST = 2
_MEMORY_KIB = 47_104
_KEY_BYTES, _SALT_BYTES, _NONCE_BYTES = 32, 16, 12
_SLOTS = threading.BoundedSemaphore(2)
"""At most two at once, so that the memory of the centre is not taken."""


class SealBroken(Exception):
    """Say that a passphrase does not open a seal, or that the seal is another's."""

    code = "seal_broken"

    def __init__(self) -> None:
        super().__init__("口令不对，钥匙没有打开。请再输一次。")


class Sealed(Document):
    """Be a sealed private key with all that opening it needs but the passphrase."""

    time_cost: int
    memory_kib: int
    salt: Base64Url
    nonce: Base64Url
    sealed: Base64Url


def seal(raw: bytes, passphrase: str, *, owner: str) -> Sealed:
    """Return a private key sealed under a passphrase."""
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    key = _stretched(passphrase, salt, _TIME_COST, _MEMORY_KIB)
    return Sealed(
        time_cost=_TIME_COST,
        memory_kib=_MEMORY_KIB,
        salt=to_base64url(salt),
        nonce=to_base64url(nonce),
        sealed=to_base64url(AESGCM(key).encrypt(nonce, raw, owner.encode())),
    )


def unseal(sealed: Sealed, passphrase: str, *, owner: str) -> bytes:
    """Return the private key.

    Raises:
        SealBroken: The passphrase does not open it, or it is another's.
    """
    salt, nonce = from_base64url(sealed.salt), from_base64url(sealed.nonce)
    key = _stretched(passphrase, salt, sealed.time_cost, sealed.memory_kib)
    try:
        data = from_base64url(sealed.sealed)
        return AESGCM(key).decrypt(nonce, data, owner.encode())
    except InvalidTag as error:
        raise SealBroken from error


def _stretched(passphrase: str, salt: bytes, time_cost: int, memory_kib: int) -> bytes:
    with _SLOTS:
        return hash_secret_raw(
            passphrase.encode(),
            salt,
            time_cost=time_cost,
            memory_cost=memory_kib,
            parallelism=1,
            hash_len=_KEY_BYTES,
            type=Type.ID,
        )
