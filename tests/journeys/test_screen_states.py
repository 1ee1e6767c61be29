"""What the screen page shows beside slides, and what it records of standing still."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from programme.layout import content_rectangle
from programme.programme import Override
from sync_agent.state import AgentState, StateReport, write_state
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


async def has_records(device: Device, count: int) -> bool:
    return len(device.records()) >= count


async def test_the_code_is_shown_until_there_is_a_plan_and_then_the_default_page(
    device: Device,
) -> None:
    now = datetime.now(UTC)  # noqa: TID251 - only shown
    report = StateReport(
        state=AgentState.UNENROLLED,
        since_at=now.replace(microsecond=0),
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
            old = sheet("a", RED, hung_since=date(2025, 11, 10))
            Stock(sheets=(old,), version=2).write(device.root)
            device.tell()
            await until(lambda: shows(page, RED), within_s=15)
            slide = await page.inner_text("#screen")

    assert "此前已公开" in slide
    assert "接着公开" in slide
    assert "周一至周五" in default
    assert "8:30—12:00" in default
    assert "0555-010-0100" in default


async def test_an_emergency_cuts_the_loop_and_ends_on_time(device: Device) -> None:
    stock = Stock(sheets=(sheet("a", RED, dwell_s=60),))
    stock.write(device.root)

    with player(device):
        async with browser(device) as context:
            page = await opened(context, device)
            await until(lambda: shows(page, RED))
            now = datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - real time
            notice = Override(
                id="storm",
                level="orange",
                headline="暴雨橙色预警",
                place="云溪镇有大暴雨",
                acts=("不要停留",),
                issuer="清禾县气象台",
                starts_at=now,
                ends_at=now + timedelta(seconds=7),
                approvals=(),
            )
            Stock(sheets=stock.sheets, version=2, override=notice).write(device.root)
            device.tell()
            await page.get_by_text("暴雨橙色预警").wait_for(timeout=6000)
            # The page says what it has painted two frames after the words can be read.
            await page.wait_for_function(
                "document.documentElement.dataset.view === 'emergency'", timeout=6000
            )
            assert await told(page, "pageSha") in {"", None}
            await until(lambda: shows(page, RED))
            await until(lambda: has_records(device, 1))

    assert device.records()[0]["reason"] == "overridden"


async def test_an_interval_ends_at_the_last_good_frame_when_frames_stand_still(
    device: Device,
) -> None:
    Stock(sheets=(sheet("a", RED, dwell_s=60),)).write(device.root)

    with player(device):
        async with browser(device) as context:
            page = await opened(context, device)
            await until(lambda: shows(page, RED))
            await page.evaluate("window.requestAnimationFrame = () => 0")
            await until(lambda: has_records(device, 1))

    still = device.records()[0]
    assert still["reason"] == "stood_still"
    assert still["monotonic_ms"] < 20_000


async def test_an_upright_panel_shows_the_exact_pixels_in_its_own_rectangle(
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

    assert same(picture, tall)
