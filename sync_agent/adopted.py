"""Hold what the agent has adopted: digests that name all that may be shown.

It is a value; `sync_agent.store` reads it and the agent's sync writes it.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from programme.canonical import canonical_bytes, sha256_hex
from programme.document import Document, Identifier, Instant, Sha256
from programme.errors import DigestMismatch
from programme.override import Override, Stop
from programme.programme import Entry, Programme, SignedWithdrawal


def _is_empty(value: tuple[object, ...]) -> bool:
    return not value


def _is_none(value: object) -> bool:
    return value is None


class Refusal(Document):
    """Say which disclosure is not shown and why; the rest is."""

    disclosure: Identifier
    code: str
    """For programs."""
    reason: str
    """For people, in plain Chinese."""


class Named(Document):
    """Name one signed document by digest and version."""

    sha256: Sha256
    version: Annotated[int, Field(ge=1)]


class PastRecall(Document):
    """Be a withdrawal that was found valid here; its programme may be long gone."""

    disclosure: Identifier
    manifest: Sha256
    withdrawn_at: Instant
    approved_at: Instant | None
    """When the version that was taken down had been approved; None: it never came."""


class Adopted(Document):
    """Be the one set of documents that is shown from now on."""

    kind_name: ClassVar[str] = "当前节目"

    format: Literal["mingbai.adopted/1"] = "mingbai.adopted/1"
    group: Identifier
    adopted_at: Instant
    programme: Named
    people: Named
    directory: Named | None
    progress: Named | None
    online_keys: Sha256 | None = Field(default=None, exclude_if=_is_none)
    """Names the everyday keys that the centre's root named then: after a change of
    them versions may begin lower, for a thief may have driven them up."""
    kept: tuple[Entry, ...]
    """Missing from the programme without a signed withdrawal: they go on showing."""
    withdrawn: tuple[Identifier, ...]
    """Not shown, because a signed withdrawal that the programme carries says so."""
    taken_down: tuple[Identifier, ...]
    """Those of them that were shown until this adoption."""
    early_withdrawals: tuple[SignedWithdrawal, ...] = Field(
        default=(), exclude_if=_is_empty
    )
    """Of a newer programme of which nothing else has arrived yet: recalls go first."""
    refused: tuple[Refusal, ...]
    override_refused: bool = False
    """An emergency notice's approvals do not hold; it is not shown."""
    dropped_orders: tuple[Identifier, ...] = Field(default=(), exclude_if=_is_empty)
    """Emergency notices and stops that do not hold, or that a signed end ended."""
    kept_overrides: tuple[Override, ...] = Field(default=(), exclude_if=_is_empty)
    kept_stops: tuple[Stop, ...] = Field(default=(), exclude_if=_is_empty)
    """Missing from the programme without a signed end: they go on until theirs."""
    past_recalls: tuple[PastRecall, ...] = Field(default=(), exclude_if=_is_empty)
    """What was withdrawn here; it is not shown again unless it is approved anew."""


def with_early_recalls(adopted: Adopted, programme: Programme) -> Programme:
    """Return a programme that carries the recalls which came before its successor."""
    if not adopted.early_withdrawals:
        return programme
    every = (*programme.withdrawals, *adopted.early_withdrawals)
    return programme.model_copy(update={"withdrawals": every})


class Pointer(Document):
    """Be the file `adopted.json`: it names its own bytes, so that a flip is seen."""

    kind_name: ClassVar[str] = "当前节目"

    format: Literal["mingbai.pointer/1"] = "mingbai.pointer/1"
    sha256: Sha256
    adopted: Adopted


def pointer_bytes(adopted: Adopted) -> bytes:
    """Return the bytes of the file that names what is adopted."""
    value = adopted.model_dump(mode="json")
    sha256 = sha256_hex(canonical_bytes(value))
    return Pointer(sha256=sha256, adopted=adopted).canonical()


def adopted_of(data: bytes) -> Adopted:
    """Return what a pointer file names.

    Raises:
        DocumentMalformed: The bytes are no pointer.
        DigestMismatch: They were changed after they were written.
    """
    pointer = Pointer.parse(data)
    found = pointer.adopted.digest()
    if found != pointer.sha256:
        raise DigestMismatch(named=pointer.sha256, found=found)
    return pointer.adopted
