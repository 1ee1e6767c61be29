"""Sign as a security key does: W3C Web Authentication level 2, ES256 or EdDSA."""

import json

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from programme.approval import Decision, WebauthnApproval, own_statement
from programme.canonical import sha256_hex
from programme.keys import key_id, to_base64url

PRESENT_AND_VERIFIED = 0x05


class Authenticator:
    """Hold one key for one relying party; P-256 unless another is handed in."""

    def __init__(
        self,
        relying_party: str,
        key: ec.EllipticCurvePrivateKey | Ed25519PrivateKey | None = None,
    ) -> None:
        self.relying_party = relying_party
        self._key = key or ec.generate_private_key(ec.SECP256R1())

    @property
    def public(self) -> str:
        """Return the DER SubjectPublicKeyInfo as base64url."""
        return to_base64url(
            self._key.public_key().public_bytes(
                Encoding.DER, PublicFormat.SubjectPublicKeyInfo
            )
        )

    def approve(
        self,
        decision: Decision,
        *,
        record: str | None = None,
        flags: int = PRESENT_AND_VERIFIED,
        ceremony: str = "webauthn.get",
        client_data: bytes | None = None,
        authenticator: bytes | None = None,
        **more: object,
    ) -> WebauthnApproval:
        """Sign a decision; the keyword arguments make it go wrong in one place."""
        statement = own_statement(decision, record)
        challenge = to_base64url(bytes.fromhex(sha256_hex(statement)))
        told = {"type": ceremony, "challenge": challenge, "origin": "https://x", **more}
        client_data = client_data or json.dumps(told).encode()
        if authenticator is None:
            party = bytes.fromhex(sha256_hex(self.relying_party.encode()))
            authenticator = party + bytes([flags]) + bytes(4)
        signed = authenticator + bytes.fromhex(sha256_hex(client_data))
        return WebauthnApproval(
            decision=decision,
            record=record,
            key=key_id(self.public),
            authenticator_data=to_base64url(authenticator),
            client_data_json=to_base64url(client_data),
            signature=to_base64url(self.raw_signature(signed)),
        )

    def registration(
        self,
        challenge: str,
        *,
        flags: int = PRESENT_AND_VERIFIED,
        ceremony: str = "webauthn.create",
    ) -> dict[str, str]:
        """Return what a browser says of this key when it is registered."""
        told = {"type": ceremony, "challenge": challenge, "origin": "https://x"}
        party = bytes.fromhex(sha256_hex(self.relying_party.encode()))
        return {
            "credential": to_base64url(b"credential of " + self.public.encode()[-9:]),
            "public": self.public,
            "authenticator_data": to_base64url(party + bytes([flags]) + bytes(4)),
            "client_data_json": to_base64url(json.dumps(told).encode()),
        }

    def raw_signature(self, message: bytes) -> bytes:
        """Sign bytes as the key's algorithm does."""
        if isinstance(self._key, Ed25519PrivateKey):
            return self._key.sign(message)
        return self._key.sign(message, ec.ECDSA(SHA256()))
