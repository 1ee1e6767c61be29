"""Give a disk whose power can be cut: ext4 on a loop file and the GOINGDOWN ioctl.

After a cut nothing that was not flushed is on the disk, as after pulling the plug; the
next mount replays the journal. For root alone.
"""

import fcntl
import os
import select
import shutil
import signal
import struct
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_GOING_DOWN = 0x8004587D
_WITHOUT_FLUSHING = 2
_MEGABYTE = 1024 * 1024


class NoPower(Exception):
    """Say why no power can be cut on this machine."""


class PowerDisk:
    """Be such a disk."""

    def __init__(self, folder: Path, *, megabytes: int) -> None:
        """Make it, empty and without power.

        Raises:
            NoPower: Not root, or without ext4 on loop files.
        """
        self._is_on = False
        self._image = folder / "disk.img"
        self.root = folder / "disk"
        self.root.mkdir()
        with self._image.open("wb") as image:
            image.truncate(megabytes * _MEGABYTE)
        _run("mkfs.ext4", "-q", "-F", str(self._image))

    def on(self) -> None:
        """Mount it, as at a start.

        Raises:
            NoPower: It cannot be mounted.
        """
        _run("mount", "-o", "loop", str(self._image), str(self.root))
        self._is_on = True
        self._must_live()

    def _must_live(self) -> None:
        """Return only if this is no mount of before that somebody else still holds.

        Raises:
            NoPower: It is.
        """
        probe = self.root / "probe"
        try:
            with probe.open("wb") as file:
                file.write(b"on")
                os.fsync(file.fileno())
            probe.unlink()
        except OSError as error:
            reason = f"the disk is dead after its mount: {error.strerror}"
            raise NoPower(reason) from error

    def off(self) -> None:
        """Unmount it; nobody may hold a file of it open any more.

        Raises:
            NoPower: Somebody does.
        """
        if self._is_on:
            _run("umount", str(self.root))
            self._is_on = False

    def cut(self) -> None:
        """Cut the power: from now on no byte reaches the disk."""
        handle = os.open(self.root, os.O_RDONLY)
        try:
            word = struct.pack("I", _WITHOUT_FLUSHING)
            fcntl.ioctl(handle, _GOING_DOWN, word)
        finally:
            os.close(handle)


def _run(*words: str) -> None:
    program = shutil.which(words[0], path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if os.geteuid() or program is None:
        reason = f"{words[0]} needs root and has to be installed"
        raise NoPower(reason)
    done = subprocess.run(  # noqa: S603 - fixed words
        [program, *words[1:]], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NoPower(done.stderr.strip())


@contextmanager
def power_disk(folder: Path, *, megabytes: int) -> Iterator[PowerDisk]:
    """Give such a disk, mounted.

    Raises:
        NoPower: This machine cannot do it.
    """
    disk = PowerDisk(folder, megabytes=megabytes)
    try:
        disk.on()
        yield disk
    finally:
        disk.off()


def cut_during(
    disk: PowerDisk, work: Callable[[Callable[[str], None]], None], *, after_s: float
) -> list[str]:
    """Cut the power while a child works; return what it had said until then.

    The disk is on again afterwards.

    Args:
        disk: Which.
        work: What the child does; it is given a way to say a word, a line at most.
        after_s: Seconds from the child's first word to the cut.
    """
    hear, say = os.pipe()
    child = os.fork()
    if not child:
        _work(work, hear, say)
    os.close(say)
    said = _read(hear, None, until=b"\n")
    said += _read(hear, after_s)
    disk.cut()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    # What a child says afterwards nobody hears: with real power it would be dead.
    os.close(hear)
    disk.off()
    disk.on()
    return said.decode().split("\n")[1:-1]


def _work(work: Callable[[Callable[[str], None]], None], hear: int, say: int) -> None:
    """Be the child; it never returns."""
    os.close(hear)
    try:
        os.write(say, b"begun\n")
        work(lambda word: _say(say, word))
        signal.pause()
    except BaseException:  # noqa: BLE001 - without power every call fails
        signal.pause()
    finally:
        os._exit(1)


def _say(say: int, word: str) -> None:
    os.write(say, f"{word}\n".encode())


def _read(hear: int, for_s: float | None, *, until: bytes = b"") -> bytes:
    """Return what comes within so many seconds, or until a byte; None: for ever."""
    said = b""
    deadline = None if for_s is None else _monotonic() + for_s
    while True:
        left = None if deadline is None else max(0.0, deadline - _monotonic())
        ready, _, _ = select.select([hear], [], [], left)
        data = os.read(hear, 1 if until else 65_536) if ready else b""
        said += data
        if not data or (until and said.endswith(until)):
            return said


def _monotonic() -> float:
    return float(os.times().elapsed)
