"""Sign and verify behind one small interface: Ed25519 and SHA-256 today.

Keys lie elsewhere: this module only handles bytes. Another algorithm comes in here
and nowhere else.
"""

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from programme.canonical import sha256_hex
from programme.errors import SignatureRefused


class SigningKey:
    """Hold a private Ed25519 key in memory."""

    def __init__(self, raw: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(raw)

    @classmethod
    def generate(cls) -> "SigningKey":
        """Make a new key."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def raw(self) -> bytes:
        """Return the 32 secret bytes; only a key store asks for them."""
        return self._key.private_bytes_raw()

    @property
    def public(self) -> str:
        """Return the public key as base64url."""
        return to_base64url(self._key.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> str:
        """Return the signature over a message as base64url."""
        return to_base64url(self._key.sign(message))


def verify(*, public: str, signature: str, message: bytes) -> None:
    """Return only if a signature over a message is good.

    Raises:
        SignatureRefused: The key is no key, or the signature is not by it.
    """
    try:
        key = Ed25519PublicKey.from_public_bytes(from_base64url(public))
    except ValueError as error:
        raise SignatureRefused("公钥不是公钥") from error
    try:
        key.verify(from_base64url(signature), message)
    except (InvalidSignature, ValueError) as error:
        raise SignatureRefused("签名与内容不符") from error


def key_id(public: str) -> str:
    """Return the name of a public key: the SHA-256 of its raw bytes."""
    return sha256_hex(from_base64url(public))


def to_base64url(data: bytes) -> str:
    """Return bytes as base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """Return the bytes of base64url without padding.

    Raises:
        ValueError: Not base64url, or not the one way to write these bytes.
    """
    try:
        data = base64.b64decode(
            text + "=" * (-len(text) % 4), altchars=b"-_", validate=True
        )
    except (binascii.Error, ValueError) as error:
        msg = "not base64url"
        raise ValueError(msg) from error
    if to_base64url(data) != text:
        msg = "not the shortest base64url"
        raise ValueError(msg)
    return data
