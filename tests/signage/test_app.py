import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

import pytest
from httpx import ASGITransport, AsyncClient

from programme.enrolment import Restart, Restarted
from signage.app import build_player
from sync_agent.device_clock import DeviceClock
from sync_agent.restart_word import lay_down
from sync_agent.store import Held
from tests.fakes.moving_clock import MovingClock
from tests.fakes.patience import within
from tests.fakes.player_bench import NOON, settings_of
from tests.fakes.ports import free_port
from tests.fakes.screens import Sheet, Stock
from tests.fakes.sinks import Sink
from tests.fakes.sources import FakeSource
from tests.fakes.speech import FakeSpeaker

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def manager() -> Iterator[socket.socket]:
    with TemporaryDirectory() as name:
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        listening.settimeout(8)
        listening.bind(f"{name}/notify")
        with listening:
            yield listening


def _anew(number: int) -> Restart:
    at = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
    return Restart(id=f"restart-{number}", what=Restarted.PROGRAMS, ordered_at=at)


def test_the_player_says_when_it_serves_and_ends_in_good_order_to_start_anew(
    tmp_path: Path, manager: socket.socket
) -> None:
    Stock(sheets=(Sheet(disclosure="a"),)).write(tmp_path)
    port = free_port()
    settings = tmp_path / "player.toml"
    settings.write_text(f'state_folder = "{tmp_path}"\n[web]\nport = {port}\n')
    command = [sys.executable, "-m", "mingbai", "player", "run", "--settings"]
    address = os.environ | {"NOTIFY_SOCKET": manager.getsockname()}

    # An order from before its start means nothing to it.
    lay_down(tmp_path, _anew(1))
    with subprocess.Popen([*command, str(settings)], env=address) as process:  # noqa: S603 - our own program
        heard = {manager.recv(64)}
        while b"READY=1" not in heard:
            heard.add(manager.recv(64))
        stream = urlopen(f"http://127.0.0.1:{port}/events", timeout=5)
        with stream:
            first = stream.readline()
            lay_down(tmp_path, _anew(2))
            code = process.wait(within(8))

    assert first == b"retry: 1000\n"
    assert code == 0


class Broken(FakeSource):
    """Be a store of which no plan can be made."""

    def load(self) -> Held | None:
        raise ArithmeticError


async def test_a_player_that_can_make_no_plan_serves_and_starts_anew_when_ordered(
    tmp_path: Path,
) -> None:
    left, loop = asyncio.Event(), asyncio.get_running_loop()

    def leave() -> None:
        loop.call_soon_threadsafe(left.set)

    player = build_player(
        settings_of(tmp_path, look_every_s=0.01),
        source=Broken(),
        sink=Sink(),
        speaker=FakeSpeaker(),
        clock=DeviceClock(tmp_path, MovingClock(NOON)),
        alive=lambda: None,
        leave=leave,
    )
    transport = ASGITransport(app=player.web)

    async with (
        player.web.router.lifespan_context(player.web),
        AsyncClient(transport=transport, base_url="http://127.0.0.1") as client,
    ):
        answer = await client.get("/healthz")
        lay_down(tmp_path, _anew(1))
        await asyncio.wait_for(left.wait(), within(5))

    assert answer.status_code == 200
