"""Hold what a device and the centre say to each other until it is known, and daily.

Every message of a device travels in an `Envelope` signed by its own key.
"""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from programme.boards import DisplayKind
from programme.document import (
    Base64Url,
    Document,
    GrowingDocument,
    Identifier,
    Instant,
    Sha256,
)

EnrolmentCode = Annotated[str, StringConstraints(pattern=r"^[2-9A-HJ-NP-Z]{8}$")]
"""Eight characters that cannot be mistaken for one another, shown on the glass."""


def _is_empty(value: tuple[object, ...]) -> bool:
    return not value


def _is_unset(value: object) -> bool:
    return value is None


def _is_false(value: object) -> bool:
    return value is False


class EnrolmentRequest(Document):
    """Ask to be known: this key, this code on my own screen."""

    kind_name: ClassVar[str] = "登记申请"

    format: Literal["mingbai.enrolment/1"] = "mingbai.enrolment/1"
    public: Base64Url
    code: EnrolmentCode
    display_kind: DisplayKind
    width: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]
    hostname: Annotated[str, StringConstraints(max_length=80)]


class EnrolmentWaiting(Document):
    """Answer: nobody has confirmed the code yet; ask again."""

    state: Literal["waiting"] = "waiting"
    ask_again_s: Annotated[int, Field(ge=1)]


class EnrolmentAccepted(Document):
    """Answer: you are this device of this group; trust this root."""

    state: Literal["accepted"] = "accepted"
    device: Identifier
    group: Identifier
    root_metadata: Base64Url
    """The repository's first root metadata, as bytes."""
    wake_url: str


class Restarted(StrEnum):
    """Say what is started anew."""

    BROWSER = "browser"
    """What shows the pages."""
    PROGRAMS = "programs"
    """All programs of the device, its browser as well."""


class Restart(Document):
    """Order: start this anew, once."""

    id: Identifier
    what: Restarted
    ordered_at: Instant


class PrinterTrouble(StrEnum):
    """Say why a kiosk's printer prints nothing until somebody sees to it."""

    NO_PAPER = "no_paper"
    JAMMED = "jammed"
    OFFLINE = "offline"
    """Switched off, not connected, or not known to the machine."""


class DeviceStatus(GrowingDocument):
    """Say how a device fares; sent with every poll and at least hourly.

    An agent may be newer than its centre: what the centre does not know it keeps.
    """

    kind_name: ClassVar[str] = "设备状态"

    format: Literal["mingbai.status/1"] = "mingbai.status/1"
    device: Identifier
    state: str
    """A name of `programme.agent_states.AgentState`: the gravest that holds."""
    said_at: Instant
    programme_version: Annotated[int, Field(ge=0)]
    programme: Sha256 | None
    last_sync_at: Instant | None
    last_error: str
    """In plain Chinese; empty where all is well."""
    free_bytes: Annotated[int, Field(ge=0)]
    unsent_records: Annotated[int, Field(ge=0)]
    vanished: tuple[Identifier, ...] = ()
    conditions: tuple[str, ...] = Field(default=(), exclude_if=_is_empty)
    """Every state that holds, the gravest first; older agents do not say them."""
    run: Identifier | None = Field(default=None, exclude_if=_is_unset)
    """A name that the agent made up when it started. One that speaks again after
    another spoke runs beside it: there are two machines with one key (F30)."""
    restarted: Identifier | None = Field(default=None, exclude_if=_is_unset)
    """The order by which this device started anew last."""
    printer: PrinterTrouble | None = Field(default=None, exclude_if=_is_unset)
    """What keeps a kiosk from printing; None: nothing, or it has no printer."""


class SignedTime(GrowingDocument):
    """Answer to a status: the centre's instant, for a device that doubts its clock.

    A centre may be newer than its devices: they do what they know of, and no more.
    """

    format: Literal["mingbai.time/1"] = "mingbai.time/1"
    at: Instant
    twin: bool = Field(default=False, exclude_if=_is_false)
    """Another machine speaks with this device's key; it travels only where it is so."""
    restart: Restart | None = Field(default=None, exclude_if=_is_unset)
    """What the device is to start anew; it is sent until a status says so."""


class ChainHead(Document):
    """Say how far the centre has a chain, so that one with a hole can go on from it."""

    kind_name: ClassVar[str] = "记录链的末端"

    format: Literal["mingbai.chain-head/1"] = "mingbai.chain-head/1"
    device: Identifier
    writer: Identifier
    number: Annotated[int, Field(ge=0)]
    link: Sha256
    """The digest of that link, which the next one names as the one before it."""
    asked: Sha256
    """The digest of the batch that was answered: no older answer fits another one."""


PURPOSE_ENROLMENT = "mingbai.enrolment/1"
PURPOSE_BATCH = "mingbai.batch/1"
PURPOSE_STATUS = "mingbai.status/1"
PURPOSE_TIME = "mingbai.time/1"
PURPOSE_CHAIN_HEAD = "mingbai.chain-head/1"
