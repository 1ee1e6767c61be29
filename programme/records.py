"""Hold what a device records: what was painted, adopted, taken down, lost.

Records are chained: each is named by a number and the digest of the one before, one
chain per writer. The chain's arithmetic is in `programme.chain`.
"""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from programme.document import Document, Identifier, Instant, Sha256
from programme.glass import (
    Capture,
    CaptureFailed,
    GlassCheck,
    GlassStarted,
    KnownVersion,
    View,
)
from programme.questions import QuestionLeft
from programme.visit_counts import VisitCounts
from programme.witness import KeptCheckpoint

_MOST_PAGES = 10_000
_LONGEST_MS = 10**11
"""Three years: sums of such spans stay within what a database can add up."""
_LONGEST_S = 10**8
_LARGEST = 2**53 - 1


def _is_unset(value: object) -> bool:
    return value is None


Version = Annotated[int, Field(ge=1, le=_LARGEST)]
PageNumber = Annotated[int, Field(ge=1, le=_MOST_PAGES)]


class EndReason(StrEnum):
    """Say why an interval of painting ended."""

    TURN_OVER = "turn_over"
    """The slide had its time."""
    REPLACED = "replaced"
    """Another plan took effect."""
    RECALLED = "recalled"
    OVERRIDDEN = "overridden"
    """An emergency notice silenced the loop."""
    STOPPED = "stopped"
    """An order sent the screen to the default page."""
    HIDDEN = "hidden"
    """The page was not visible any more."""
    STOOD_STILL = "stood_still"
    """No frame for five seconds; the interval ends at the last good frame."""
    CLOSED = "closed"
    """The page went away in good order."""
    CLOCK_STEPPED = "clock_stepped"
    """The clock was set, or the machine slept: ended at the last good frame."""
    CONTINUED = "continued"
    """It goes on in the next record; nothing left the glass."""
    WRONG_PIXELS = "wrong_pixels"
    """Read back, it was not what was signed: no exposure."""
    COVERED = "covered"
    """Something lay over it: no exposure."""


NOT_SEEN = frozenset(
    {
        EndReason.HIDDEN,
        EndReason.STOOD_STILL,
        EndReason.WRONG_PIXELS,
        EndReason.COVERED,
    }
)
"""An interval that ended so is no exposure, however long it was."""
NOTHING_SEEN = frozenset({EndReason.WRONG_PIXELS, EndReason.COVERED})
"""Of an interval that ended so not even the minutes count."""


class PlayRecord(Document):
    """Be proof that one slide was decoded and painted while visible."""

    kind: Literal["play"] = "play"
    disclosure: Identifier
    manifest: Sha256
    page: Sha256
    """The page image's file."""
    page_number: PageNumber
    pages: PageNumber
    from_at: Instant
    to_at: Instant
    monotonic_ms: Annotated[int, Field(ge=0, le=_LONGEST_MS)]
    """The interval by the page's monotonic clock."""
    dwell_s: Annotated[int, Field(ge=1, le=_LONGEST_S)]
    """How long the slide was to stand."""
    reason: EndReason
    programme_version: Version
    clock_sure: bool = True


class PlainShown(Document):
    """Say how long a page without any disclosure stood on the glass."""

    kind: Literal["plain_shown"] = "plain_shown"
    view: View
    """The default page, or a notice such as the enrolment code."""
    from_at: Instant
    to_at: Instant
    monotonic_ms: Annotated[int, Field(ge=0, le=_LONGEST_MS)]
    reason: EndReason
    programme_version: KnownVersion
    clock_sure: bool = True


class SlideFault(Document):
    """Say that a page image could not be shown and was skipped (F32)."""

    kind: Literal["slide_fault"] = "slide_fault"
    disclosure: Identifier
    page: Sha256
    reason: Literal["undecodable", "missing", "too_large", "wrong_pixels"]
    at: Instant


class AdoptionReceipt(Document):
    """Say that a programme is the one shown from now on, and what it took down."""

    kind: Literal["adopted"] = "adopted"
    programme_version: Version
    programme: Sha256
    at: Instant
    withdrawn: tuple[Identifier, ...]
    """Disclosures that were shown before and have a signed withdrawal: the receipt."""
    vanished: tuple[Identifier, ...]
    """Disclosures missing without a withdrawal: they go on showing, with an alarm."""
    refused: tuple[Identifier, ...]
    """Disclosures whose approvals or audience do not hold."""


class GoneReceipt(Document):
    """Say that a withdrawn disclosure has left the glass."""

    kind: Literal["gone"] = "gone"
    disclosure: Identifier
    at: Instant


class ErasureReceipt(Document):
    """Say that nothing of a disclosure is on this device's disk any more (REQ-22)."""

    kind: Literal["erased"] = "erased"
    disclosure: Identifier
    manifest: Sha256
    at: Instant


class ServicePresence(Document):
    """Say that a kiosk was in service and listed these disclosures."""

    kind: Literal["presence"] = "presence"
    from_at: Instant
    to_at: Instant
    programme_version: Version
    disclosures: tuple[Identifier, ...]
    monotonic_ms: Annotated[int, Field(ge=0, le=_LONGEST_MS)] | None = Field(
        default=None, exclude_if=_is_unset
    )
    """The interval by the clock that nobody sets. It travels only where the clock is in
    doubt; records from before presences said it have none (decision 0035)."""
    clock_sure: bool = Field(default=True, exclude_if=bool)
    """It travels only where it is false."""


class OverrideShown(Document):
    """Be proof that an emergency notice was painted; it counts for no disclosure."""

    kind: Literal["override_shown"] = "override_shown"
    override: Identifier
    from_at: Instant
    to_at: Instant
    monotonic_ms: Annotated[int, Field(ge=0, le=_LONGEST_MS)]
    reason: EndReason
    programme_version: Version
    clock_sure: bool = True


class GapRecord(Document):
    """Say that numbers of this chain are lost, and why; the chain goes on after it."""

    kind: Literal["gap"] = "gap"
    first_lost: Annotated[int, Field(ge=1, le=_LARGEST)]
    last_lost: Annotated[int, Field(ge=0, le=_LARGEST)]
    """Below `first_lost`: nobody knows how many follow it."""
    reason: Literal["damaged", "rebuilt", "disk_full", "restored"]
    """Restored: a centre that was restored from a backup lacks them, and so does the
    device; what follows was numbered anew after this record."""
    at: Instant
    of_writer: Identifier | None = Field(default=None, exclude_if=_is_unset)
    """Whose numbers they are, where this chain took over from another that is lost;
    left out where they are this chain's own."""


class HeldInMemory(Document):
    """Say that the records after this one waited in memory, for the disk refused (F8).

    They were made as they say and stored later: what was held when the program died is
    lost, and a chain without this record was on the disk all along.
    """

    kind: Literal["held"] = "held"
    count: Annotated[int, Field(ge=1, le=_LARGEST)]
    """How many waited when the disk took records again."""
    problem: Literal["full", "read_only", "failing"]
    """What the disk said first."""
    since_at: Instant
    at: Instant
    """When the disk took records again."""
    waited_ms: Annotated[int, Field(ge=0, le=_LONGEST_MS)]
    """From the one to the other by the clock that nobody sets."""


class LongAlone(Document):
    """Say that a device had not heard the centre for longer than it may.

    From then on it shows only what is mandated, by a programme as old as that; what it
    recorded since then is marked by this, until the centre has the chain.
    """

    kind: Literal["long_alone"] = "long_alone"
    heard_at: Instant | None
    """When the centre was last heard; None: not since its programme was adopted."""
    from_at: Instant
    """From when on that was too long ago."""
    at: Instant


Record = Annotated[
    PlayRecord
    | PlainShown
    | SlideFault
    | GlassCheck
    | Capture
    | CaptureFailed
    | GlassStarted
    | AdoptionReceipt
    | GoneReceipt
    | ErasureReceipt
    | ServicePresence
    | OverrideShown
    | GapRecord
    | HeldInMemory
    | LongAlone
    | KeptCheckpoint
    | QuestionLeft
    | VisitCounts,
    Field(discriminator="kind"),
]


class ChainedRecord(Document):
    """Be one record with its place in its writer's chain."""

    number: Annotated[int, Field(ge=1, le=_LARGEST)]
    previous: Sha256
    record: Record


class Batch(Document):
    """Be a run of one writer's chain, as the agent signs and delivers it."""

    kind_name: ClassVar[str] = "记录批"

    format: Literal["mingbai.batch/1"] = "mingbai.batch/1"
    device: Identifier
    writer: Identifier
    """Which program wrote the chain: player, kiosk, agent; a new outbox, a new name."""
    records: Annotated[tuple[ChainedRecord, ...], Field(min_length=1, max_length=500)]


class BatchReceipt(Document):
    """Say up to which number the centre has stored a writer's chain."""

    format: Literal["mingbai.batch-receipt/1"] = "mingbai.batch-receipt/1"
    device: Identifier
    writer: Identifier
    stored_to: Annotated[int, Field(ge=0)]
