"""Take a certificate's file apart, as far as it is whole and signed; judge no claim.

Whatever is opened here is exactly what the county's log key signed, byte for byte.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from programme.approval import People
from programme.bundle import BundleMalformed, pack, unpack
from programme.calendar_slice import CalendarSlice
from programme.canonical import sha256_hex
from programme.certificate import (
    CALENDAR,
    CERTIFICATE,
    MANIFEST,
    PEOPLE,
    PURPOSE,
    Certificate,
    Member,
    batch_name,
)
from programme.checkpoint import LogKey
from programme.envelope import Envelope, seal, unseal
from programme.errors import SignatureRefused
from programme.keys import SigningKey, from_base64url
from programme.leaves import BatchLeaf
from programme.manifest import Manifest

_MOST_BYTES = 8 * 1024 * 1024
"""More than a batch that a centre lets in can unpack to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Be a certificate with the files that it names, each with the digest it names."""

    certificate: Certificate
    key: LogKey
    manifest: Manifest
    people: People
    calendar: CalendarSlice
    members: Mapping[str, bytes]

    def envelope(self, place: int) -> bytes:
        """Return the signed bytes of the batch of a leaf, as a device sent them.

        Raises:
            BundleMalformed: They are packed wrongly, or too large.
        """
        body = self.members.get(batch_name(place), b"")
        unpacking = zlib.decompressobj()
        try:
            envelope = unpacking.decompress(body, _MOST_BYTES)
        except zlib.error as error:
            raise BundleMalformed("有一批记录解不开") from error
        if not unpacking.eof or unpacking.unused_data:
            raise BundleMalformed("有一批记录解不开")
        return envelope


def seal_bundle(
    certificate: Certificate, members: Mapping[str, bytes], key: SigningKey
) -> bytes:
    """Return the file of a certificate with the members that it names."""
    sealed = seal(certificate, PURPOSE, key).canonical()
    return pack({**members, CERTIFICATE: sealed})


def members_of(members: Mapping[str, bytes]) -> tuple[Member, ...]:
    """Return what a certificate says of the files beside it."""
    return tuple(
        Member(name=name, sha256=sha256_hex(body), length=len(body))
        for name, body in sorted(members.items())
    )


def open_bundle(data: bytes) -> Opened:
    """Return a certificate whose file is whole and signed by the key that it names.

    Whether that key is the county's, whoever knows the county's key must say.

    Raises:
        ContractError: The file was changed, cut or put together, or the signature is
            not by the key that the certificate names.
    """
    members = unpack(data)
    envelope = Envelope.parse(members.pop(CERTIFICATE, b""))
    claimed = Certificate.parse(_payload(envelope))
    key = LogKey.parse(claimed.key)
    certificate = unseal(envelope, Certificate, PURPOSE, key.public)
    if members_of(members) != certificate.members:
        raise BundleMalformed("里面的文件和证明上写的不一样")
    wanted = {MANIFEST, PEOPLE, CALENDAR} | {
        batch_name(one.place)
        for one in certificate.leaves
        if isinstance(one.leaf, BatchLeaf)
    }
    if members.keys() != wanted:
        raise BundleMalformed("里面的文件多了或者少了")
    return Opened(
        certificate=certificate,
        key=key,
        manifest=Manifest.parse_named(members[MANIFEST], certificate.manifest),
        people=People.parse(members[PEOPLE]),
        calendar=CalendarSlice.parse(members[CALENDAR]),
        members=members,
    )


def _payload(envelope: Envelope) -> bytes:
    try:
        return from_base64url(envelope.payload)
    except ValueError as error:
        raise SignatureRefused("信封里的字节写法不对") from error
