"""The page's own time alone, driven by clocks that a test moves, in a real browser."""

from pathlib import Path

import pytest

from tests.fakes.ports import free_port
from tests.fakes.screen_device import Device, answers, browser, player, until

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

DRIVE = """async () => {
  let mono = 1000;
  let wall = Date.parse("2026-11-23T04:00:00Z");
  performance.now = () => mono;
  Date.now = () => wall;
  let word = null;
  window.fetch = async () => {
    if (!word) throw new Error("no player");
    return { ok: true, json: async () => word };
  };
  const hour = await import("/page/hour.js");
  const told = [];
  const go = (ms, set = 0) => { mono += ms; wall += ms + set; };
  const look = (name) =>
    told.push([name, new Date(hour.now()).toISOString(), hour.isSure()]);
  const settle = () => new Promise((done) => setTimeout(done, 0));
  look("begin");
  go(1000, 500); look("corrected");
  go(1000, 365 * 86400000); look("a year on");
  go(1000); look("goes on");
  go(1000, -2 * 365 * 86400000); look("a year back");
  await settle();
  word = { at_ms: Date.parse("2026-11-23T04:00:05.500Z"), sure: false };
  await hour.keepTime(); look("the player doubts it too");
  word = { at_ms: Date.parse("2026-11-23T04:00:06Z"), sure: true };
  await hour.keepTime(); look("the player knows");
  go(1000); look("and it goes on");
  go(1000, 365 * 86400000); look("set right");
  await settle();
  word = { at_ms: wall, sure: true };
  await hour.keepTime(); look("told so");
  return told;
}"""


# F16
async def test_a_clock_that_is_set_moves_nothing_on_the_glass(tmp_path: Path) -> None:
    device = Device(
        root=tmp_path / "device", port=free_port(), profile=tmp_path / "profile"
    )
    with player(device):
        async with browser(device) as context:
            await until(lambda: answers(device.port))
            page = context.pages[0]
            await page.goto(f"{device.address}page/words.js")
            told = await page.evaluate(DRIVE)

    day = "2026-11-23T04:00:"
    assert told == [
        ["begin", f"{day}00.000Z", True],
        ["corrected", f"{day}01.500Z", True],
        ["a year on", f"{day}02.500Z", False],
        ["goes on", f"{day}03.500Z", False],
        ["a year back", f"{day}04.500Z", False],
        ["the player doubts it too", f"{day}05.500Z", False],
        ["the player knows", f"{day}06.000Z", True],
        ["and it goes on", f"{day}07.000Z", True],
        ["set right", f"{day}08.000Z", False],
        ["told so", told[-1][1], True],
    ]
