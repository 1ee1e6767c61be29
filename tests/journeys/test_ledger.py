"""The page's ledger alone, driven by clocks that a test moves, in a real browser."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.ports import free_port
from tests.fakes.screen_device import Device, answers, browser, player, until

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

# A case is steps: time goes by with a frame a second, the clock is set, the machine
# sleeps without a frame, the agent doubts the clock, a slide ends.
DRIVE = """async (cases) => {
  const { Ledger } = await import("/page/ledger.js");
  const told = {};
  for (const [name, { starts, steps }] of Object.entries(cases)) {
    let mono = 1000;
    let wall = Date.parse(starts);
    let doubted = false;
    performance.now = () => mono;
    Date.now = () => wall;
    const records = [];
    const spool = { put: async (made) => records.push(...made), note: async () => {} };
    const ledger = new Ledger(spool, () => doubted);
    const played = { disclosure: "d-1", dwell_s: 15 };
    const plain = { kind: "plain_shown", view: "default" };
    const go = { wall: (ms) => (wall += ms), doubt: (is) => (doubted = is),
      begin: () => ledger.begin(played, mono), plain: () => ledger.begin(plain, mono),
      end: (reason) => ledger.end(reason, mono),
      play: (seconds) => {
        for (let second = 0; second < seconds; second += 1) {
          mono += 1000;
          wall += 1000;
          ledger.frame(mono);
        }
      } };
    for (const [what, how] of steps) go[what](how);
    told[name] = records.map((one) => [
      one.reason, one.from_at, one.to_at, one.monotonic_ms, one.clock_sure ]);
  }
  return told;
}"""
YEAR_MS = 365 * 86_400_000
CASES: dict[str, dict[str, Any]] = {
    "leap day": {
        "starts": "2028-02-28T15:59:55Z",
        "steps": [["begin", 0], ["play", 15], ["end", "turn_over"]],
    },
    "leap midnight": {
        "starts": "2028-02-29T23:59:55Z",
        "steps": [["begin", 0], ["play", 15], ["end", "turn_over"]],
    },
    "forward": {
        "starts": "2026-11-23T04:00:00Z",
        "steps": [
            ["begin", 0],
            ["play", 10],
            ["wall", YEAR_MS],
            ["play", 5],
            ["end", "turn_over"],
        ],
    },
    "back": {
        "starts": "2026-11-23T04:00:00Z",
        "steps": [
            ["begin", 0],
            ["play", 10],
            ["wall", -YEAR_MS],
            ["play", 5],
            ["end", "turn_over"],
        ],
    },
    "at the end": {
        "starts": "2026-11-23T04:00:00Z",
        "steps": [
            ["begin", 0],
            ["play", 15],
            ["wall", 7_200_000],
            ["end", "turn_over"],
        ],
    },
    "slewed": {
        "starts": "2026-11-23T04:00:00Z",
        "steps": [
            ["begin", 0],
            ["play", 8],
            ["wall", 300],
            ["play", 7],
            ["end", "turn_over"],
        ],
    },
    "doubted": {
        "starts": "2026-11-23T04:00:00Z",
        "steps": [
            ["begin", 0],
            ["play", 8],
            ["doubt", True],
            ["play", 7],
            ["doubt", False],
            ["end", "turn_over"],
        ],
    },
    "default page": {
        "starts": "2026-11-23T16:00:00Z",
        "steps": [["plain", 0], ["play", 4000], ["end", "replaced"]],
    },
}


# REQ-75, F16, F31
async def test_clocks_that_jump_and_leap_days_leave_intervals_that_do_not_lie(
    tmp_path: Path,
) -> None:
    device = Device(
        root=tmp_path / "device", port=free_port(), profile=tmp_path / "profile"
    )
    with player(device):
        async with browser(device) as context:
            await until(lambda: answers(device.port))
            page = context.pages[0]
            await page.goto(f"{device.address}page/words.js")
            told = await page.evaluate(DRIVE, CASES)

    day = "2026-11-23T04:00:"
    assert told["leap day"] == [
        [
            "turn_over",
            "2028-02-28T15:59:55.000Z",
            "2028-02-28T16:00:10.000Z",
            15_000,
            True,
        ]
    ]
    assert told["leap midnight"][0][2] == "2028-03-01T00:00:10.000Z"
    assert told["forward"] == [
        ["clock_stepped", f"{day}00.000Z", f"{day}10.000Z", 10_000, False],
        [
            "turn_over",
            "2027-11-23T04:00:11.000Z",
            "2027-11-23T04:00:15.000Z",
            4000,
            False,
        ],
    ]
    assert told["back"] == [
        ["clock_stepped", f"{day}00.000Z", f"{day}10.000Z", 10_000, False],
        [
            "turn_over",
            "2025-11-23T04:00:11.000Z",
            "2025-11-23T04:00:15.000Z",
            4000,
            False,
        ],
    ]
    # The time that went by is known, whatever the clock was set to meanwhile.
    assert told["at the end"] == [
        ["turn_over", f"{day}00.000Z", f"{day}15.000Z", 15_000, False]
    ]
    assert told["slewed"] == [
        ["turn_over", f"{day}00.000Z", f"{day}15.300Z", 15_000, True]
    ]
    assert told["doubted"] == [
        ["turn_over", f"{day}00.000Z", f"{day}15.000Z", 15_000, False]
    ]
    assert [(one[0], one[3]) for one in told["default page"]] == [
        ("continued", 1_800_000),
        ("continued", 1_800_000),
        ("replaced", 400_000),
    ]
