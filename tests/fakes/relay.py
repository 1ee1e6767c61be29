"""Stand between a device and its centre as a bad line does; seeded, counted.

It knows nothing of what is said. What it lets through to the device is counted, for
that is what a line is paid by.
"""

import asyncio
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from random import Random
from threading import Event, Thread
from urllib.parse import urlsplit

from tests.fakes.patience import within

_CHUNK = 4096
_TICK_S = 1.0
PAGE = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
    b"Content-Length: %d\r\nConnection: close\r\n\r\n%b"
)
SEND = (
    b"HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/login\r\n"
    b"Content-Length: 0\r\nConnection: close\r\n\r\n"
)


class Weather(StrEnum):
    """Say how a line is today."""

    GOOD = "good"
    TRICKLE = "trickle"
    """One byte a second."""
    CUT = "cut"
    """Closed after some bytes, in the middle of whatever it is."""
    RESET = "reset"
    """Reset as soon as something is said."""
    BLACK_HOLE = "black_hole"
    """Takes everything and answers nothing."""
    PORTAL = "portal"
    """Answers everything with a page of 16 KB that wants somebody to log in."""
    REDIRECT = "redirect"
    """Sends everybody to such a page."""


class Relay:
    """Be the line; its weather can be changed at any time."""

    def __init__(self, url: str, seed: int) -> None:
        parts = urlsplit(url)
        self._to = (parts.hostname or "", parts.port or 0)
        self._chance = Random(seed)  # noqa: S311 - to be drawn again
        self._tasks: set[asyncio.Task[None] | None] = set()
        self.weather = Weather.GOOD
        self.url = ""
        self.stop: Callable[[], object] = lambda: None
        self.wasted = 0
        """Bytes that reached the device for nothing: of answers that were cut, trickled
        away or came from somebody else."""
        self.lines = 0
        """Connections that were made."""

    async def serve(self, ready: Event) -> None:
        """Serve until told to stop."""
        ending, loop = asyncio.Event(), asyncio.get_running_loop()
        self.stop = lambda: loop.call_soon_threadsafe(ending.set)
        server = await asyncio.start_server(self._serve_one, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        ready.set()
        await ending.wait()
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve_one(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.lines += 1
        # The loop itself holds its tasks by a thread only.
        self._tasks.add(asyncio.current_task())
        with suppress(OSError, asyncio.CancelledError):
            await self._let_through(reader, writer)
        with suppress(OSError, RuntimeError):
            writer.close()

    async def _let_through(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        said = await reader.read(_CHUNK)
        if self.weather is Weather.RESET:
            _reset(writer)
        elif self.weather is Weather.BLACK_HOLE:
            while await reader.read(_CHUNK):
                pass
        elif self.weather in {Weather.PORTAL, Weather.REDIRECT}:
            page = b"<html>" + bytes(16_000)
            portal = self.weather is Weather.PORTAL
            answer = PAGE % (len(page), page) if portal else SEND
            self.wasted += len(answer)
            await _pass(writer, answer)
        else:
            await self._relay(said, reader, writer)

    async def _relay(
        self,
        said: bytes,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        centre, to_centre = await asyncio.open_connection(*self._to)
        to_centre.write(said)
        answer = _Answer()
        there = asyncio.create_task(_copy(reader, to_centre, answer))
        left = self._chance.randrange(200, 3_000)
        try:
            while data := await centre.read(_CHUNK):
                if self.weather is Weather.CUT:
                    data = data[:left]
                    left -= len(data)
                answer.length += len(data)
                if self.weather is Weather.TRICKLE:
                    await self._trickle(writer, data)
                else:
                    await _pass(writer, data)
                if self.weather is Weather.CUT and left <= 0:
                    self.wasted += answer.length
                    return
        finally:
            there.cancel()
            to_centre.close()

    async def _trickle(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        for place in range(len(data)):
            await _pass(writer, data[place : place + 1])
            self.wasted += 1
            await asyncio.sleep(_TICK_S)


class _Answer:
    """Be how much of the answer to the last request has come."""

    length = 0


async def _pass(writer: asyncio.StreamWriter, data: bytes) -> None:
    writer.write(data)
    await writer.drain()


async def _copy(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answer: _Answer
) -> None:
    while data := await reader.read(_CHUNK):
        answer.length = 0
        writer.write(data)
        await writer.drain()


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close with a reset: nothing lingers."""
    line: socket.socket = writer.get_extra_info("socket")
    linger = struct.pack("ii", 1, 0)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    writer.transport.abort()


@contextmanager
def relaying(url: str, seed: int) -> Iterator[Relay]:
    """Give a line to a centre until the block ends."""
    relay, ready = Relay(url, seed), Event()
    thread = Thread(target=lambda: asyncio.run(relay.serve(ready)), daemon=True)
    thread.start()
    assert ready.wait(within(5))
    try:
        yield relay
    finally:
        relay.stop()
        thread.join(within(5))
