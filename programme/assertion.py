"""Verify what a security key signed (W3C Web Authentication level 2, section 7.2).

One known key, no network: a device does it. The challenge is the SHA-256 of what is
signed; the user must have been present and verified.
"""

import json
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from programme.approval import PersonKey, WebauthnApproval
from programme.canonical import sha256_hex
from programme.errors import SignatureRefused
from programme.keys import from_base64url, to_base64url

_USER_PRESENT_AND_VERIFIED: Final = 0x05
_LEAST_LENGTH: Final = 37
"""Of authenticator data: hash of the relying party, flags, counter."""
PublicKey = EllipticCurvePublicKey | Ed25519PublicKey


def check_assertion(approval: WebauthnApproval, key: PersonKey) -> None:
    """Return only if a security key signed this very decision.

    Raises:
        SignatureRefused: It signed something else, for another site, without the
            person, or not at all.
    """
    authenticator = _bytes_of(approval.authenticator_data)
    client_data = _bytes_of(approval.client_data_json)
    _check_client_data(client_data, approval.statement())
    _check_authenticator(authenticator, key.relying_party)
    signed = authenticator + bytes.fromhex(sha256_hex(client_data))
    public, signature = public_key(key.public), _bytes_of(approval.signature)
    try:
        if isinstance(public, Ed25519PublicKey):
            public.verify(signature, signed)
        else:
            public.verify(signature, signed, ECDSA(SHA256()))
    except InvalidSignature as error:
        raise SignatureRefused("签名与内容不符") from error


def challenge_of(statement: bytes) -> str:
    """Return the challenge for a statement, as base64url."""
    return to_base64url(bytes.fromhex(sha256_hex(statement)))


def public_key(public: str) -> PublicKey:
    """Return the public key of a SubjectPublicKeyInfo: P-256 or Ed25519.

    Raises:
        SignatureRefused: It is none of the two.
    """
    try:
        found = load_der_public_key(_bytes_of(public))
    except (ValueError, UnsupportedAlgorithm) as error:
        raise SignatureRefused("公钥不是公钥") from error
    if isinstance(found, Ed25519PublicKey):
        return found
    if isinstance(found, EllipticCurvePublicKey) and isinstance(found.curve, SECP256R1):
        return found
    reason = "安全密钥的公钥不是 P-256，也不是 Ed25519"
    raise SignatureRefused(reason)


def _bytes_of(text: str) -> bytes:
    try:
        return from_base64url(text)
    except ValueError as error:
        raise SignatureRefused("安全密钥的字节写法不对") from error


def _check_client_data(client_data: bytes, statement: bytes) -> None:
    try:
        told = json.loads(client_data)
    except (ValueError, RecursionError) as error:
        reason = "安全密钥的说明不是 JSON"
        raise SignatureRefused(reason) from error
    wanted = {"type": "webauthn.get", "challenge": challenge_of(statement)}
    if not isinstance(told, dict) or any(
        told.get(name) != value for name, value in wanted.items()
    ):
        raise SignatureRefused("安全密钥签的不是这一份")
    if told.get("crossOrigin") is True:
        raise SignatureRefused("安全密钥是在别的网页里按的")


def _check_authenticator(authenticator: bytes, relying_party: str) -> None:
    if len(authenticator) < _LEAST_LENGTH:
        raise SignatureRefused("安全密钥的数据不全")
    if authenticator[:32].hex() != sha256_hex(relying_party.encode()):
        raise SignatureRefused("安全密钥属于别的网站")
    if authenticator[32] & _USER_PRESENT_AND_VERIFIED != _USER_PRESENT_AND_VERIFIED:
        raise SignatureRefused("安全密钥没有确认到本人")
