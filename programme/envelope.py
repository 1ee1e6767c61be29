"""Carry canonical bytes with one signature: how a device speaks to the centre."""

from typing import Annotated, ClassVar, Literal, TypeVar

from pydantic import StringConstraints

from programme.document import Base64Url, Document, Sha256
from programme.errors import SignatureRefused
from programme.keys import SigningKey, from_base64url, key_id, to_base64url, verify

Said = TypeVar("Said", bound=Document)
Purpose = Annotated[str, StringConstraints(pattern=r"^mingbai\.[a-z.-]+/[0-9]+$")]


class Envelope(Document):
    """Be signed bytes: the signature covers the purpose and the payload."""

    kind_name: ClassVar[str] = "信封"

    format: Literal["mingbai.envelope/1"] = "mingbai.envelope/1"
    purpose: Purpose
    """The format of what is inside, so that no word can be taken for another."""
    payload: Base64Url
    key: Sha256
    signature: Base64Url


def seal(document: Document, purpose: str, key: SigningKey) -> Envelope:
    """Return a document's canonical bytes, signed."""
    payload = document.canonical()
    return Envelope(
        purpose=purpose,
        payload=to_base64url(payload),
        key=key_id(key.public),
        signature=key.sign(_statement(purpose, payload)),
    )


def unseal(envelope: Envelope, kind: type[Said], purpose: str, public: str) -> Said:
    """Return the document of an envelope that this public key signed.

    Raises:
        SignatureRefused: Another purpose, another key or a bad signature.
        DocumentMalformed: Good signature, but not this kind of document.
    """
    if envelope.purpose != purpose:
        raise SignatureRefused("信封里是别的东西")
    if envelope.key != key_id(public):
        raise SignatureRefused("不是这台设备的钥匙")
    try:
        payload = from_base64url(envelope.payload)
    except ValueError as error:
        raise SignatureRefused("信封里的字节写法不对") from error
    verify(
        public=public,
        signature=envelope.signature,
        message=_statement(purpose, payload),
    )
    return kind.parse(payload)


def _statement(purpose: str, payload: bytes) -> bytes:
    return purpose.encode() + b"\n" + payload
