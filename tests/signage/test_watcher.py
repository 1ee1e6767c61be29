import asyncio
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event as ThreadingEvent

import pytest

from signage.watcher import Watcher

FOREVER_S = 3600.0


@pytest.fixture
def folder() -> Iterator[Path]:
    # A unix socket's path is at most 107 bytes long; pytest's own folders are longer.
    with TemporaryDirectory() as name:
        yield Path(name) / "watchers"


class Looking:
    """Count looks, and be waited for."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.count = 0
        self.alive = 0
        self._failure = failure
        self._loop = asyncio.get_running_loop()
        self._changed = asyncio.Event()

    def look(self) -> None:
        self.count += 1
        if self._failure is not None:
            raise self._failure

    def is_alive(self) -> None:
        self.alive += 1
        self._changed.set()

    async def reach(self, count: int) -> None:
        while self.alive < count:
            await asyncio.wait_for(self._changed.wait(), 5)
            self._changed.clear()


@contextmanager
def running(watcher: Watcher) -> Iterator["asyncio.Task[None]"]:
    task = asyncio.create_task(watcher.run())
    try:
        yield task
    finally:
        task.cancel()


def watcher_of(folder: Path, looking: Looking, *, every_s: float) -> Watcher:
    return Watcher(
        folder, look=looking.look, look_every_s=every_s, alive=looking.is_alive
    )


def doors(folder: Path) -> list[Path]:
    return list(folder.glob("*.sock"))


def block(folder: Path) -> None:
    folder.write_text("in the way")


async def test_a_datagram_has_the_store_looked_at_at_once(folder: Path) -> None:
    looking = Looking()

    with running(watcher_of(folder, looking, every_s=FOREVER_S)):
        await looking.reach(1)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as agent:
            (door,) = doors(folder)
            agent.sendto(b"adopted", str(door))
        await looking.reach(2)

    assert looking.count == 2


async def test_without_any_word_the_store_is_looked_at_all_the_same(
    folder: Path,
) -> None:
    looking = Looking()

    with running(watcher_of(folder, looking, every_s=0.01)):
        await looking.reach(3)

    assert looking.count >= 3


async def test_a_look_that_fails_does_not_end_the_watch(folder: Path) -> None:
    looking = Looking(failure=RuntimeError("broken"))

    with running(watcher_of(folder, looking, every_s=0.01)):
        await looking.reach(2)

    assert looking.count >= 2


async def test_the_socket_is_gone_after_the_end(folder: Path) -> None:
    looking = Looking()
    with running(watcher_of(folder, looking, every_s=FOREVER_S)) as task:
        await looking.reach(1)

    with suppress(asyncio.CancelledError):
        await task

    assert doors(folder) == []


async def test_without_room_for_a_socket_it_looks_all_the_same(folder: Path) -> None:
    block(folder)
    looking = Looking()

    with running(watcher_of(folder, looking, every_s=0.01)):
        await looking.reach(2)

    assert looking.count >= 2


async def test_a_path_too_long_for_a_socket_leaves_looking(folder: Path) -> None:
    looking = Looking()
    deep = folder / ("x" * 120)

    with running(watcher_of(deep, looking, every_s=0.01)):
        await looking.reach(2)

    assert looking.count >= 2


# F12: half a year of records is saved out of a destroyed store, which takes its time.
async def test_a_player_whose_records_wait_for_their_store_looks_and_is_alive(
    folder: Path,
) -> None:
    stored, shared = ThreadingEvent(), ThreadPoolExecutor(1)
    loop, looking = asyncio.get_running_loop(), Looking()
    loop.set_default_executor(shared)
    waiting = [loop.run_in_executor(None, stored.wait, 5) for _ in range(2)]

    with running(watcher_of(folder, looking, every_s=0.01)):
        await looking.reach(3)
        at_work = [one for one in waiting if not one.done()]
    stored.set()
    await asyncio.gather(*waiting)

    assert len(at_work) == 2
    assert looking.count >= 3
