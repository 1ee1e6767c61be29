"""Run small jobs in forked children under strace, which kills or fails their calls.

The importing is done once, in a child that forks: so a job costs a few hundredths of a
second, and a whole sample of system calls fits into a test.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
DISK_CALLS = (
    "openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,"
    "mkdir,mkdirat,symlink,symlinkat,ftruncate"
)


def strace_missing() -> str:
    """Return why these tests cannot run here; empty where they can."""
    return "" if shutil.which("strace") else "not run: strace is not installed"


@dataclass(slots=True)
class Strained:
    """Be the child that forks."""

    child: "subprocess.Popen[bytes]"
    scratch: Path

    def run(self, job: str, arguments: Mapping[str, object], inject: str) -> "Outcome":
        """Run a job whose system calls are tampered with as strace's `inject` says."""
        given, said = self._pipes()
        given.write(json.dumps([job, arguments]).encode() + b"\n")
        given.flush()
        pid = int(said.readline())
        log = self.scratch / f"strace.{pid}"
        strace = ["strace", "-f", "-p", str(pid), "-o", str(log)]
        wanted = ["-e", f"trace={DISK_CALLS}", "-e", inject]
        with subprocess.Popen(  # noqa: S603 - fixed words and our own child
            [*strace, *wanted], stderr=subprocess.PIPE
        ) as tracer:
            assert tracer.stderr is not None
            attached = tracer.stderr.readline()
            assert b"attached" in attached, attached
            given.write(b"g")
            given.flush()
            status = int(said.readline())
            tracer.communicate(timeout=10)
        result = said.readline().decode().strip()
        return Outcome(
            status=status, result=json.loads(result or "null"), log=log.read_text()
        )

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        assert self.child.stdin is not None
        assert self.child.stdout is not None
        return self.child.stdin, self.child.stdout


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Be how a job ended."""

    status: int
    """As `os.waitstatus_to_exitcode` says: -9 is a kill."""
    result: object
    log: str
    """What strace saw."""

    def places(self) -> list[tuple[str, int]]:
        """Return every call that was made: its name, and the how many-th of its name.

        strace counts the calls of each name for themselves.
        """
        counts: Counter[str] = Counter()
        found = []
        for name in re.findall(r"^\d+ +(\w+)\(", self.log, re.MULTILINE):
            counts[name] += 1
            found.append((name, counts[name]))
        return found


DEVICE_JOBS, CENTRE_JOBS = "tests.fakes.strained_jobs", "tests.fakes.centre_jobs"


@contextmanager
def strained(scratch: Path, jobs: str = DEVICE_JOBS) -> Iterator[Strained]:
    """Start the child that forks, with the jobs of a module, and end it."""
    word = f"from tests.fakes.strained import forks; forks({jobs!r})"
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", word],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as child:
        try:
            yield Strained(child, scratch)
        finally:
            assert child.stdin is not None
            child.stdin.close()
            child.wait(10)


def forks(jobs: str) -> None:
    """Fork a child for every job that stdin names; say its pid, status and result."""
    known = import_module(jobs).JOBS
    while line := _line():
        job, arguments = json.loads(line)
        read_end, write_end = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(read_end)
            _in_child(known[job], arguments, write_end)
        os.close(write_end)
        _say(str(pid))
        _, status = os.waitpid(pid, 0)
        with os.fdopen(read_end, "rb") as result:
            told = result.read()
        _say(str(os.waitstatus_to_exitcode(status)))
        _say(told.decode() or "null")


def _in_child(
    job: Callable[..., object], arguments: dict[str, object], result: int
) -> None:
    code = 1
    try:
        os.read(0, 1)
        told = json.dumps(job(**arguments)).encode()
        # Not a plain write: that one may be tampered with.
        os.writev(result, [told])
        code = 0
    except BaseException:  # noqa: BLE001 - the top of a program
        traceback.print_exc()
    finally:
        os._exit(code)


def _line() -> bytes:
    """Return a line of stdin, read byte by byte: the children read from it too."""
    line = b""
    while (byte := os.read(0, 1)) not in {b"", b"\n"}:
        line += byte
    return line


def _say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()
