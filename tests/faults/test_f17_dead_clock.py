import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from programme.clock import SystemClock
from signage.keeper import PlanKeeper
from sync_agent.device_clock import DeviceClock, KeptClock
from tests.fakes.hand_clock import NOON
from tests.fakes.moving_clock import MovingClock
from tests.fakes.screens import Sheet, Stock, until
from tests.fakes.sources import FakeSource

DEAD = datetime(1970, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
LIBRARY = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
NO_LIBRARY = "" if LIBRARY else "not run: libfaketime is not on this machine"
LOOKS = """
import json, sys
from pathlib import Path
from programme.clock import SystemClock
from sync_agent.device_clock import DeviceClock
system = SystemClock()
clock = DeviceClock(Path(sys.argv[1]), system, synchronised=lambda: False, boot="two")
told = clock.look()
print(json.dumps([system.now().year, told.state, told.at.timestamp()]))
"""

pytestmark = pytest.mark.fault


def never() -> bool:
    return False


@pytest.mark.parametrize("kept", [True, False], ids=["floor kept", "no floor"])
def test_the_last_good_is_shown_and_nothing_opens_before_its_time(
    tmp_path: Path, record_property: Callable[[str, object], None], *, kept: bool
) -> None:
    stock = Stock(
        sheets=(
            Sheet(disclosure="long", end=until(2026, 12, 20)),
            Sheet(disclosure="soon", starts_at=NOON + HOUR),
            Sheet(disclosure="over", end=until(2026, 11, 20)),
        )
    )
    floor = NOON if kept else stock.programme().made_at
    if kept:
        agent = KeptClock(tmp_path, MovingClock(NOON), synchronised=never, boot="one")
        agent.hear(NOON)
    system = MovingClock(DEAD)
    clock = DeviceClock(tmp_path, system, synchronised=never, boot="two")
    keeper = PlanKeeper(
        FakeSource(stock.held()),
        tmp_path,
        clock,
        sure=clock.sure,
        passed=clock.raise_floor,
    )

    def shown() -> set[str]:
        keeper.look()
        plan = keeper.offer.plan
        assert plan is not None
        assert plan.made_at >= floor
        return {plan.items[face.item].disclosure for face in plan.spans[0].faces}

    dark = []
    for _ in range(59):
        now = shown()
        dark.append("long" not in now)
        assert "soon" not in now
        system.forward(timedelta(minutes=1))
    assert not clock.sure()
    system.forward(timedelta(minutes=1))
    # What the count has reached has been reached in truth.
    assert ("soon" in shown()) is kept
    agent = KeptClock(tmp_path, system, synchronised=never, boot="two")
    agent.raise_floor(clock.now())
    agent.hear(NOON + timedelta(days=60))
    after = shown()

    assert not any(dark)
    assert after == {"soon"}
    assert clock.sure()
    record_property("outcome", f"from {floor:%Y-%m-%d}: 0 early, 0 dark of 60 minutes")


@pytest.mark.skipif(bool(NO_LIBRARY), reason=NO_LIBRARY)
def test_a_process_that_begins_in_1970_goes_by_the_floor(tmp_path: Path) -> None:
    system = SystemClock()
    KeptClock(tmp_path, system, synchronised=never, boot="one").hear(system.now())
    env = {
        "LD_PRELOAD": str(LIBRARY[0]),
        "FAKETIME": "@1970-01-02 00:00:00",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
    }

    said = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", LOOKS, str(tmp_path)],
        env=os.environ | env,
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    year, state, at = json.loads(said)
    assert (year, state) == (1970, "wrong")
    assert -60 < at - system.now().timestamp() < 1
