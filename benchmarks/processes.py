"""Read what the programs that a benchmark started have used, and what they hold."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_KIB_PER_MIB = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Be what some processes have used so far, and hold now."""

    cpu_s: float = 0.0
    """Processor time since each began, seconds."""
    pss_mib: float = 0.0
    """Memory in which pages that programs share are counted once, MiB."""
    rss_mib: float = 0.0
    """Resident memory, MiB; shared pages are counted for each process."""

    def __add__(self, other: "Cost") -> "Cost":
        """Return what both have used and hold."""
        return Cost(
            cpu_s=self.cpu_s + other.cpu_s,
            pss_mib=self.pss_mib + other.pss_mib,
            rss_mib=self.rss_mib + other.rss_mib,
        )


def costs_below(parent: int, kind_of: Callable[[int, str], str]) -> dict[str, Cost]:
    """Return what all that a process started has used, by kind.

    Args:
        parent: The id of the process that started them.
        kind_of: Names the kind of a process by its id and its command line.
    """
    found: dict[str, Cost] = {}
    for pid in _below(parent):
        try:
            command = Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace")
            cost = _cost(pid)
        except (OSError, ProcessLookupError):
            # It has ended meanwhile.
            continue
        kind = kind_of(pid, command.replace("\0", " "))
        found[kind] = found.get(kind, Cost()) + cost
    return found


def _cost(pid: int) -> Cost:
    """Return what one process has used (proc(5), stat and smaps_rollup).

    Raises:
        OSError: It has ended.
    """
    stat = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(") ")[2].split()
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()[1:]
    told = {row[0]: int(row[1]) / _KIB_PER_MIB for row in map(str.split, rollup)}
    return Cost(
        cpu_s=(int(stat[11]) + int(stat[12])) / _TICKS,
        pss_mib=told["Pss:"],
        rss_mib=told["Rss:"],
    )


def _below(parent: int) -> Iterator[int]:
    """Yield the processes that a process started, and those that they started."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("utf-8").rpartition(") ")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    look = [parent]
    while look:
        own = children.get(look.pop(), [])
        yield from own
        look += own
