"""Hold small child programs that speak systemd's notify protocol."""

import sys
from pathlib import Path

import pytest

from demo.program import ProgramSpec

SPEAKER = """
import os, socket, sys, time
from pathlib import Path
told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
told.connect(os.environ["NOTIFY_SOCKET"])
with Path("starts").open("a") as starts:
    starts.write("x")
told.send(b"READY=1\\nSTATUS=ready")
silent_after = float(sys.argv[1])
began = time.monotonic()
while True:
    time.sleep(0.05)
    if time.monotonic() - began < silent_after:
        told.send(b"WATCHDOG=1")
"""


@pytest.fixture
def speaker(tmp_path: Path) -> ProgramSpec:
    script = tmp_path / "speaker.py"
    script.write_text(SPEAKER)
    return ProgramSpec(
        name="speaker",
        command=(sys.executable, str(script), "3600"),
        folder=tmp_path / "speaker",
        watchdog_s=5,
    )
