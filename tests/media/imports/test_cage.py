import subprocess
import sys
from pathlib import Path

import media

SHUT_IN = """
import sys
sys.path.insert(0, sys.argv[1])
from media.imports.cage import ActRefused, Limits, shut_in
shut_in(Limits(memory_bytes=300 * 1024 * 1024, cpu_s=2))
try:
    {act}
except (ActRefused, MemoryError) as refused:
    print(type(refused).__name__)
"""


def outcome(act: str) -> tuple[str, int]:
    root = str(Path(media.__file__).resolve().parents[1])
    done = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-I", "-c", SHUT_IN.format(act=act), root],
        capture_output=True,
        check=False,
        text=True,
        timeout=9,
    )
    return done.stdout.strip(), done.returncode


def test_no_socket_can_be_opened() -> None:
    assert outcome("import socket; socket.socket()") == ("ActRefused", 0)


def test_no_program_can_be_started() -> None:
    assert outcome("import os; os.system('true')") == ("ActRefused", 0)


def test_memory_is_limited() -> None:
    assert outcome("bytearray(400 * 1024 * 1024)") == ("MemoryError", 0)


def test_computing_time_is_limited() -> None:
    printed, code = outcome("exec('while True: pass')")

    assert (printed, code) == ("", -24)
