"""Sign as a security key does: W3C Web Authentication level 2, ES256, one key."""

import json

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from programme.approval import Decision, WebauthnApproval
from programme.canonical import sha256_hex
from programme.keys import key_id, to_base64url

PRESENT_AND_VERIFIED = 0x05


class Authenticator:
    """Hold one P-256 key for one relying party."""

    def __init__(self, relying_party: str) -> None:
        self.relying_party = relying_party
        self._key = ec.generate_private_key(ec.SECP256R1())

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
        flags: int = PRESENT_AND_VERIFIED,
        ceremony: str = "webauthn.get",
        client_data: bytes | None = None,
        authenticator: bytes | None = None,
    ) -> WebauthnApproval:
        """Sign a decision; the keyword arguments make it go wrong in one place."""
        challenge = to_base64url(bytes.fromhex(sha256_hex(decision.canonical())))
        told = {"type": ceremony, "challenge": challenge, "origin": "https://x"}
        client_data = client_data or json.dumps(told).encode()
        if authenticator is None:
            party = bytes.fromhex(sha256_hex(self.relying_party.encode()))
            authenticator = party + bytes([flags]) + bytes(4)
        signed = authenticator + bytes.fromhex(sha256_hex(client_data))
        return WebauthnApproval(
            decision=decision,
            key=key_id(self.public),
            authenticator_data=to_base64url(authenticator),
            client_data_json=to_base64url(client_data),
            signature=to_base64url(self._key.sign(signed, ec.ECDSA(SHA256()))),
        )
