import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

import pytest

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


def test_the_player_says_when_it_serves_and_stops_in_good_order(
    tmp_path: Path, manager: socket.socket
) -> None:
    Stock(sheets=(Sheet(disclosure="a"),)).write(tmp_path)
    port = free_port()
    settings = tmp_path / "player.toml"
    settings.write_text(f'state_folder = "{tmp_path}"\n[web]\nport = {port}\n')
    command = [sys.executable, "-m", "mingbai", "player", "run", "--settings"]
    address = {"NOTIFY_SOCKET": manager.getsockname()}

    with subprocess.Popen([*command, str(settings)], env=address) as process:  # noqa: S603 - our own program
        heard = {manager.recv(64)}
        while b"READY=1" not in heard:
            heard.add(manager.recv(64))
        stream = urlopen(f"http://127.0.0.1:{port}/events", timeout=5)
        with stream:
            first = stream.readline()
            process.send_signal(signal.SIGTERM)
            code = process.wait(8)

    assert first == b"retry: 1000\n"
    assert code == 0
