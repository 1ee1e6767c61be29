"""Issue certificates that the product never does."""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.x509.oid import NameOID

from publishing.release.authority import Certified


def other_kind_of_server(authority: Certified, now: datetime) -> bytes:
    """Return a certificate (PEM) of the authority over an Ed25519 key."""
    issuer = x509.load_pem_x509_certificate(authority.certificate)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    key = load_pem_private_key(authority.private_key, password=None)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.subject)
        .public_key(Ed25519PrivateKey.generate().public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now.replace(microsecond=0))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, SHA256())  # type: ignore[arg-type]
    )
    return made.public_bytes(Encoding.PEM)
