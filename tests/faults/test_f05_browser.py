import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from demo.programs import browser_command
from programme.clock import SystemClock
from programme.layout import content_rectangle
from sync_agent.captures import Captures
from tests.fakes.patience import within
from tests.fakes.ports import free_port
from tests.fakes.screen_device import stored_records
from tests.fakes.screens import LANDSCAPE, Sheet, Stock, webp

ROUNDS = int(os.environ.get("MINGBAI_F05_ROUNDS", "1"))
RESTARTED_WITHIN_S = 10
SEEN_WITHIN_S = 30

pytestmark = [pytest.mark.fault, pytest.mark.enable_socket]


@contextmanager
def screen(root: Path) -> Iterator[None]:
    """Run a player, and what minds its browser."""
    settings = root.parent / "player.toml"
    settings.write_text(
        f'state_folder = "{root}"\nlog_level = "warning"\n'
        f"[web]\nport = {free_port()}\n"
        f"[browser]\ncommand = {json.dumps(browser_command())}\n"
    )
    programs = [
        subprocess.Popen(  # noqa: S603 - our own programs
            [
                sys.executable,
                "-m",
                "mingbai",
                "player",
                word,
                "--settings",
                str(settings),
            ]
        )
        for word in ("run", "show")
    ]
    try:
        yield
    finally:
        for program in reversed(programs):
            program.send_signal(signal.SIGTERM)
            program.wait(within(20))


def browsers(root: Path) -> dict[int, str]:
    """Return the command lines of a folder's browser, by process."""
    found = {}
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = place.read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if f"--user-data-dir={root}/browser" in line:
            found[int(place.parent.name)] = line
    return found


def records(root: Path, kind: str) -> list[dict[str, Any]]:
    return [record for record in stored_records(root) if record["kind"] == kind]


def wait_for(root: Path, kind: str, count: int, within_s: float) -> float:
    """Wait for records of a kind, and return how long it took."""
    clock, pause = SystemClock(), Event()
    began = clock.monotonic()
    while len(records(root, kind)) < count:
        assert clock.monotonic() - began < within_s, f"no {kind} in {within_s} s"
        pause.wait(0.1)
    return clock.monotonic() - began


def crash(root: Path) -> float:
    """Kill the browser, and return how long it was until another was there."""
    starts, played = len(records(root, "glass_started")), len(records(root, "play"))
    own = [pid for pid, line in browsers(root).items() if "--type=" not in line]
    os.kill(min(own), signal.SIGKILL)
    took_s = wait_for(root, "glass_started", starts + 1, RESTARTED_WITHIN_S)
    wait_for(root, "play", played + 2, 30)
    return took_s


def hang(root: Path) -> float:
    """Stop the browser's pages, and return how long it was until it was replaced."""
    starts = len(records(root, "glass_started"))
    for pid, line in browsers(root).items():
        if "--type=renderer" in line:
            os.kill(pid, signal.SIGSTOP)
    took_s = wait_for(root, "glass_started", starts + 1, SEEN_WITHIN_S)
    played = len(records(root, "play"))
    wait_for(root, "play", played + 1, 30)
    return took_s


# F5, REQ-30
def test_a_browser_that_crashes_or_hangs_is_back_in_time_with_the_same_page(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    root, area = tmp_path / "device", content_rectangle(LANDSCAPE)
    page = webp((250, 210, 205), (area.width, area.height), "first")
    Stock(sheets=(Sheet(disclosure="a", pages=(page,), dwell_s=2),)).write(root)

    crashed_s, hung_s = [], []
    with screen(root):
        wait_for(root, "capture", 1, 60)
        wait_for(root, "play", 1, 30)
        for _ in range(ROUNDS):
            crashed_s.append(crash(root))
            hung_s.append(hang(root))

    starts = [one["reason"] for one in records(root, "glass_started")]
    captures = records(root, "capture")
    assert starts == ["began", *ROUNDS * ["crashed", "hung"]]
    assert max(crashed_s) <= RESTARTED_WITHIN_S
    assert max(hung_s) <= SEEN_WITHIN_S
    assert (captures[0]["width"], captures[0]["height"]) == (1920, 1080)
    picture = Captures(root).read(captures[0]["picture"])
    assert picture is not None
    assert picture[:4] == b"RIFF"
    assert len(picture) <= 100_000
    assert {one["outcome"] for one in records(root, "glass_check")} == {"same"}
    # Whatever a dead browser left open ends at its last good frame.
    assert "stood_still" in {one["reason"] for one in records(root, "play")}
    assert browsers(root) == {}
    told = (
        f"{ROUNDS} crashes back in {max(crashed_s):.1f} s at most, "
        f"{ROUNDS} hangs in {max(hung_s):.1f} s"
    )
    record_property("outcome", told)
