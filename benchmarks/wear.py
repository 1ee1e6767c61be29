"""Measure how many bytes a screen's programs write to its disk, and who writes them.

    python -m benchmarks.wear [--minutes 20] [--items 8] [--dwell 15] [--flag=… …]

A whole screen runs beside a centre: agent, player and browser. `write_bytes` of
/proc/PID/io (proc(5)) are read after a warm-up and at the end: what each process, and
those of it that have ended, made the kernel send to a disk. A file system in memory
counts for nothing. The files that changed meanwhile stand below, the largest first.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event

from benchmarks.faults import NOT_RUN
from benchmarks.whole_screen import WholeScreen, browsers_of, whole_screen
from demo.programs import browser_command
from programme.clock import SystemClock

AIM_MB_A_DAY = 500.0
"""Of all programs together: 180 GB a year, of the 20 TB and more that a disk bears."""
_WARM_S, _PHOTO_S = 60.0, 60.0
_DAY_S, _HOUR_S = 86_400.0, 3_600.0
_MB = 1_000_000
_TOLD_FILES = 12


def main(words: Sequence[str]) -> int:
    """Measure and print; return 1 where more is written than should be."""
    parser = argparse.ArgumentParser(description="what a screen writes to its disk")
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--items", type=int, default=8)
    parser.add_argument("--dwell", type=int, default=15)
    parser.add_argument("--flag", action="append", default=[])
    parser.add_argument("--folder", type=Path, help="on the disk that is meant")
    asked = parser.parse_args(words)
    if not browser_command():
        print("not run: no Chromium on this machine")
        return NOT_RUN
    with (
        tempfile.TemporaryDirectory(dir=asked.folder) as folder,
        whole_screen(
            Path(folder), items=asked.items, dwell_s=asked.dwell, flags=asked.flag
        ) as screen,
    ):
        screen.start()
        # Each item is photographed once a day, one a minute: no hour's usual work.
        Event().wait(_WARM_S + asked.items * max(asked.dwell, _PHOTO_S))
        before, files, began = written_by(screen), _files(screen.root), _now()
        Event().wait(asked.minutes * 60)
        after, took = written_by(screen), _now() - began
        changed = _changed(files, _files(screen.root))
    day = 0.0
    for name, count in after.items():
        wrote = (count - before.get(name, 0)) / took
        day += wrote * _DAY_S / _MB
        print(f"{name:<14}{wrote * _HOUR_S / _MB:>8.1f} MB an hour")
    print(f"all {day:>22.0f} MB a day (aim {AIM_MB_A_DAY:.0f})")
    for name, length in changed.most_common(_TOLD_FILES):
        print(f"  changed: {length / _MB:>8.3f} MB  {name}")
    return int(day > AIM_MB_A_DAY)


def written_by(screen: WholeScreen) -> Mapping[str, int]:
    """Return what each kind of process has written since it began."""
    found: Counter[str] = Counter()
    for program in screen.programs:
        found[program.spec.name] += _written(program.pid)
    for pid in browsers_of(screen.root):
        found["browser"] += _written(pid)
    return found


def _written(pid: int | None) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/io").read_text("ascii").splitlines():
            name, _, count = line.partition(": ")
            if name == "write_bytes":
                return int(count)
    return 0


def _files(root: Path) -> Mapping[str, tuple[int, int]]:
    found = {}
    for path in root.rglob("*"):
        with suppress(OSError):
            if path.is_file():
                told = path.stat()
                found[str(path.relative_to(root))] = (told.st_mtime_ns, told.st_size)
    return found


def _changed(
    before: Mapping[str, tuple[int, int]], after: Mapping[str, tuple[int, int]]
) -> Counter[str]:
    """Return the sizes of the files that were written meanwhile."""
    return Counter(
        {name: told[1] for name, told in after.items() if before.get(name) != told}
    )


def _now() -> float:
    return SystemClock().monotonic()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
