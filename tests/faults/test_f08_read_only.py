import os
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from programme.chain import GENESIS, check_links
from programme.clock import SystemClock
from programme.enrolment import DeviceStatus
from programme.records import ChainedRecord, HeldInMemory
from signage.keeper import PlanKeeper
from sync_agent.disk import DiskProblem, is_read_only
from sync_agent.drain import Drain
from sync_agent.outbox import (
    MOST_HELD,
    Outbox,
    OutboxOverfull,
    RecordsHeld,
    Submission,
    open_outbox,
)
from sync_agent.state import AgentState
from sync_agent.store import Store
from tests.fakes.delivery import play
from tests.fakes.failing_disk import cannot_fail_disks, failing_disk
from tests.fakes.group_publication import Publication
from tests.fakes.hand_clock import NOON
from tests.fakes.moving_clock import MovingClock
from tests.fakes.running_agent import agent_beside_centre, at_work, in_state, wait_for
from tests.fakes.screens import Sheet, Stock

HELD = int(os.environ.get("MINGBAI_F08_HELD", "1200"))
"""In full 100,000."""
AT_ONCE = 200
ALARM_WITHIN_S = 60.0
_PAGE = os.sysconf("SC_PAGE_SIZE")

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(bool(cannot_fail_disks()), reason=cannot_fail_disks()),
]


def resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE


def submission(number: int) -> Submission:
    record = play(f"d-{number % 7}", "b" * 64, at=NOON + timedelta(seconds=number))
    return Submission(client_id=f"{number:032x}", record=record)


def fill_memory(outbox: Outbox) -> int:
    """Append what the disk refuses, and return by how much the process grew."""
    before = resident_bytes()
    for first in range(1, HELD + 1, AT_ONCE):
        some = [submission(n) for n in range(first, min(first + AT_ONCE, HELD + 1))]
        with pytest.raises(RecordsHeld) as refusal:
            outbox.append_all(some)
        assert refusal.value.problem is DiskProblem.READ_ONLY
    grown = resident_bytes() - before
    assert outbox.held == HELD
    if HELD == MOST_HELD:
        with pytest.raises(OutboxOverfull):
            outbox.append_all([submission(HELD + 1)])
    return grown


def delivered(root: Path, writer: str, clock: MovingClock) -> list[ChainedRecord]:
    """Return the whole chain, as a courier would bring it."""
    links: list[ChainedRecord] = []
    with Drain(root, writer, clock) as drain:
        while found := drain.undelivered(most=500, most_bytes=10**6):
            links += found
            drain.delivered(found, keep=0)
    return links


def test_records_wait_in_memory_are_marked_and_written_in_order(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    clock = MovingClock(NOON)
    with failing_disk(tmp_path / "disk", megabytes=160) as disk:
        root = disk.folder
        Stock(sheets=(Sheet(disclosure="a"),)).write(root)
        keeper = PlanKeeper(Store(root), root, clock)
        keeper.look()
        outbox = open_outbox(root, "player", clock)
        outbox.append_all([submission(0)])

        disk.turn_read_only()
        assert is_read_only(root / "chains.txt")
        grown = fill_memory(outbox)
        clock.forward(timedelta(hours=3))
        keeper.look()
        plan, again = keeper.offer.plan, Store(root).load()
        assert plan
        assert again
        assert ([one.disclosure for one in plan.items], again.damaged) == (["a"], ())

        disk.come_back()
        outbox.append_all([submission(HELD + 1)])
        outbox.close()
        links = delivered(root, outbox.writer, clock)

    check_links(links, after_number=0, after_digest=GENESIS)
    first, word, *rest = [link.record for link in links]
    assert word == HeldInMemory(
        count=HELD,
        problem="read_only",
        since_at=NOON,
        at=NOON + timedelta(hours=3),
        waited_ms=3 * 3_600_000,
    )
    assert [first, *rest] == [submission(n).record for n in range(HELD + 2)]
    assert grown < 80 * 1024 * 1024
    told = f"{HELD} records held in {grown / 1e6:.0f} MB, marked, written in order"
    record_property("outcome", told)


def test_an_agent_goes_on_and_raises_the_alarm_also_where_it_starts_so(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    clock = SystemClock()
    with (
        agent_beside_centre(tmp_path) as agent,
        failing_disk(agent.root, megabytes=16) as disk,
    ):
        agent.api.confirmed = True
        agent.centre.publish(Publication(entries=[agent.centre.approved("d-1")]))
        with at_work(agent.settings):
            wait_for(in_state(agent, AgentState.CURRENT), seconds=20)
            disk.turn_read_only()
            began = clock.monotonic()
            wait_for(lambda: said(agent.api.statuses), seconds=ALARM_WITHIN_S)
            alarm_s = clock.monotonic() - began
        agent.api.statuses.clear()
        with at_work(agent.settings):
            wait_for(lambda: said(agent.api.statuses), seconds=ALARM_WITHIN_S)

            held = agent.held()
            assert held is not None
            assert [item.disclosure for item in held.items] == ["d-1"]

    record_property("outcome", f"alarm after {alarm_s:.1f} s")


def said(statuses: Sequence[DeviceStatus]) -> bool:
    return any(
        one.state == "storage_failing" and "只读" in one.last_error for one in statuses
    )
