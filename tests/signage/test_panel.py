"""REQ-30: a panel rests by plan, and an emergency notice wakes it."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from programme.hours import DayHours, OpenSpan
from programme.override import Override
from programme.plan import Plan
from programme.planner import PlanBasis, make_plan
from programme.power import PowerSchedule, Resting
from signage.panel import Panel, commands_of, runner, state_at
from tests.fakes.hand_clock import HandClock
from tests.fakes.screens import Stock

EVENING = datetime(2026, 11, 23, 11, tzinfo=UTC)
"""19:00 in China; the panel is on from 7 to 20."""


def plan(override: Override | None = None) -> Plan:
    spans = (OpenSpan(from_time=time(7), to_time=time(20)),)
    night = PowerSchedule(
        on=tuple(DayHours(weekday=day, spans=spans) for day in range(1, 8)),
        resting=Resting.OFF,
    )
    programme = Stock(override=override).programme()
    programme = programme.model_copy(update={"power": night})
    basis = PlanBasis(programme=programme, items=(), counted={}, withdrawn=())
    return make_plan(basis, EVENING)


def notice() -> Override:
    return Override(
        id="qinghe-override-1",
        level="red",
        headline="暴雨红色预警",
        place="云溪镇",
        acts=("到高处去",),
        issuer="清禾县防汛指挥部",
        starts_at=EVENING + timedelta(hours=2),
        ends_at=EVENING + timedelta(hours=3),
        approvals=(),
    )


@pytest.mark.parametrize(
    ("hours", "state"), [(0, "on"), (1, "off"), (13, "on"), (24 * 30, "on")]
)
def test_a_panel_is_as_the_plan_says(hours: int, state: str) -> None:
    assert state_at(plan(), EVENING + timedelta(hours=hours)) == state


def test_an_emergency_notice_wakes_the_panel() -> None:
    woken = plan(notice())

    assert state_at(woken, EVENING + timedelta(hours=1)) == "off"
    assert state_at(woken, EVENING + timedelta(hours=2)) == "on"


def test_without_a_plan_the_panel_is_on() -> None:
    assert state_at(None, EVENING) == "on"


def test_each_state_s_command_is_given_once_and_again_after_a_failure() -> None:
    clock, given, fails = HandClock(EVENING), list[str](), [False]

    def run(command: Sequence[str]) -> None:
        if fails[0]:
            raise OSError(command[0])
        given.append(command[0])

    made = plan()
    panel = Panel(lambda: made, commands_of(["on"], [], ["off"]), clock=clock, run=run)
    panel.look()
    panel.look()
    assert given == ["on"]
    clock.forward(hours=1)
    fails[0] = True
    panel.look()
    fails[0] = False
    panel.look()
    assert given == ["on"]
    clock.forward(minutes=2)
    panel.look()
    assert given == ["on", "off"]


def test_a_command_of_the_settings_is_run(tmp_path: Path) -> None:
    told = tmp_path / "told"
    write = f"open({str(told)!r}, 'w').write('off')"

    runner(30)([sys.executable, "-c", write])

    assert told.read_text("utf-8") == "off"
