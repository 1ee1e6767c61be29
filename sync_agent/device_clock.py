"""Be the clock of a device's programs: go by what can be believed, not by the machine.

The agent keeps what is known of time in a small file (`ClockNote`); every program of
the device reads it. The count that nobody sets is the same for all of them, from one
start of the machine to the next. The rules are in `programme.device_time`.
"""

import ctypes
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from programme.clock import Clock
from programme.device_time import (
    LATEST,
    ClockState,
    Count,
    Known,
    Reading,
    Verdict,
    after_look,
    after_word,
    judge,
)
from programme.document import Document, Instant, Sha256
from programme.errors import ContractError
from sync_agent.disk import replace_file
from sync_agent.layout import Layout

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_DOUBT_S = 120.0
_UNSYNCHRONISED = 0x0040
"""`STA_UNSYNC` of adjtimex(2): the kernel sets it whenever the clock is set."""
_TIMEX_BYTES = 512
_STATUS_PLACE = 40
"""Of `status` in `struct timex` where a long has eight bytes."""


def _is_empty(value: str) -> bool:
    return not value


class NotedCount(Document):
    """Be a `Count` as it is written."""

    at: Instant
    monotonic_ms: Annotated[int, Field(ge=0)]

    @classmethod
    def of(cls, count: Count) -> "NotedCount":
        """Return what is written of a count."""
        return cls(at=count.at, monotonic_ms=max(0, round(count.monotonic_s * 1000)))

    def count(self) -> Count:
        """Return what was written."""
        return Count(at=self.at, monotonic_s=self.monotonic_ms / 1000)


class ClockNote(Document):
    """Be what the agent knows of time, as it lies on the disk."""

    kind_name: ClassVar[str] = "时钟记录"

    format: Literal["mingbai.clock/1"] = "mingbai.clock/1"
    boot: str
    """The start of the machine since which the counts hold."""
    floor: NotedCount | None
    signed: NotedCount | None
    signed_floor: Instant | None
    signed_by: str = Field(default="", exclude_if=_is_empty)
    seen: NotedCount | None


class ProvenNote(Document):
    """Be a note as it lies on the disk: it names its own bytes, so that a flip is seen.

    One flipped bit in a year would else end every window of the device.
    """

    kind_name: ClassVar[str] = "时钟记录"

    format: Literal["mingbai.proven-clock/1"] = "mingbai.proven-clock/1"
    sha256: Sha256
    note: ClockNote


def note_of(known: Known, boot: str) -> ClockNote:
    """Return what is written of what is known."""
    return ClockNote(
        boot=boot,
        floor=_noted(known.floor),
        signed=_noted(known.signed),
        signed_floor=known.signed_floor,
        signed_by=known.signed_by,
        seen=_noted(known.seen),
    )


def known_of(note: ClockNote, boot: str, monotonic_s: float) -> Known:
    """Return what a note still says; after another start of the machine: the floors."""
    floor = _read(note.floor)
    if note.boot == boot:
        return Known(
            floor=floor,
            signed=_read(note.signed),
            signed_floor=note.signed_floor,
            signed_by=note.signed_by,
            seen=_read(note.seen),
        )
    if floor is not None:
        floor = Count(at=floor.at, monotonic_s=monotonic_s)
    return Known(floor=floor, signed_floor=note.signed_floor, signed_by=note.signed_by)


def read_note(root: Path) -> ClockNote | None:
    """Return what the agent has noted, or None where there is nothing readable."""
    try:
        data = Layout(root).clock.read_bytes()
    except OSError:
        return None
    try:
        proven = ProvenNote.parse(data)
    except ContractError:
        return _bare(data)
    return proven.note if proven.note.digest() == proven.sha256 else None


def _bare(data: bytes) -> ClockNote | None:
    """Return the note of an agent of before, which proves nothing of itself."""
    try:
        return ClockNote.parse(data)
    except ContractError:
        return None


def boot_of_machine() -> str:
    """Return a name of this start of the machine; empty where nobody tells it."""
    try:
        return _BOOT.read_text().strip()
    except OSError:
        return ""


def is_synchronised() -> bool:
    """Ask the kernel whether a time service has set the clock since it was last set."""
    libc = ctypes.CDLL(None, use_errno=True)
    buffer = ctypes.create_string_buffer(_TIMEX_BYTES)
    if ctypes.sizeof(ctypes.c_long) != 8 or libc.adjtimex(buffer) < 0:  # noqa: PLR2004 - bytes of a long
        return False
    status = int.from_bytes(buffer.raw[_STATUS_PLACE : _STATUS_PLACE + 4], "little")
    return not status & _UNSYNCHRONISED


class DeviceClock:
    """Tell the time to go by, to any number of threads."""

    def __init__(
        self,
        root: Path,
        system: Clock,
        *,
        doubt_s: float = _DOUBT_S,
        synchronised: Callable[[], bool] = is_synchronised,
        boot: str | None = None,
    ) -> None:
        self._root = root
        self._system = system
        self._doubt = timedelta(seconds=doubt_s)
        self._synchronised = synchronised
        self._boot = boot_of_machine() if boot is None else boot
        self._lock = Lock()
        self._known = Known()
        self._token: tuple[int, int] | None = None

    def now(self) -> datetime:
        """Return the aware UTC instant to go by."""
        return self.look().at

    def monotonic(self) -> float:
        """Return the machine's monotonic seconds."""
        return self._system.monotonic()

    def look(self) -> Verdict:
        """Look at the machine's clocks, and at what the agent has noted."""
        with self._lock:
            return self._look()

    def sure(self) -> bool:
        """Say whether the time can be believed."""
        return self.look().state is ClockState.SURE

    def raise_floor(self, at: datetime) -> None:
        """Take note of an instant that has passed for certain: something was signed."""
        with self._lock:
            self._read_again()
            mono, floor = self._system.monotonic(), self._known.floor
            if at < LATEST and (floor is None or floor.then(mono) < at):
                count = Count(at=at, monotonic_s=mono)
                self._known = replace(self._known, floor=count)

    def _look(self) -> Verdict:
        self._read_again()
        reading = Reading(
            wall=self._system.now(),
            monotonic_s=self._system.monotonic(),
            synchronised=self._synchronised(),
        )
        verdict = judge(reading, self._known, doubt=self._doubt)
        self._known = after_look(self._known, reading, verdict)
        return verdict

    def _read_again(self) -> None:
        """Take over what the agent noted since, but for what is seen here."""
        token = self._token_now()
        if token == self._token:
            return
        self._token = token
        note = read_note(self._root)
        if note is not None:
            told = known_of(note, self._boot, self._system.monotonic())
            seen = self._known.seen or told.seen
            floor = _later(self._known.floor, told.floor)
            self._known = replace(told, seen=seen, floor=floor)

    def _token_now(self) -> tuple[int, int] | None:
        try:
            told = Layout(self._root).clock.stat()
        except OSError:
            return None
        return told.st_ino, told.st_mtime_ns


class KeptClock(DeviceClock):
    """Be the agent's: hear the centre's word, and keep what is known on the disk."""

    def hear(
        self, at: datetime, *, key: str = "", counting: Collection[str] = ()
    ) -> bool:
        """Take the centre's signed word what time it is; False: it is an old one.

        Args:
            at: The instant.
            key: Who signed it.
            counting: The keys of the centre that count now.

        Raises:
            DiskRefused: The disk refused; the word holds until the machine stops.
        """
        with self._lock:
            self._read_again()
            mono = self._system.monotonic()
            known = after_word(self._known, at, mono, key=key, counting=counting)
            heard = known is not self._known
            self._known = known
            self._look()
        self.keep()
        return heard

    def keep(self) -> None:
        """Write what is known, so that it holds after a power cut.

        Raises:
            DiskRefused: The disk refused.
        """
        with self._lock:
            self._look()
            note = note_of(self._known, self._boot)
            proven = ProvenNote(sha256=note.digest(), note=note)
            replace_file(Layout(self._root).clock, proven.canonical())
            self._token = self._token_now()


def _later(one: Count | None, other: Count | None) -> Count | None:
    """Return which of two floors is the higher one."""
    if one is None or other is None:
        return one or other
    return one if one.at > other.then(one.monotonic_s) else other


def _noted(count: Count | None) -> NotedCount | None:
    return None if count is None else NotedCount.of(count)


def _read(noted: NotedCount | None) -> Count | None:
    return None if noted is None else noted.count()
