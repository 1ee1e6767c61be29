"""Seal words so that only one key opens them; whoever sealed them cannot (REQ-50).

A box is the public half of a key made for it alone (32 bytes) and the ciphertext:
X25519 (RFC 7748), HKDF-SHA256 over the shared secret with both public keys as salt
(RFC 5869), ChaCha20-Poly1305 (RFC 8439). The key seals one box, so its nonce is zero.
"""

from collections.abc import Iterable
from contextlib import suppress
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from programme.errors import ContractError
from programme.keys import from_base64url, to_base64url

_KEY_BYTES = 32
_NONCE = bytes(12)


class BoxRefused(ContractError):
    """Say that a box, or the key to seal it with, is not what it should be."""

    code = "box_refused"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"封好的留言打不开或封不上：{reason}。")


class OpeningKey:
    """Hold the private key that opens boxes, in memory."""

    def __init__(self, raw: bytes) -> None:
        self._key = X25519PrivateKey.from_private_bytes(raw)

    @classmethod
    def generate(cls) -> "OpeningKey":
        """Make a new key."""
        return cls(X25519PrivateKey.generate().private_bytes_raw())

    @property
    def raw(self) -> bytes:
        """Return the 32 secret bytes; only a key store asks for them."""
        return self._key.private_bytes_raw()

    @property
    def public(self) -> str:
        """Return the public key as base64url."""
        return to_base64url(self._key.public_key().public_bytes_raw())

    def open(self, box: str, purpose: str) -> bytes:
        """Return what was sealed for a purpose.

        Raises:
            BoxRefused: Damaged, sealed for another purpose, or to another key.
        """
        try:
            data = from_base64url(box)
            own, ciphertext = data[:_KEY_BYTES], data[_KEY_BYTES:]
            shared = self._key.exchange(X25519PublicKey.from_public_bytes(own))
            cipher = _cipher(shared, own + from_base64url(self.public), purpose)
            return cipher.decrypt(_NONCE, ciphertext, purpose.encode())
        except (InvalidTag, ValueError) as error:
            raise BoxRefused("内容损坏，或者不是封给这把钥匙的") from error


class Opener(Protocol):
    """Open boxes."""

    def open(self, box: str, purpose: str) -> bytes:
        """Return what was sealed for a purpose.

        Raises:
            BoxRefused: It was not sealed to a key of this opener, or is damaged.
        """
        ...


class OpeningKeys:
    """Hold several keys, the newest first: a box does not say which one opens it."""

    def __init__(self, keys: Iterable[OpeningKey]) -> None:
        self._keys = tuple(keys)

    def open(self, box: str, purpose: str) -> bytes:
        """Return what was sealed for a purpose to any of the keys.

        Raises:
            BoxRefused: Damaged, sealed for another purpose, or to no key that is kept.
        """
        for key in self._keys:
            with suppress(BoxRefused):
                return key.open(box, purpose)
        raise BoxRefused("内容损坏，或者封它的钥匙已经销毁")


def seal_box(words: bytes, *, public: str, purpose: str) -> str:
    """Return words sealed to a public key, as base64url.

    Raises:
        BoxRefused: The public key is no key.
    """
    own = X25519PrivateKey.generate()
    named = own.public_key().public_bytes_raw()
    try:
        theirs = from_base64url(public)
        shared = own.exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError as error:
        raise BoxRefused("公钥不是公钥") from error
    sealed = _cipher(shared, named + theirs, purpose).encrypt(
        _NONCE, words, purpose.encode()
    )
    return to_base64url(named + sealed)


def _cipher(shared: bytes, salt: bytes, purpose: str) -> ChaCha20Poly1305:
    derive = HKDF(algorithm=SHA256(), length=32, salt=salt, info=purpose.encode())
    return ChaCha20Poly1305(derive.derive(shared))
