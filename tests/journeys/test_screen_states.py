"""What the screen page shows beside slides, and what it records of standing still."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, Response

from programme.alert_sound import AlertSound, AlertTimes
from programme.layout import content_rectangle
from programme.override import Override, Stop, StopCause
from sync_agent.state import AgentState, StateReport, write_state
from tests.fakes.patience import ms
from tests.fakes.ports import free_port
from tests.fakes.screen_device import (
    Device,
    browser,
    glass,
    opened,
    player,
    region,
    same,
    shows,
    told,
    until,
)
from tests.fakes.screens import LANDSCAPE, PORTRAIT, Sheet, Stock, webp

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

AREA = content_rectangle(LANDSCAPE)
RED = webp((250, 210, 205), (AREA.width, AREA.height), "first")


def sheet(disclosure: str, *pages: bytes, dwell_s: int = 2, **fields: Any) -> Sheet:  # noqa: ANN401 - fields of a sheet
    return Sheet(disclosure=disclosure, pages=pages, dwell_s=dwell_s, **fields)


@pytest.fixture
def device(tmp_path: Path) -> Device:
    return Device(
        root=tmp_path / "device", port=free_port(), profile=tmp_path / "profile"
    )


SHOWN = {"play", "override_shown", "plain_shown"}


async def has_kinds(device: Device, kinds: set[str]) -> bool:
    return {one["kind"] for one in device.records()} >= kinds


async def has_plays(device: Device, count: int) -> bool:
    return len(device.plays()) >= count


async def test_the_code_is_shown_until_there_is_a_plan_and_then_the_default_page(
    device: Device,
) -> None:
    now = datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - only shown
    report = StateReport(
        state=AgentState.UNENROLLED,
        since_at=now,
        code="7K2MXPQ9",
    )
    write_state(device.root, report)

    with player(device):
        async with browser(device) as context:
            page = await opened(context, device)
            await page.get_by_text("7K2M XPQ9").wait_for()
            Stock().write(device.root)
            device.tell()
            await page.get_by_text("现在没有正在公开的事项").wait_for()
            default = await page.inner_text("#screen")
            # Posted just now, for the day of posting never counts.
            old = sheet("a", RED, hung_since=date(2025, 11, 10), starts_at=now)
            Stock(sheets=(old,), version=2).write(device.root)
            device.tell()
            await until(lambda: shows(page, RED), within_s=15)
            slide = await page.inner_text("#screen")

    assert "此前已公开" in slide
    assert "接着公开" in slide
    assert "周一至周五" in default
    assert "8:30—12:00" in default
    assert "0555-010-0100" in default


ORDERS = """async () => {
  const { overrideDue, stopDue } = await import("/page/orders.js");
  const at = (s) => new Date(s * 1000).toISOString();
  const one = (id, more) => ({ id, starts_at: at(0), ends_at: at(600), ...more });
  const plan = (first, ...others) => ({ override: first, more_overrides: others });
  const due = (made, s, ages = null) => {
    const found = overrideDue(made, s * 1000, ages);
    return found && [found.override.id, found.endsAt / 1000];
  };
  const two = plan(one("a"), one("b"));
  const newer = plan(one("a"), one("b", { starts_at: at(100) }));
  const ending = plan(one("a", { ends_at: at(20) }), one("b"));
  const drill = plan(one("real"), one("drill", { drill: true }));
  const stops = { stops: [one("plain", { grey: false }), one("grey", { grey: true })] };
  return {
    turns: [due(two, 0), due(two, 15), due(two, 28)],
    newer: [due(newer, 99), due(newer, 100), due(newer, 115)],
    ending: [due(ending, 0), due(ending, 15)],
    drill: due(drill, 15),
    alone: due(plan(one("a")), 590),
    over: due(plan(one("a")), 600),
    doubted: due(plan(one("a")), 9e6, new Map([["a", 599_000]])),
    spent: due(plan(one("a")), 9e6, new Map([["a", 600_000]])),
    stop: stopDue(stops, 1000, null).stop.id,
  };
}"""
"""What the page's own module answers, asked inside the page."""


def storm(now: datetime) -> Override:
    return Override(
        id="storm",
        level="orange",
        headline="暴雨橙色预警",
        place="云溪镇有大暴雨。",
        acts=("河边，不要停留",),
        issuer="清禾县气象台",
        starts_at=now,
        ends_at=now + timedelta(seconds=7),
        icon="thunderstorm",
        approvals=(),
    )


def alarms_of(page: Page) -> list[int]:
    """Return how each sound of a notice is answered from now on."""
    heard: list[int] = []

    def note(answer: Response) -> None:
        if "/alarm/" in answer.url:
            heard.append(answer.status)

    page.on("response", note)
    return heard


async def test_an_emergency_and_a_stop_cut_the_loop_and_end_on_time(
    device: Device,
) -> None:
    stock = Stock(sheets=(sheet("a", RED, dwell_s=60),))
    stock.write(device.root)

    with player(device):
        async with browser(device) as context:
            page = await opened(context, device)
            heard = alarms_of(page)
            await until(lambda: shows(page, RED))
            now = datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - real time
            alert = replace(
                stock,
                version=2,
                override=storm(now),
                alert_sound=AlertSound(times=AlertTimes.ONCE),
            )
            alert.write(device.root)
            device.tell()
            await page.get_by_text("暴雨橙色预警").wait_for(timeout=ms(6))
            # The page says what it has painted two frames after the words can be read.
            await page.wait_for_function(
                "() => document.documentElement.dataset.view === 'emergency'",
                timeout=ms(6),
            )
            alarm = await page.inner_text("#screen")
            answers = await page.evaluate(ORDERS)
            assert await told(page, "pageSha") in {"", None}
            await until(lambda: shows(page, RED))
            now = datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - real time
            stop = Stop(
                id="stop",
                cause=StopCause.MOURNING,
                groups=(),
                grey=True,
                starts_at=now,
                ends_at=now + timedelta(seconds=5),
                approvals=(),
            )
            replace(stock, version=3, stops=(stop,)).write(device.root)
            device.tell()
            await page.locator(".default.grey.shown").wait_for(timeout=ms(6))
            await until(lambda: shows(page, RED))
            await until(lambda: has_kinds(device, SHOWN))

    assert answers == {
        # Two take turns of 15 s; who comes late into one still has 12 s of it.
        "turns": [["a", 15], ["b", 30], ["b", 40]],
        # The newest has the first turn, and is not waited for.
        "newer": [["a", 100], ["b", 115], ["a", 130]],
        # Another's end cuts no turn short.
        "ending": [["a", 15], ["b", 30]],
        "drill": ["real", 45],
        "alone": ["a", 600],
        "over": None,
        "doubted": ["a", 9e6 + 1],
        "spent": None,
        "stop": "grey",
    }
    assert "119　110　120" in alarm
    assert "清禾县气象台" in alarm
    assert [one["reason"] for one in device.plays()[:2]] == ["overridden", "stopped"]
    assert heard == [200]


async def test_an_interval_ends_at_the_last_good_frame_when_frames_stand_still(
    device: Device,
) -> None:
    Stock(sheets=(sheet("a", RED, dwell_s=60),)).write(device.root)

    with player(device):
        async with browser(device) as context:
            page = await opened(context, device)
            await until(lambda: shows(page, RED))
            await page.evaluate("window.requestAnimationFrame = () => 0")
            await until(lambda: has_plays(device, 1))

    still = device.plays()[0]
    assert still["reason"] == "stood_still"
    assert still["monotonic_ms"] < 20_000


async def test_an_upright_panel_shows_its_only_item_turn_by_turn_until_there_is_none(
    device: Device,
) -> None:
    area = content_rectangle(PORTRAIT)
    tall = webp((205, 215, 250), (area.width, area.height), "tall")
    Stock(sheets=(sheet("a", tall, panel=PORTRAIT),), panel=PORTRAIT).write(device.root)

    with player(device):
        async with browser(device, PORTRAIT) as context:
            page = await opened(context, device)
            await until(lambda: shows(page, tall))
            picture = region(await glass(page), area)
            await until(lambda: has_played(device, 2))
            assert await shows(page, tall)
            gone = Stock(panel=PORTRAIT, version=2, withdrawn=("a",))
            gone.write(device.root)
            device.tell()
            await page.get_by_text("现在没有正在公开的事项").wait_for()

    assert same(picture, tall)


async def has_played(device: Device, turns: int) -> bool:
    return len(device.plays()) >= turns
