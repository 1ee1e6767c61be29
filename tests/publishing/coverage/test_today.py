from datetime import datetime, timedelta
from typing import TypeAlias

import pytest

from programme.service_day import DisplayDay
from publishing.coverage.today import DeviceNow, Displays, GroupNow, Risk, Watch
from tests.fakes.showing import local

NOON = local(hour=13)
SHUT = local(hour=17, minute=30)


Case: TypeAlias = tuple[GroupNow, Displays]
"""A group, and what its displays did so far."""


def group(
    exposures: int = 0,
    *,
    heard_at: datetime | None = NOON,
    devices: int = 1,
    share: float = 0.5,
    kiosk: bool = False,
    listed: bool = False,
    contested: bool = False,
    name: str = "大厅横屏组",
) -> Case:
    now = GroupNow(
        group=name,
        name=name,
        least=30,
        kiosk=kiosk,
        share=share,
        ends_at=SHUT,
        devices=(DeviceNow(name="横屏", heard_at=heard_at),) * devices,
    )
    display = DisplayDay(exposures=exposures, listed=listed, contested=contested)
    return now, (display,)


def risks(*cases: Case, at: datetime = NOON) -> tuple[Risk, ...]:
    watch = Watch([now for now, _ in cases], now=at)
    return watch.risks((now.group, displays) for now, displays in cases)


def risk(one: Case, *, at: datetime = NOON) -> Risk | None:
    found = risks(one, at=at)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("one", "falls_short"),
    [
        (group(30), False),
        (group(15), False),
        (group(14), True),
        (group(29, heard_at=NOON - timedelta(minutes=31)), True),
        (group(29, heard_at=None), True),
        (group(29, devices=0), True),
        (group(0, share=0.05), False),
        (group(0, share=0.05, devices=0), True),
        (group(0, share=0.05, heard_at=None), False),
        (group(0, share=0.0, devices=0), False),
        (group(0, kiosk=True), False),
        (group(0, kiosk=True, heard_at=None), True),
        (group(0, kiosk=True, heard_at=None, listed=True), False),
        (group(99, contested=True), False),
        (group(99, contested=True, heard_at=None), True),
        (group(27, share=0.9), False),
        (group(26, share=0.9), True),
    ],
)
def test_what_falls_short_today_is_known_while_it_can_be_mended(
    one: Case, *, falls_short: bool
) -> None:
    assert (risk(one) is not None) is falls_short


def test_a_shut_hall_needs_nobody() -> None:
    assert risk(group(0), at=SHUT) is None


def test_a_risk_names_the_device_that_is_silent_and_since_when() -> None:
    since = NOON - timedelta(hours=3)

    found = risk(group(9, heard_at=since))

    assert found is not None
    assert (found.device, found.silent_since) == ("横屏", since)
    assert (found.exposures, found.expected, found.least) == (9, 9, 30)


def test_a_slow_loop_says_how_many_there_will_be_at_this_pace() -> None:
    found = risk(group(10))

    assert found is not None
    assert (found.device, found.expected) == ("", 20)


def test_the_group_that_lacks_most_comes_first() -> None:
    found = risks(group(14, name="近"), group(1, name="远"))

    assert [one.name for one in found] == ["远", "近"]


@pytest.mark.parametrize("share", [number / 97 for number in range(10, 98)])
def test_the_pace_asks_for_no_more_than_what_it_says(share: float) -> None:
    for exposures in range(31):
        found = risk(group(exposures, share=share))
        assert (found is not None) is (round(exposures / share) < 30)
