"""Hold what a device records of its own glass: checks, pictures of it, its browser.

What was painted for how long is in `programme.records`; nothing is judged here.
"""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from programme.document import Base64Url, Document, Identifier, Instant, Sha256

_LARGEST = 2**53 - 1
MOST_PIXELS = 16_384
MOST_PICTURE_BYTES = 400_000
"""A picture of the glass; the aim is a quarter of it."""

KnownVersion = Annotated[int, Field(ge=0, le=_LARGEST)]
"""A programme's version; 0: the page had none."""
View = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,20}$")]
"""What kind of scene the page said it showed: slide, default, emergency, notice."""


class GlassOutcome(StrEnum):
    """Say what reading the glass back came to."""

    SAME = "same"
    """The very pixels that were signed, in their place, seen."""
    WRONG_PIXELS = "wrong_pixels"
    MISPLACED = "misplaced"
    """Right pixels, but not in the rectangle or at the size of the plan."""
    COVERED = "covered"
    """Right pixels, but something lay over them, or they were not to be seen."""
    UNREADABLE = "unreadable"
    """The browser does not give pixels back exactly, or not at all: nothing proved."""


class GlassCheck(Document):
    """Say what the page read back from the picture on its glass (REQ-30)."""

    kind: Literal["glass_check"] = "glass_check"
    disclosure: Identifier
    manifest: Sha256
    page: Sha256
    """The page image's file."""
    programme_version: KnownVersion
    at: Instant
    outcome: GlassOutcome
    expected: Sha256
    """The digest of the pixels as the manifest has it."""
    found: Sha256 | None
    """The digest of the pixels that were read; None: none could be."""
    took_ms: Annotated[int, Field(ge=0, le=10**7)]


class CaptureCause(StrEnum):
    """Say why a picture of the whole glass was taken."""

    TIME = "time"
    ADOPTED = "adopted"
    FIRST_OF_DAY = "first_of_day"
    """A disclosure's first showing on a day."""
    OVERRIDE = "override"


class Capture(Document):
    """Say that a picture of the whole page as shown was taken and kept."""

    kind: Literal["capture"] = "capture"
    picture: Sha256
    """The picture's file."""
    length: Annotated[int, Field(ge=1, le=MOST_PICTURE_BYTES)]
    media: Literal["image/webp"] = "image/webp"
    width: Annotated[int, Field(ge=1, le=MOST_PIXELS)]
    height: Annotated[int, Field(ge=1, le=MOST_PIXELS)]
    at: Instant
    view: View
    disclosure: Identifier | None
    """What the page said it showed, before and after the picture alike."""
    page: Sha256 | None
    programme_version: KnownVersion
    cause: CaptureCause


class GlassStarted(Document):
    """Say that the browser of the glass was started, and why it had to be (F5)."""

    kind: Literal["glass_started"] = "glass_started"
    reason: Literal["began", "crashed", "hung"]
    at: Instant


class CaptureFailed(Document):
    """Say that a picture was due and could not be taken or kept; none is made up."""

    kind: Literal["capture_failed"] = "capture_failed"
    cause: CaptureCause
    reason: Literal["browser", "changed", "too_large", "disk"]
    at: Instant


PURPOSE_CAPTURE = "mingbai.capture-part/1"


class CapturePart(Document):
    """Be a run of a picture's bytes, as the agent signs and delivers them."""

    kind_name: ClassVar[str] = "屏幕照片"

    format: Literal["mingbai.capture-part/1"] = "mingbai.capture-part/1"
    device: Identifier
    picture: Sha256
    length: Annotated[int, Field(ge=1, le=MOST_PICTURE_BYTES)]
    """Of the whole picture."""
    offset: Annotated[int, Field(ge=0, le=MOST_PICTURE_BYTES)]
    data: Base64Url


class CaptureReceipt(Document):
    """Say how much of a picture the centre has; the rest is sent from there."""

    kind_name: ClassVar[str] = "屏幕照片回执"

    format: Literal["mingbai.capture-receipt/1"] = "mingbai.capture-receipt/1"
    picture: Sha256
    have: Annotated[int, Field(ge=0, le=MOST_PICTURE_BYTES)]
    wanted: bool = True
    """False: the chain names another length; nothing more of it is taken."""
