"""Be the county's own certificate authority for TLS (ECDSA P-256); serve nothing."""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from publishing.release.errors import ReleaseError

AUTHORITY_DAYS = 3650
SERVER_DAYS = 397
"""The longest life that browsers accept of a server's certificate."""
_HOUR = timedelta(hours=1)


class AuthorityRefused(ReleaseError):
    """Say that the authority's key or certificate cannot be used."""

    code = "authority_refused"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"本县的证书密钥不能用（{reason}）。请把 offline 文件夹接回来再试。"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """Be a certificate with its private key, both as PEM."""

    certificate: bytes
    private_key: bytes


def make_authority(county: str, now: datetime) -> Certified:
    """Return a new authority that may sign servers' certificates and nothing else."""
    key = generate_private_key(SECP256R1())
    return _authority(_name(f"{county} mingbai CA"), key, now)


def lengthen_authority(authority: Certified, now: datetime) -> Certified:
    """Return the same authority with a certificate that lives on from now.

    Name and key stay, so servers' certificates hold by the former one and by this one:
    devices may be given it one by one, until the former one ends.

    Raises:
        AuthorityRefused: The authority's key or certificate cannot be used.
    """
    former, key = _read(authority)
    return _authority(former.subject, key, now)


def _authority(
    name: x509.Name, key: EllipticCurvePrivateKey, now: datetime
) -> Certified:
    builder = (
        _builder(name, name, key, now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
    )
    return _certified(builder.sign(key, SHA256()), key)


def make_server(authority: Certified, names: Sequence[str], now: datetime) -> Certified:
    """Return a server's certificate for these host names and addresses.

    Raises:
        AuthorityRefused: The authority's key or certificate cannot be used.
    """
    issuer, issuer_key = _read(authority)
    key = generate_private_key(SECP256R1())
    alternatives = x509.SubjectAlternativeName([_general_name(name) for name in names])
    builder = (
        _builder(_name(names[0]), issuer.subject, key, now, SERVER_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(alternatives, critical=False)
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
    )
    return _certified(builder.sign(issuer_key, SHA256()), key)


def names_of(certificate: bytes) -> tuple[str, ...]:
    """Return the host names and addresses that a certificate is good for."""
    found = x509.load_pem_x509_certificate(certificate)
    alternatives = found.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    hosts = alternatives.value.get_values_for_type(x509.DNSName)
    addresses = alternatives.value.get_values_for_type(x509.IPAddress)
    return (*hosts, *(str(address) for address in addresses))


def good_until(certificate: bytes) -> datetime:
    """Return when a certificate ends."""
    return x509.load_pem_x509_certificate(certificate).not_valid_after_utc


def _read(authority: Certified) -> tuple[x509.Certificate, EllipticCurvePrivateKey]:
    try:
        certificate = x509.load_pem_x509_certificate(authority.certificate)
        key = load_pem_private_key(authority.private_key, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise AuthorityRefused("内容读不懂") from error
    if not isinstance(key, EllipticCurvePrivateKey):
        reason = "不是 P-256 密钥"
        raise AuthorityRefused(reason)
    if key.public_key() != certificate.public_key():
        raise AuthorityRefused("密钥和证书不是一对")
    return certificate, key


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: EllipticCurvePrivateKey,
    now: datetime,
    days: int,
) -> x509.CertificateBuilder:
    start = now.replace(microsecond=0)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        # A device whose clock is a little behind must still get through.
        .not_valid_before(start - _HOUR)
        .not_valid_after(start + timedelta(days=days))
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:64])])


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _certified(
    certificate: x509.Certificate, key: EllipticCurvePrivateKey
) -> Certified:
    return Certified(
        certificate=certificate.public_bytes(Encoding.PEM),
        private_key=key.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        ),
    )
