"""Measure `script/server` from a fresh clone, and its second start.

`python -m benchmarks.start [--runs 3]`: each run clones the repository into a new
folder, starts it, waits for the line with the addresses, stops it, starts it again.
"""

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.ports import free_ports

_READY = "按 Ctrl-C 停止"
_STOP_S = 60


def main() -> None:
    """Measure and print both times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    fresh, again = [], []
    for _ in range(asked.runs):
        with tempfile.TemporaryDirectory() as folder:
            clone = Path(folder) / "mingbai"
            _run("git", "clone", "--quiet", str(Path.cwd()), str(clone))
            port = str(free_ports().centre)
            fresh.append(_started(clone, port))
            again.append(_started(clone, port))
    _print("script/server from a fresh clone", fresh)
    _print("script/server, second start", again)


def _run(*command: str) -> None:
    subprocess.run(command, check=True)


def _started(clone: Path, port: str) -> float:
    """Return the seconds until the addresses are printed; stop it again."""
    began = time.monotonic()
    with subprocess.Popen(
        ["script/server", "--port", port],
        cwd=clone,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
    ) as server:
        try:
            for line in server.stdout or ():
                if _READY in line:
                    return time.monotonic() - began
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(_STOP_S)
    sys.exit("script/server ended before it was ready")


def _print(what: str, spans_s: Sequence[float]) -> None:
    each = ", ".join(f"{span:.1f}" for span in spans_s)
    print(f"{what}: median {statistics.median(spans_s):.1f} s ({each})")


if __name__ == "__main__":
    main()
