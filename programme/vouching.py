"""Vouch for a document by a certificate of the county's authority, and check it.

The keys are those of TLS (ECDSA P-256 with SHA-256); no line is opened here.
"""

from datetime import datetime
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from programme.document import Document
from programme.errors import SignatureRefused
from programme.keys import from_base64url, to_base64url
from programme.stick import Vouched

Said = TypeVar("Said", bound=Document)
_OTHER_KEY = "证书的密钥不是 P-256 的"
_ECDSA = ECDSA(SHA256())


def vouch(
    document: Document, purpose: str, *, certificate: bytes, private_key: bytes
) -> Vouched:
    """Return a document with the certificate and its holder's signature; both PEM.

    Raises:
        SignatureRefused: The key is no P-256 key.
    """
    try:
        key = load_pem_private_key(private_key, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SignatureRefused("证书的私钥读不懂") from error
    if not isinstance(key, EllipticCurvePrivateKey):
        raise SignatureRefused(_OTHER_KEY)
    payload = document.canonical()
    return Vouched(
        purpose=purpose,
        payload=to_base64url(payload),
        certificate=certificate.decode("ascii", "replace"),
        signature=to_base64url(key.sign(_statement(purpose, payload), _ECDSA)),
    )


def vouched(
    word: Vouched, kind: type[Said], purpose: str, *, authority: bytes, now: datetime
) -> Said:
    """Return the document that a certificate of this authority vouches for.

    Args:
        word: What was carried.
        kind: What is to be in it.
        purpose: What it is to be for.
        authority: One or more certificates, PEM: those that this machine trusts.
        now: The instant by this machine's clock.

    Raises:
        SignatureRefused: Another purpose, authority or signature, or not valid now.
        DocumentMalformed: Good signature, but not this kind of document.
    """
    if word.purpose != purpose:
        raise SignatureRefused("里面是别的东西")
    key = _trusted_key(word, authority, now)
    try:
        payload = from_base64url(word.payload)
        signature = from_base64url(word.signature)
        key.verify(signature, _statement(purpose, payload), _ECDSA)
    except (InvalidSignature, ValueError) as error:
        raise SignatureRefused("签名与内容不符") from error
    return kind.parse(payload)


def _trusted_key(
    word: Vouched, authority: bytes, now: datetime
) -> EllipticCurvePublicKey:
    """Return the key of a certificate that one of the authorities issued.

    Raises:
        SignatureRefused: None of them did, or one of the two is not valid now.
    """
    try:
        issuers = x509.load_pem_x509_certificates(authority)
        certificate = x509.load_pem_x509_certificate(word.certificate.encode())
        key = certificate.public_key()
    except (ValueError, UnsupportedAlgorithm) as error:
        raise SignatureRefused("证书读不懂") from error
    issuer = next((one for one in issuers if _issued(one, certificate)), None)
    if issuer is None:
        raise SignatureRefused("不是本县的证书")
    if not isinstance(key, EllipticCurvePublicKey):
        raise SignatureRefused(_OTHER_KEY)
    for one in (issuer, certificate):
        if not one.not_valid_before_utc <= now < one.not_valid_after_utc:
            raise SignatureRefused("证书不在有效期内，或者这台机器的时钟不准")
    return key


def _issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, ValueError, TypeError):
        return False
    # The authority's own certificate is issued by itself and vouches for nothing.
    return issuer != certificate


def _statement(purpose: str, payload: bytes) -> bytes:
    return purpose.encode() + b"\n" + payload
