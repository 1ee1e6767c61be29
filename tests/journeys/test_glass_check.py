"""What the page does when the glass does not show what was signed, and when it does."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page

from programme.layout import content_rectangle
from tests.fakes.ports import free_port
from tests.fakes.screen_device import (
    Device,
    browser,
    opened,
    player,
    shows,
    until,
)
from tests.fakes.screens import LANDSCAPE, Sheet, Stock, pixels_of, webp

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

AREA = content_rectangle(LANDSCAPE)
SIZE = (AREA.width, AREA.height)
RED = webp((250, 210, 205), SIZE, "first")
GREEN = webp((205, 240, 215), SIZE, "second")

# As a decoder does that is broken: one point of one picture, once it is asked to.
SPOIL = """() => {
  const decode = HTMLImageElement.prototype.decode;
  HTMLImageElement.prototype.decode = async function () {
    await decode.call(this);
    if (!window.spoil || this.dataset.part !== "picture") return;
    window.spoil -= 1;
    const canvas = new OffscreenCanvas(this.naturalWidth, this.naturalHeight);
    const context = canvas.getContext("2d");
    context.drawImage(this, 0, 0);
    context.fillRect(100, 100, 1, 1);
    this.src = URL.createObjectURL(await canvas.convertToBlob());
    await decode.call(this);
  };
}"""
COVER = """() => {
  const veil = document.createElement("div");
  veil.id = "veil";
  veil.style.cssText = "position:fixed;inset:40% 0 0 0;background:#fff;z-index:9";
  document.body.append(veil);
}"""


def of_kind(device: Device, kind: str) -> list[dict[str, Any]]:
    return [record for record in device.records() if record["kind"] == kind]


async def checked(device: Device, outcome: str, times: int = 1) -> bool:
    found = [one["outcome"] for one in of_kind(device, "glass_check")]
    return found.count(outcome) >= times


async def spoiled(page: Page, times: int) -> None:
    await page.evaluate(f"window.spoil = {times}")


# REQ-30, F10, F32
async def test_the_glass_is_read_back_and_what_was_not_signed_goes_and_counts_nothing(
    tmp_path: Path,
) -> None:
    device = Device(
        root=tmp_path / "device", port=free_port(), profile=tmp_path / "profile"
    )
    sheets = [Sheet(disclosure=n, pages=(p,), dwell_s=3) for n, p in PAGES.items()]
    Stock(sheets=tuple(sheets)).write(device.root)

    with player(device):
        async with browser(device) as context:
            page = await opened(context, device)
            await until(lambda: shows(page, RED))
            await until(lambda: checked(device, "same", 2))
            await page.evaluate(SPOIL)
            await spoiled(page, 1)
            await until(lambda: checked(device, "wrong_pixels"))
            rights = len(of_kind(device, "glass_check"))
            await until(lambda: has_checks(device, rights + 1))
            await page.evaluate(COVER)
            await until(lambda: checked(device, "covered"))
            await until(lambda: has_ended(device, "covered"))

    checks = of_kind(device, "glass_check")
    wrong = next(n for n, one in enumerate(checks) if one["outcome"] == "wrong_pixels")
    again = checks[wrong + 1]
    assert {one["found"] for one in checks[:wrong]} == {
        pixels_of(page) for page in PAGES.values()
    }
    assert checks[wrong]["found"] != checks[wrong]["expected"]
    assert (again["page"], again["outcome"]) == (checks[wrong]["page"], "same")
    [fault] = of_kind(device, "slide_fault")
    assert (fault["page"], fault["reason"]) == (checks[wrong]["page"], "wrong_pixels")
    reasons = [play["reason"] for play in of_kind(device, "play")]
    assert {"wrong_pixels", "covered", "turn_over"} <= set(reasons)


PAGES = {"a": RED, "b": GREEN}


async def has_checks(device: Device, count: int) -> bool:
    return len(of_kind(device, "glass_check")) >= count


async def has_ended(device: Device, reason: str) -> bool:
    return any(play["reason"] == reason for play in of_kind(device, "play"))
