"""Hold the display certificate (公示证明): what is claimed, and what proves it.

The claims can be made again from the proofs (`programme.certificate_days`), and nothing
counts that cannot (`programme.certificate_check`). It verifies nothing itself.
"""

from datetime import date
from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from programme.approval import Approval
from programme.carriers import Carrier
from programme.document import Base64Url, Document, Identifier, Instant, Sha256
from programme.leaves import (
    CureLeaf,
    DeclinedLeaf,
    Leaf,
    LengtheningLeaf,
    PresenceLeaf,
    RulingLeaf,
)
from programme.printed_checkpoint import REPORT_PATTERN
from programme.programme import SignedWithdrawal
from programme.service_day import DayState
from programme.window import Window
from programme.witness import Bridge, Note

PURPOSE: Final = "mingbai.certificate/1"
CERTIFICATE, MANIFEST = "certificate.json", "manifest.json"
PEOPLE, CALENDAR = "people.json", "calendar.json"
SUFFIX: Final = ".mingbai"

Count = Annotated[int, Field(ge=0, le=2**53 - 1)]


def batch_name(place: int) -> str:
    """Return the name of the member with the batch of a leaf."""
    return f"batches/{place}.z"


class ProvenLeaf(Document):
    """Be a leaf with its place in the log."""

    place: Count
    leaf: Leaf


class Member(Document):
    """Be a file that lies beside the certificate in its bundle."""

    name: Annotated[str, Field(max_length=100)]
    sha256: Sha256
    """Of the bytes as they lie there."""
    length: Count


class GroupWindow(Document):
    """Be the window on one display group: as it was planned, and as it held."""

    group: Identifier
    name: str
    planned: Window
    held: Window
    removed_at: Instant | None


class DisplayShown(Document):
    """Be what one display showed on one day."""

    device: Identifier
    group: Identifier
    exposures: Count
    seconds: Count
    listed_seconds: Count
    """Of a kiosk: in service with the disclosure in its list."""
    uncertain_exposures: Count
    """Whose clock was in doubt."""


class DayClaim(Document):
    """Be one day that was due, what became of it, and by what."""

    day: date
    state: DayState
    carriers: tuple[Carrier, ...]
    """Primary carriers whose record vouches for the day."""
    shown: tuple[DisplayShown, ...]


class LostNumbers(Document):
    """Be records that a device lost and said so."""

    device: Identifier
    writer: Identifier
    first_lost: Count
    last_lost: Count
    reason: str
    at: Instant


class ShownDevice(Document):
    """Be a device whose records are in the certificate."""

    device: Identifier
    name: str
    group: Identifier
    key: Sha256
    """The fingerprint of its own key."""
    records: Count


def _is_empty(value: tuple[object, ...]) -> bool:
    return not value


class Claims(Document):
    """Be everything that a certificate claims; it follows from the proofs alone."""

    register_number: str
    published_at: Instant
    as_of: date
    """Days before this one are counted."""
    owed: int | None
    """Days that the signed rule demands; None: until it ends."""
    counted: Count
    short: Count
    uncertain: Count
    windows: tuple[GroupWindow, ...]
    changes: tuple[LengtheningLeaf, ...]
    cures: tuple[CureLeaf, ...]
    """Days that were added because others fell short."""
    rulings: tuple[RulingLeaf, ...]
    """What persons decided of days whose clocks were in doubt."""
    declined: tuple[DeclinedLeaf, ...] = Field(default=(), exclude_if=_is_empty)
    """Decisions that short days of a printed end are not made up for. It travels only
    where there is one: certificates from before have the same bytes."""
    presences: tuple[PresenceLeaf, ...]
    days: tuple[DayClaim, ...]
    devices: tuple[ShownDevice, ...]
    gaps: tuple[LostNumbers, ...]
    glass_right: Count
    """How often the picture on the glass was read back and was the signed one."""
    glass_wrong: Count
    captures: tuple[Sha256, ...]
    """Pictures of the whole glass that devices took."""


class ReportBridge(Document):
    """Be the checkpoint that a monthly report prints, with the growth since."""

    report: Annotated[str, Field(pattern=REPORT_PATTERN)]
    bridge: Bridge


class Certificate(Document):
    """Be what the centre signs: claims, leaves of the log, and how they are proven."""

    kind_name: ClassVar[str] = "公示证明"

    format: Literal["mingbai.certificate/1"] = "mingbai.certificate/1"
    issued_at: Instant
    disclosure: Identifier
    manifest: Sha256
    time_zone: str
    primary: tuple[Carrier, ...]
    """Carriers of which a record makes a day count; none: displays alone."""
    approvals: tuple[Approval, ...]
    withdrawal: SignedWithdrawal | None
    key: str
    """The log's public key, as one line."""
    checkpoint: Note
    leaves: tuple[ProvenLeaf, ...]
    """In the order of their places."""
    proof: tuple[Base64Url, ...]
    """The hashes that are wanted beside these leaves, from left to right."""
    bridges: tuple[Bridge, ...]
    """First checkpoints of days, which devices keep, with the growth since."""
    reports: Annotated[tuple[ReportBridge, ...], Field(max_length=4096)] | None = None
    """Every report (月报) that was made before, with the checkpoint that it prints;
    None: the certificate is older than reports."""
    members: tuple[Member, ...]
    claims: Claims
