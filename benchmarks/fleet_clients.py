"""Be many devices by their recorded requests: real connections, signed bodies.

What they send and when is what the agent does: it waits at the wake service, comes
back as it was told to, then polls, reports and delivers. They verify nothing.
"""

import asyncio
import random
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from benchmarks.fleet_county import FleetCentre, Member
from programme.canonical import sha256_hex
from programme.chain import GENESIS, digest_of, link
from programme.clock import SystemClock
from programme.document import to_millisecond
from programme.enrolment import PURPOSE_BATCH, PURPOSE_STATUS, DeviceStatus
from programme.envelope import seal
from programme.records import Batch, ChainedRecord, EndReason, PlayRecord
from sync_agent.inner.backoff import Backoff

_PATIENCE_S = 60.0
_LINE_S = 90.0
_REFUSED = frozenset(range(400, 429))
"""Nothing a real device could mend by coming again."""
_CLOCK = SystemClock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Be one request that was answered, or was not."""

    what: str
    status: int
    """0: no answer."""
    at: float
    """When it was answered, monotonic seconds."""
    took_s: float


@dataclass(slots=True)
class Fleet:
    """Hold the devices, and what came of their requests."""

    centre: FleetCentre
    members: Sequence[Member]
    visits: bool = True
    """Whether a wake-up is followed by a poll and a status."""
    asked: list[Asked] = field(default_factory=list)
    woken: dict[str, float] = field(default_factory=dict)
    """When each device was woken last."""
    done: dict[str, float] = field(default_factory=dict)
    """When each device had told its status last."""
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    """Is set whenever one of these was noted."""

    def begin(self) -> None:
        """Forget what was noted so far."""
        self.asked.clear()
        self.woken.clear()
        self.done.clear()

    async def run(self) -> None:
        """Be all devices until cancelled."""
        async with asyncio.TaskGroup() as group:
            for number, member in enumerate(self.members):
                group.create_task(_Device(self, member, number).listen())

    async def deliver(self, bodies: Mapping[str, bytes]) -> float:
        """Deliver a batch of each device, all at once; return the seconds it took."""
        began = _CLOCK.monotonic()
        async with asyncio.TaskGroup() as group:
            for number, member in enumerate(self.members):
                device = _Device(self, member, number)
                group.create_task(device.post("evidence", bodies[member.id]))
        return _CLOCK.monotonic() - began


@dataclass(slots=True)
class _Device:
    fleet: Fleet
    member: Member
    number: int
    spread_s: float = 0.0
    pauses: Backoff = field(init=False)
    visiting: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.pauses = Backoff(
            first_s=1.0,
            most_s=300.0,
            chance=random.Random(self.number),  # noqa: S311 - to be drawn again
        )

    async def listen(self) -> None:
        while True:
            self.spread_s, later = 0.0, None
            status = 0
            with suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
                status, later = await self._line()
            pause = (
                self.pauses.spread(self.spread_s)
                if status in {0, 200}
                else self.pauses.after(later)
            )
            await asyncio.sleep(pause)

    async def _line(self) -> tuple[int, float | None]:
        """Hold a connection to the wake service to its end."""
        began = _CLOCK.monotonic()
        path = f"/wake?group={self.member.group}"
        reader, writer = await self._open(self.fleet.centre.wake_port)
        try:
            writer.write(_head("GET", path))
            status, headers = await asyncio.wait_for(_answer(reader), _PATIENCE_S)
            self._note("wake", status, began)
            if status != 200:  # noqa: PLR2004 - good
                told = headers.get("retry-after", "")
                return status, float(told) if told.isdecimal() else None
            while line := await asyncio.wait_for(reader.readline(), _LINE_S):
                self._hear(line.strip())
            return status, None
        finally:
            writer.close()

    def _hear(self, line: bytes) -> None:
        if line.startswith(b"retry:"):
            self.spread_s = int(line.removeprefix(b"retry:")) / 1000
        if line == b"event: wake":
            self.pauses.succeeded()
            self.fleet.woken[self.member.id] = _CLOCK.monotonic()
            self.fleet.changed.set()
            if self.fleet.visits:
                task = asyncio.create_task(self._visit())
                self.visiting.add(task)
                task.add_done_callback(self.visiting.discard)

    async def _visit(self) -> None:
        """Poll, then say how one fares, as after every wake-up."""
        await self._get("/repository/metadata/timestamp.json")
        await self.post("status", _status(self.member))
        self.fleet.done[self.member.id] = _CLOCK.monotonic()
        self.fleet.changed.set()

    async def post(self, what: str, body: bytes) -> None:
        """Hand something over, and come again when told to."""
        pauses = Backoff(
            first_s=1.0,
            most_s=300.0,
            chance=random.Random(self.number),  # noqa: S311 - to be drawn again
        )
        while True:
            status, later = await self._once("POST", f"/device/{what}", body, what)
            if status == 200:  # noqa: PLR2004 - good
                return
            if status in _REFUSED:
                msg = f"{what} of {self.member.id} refused with {status}"
                raise SystemExit(msg)
            await asyncio.sleep(pauses.after(later))

    async def _get(self, path: str) -> None:
        await self._once("GET", path, b"", "poll")

    async def _once(
        self, method: str, path: str, body: bytes, what: str
    ) -> tuple[int, float | None]:
        began = _CLOCK.monotonic()
        try:
            async with asyncio.timeout(_PATIENCE_S):
                reader, writer = await self._open(self.fleet.centre.port)
                try:
                    writer.write(_head(method, path, len(body)) + body)
                    status, headers = await _answer(reader)
                    await reader.read()
                finally:
                    writer.close()
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            # Refused while the centre is away: the agent notes that as well.
            self._note(what, 0, began)
            return 0, None
        self._note(what, status, began)
        told = headers.get("retry-after", "")
        return status, float(told) if told.isdecimal() else None

    async def _open(
        self, port: int
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        # Every device has an address of its own, as in a county's network.
        own = f"127.1.{self.number // 250}.{self.number % 250 + 1}"
        return await asyncio.open_connection("127.0.0.1", port, local_addr=(own, 0))

    def _note(self, what: str, status: int, began: float) -> None:
        at = _CLOCK.monotonic()
        self.fleet.asked.append(
            Asked(what=what, status=status, at=at, took_s=at - began)
        )


def _head(method: str, path: str, length: int = 0) -> bytes:
    return (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        f"Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    ).encode()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    """Return the status and the headers of an answer."""
    first = (await reader.readuntil(b"\r\n")).split(b" ", 2)
    headers = {}
    while (line := await reader.readuntil(b"\r\n")) != b"\r\n":
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.lower()] = value.strip()
    return int(first[1]), headers


def _status(one: Member) -> bytes:
    status = DeviceStatus(
        device=one.id,
        state="current",
        said_at=to_millisecond(_CLOCK.now()),
        programme_version=1,
        programme=None,
        last_sync_at=None,
        last_error="",
        free_bytes=10**10,
        unsent_records=0,
    )
    return seal(status, PURPOSE_STATUS, one.key).canonical()


def batches_of(members: Sequence[Member], records: int) -> dict[str, bytes]:
    """Return a signed batch of each device, of so many plays."""
    at = to_millisecond(_CLOCK.now() - timedelta(hours=1))
    digest = sha256_hex(b"fleet")
    chain: list[ChainedRecord] = []
    for number in range(1, records + 1):
        from_at = at + timedelta(seconds=12 * number)
        play = PlayRecord(
            disclosure="qinghe-d-1",
            manifest=digest,
            page=digest,
            page_number=1,
            pages=1,
            from_at=from_at,
            to_at=from_at + timedelta(seconds=12),
            monotonic_ms=12_000,
            dwell_s=12,
            reason=EndReason.TURN_OVER,
            programme_version=1,
        )
        previous = digest_of(chain[-1]) if chain else GENESIS
        chain.append(link(play, number=number, previous=previous))
    return {
        one.id: seal(
            Batch(device=one.id, writer="player-1a2b3c4d", records=tuple(chain)),
            PURPOSE_BATCH,
            one.key,
        ).canonical()
        for one in members
    }
