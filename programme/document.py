"""Give every document of the contract its base: frozen, exact, canonical.

Nothing here knows a particular document.
"""

from datetime import UTC, datetime, timedelta
from typing import Annotated, ClassVar, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    PlainSerializer,
    StringConstraints,
    ValidationError,
)

from programme.canonical import canonical_bytes, canonical_value, sha256_hex
from programme.errors import DigestMismatch, DocumentMalformed

_EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
_LATEST = datetime(9000, 1, 1, tzinfo=UTC)
"""Within these every instant has a local date and four digits of a year, everywhere."""


def _utc(value: datetime) -> datetime:
    if value.utcoffset() != timedelta(0):
        msg = "an instant must be aware and in UTC"
        raise ValueError(msg)
    if not _EARLIEST <= value < _LATEST:
        msg = "时间不合理，请核对年份"
        raise ValueError(msg)
    return value


def _instant_text(value: datetime) -> str:
    return value.strftime("%Y-%m-%dT%H:%M:%S.") + f"{value.microsecond // 1000:03d}Z"


def to_millisecond(at: datetime) -> datetime:
    """Return an instant as a document says it: whole milliseconds, the rest cut off."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 as 64 lower-case hexadecimal digits."""

Base64Url = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]*$")]
"""Bytes as base64url without padding (RFC 4648 section 5)."""

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}$")]
"""A name that programs use; ids of units and groups begin with the county's code."""

Instant = Annotated[
    datetime, AfterValidator(_utc), PlainSerializer(_instant_text, when_used="json")
]
"""An aware UTC instant, written with milliseconds: 2026-11-23T07:42:00.000Z."""


class Document(BaseModel):
    """Be a frozen value with one canonical JSON form; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="base64")

    kind_name: ClassVar[str] = "document"
    """What the document is called in errors."""

    def canonical(self) -> bytes:
        """Return the canonical JSON bytes; these are what is signed and named."""
        return canonical_bytes(self.model_dump(mode="json"))

    def digest(self) -> str:
        """Return the SHA-256 of the canonical bytes."""
        return sha256_hex(self.canonical())

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Return the document of canonical bytes.

        Raises:
            DocumentMalformed: Not canonical JSON, or not this kind of document.
        """
        canonical_value(data)
        try:
            return cls.model_validate_json(data)
        except ValidationError as error:
            place = error.errors()[0]
            reason = f"{'.'.join(str(part) for part in place['loc'])} {place['msg']}"
            raise DocumentMalformed(cls.kind_name, reason) from error

    @classmethod
    def parse_named(cls, data: bytes, sha256: str) -> Self:
        """Return the document of bytes that were named by their SHA-256.

        Raises:
            DigestMismatch: The bytes are not the ones that were named.
            DocumentMalformed: Not canonical JSON, or not this kind of document.
        """
        found = sha256_hex(data)
        if found != sha256:
            raise DigestMismatch(named=sha256, found=found)
        return cls.parse(data)


class GrowingDocument(Document):
    """Be a word between programs of which one may be newer; it is only reported.

    What this version does not know is kept as it is and decides nothing. So the
    canonical bytes are those that were signed, by whichever version they are written.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, JsonValue] = Field(init=False)
