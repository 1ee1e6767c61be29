"""Hold what the log of evidence says of each thing: the leaves; it makes no tree.

A leaf is written in the transaction of the act that it speaks of and never changes.
What is large is named by its SHA-256; what a count of days rests on stands in full.
"""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field, TypeAdapter, ValidationError

from programme.approval import Role
from programme.boards import DisplayKind
from programme.canonical import canonical_value
from programme.carriers import Carrier
from programme.document import Base64Url, Document, Identifier, Instant, Sha256
from programme.errors import DocumentMalformed
from programme.hours import DayHours
from programme.layout import Panel
from programme.window import Window


class LeafForm(Document):
    """Be the base of what the log says."""

    kind_name: ClassVar[str] = "日志条目"

    format: Literal["mingbai.leaf/1"] = "mingbai.leaf/1"


class BatchLeaf(LeafForm):
    """Be a signed batch of records that a device delivered."""

    kind: Literal["batch"] = "batch"
    device: Identifier
    writer: Identifier
    first_number: int
    last_number: int
    envelope: Sha256
    """Of the envelope's bytes as they came."""
    received_at: Instant


class DeviceLeaf(LeafForm):
    """Be a device as it was enrolled, or revoked: whose key this is."""

    kind: Literal["device"] = "device"
    device: Identifier
    public: Base64Url
    group: Identifier
    name: str
    display_kind: DisplayKind
    enrolled_at: Instant
    revoked_at: Instant | None


class GroupLeaf(LeafForm):
    """Be the rules by which days count on a display group."""

    kind: Literal["group"] = "group"
    group: Identifier
    name: str
    display_kind: DisplayKind
    time_zone: str
    panel: Panel
    service_hours: tuple[DayHours, ...]
    least_exposures_per_day: int


class RegisterLeaf(LeafForm):
    """Be a register number as it was given."""

    kind: Literal["register"] = "register"
    disclosure: Identifier
    register_number: str
    published_at: Instant


class WindowLeaf(LeafForm):
    """Be a publication on a display group: its window, and each change of it."""

    kind: Literal["window"] = "window"
    disclosure: Identifier
    manifest: Sha256
    group: Identifier
    published_at: Instant
    window: Window
    removed_at: Instant | None


class LengtheningLeaf(LeafForm):
    """Be an end that was moved, with its reason."""

    kind: Literal["lengthening"] = "lengthening"
    disclosure: Identifier
    manifest: Sha256
    groups: tuple[Identifier, ...]
    ended_at: Instant
    ends_at: Instant
    reason: str
    moved_at: Instant


class CureLeaf(LeafForm):
    """Be days that were added because others fell short."""

    kind: Literal["cure"] = "cure"
    disclosure: Identifier
    short_on: tuple[date, ...]
    ended_at: Instant
    ends_at: Instant
    made_at: Instant


class RulingLeaf(LeafForm):
    """Be what a person decided of a day whose clocks were in doubt."""

    kind: Literal["ruling"] = "ruling"
    disclosure: Identifier
    day: date
    counts: bool
    reason: str
    ruled_at: Instant


class DeclinedLeaf(LeafForm):
    """Be a person's decision that days of a printed end are not made up for."""

    kind: Literal["declined"] = "declined"
    disclosure: Identifier
    manifest: Sha256
    short_on: tuple[date, ...]
    reason: str
    declined_at: Instant


class WithdrawalLeaf(LeafForm):
    """Be a signed withdrawal that two people decided."""

    kind: Literal["withdrawal"] = "withdrawal"
    disclosure: Identifier
    manifest: Sha256
    signed: Sha256
    """Of the withdrawal with its approvals."""


class PresenceLeaf(LeafForm):
    """Be a record that another carrier carried a disclosure (REQ-35)."""

    kind: Literal["presence"] = "presence"
    id: Identifier
    disclosure: Identifier
    carrier: Carrier
    from_on: date
    last_on: date | None
    posted_photo: Sha256 | None
    removed_photo: Sha256 | None
    address: str
    corrects: Identifier | None
    struck: bool
    recorded_at: Instant


class SecrecyLeaf(LeafForm):
    """Be the record of a secrecy review (REQ-19)."""

    kind: Literal["secrecy"] = "secrecy"
    manifest: Sha256
    result: str
    record: Sha256
    """Of all that the reviewer wrote."""
    concluded_at: Instant


class DecisionLeaf(LeafForm):
    """Be one person's decision over a manifest, or that an edit voided it."""

    kind: Literal["decision"] = "decision"
    manifest: Sha256
    role: Role
    approval: Sha256
    decided_at: Instant
    voided_at: Instant | None


class DocumentLeaf(LeafForm):
    """Be a document that judgements rest on: people who may sign, the calendar."""

    kind: Literal["document"] = "document"
    name: Literal["people", "calendar"]
    sha256: Sha256


class JournalLeaf(LeafForm):
    """Be how far the journal of every act had come (REQ-75)."""

    kind: Literal["journal"] = "journal"
    number: int
    entry: Sha256
    """The digest of the journal's last entry."""


Leaf = Annotated[
    BatchLeaf
    | DeviceLeaf
    | GroupLeaf
    | RegisterLeaf
    | WindowLeaf
    | LengtheningLeaf
    | CureLeaf
    | RulingLeaf
    | DeclinedLeaf
    | WithdrawalLeaf
    | PresenceLeaf
    | SecrecyLeaf
    | DecisionLeaf
    | DocumentLeaf
    | JournalLeaf,
    Field(discriminator="kind"),
]

_LEAF: TypeAdapter[Leaf] = TypeAdapter(Leaf)


def leaf_of(body: bytes) -> Leaf:
    """Return the leaf of canonical bytes.

    Raises:
        DocumentMalformed: Not canonical JSON, or no leaf.
    """
    canonical_value(body)
    try:
        leaf = _LEAF.validate_json(body)
    except ValidationError as error:
        told = error.errors()[0]["msg"]
        raise DocumentMalformed(LeafForm.kind_name, told) from error
    if leaf.canonical() != body:
        raise DocumentMalformed(LeafForm.kind_name, "不是规范形式")
    return leaf
