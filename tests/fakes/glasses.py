"""Be a glass that a test paints and breaks, and what is recorded of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from config.device import Browser
from programme.canonical import sha256_hex
from programme.glass import Capture, CaptureCause
from programme.records import Record
from signage.devtools import BrowserTrouble
from signage.glass import Seen

ADDRESS = "http://127.0.0.1:8701/"
BROWSER = Browser(
    command=("chromium",),
    look_every_s=2,
    answer_within_s=5,
    hung_after_s=12,
    capture_every_s=1800,
    picture_bytes=100_000,
    kept_bytes=1_000_000,
)
PAINTED = Seen(
    address=ADDRESS,
    width=1920,
    height=1080,
    view="slide",
    disclosure="d-1",
    page="a" * 64,
    version=7,
    painted_at="1",
)


def capture_of(picture: bytes, at: datetime, disclosure: str = "d-1") -> Capture:
    """Return the record of a picture."""
    return Capture(
        picture=sha256_hex(picture),
        length=len(picture),
        width=1920,
        height=1080,
        at=at,
        view="slide",
        disclosure=disclosure,
        page="a" * 64,
        programme_version=1,
        cause=CaptureCause.TIME,
    )


@dataclass(slots=True)
class FakeGlass:
    """Show what a test wants, and run its script before each look."""

    before_look: Callable[["FakeGlass"], None] = lambda _: None
    seen: Seen = PAINTED
    image: bytes = b"RIFF picture"
    trouble: BrowserTrouble | None = None
    no_picture: BrowserTrouble | None = None
    flips: int = 0
    """Go on to another page so often while a picture is taken."""
    opened: list[str] = field(default_factory=list)
    ended: bool = False

    def look(self, within_s: float) -> Seen:
        del within_s
        self.before_look(self)
        if self.trouble is not None:
            raise self.trouble
        return self.seen

    def picture(self, within_s: float, most_bytes: int) -> bytes:
        del within_s, most_bytes
        if self.no_picture is not None:
            raise self.no_picture
        if self.flips:
            self.flips -= 1
            self.seen = replace(self.seen, painted_at=f"flip {self.flips}")
        return self.image

    def open(self, address: str, within_s: float) -> None:
        del within_s
        self.opened.append(address)
        self.seen = replace(self.seen, address=address)

    def end(self) -> None:
        self.ended = True


@dataclass(slots=True)
class ListWriter:
    """Keep records in a list."""

    records: list[Record] = field(default_factory=list)

    def append(self, record: Record) -> int:
        self.records.append(record)
        return len(self.records)
