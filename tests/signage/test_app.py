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

from programme.enrolment import Restart, Restarted
from sync_agent.restart_word import lay_down
from tests.fakes.patience import within
from tests.fakes.ports import free_port
from tests.fakes.screens import Sheet, Stock

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
