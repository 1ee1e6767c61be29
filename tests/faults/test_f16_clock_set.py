import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from random import SystemRandom
from threading import Event, Thread

import pytest

from kiosk.presence import Listed, Presence, Seen
from programme.clock import SystemClock
from programme.device_time import ClockState
from programme.records import Record, ServicePresence
from signage.keeper import PlanKeeper
from sync_agent.device_clock import DeviceClock, KeptClock
from sync_agent.inner.agent import Agent
from sync_agent.state import AgentState
from tests.fakes.centre_server import Reply
from tests.fakes.group_publication import Publication
from tests.fakes.hand_clock import NOON
from tests.fakes.moving_clock import MovingClock
from tests.fakes.patience import within
from tests.fakes.running_agent import (
    RunningAgent,
    agent_beside_centre,
    in_state,
    wait_for,
)
from tests.fakes.screens import MANDATE, Sheet, Stock, until
from tests.fakes.sources import FakeSource

JUMPS = {
    "+5m": timedelta(minutes=5),
    "-5m": timedelta(minutes=-5),
    "+1d": timedelta(days=1),
    "-1d": timedelta(days=-1),
    "+365d": timedelta(days=365),
    "-365d": timedelta(days=-365),
}
NORMAL_WITHIN_S = 60.0
HOUR = timedelta(hours=1)
ROUNDS = int(os.environ.get("MINGBAI_F16_ROUNDS", "1"))
LIBRARY = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
NO_LIBRARY = "" if LIBRARY else "not run: libfaketime is not on this machine"
LOOKS = """
import json, sys
from pathlib import Path
from programme.clock import SystemClock
from sync_agent.device_clock import DeviceClock
system = SystemClock()
clock = DeviceClock(Path(sys.argv[1]), system, synchronised=lambda: False)
for _ in sys.stdin:
    told = clock.look()
    print(json.dumps([told.state, told.at.timestamp(), told.off.total_seconds(),
                      clock.monotonic()]), flush=True)
"""

PROMOTIONAL = MANDATE.model_copy(
    update={"promotional": True, "show_at_least_days": None}
)

pytestmark = pytest.mark.fault


class SetClock:
    """Be the machine's clock, which a hand sets."""

    def __init__(self) -> None:
        self._system = SystemClock()
        self.by = timedelta(0)

    def now(self) -> datetime:
        return self._system.now() + self.by

    def monotonic(self) -> float:
        return self._system.monotonic()


class Kept:
    """Remember records, as the outbox does."""

    def __init__(self) -> None:
        self.records: list[Record] = []

    def append(self, record: Record) -> int:
        self.records.append(record)
        return len(self.records)


@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS)
def test_nothing_opens_early_or_leaves_and_what_is_recorded_is_marked(
    tmp_path: Path, jump: timedelta
) -> None:
    system = MovingClock(NOON)
    clock = DeviceClock(tmp_path, system, synchronised=lambda: False, boot="one")
    sheets = (
        Sheet(disclosure="now", end=until(2026, 11, 24)),
        Sheet(disclosure="only-promotional", mandate=PROMOTIONAL),
        Sheet(disclosure="in-an-hour", starts_at=NOON + HOUR),
        Sheet(disclosure="in-half-a-year", starts_at=NOON + timedelta(days=180)),
    )
    source = FakeSource(Stock(sheets=sheets).held())
    keeper = PlanKeeper(source, tmp_path, clock, sure=clock.sure)
    kept = Kept()

    def listed() -> Seen:
        return Listed(
            programme_version=1, disclosures=("now",), clock_sure=clock.sure()
        )

    presence = Presence(seen=listed, recorder=kept, clock=clock, every_s=3600)
    presence.look()
    keeper.look()
    shown = []
    system.step(jump)
    for _ in range(4):
        presence.look()
        keeper.look()
        plan = keeper.offer.plan
        assert plan is not None
        assert plan.made_at == clock.now()
        shown.append({plan.items[f.item].disclosure for f in plan.spans[0].faces})
        system.forward(timedelta(minutes=25))
    system.step(-jump)
    presence.look()
    presence.end()

    assert shown == [{"now"}, {"now"}, {"now"}, {"now", "in-an-hour"}]
    assert clock.look().at == NOON + timedelta(minutes=100)
    assert clock.sure()
    records = [one for one in kept.records if isinstance(one, ServicePresence)]
    doubted = [one for one in records if not one.clock_sure]
    assert sum(one.monotonic_ms or 0 for one in doubted) == 100 * 60_000
    assert all(one.clock_sure for one in records if one not in doubted)


@contextmanager
def at_work(agent: RunningAgent, clock: SetClock) -> Iterator[None]:
    running = Agent(agent.settings, clock=clock, chance=SystemRandom())
    up = Event()
    thread = Thread(
        target=lambda: running.run(ready=up.set, alive=lambda: None), daemon=True
    )
    thread.start()
    try:
        assert up.wait(within(5))
        yield
    finally:
        running.stop()
        thread.join(within(8))


def test_by_the_centre_s_word_all_is_normal_again_within_a_minute(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    clock, system, slowest = SetClock(), SystemClock(), 0.0
    with agent_beside_centre(tmp_path, status_interval_s=0.5, interval_s=0.5) as agent:
        agent.api.confirmed = True
        publication = Publication(entries=[agent.centre.approved("d-1")])
        agent.centre.publish(publication)
        player = DeviceClock(agent.root, clock, synchronised=lambda: False)
        with at_work(agent, clock):
            wait_for(in_state(agent, AgentState.CURRENT), seconds=15)
            for jump in list(JUMPS.values()) * ROUNDS:
                hear = agent.api.server.posts.pop("/device/status")
                agent.api.server.posts["/device/status"] = lambda _: Reply(status=503)
                clock.by += jump
                assert abs(player.now() - system.now()) < timedelta(seconds=2)
                agent.api.server.posts["/device/status"] = hear
                began = system.monotonic()
                wait_for(in_state(agent, AgentState.CURRENT), seconds=60)
                wait_for(player.sure, seconds=60)
                slowest = max(slowest, system.monotonic() - began)
                assert abs(player.now() - system.now()) < timedelta(seconds=2)
            publication.entries.append(agent.centre.approved("d-2"))
            agent.centre.publish(publication)
            wait_for(lambda: len(agent.store.load().items) == 2, seconds=20)  # type: ignore[union-attr]

    assert slowest <= NORMAL_WITHIN_S
    told = f"normal {slowest:.1f} s after trusted time, {len(JUMPS) * ROUNDS} jumps"
    record_property("outcome", told)


@pytest.mark.skipif(bool(NO_LIBRARY), reason=NO_LIBRARY)
def test_a_process_whose_clock_is_set_goes_by_its_own_count(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    stamp, system, furthest = tmp_path / "stamp", SystemClock(), 0.0
    stamp.write_text("+0")
    KeptClock(tmp_path, system, synchronised=lambda: False).keep()
    env = {
        "LD_PRELOAD": str(LIBRARY[0]),
        "FAKETIME_TIMESTAMP_FILE": str(stamp),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
    }
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", LOOKS, str(tmp_path)],
        env=os.environ | env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        seen = []
        for word in ("+0", *(w for jump in JUMPS for w in (jump, "+0"))):
            stamp.write_text(word)
            process.stdin.write("\n")
            process.stdin.flush()
            state, at, off_s, _ = json.loads(process.stdout.readline())
            furthest = max(furthest, abs(at - system.now().timestamp()))
            expected = JUMPS.get(word, timedelta(0)).total_seconds()
            assert abs(off_s - expected) < 3, word
            seen.append(ClockState(state))
        process.stdin.close()

    assert set(seen[::2]) == {ClockState.SURE}
    by_jump = dict(zip(JUMPS, seen[1::2], strict=True))
    forward = {by_jump["+5m"], by_jump["+1d"], by_jump["+365d"]}
    back = {by_jump["-1d"], by_jump["-365d"]}
    assert (forward, back) == ({ClockState.DOUBTED}, {ClockState.WRONG})
    assert by_jump["-5m"] is not ClockState.SURE
    assert furthest < 2
    record_property("outcome", f"libfaketime: at most {furthest:.2f} s from the truth")
