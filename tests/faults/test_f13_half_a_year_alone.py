import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest

from programme.hours import OpenSpan
from programme.plan import Plan
from programme.window import FixedEnd, OpenEnd, ProvisionalEnd
from signage.keeper import PlanKeeper
from sync_agent.device_clock import DeviceClock
from tests.fakes.moving_clock import MovingClock
from tests.fakes.screens import Sheet, Stock
from tests.fakes.sources import FakeSource

DAYS = 180
EVERY_MINUTES = int(os.environ.get("MINGBAI_F13_EVERY_MINUTES", "29"))
"""Beside the minute before and after each edge; in full every one."""
REMADE_DAYS = int(os.environ.get("MINGBAI_F13_REMADE_DAYS", "7"))
"""A player makes its plan anew each minute; here less often: it reaches a fortnight."""
SEED = 20261129
START = datetime(2026, 11, 30, 16, tzinfo=UTC)
"""Midnight in the county; New Year, Spring Festival and a leap-less February follow."""
LOCAL = timedelta(hours=8)
MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.fault


@dataclass(frozen=True)
class Oracle:
    """Say by plain arithmetic what has to hang; the county has no summer time."""

    sheet: Sheet

    def is_open(self, at: datetime) -> bool:
        sheet, local = self.sheet, at + LOCAL
        over = isinstance(sheet.end, FixedEnd) and at >= sheet.end.at
        if at < sheet.starts_at or over or local.isoweekday() not in sheet.weekdays:
            return False
        return not sheet.dayparts or any(
            part.from_time <= local.time() < part.to_time for part in sheet.dayparts
        )


def sheets() -> tuple[Sheet, ...]:
    chance, found = Random(SEED), []  # noqa: S311 - to be drawn again
    for number in range(24):
        begin = START + MINUTE * chance.randrange(-20 * 1440, 150 * 1440)
        end = begin + MINUTE * chance.randrange(3 * 1440, 60 * 1440)
        found.append(
            Sheet(
                disclosure=f"d-{number:02}",
                starts_at=begin,
                end=FixedEnd(at=end),
                weekdays=(1, 2, 3, 4, 5) if number % 5 == 0 else (1, 2, 3, 4, 5, 6, 7),
                dayparts=(OpenSpan(from_time=time(9, 7), to_time=time(16, 41)),)
                if number % 4 == 0
                else (),
            )
        )
    early = START - timedelta(days=9)
    provisional = ProvisionalEnd(at=START + timedelta(days=40))
    found.append(Sheet(disclosure="d-stays", starts_at=early, end=provisional))
    found.append(Sheet(disclosure="d-open", starts_at=early, end=OpenEnd()))
    return tuple(found)


def open_at(plan: Plan, at: datetime) -> set[str]:
    span = next(one for one in plan.spans if one.from_at <= at < one.to_at)
    shown = {plan.items[slide.item].disclosure for slide in span.slides}
    told = {plan.items[face.item].disclosure for face in span.faces}
    assert shown == told
    return told


def test_alone_for_half_a_year_every_window_opens_and_closes_on_its_minute(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    hung, clock = sheets(), MovingClock(START)
    oracles = [Oracle(sheet) for sheet in hung]
    device = DeviceClock(tmp_path, clock, synchronised=lambda: False, boot="one")
    source = FakeSource(Stock(sheets=hung).held())
    keeper = PlanKeeper(source, tmp_path, device, sure=device.sure)
    before: set[str] = set()
    asked = changes = 0
    for day in range(0, DAYS, REMADE_DAYS):
        keeper.look()
        plan = keeper.offer.plan
        assert plan is not None
        until = START + timedelta(days=min(day + REMADE_DAYS, DAYS))
        minutes = set(range(0, (until - clock.now()) // MINUTE, EVERY_MINUTES))
        for span in plan.spans:
            edge = (span.from_at - clock.now()) // MINUTE
            minutes |= {edge - 1, edge}
        for minute in sorted(minutes):
            at = clock.now() + minute * MINUTE
            if not clock.now() <= at < until:
                continue
            told = open_at(plan, at)
            wanted = {one.sheet.disclosure for one in oracles if one.is_open(at)}
            assert told == wanted, at
            asked += 1
            changes += told != before
            before = told
        clock.forward(until - clock.now())

    assert device.sure()
    assert {"d-stays", "d-open"} <= before
    told_of = f"{DAYS} days alone: {changes} changes, each on its minute"
    record_property("outcome", f"{told_of}; {asked} minutes asked, 0 wrong")
