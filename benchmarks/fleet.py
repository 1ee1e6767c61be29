"""Measure a whole fleet against one centre: wake-up, delivery, and its return (F24).

`python -m benchmarks.fleet [--devices 2000] [--agents 50]`: so many real connections to
the wake service; of so many devices the whole agent runs, all in one process, and of
the others their recorded requests. The centre and its wake process are killed and
started again, and everybody returns. The exit code is 1 where the return is slower
than 5 s (p99 of an answer), comes in a rush, or meets a single 5xx.

All run on one machine: what the devices cost is in the figures, so that they are
tentative wherever anything else runs beside them.
"""

import argparse
import asyncio
import contextlib
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.fleet_clients import Asked, Fleet, batches_of
from benchmarks.fleet_county import FleetCentre, laid_out
from programme.clock import SystemClock
from programme.enrolment import EnrolmentAccepted
from programme.keys import to_base64url
from publishing.wake.notice import EVERYBODY, SocketWaker
from sync_agent.disk import replace_file
from sync_agent.inner.identity import keep_identity
from sync_agent.layout import Layout

_ROUNDS = 5
_RECORDS = 100
_MOST_P99_S = 5.0
_RETURNS_PER_S = 30.0
"""As the wake service's settings have it: 2,000 devices come back within a minute."""
_WHOLE = 0.9
_CLOCK = SystemClock()


def main(words: Sequence[str] | None = None) -> int:
    """Measure, print, and return 1 where the return broke a rule."""
    parser = argparse.ArgumentParser(description="a fleet against one centre")
    parser.add_argument("--devices", type=int, default=2000)
    parser.add_argument("--agents", type=int, default=50)
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        centre = laid_out(Path(folder), asked.devices, stack)
        centre.start()
        idle = centre.rss_mib("wake")
        stack.enter_context(_agents(centre, Path(folder), asked.agents))
        fleet = Fleet(centre=centre, members=centre.members[asked.agents :])
        return asyncio.run(_measured(fleet, idle))


async def _measured(fleet: Fleet, idle_mib: float) -> int:
    async with _at_work(fleet):
        await _until(fleet, lambda: len(fleet.done) == len(fleet.members))
        _say("all come at once", _spread(fleet), fleet.asked)
        await _wake_ups(fleet)
        held = fleet.centre.rss_mib("wake") - idle_mib
        count = len(fleet.centre.members)
        print(f"wake process: {held * 1024 / count:.0f} KiB a connection")
        await _deliveries(fleet)
        return await _return(fleet)


async def _wake_ups(fleet: Fleet) -> None:
    """Wake all some times, without what follows, and print how long each took."""
    fleet.visits = False
    spans: list[float] = []
    for _ in range(_ROUNDS):
        fleet.begin()
        began = _CLOCK.monotonic()
        SocketWaker(fleet.centre.wake_socket).wake([EVERYBODY])
        await _until(fleet, lambda: len(fleet.woken) == len(fleet.members))
        spans += [at - began for at in fleet.woken.values()]
    fleet.visits = True
    print(
        f"wake-up of {len(fleet.members)}: p50 {_at(spans, 50) * 1000:.0f} ms, "
        f"p99 {_at(spans, 99) * 1000:.0f} ms, last {max(spans) * 1000:.0f} ms"
    )


async def _deliveries(fleet: Fleet) -> None:
    bodies = batches_of(fleet.members, _RECORDS)
    fleet.begin()
    took = await fleet.deliver(bodies)
    count = len(bodies) * _RECORDS
    print(f"evidence: {count / took:.0f} records/s accepted, all delivering at once")
    _say("  evidence", took, fleet.asked)


async def _return(fleet: Fleet) -> int:
    """Kill the centre, let all return, and say whether that was as it must be."""
    fleet.begin()
    away = await asyncio.to_thread(fleet.centre.restart)
    # A return that was under way while the centre was killed does not count.
    fleet.begin()
    await _until(fleet, lambda: len(fleet.done) == len(fleet.members))
    spread = _spread(fleet)
    print(f"centre and wake process killed, away for {away:.1f} s")
    _say("return", spread, fleet.asked)
    print(f"centre: {fleet.centre.rss_mib('centre'):.0f} MiB resident")
    answered = [one for one in fleet.asked if one.status]
    slow = _at([one.took_s for one in answered], 99) > _MOST_P99_S
    broken = any(one.status >= 500 for one in answered)  # noqa: PLR2004 - 5xx
    rush = spread < _WHOLE * len(fleet.members) / _RETURNS_PER_S
    verdicts = {"slower than 5 s": slow, "a 5xx": broken, "in a rush": rush}
    bad = [words for words, holds in verdicts.items() if holds]
    print(f"return: {', '.join(bad) or 'as it must be'}")
    return int(bool(bad))


def _spread(fleet: Fleet) -> float:
    return max(fleet.done.values()) - min(fleet.done.values())


def _say(what: str, spread: float, asked: Sequence[Asked]) -> None:
    for kind in sorted({one.what for one in asked}):
        found = [one for one in asked if one.what == kind]
        spans = [one.took_s for one in found if one.status]
        statuses = Counter(one.status or "no answer" for one in found)
        told = ", ".join(f"{count} × {name}" for name, count in statuses.items())
        if spans:
            print(
                f"{what}, {kind}: p50 {_at(spans, 50):.3f} s, "
                f"p99 {_at(spans, 99):.3f} s ({told})"
            )
    print(f"{what}: spread over {spread:.1f} s")


def _at(spans: Sequence[float], percent: int) -> float:
    ordered = sorted(spans)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


async def _until(fleet: Fleet, holds: Callable[[], bool]) -> None:
    while not holds():
        fleet.changed.clear()
        await fleet.changed.wait()


@contextlib.asynccontextmanager
async def _at_work(fleet: Fleet) -> AsyncIterator[None]:
    work = asyncio.create_task(fleet.run())
    try:
        yield
    finally:
        work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work


@contextmanager
def _agents(centre: FleetCentre, folder: Path, count: int) -> Iterator[None]:
    """Run whole agents in a process of their own, and say at the end how they fare."""
    files = [_agent_of(centre, folder, number) for number in range(count)]
    command = [sys.executable, "-m", "benchmarks.fleet_agents", *map(str, files)]
    log = (folder / "run" / "agents.log").open("wb")
    with (
        log,
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as agents,
    ):
        print(agents.stdout.readline().strip() if agents.stdout else "")
        try:
            yield
        finally:
            said, _ = agents.communicate()
            print(f"whole agents: {said.strip()}")


def _agent_of(centre: FleetCentre, folder: Path, number: int) -> Path:
    """Lay out a device that the county has taken in already."""
    one = centre.members[number]
    layout = Layout(folder / "devices" / one.id)
    layout.root.mkdir(parents=True)
    replace_file(layout.key, one.key.raw, mode=0o600)
    accepted = EnrolmentAccepted(
        device=one.id,
        group=one.group,
        root_metadata=to_base64url(centre.root_metadata),
        wake_url=centre.wake_url,
    )
    keep_identity(layout, one.key, accepted)
    file = layout.root.parent / f"{one.id}.toml"
    file.write_text(
        f"centre_url = {json.dumps(centre.url)}\n"
        f"state_folder = {json.dumps(str(layout.root))}\n"
        "log_level = 'error'\n[storage]\nreserve_bytes = 65536\n"
    )
    return file


if __name__ == "__main__":
    sys.exit(main())
