"""Say what lies where on a stick between the centre and devices without a network.

    mingbai/stick.json            what the stick is, for people; nothing trusts it
    mingbai/repository/           the signed repository, as a web server would serve it
    mingbai/welcomes/<key>.json   for a device that is not enrolled yet
    mingbai/letters/<device>.json up to where the centre has a device's records
    mingbai/back/<key>/           what a device gives back: sealed words, as over HTTP

Paths are relative to the stick. Nothing is read or written here.
"""

import re
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from programme.document import Base64Url, Document, Identifier, Instant, Sha256
from programme.enrolment import EnrolmentAccepted

FOLDER = "mingbai"
MARK = f"{FOLDER}/stick.json"
REPOSITORY = f"{FOLDER}/repository"
BACK = f"{FOLDER}/back"
REQUEST, STATUS = "enrolment.json", "status.json"
"""Of a device's own folder under `BACK`, beside its batches and pictures."""
PURPOSE_LETTER = "mingbai.stick-letter/1"
PURPOSE_WELCOME = "mingbai.stick-welcome/1"
_SHORT_KEY = 16
_BATCH = re.compile(r"batch-([a-z0-9][a-z0-9._-]*)-([0-9]{12})\.json")
_PART = re.compile(r"picture-([0-9a-f]{64})-([0-9]{9})\.json")
_Count = Annotated[int, Field(ge=0, le=2**53 - 1)]


class StickMark(Document):
    """Say whose stick this is and until when it is good, for people's eyes only."""

    kind_name: ClassVar[str] = "U 盘说明"

    format: Literal["mingbai.stick/1"] = "mingbai.stick/1"
    county: Identifier
    made_at: Instant
    good_until: Instant
    groups: tuple[Identifier, ...]


class Stored(Document):
    """Say up to which number the centre has the chain of one writer."""

    writer: Identifier
    stored_to: _Count


class StickLetter(Document):
    """Be the centre's word to one device: what of its records has arrived.

    It travels in an envelope that the centre's key of time has signed: whoever could
    forge it could make a device forget records that nobody has.
    """

    kind_name: ClassVar[str] = "中心给设备的回执"

    format: Literal["mingbai.stick-letter/1"] = "mingbai.stick-letter/1"
    device: Identifier
    made_at: Instant
    stored: tuple[Stored, ...]
    pictures: tuple[Sha256, ...] = ()
    """Pictures of its glass that have come, or that nobody wants any more."""


class StickWelcome(Document):
    """Be the centre's answer to one device that asked to be known, and to no other."""

    kind_name: ClassVar[str] = "登记回执"

    format: Literal["mingbai.stick-welcome/1"] = "mingbai.stick-welcome/1"
    key: Sha256
    """Names the device's own key."""
    accepted: EnrolmentAccepted


class Vouched(Document):
    """Carry a document that the holder of the centre's own certificate signed.

    It is how a device without a network knows its county: over the network the same
    certificate, of the same authority, opens the line.
    """

    kind_name: ClassVar[str] = "登记回执"

    format: Literal["mingbai.vouched/1"] = "mingbai.vouched/1"
    purpose: Annotated[str, StringConstraints(pattern=r"^mingbai\.[a-z.-]+/[0-9]+$")]
    payload: Base64Url
    certificate: str
    """PEM, of the server's certificate."""
    signature: Base64Url


def welcome_path(key: Sha256) -> str:
    """Return where a device finds its welcome by the id of its own key."""
    return f"{FOLDER}/welcomes/{key[:_SHORT_KEY]}.json"


def letter_path(device: Identifier) -> str:
    """Return where a device finds what the centre has of its records."""
    return f"{FOLDER}/letters/{device}.json"


def back_folder(key: Sha256) -> str:
    """Return the folder in which a device gives back."""
    return f"{BACK}/{key[:_SHORT_KEY]}"


def batch_name(writer: Identifier, first: int) -> str:
    """Return the name of the file of a batch that begins with this number."""
    return f"batch-{writer}-{first:012d}.json"


def part_name(picture: Sha256, offset: int) -> str:
    """Return the name of the file of a part of a picture."""
    return f"picture-{picture}-{offset:09d}.json"


def is_batch(name: str) -> bool:
    """Say whether a file's name is that of a batch."""
    return _BATCH.fullmatch(name) is not None


def is_part(name: str) -> bool:
    """Say whether a file's name is that of a part of a picture."""
    return _PART.fullmatch(name) is not None
