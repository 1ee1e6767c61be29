import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from typer.testing import CliRunner

from kiosk.server_commands import app
from kiosk.show import Showing
from tests.fakes.patience import within
from tests.fakes.ports import free_port

pytestmark = pytest.mark.enable_socket

BROWSER = """
import pathlib, sys
folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True)
(folder / "kept").write_text("typed")
with pathlib.Path(sys.argv[2]).open("a") as starts:
    starts.write("started\\n")
sys.stdin.read() if len(sys.argv) == 3 else None
"""


PROGRAM = """
import pathlib, sys
from config.device import KioskSettings
from config.notify import Notifier
from config.settings import read_settings
from kiosk.show import run_show
settings = read_settings(KioskSettings, files=[pathlib.Path(sys.argv[1])])
run_show(settings, Notifier())
"""


@pytest.fixture
def server() -> Iterator[tuple[str, int]]:
    """Give the address of something that answers."""
    with socket.create_server(("127.0.0.1", free_port())) as listening:
        host, port = listening.getsockname()
        yield host, port


def showing(folder: Path, server: tuple[str, int], *words: str) -> Showing:
    profile, starts = folder / "profile", folder / "starts"
    command = (sys.executable, "-c", BROWSER, str(profile), str(starts), *words)
    return Showing(
        command=command, server=server, profile=profile, again_s=0.05, hung_after_s=15
    )


def minded(job: Showing, until: Path, times: int) -> None:
    """Let a minder work until so many browsers were started."""
    stopping, looking = Event(), Event()
    work = Thread(target=job.run, args=[stopping])
    work.start()
    for _ in range(160):
        if until.exists() and len(until.read_text().splitlines()) >= times:
            break
        looking.wait(0.05)
    stopping.set()
    work.join(within(9))


def test_a_browser_that_ends_is_started_anew_with_an_empty_folder(
    tmp_path: Path, server: tuple[str, int]
) -> None:
    job = showing(tmp_path, server)

    minded(job, tmp_path / "starts", 3)

    # Each start makes its folder, which fails where one was left.
    assert len((tmp_path / "starts").read_text().splitlines()) >= 3
    assert not job.profile.exists()


def test_no_browser_is_opened_before_the_pages_answer(tmp_path: Path) -> None:
    job = showing(tmp_path, ("127.0.0.1", free_port()))

    stopping = Event()
    work = Thread(target=job.run, args=[stopping])
    work.start()
    Event().wait(0.3)
    stopping.set()
    work.join(within(9))

    assert not (tmp_path / "starts").exists()


@contextmanager
def telling(silent_s: str, status: int = 200) -> Iterator[tuple[str, int]]:
    """Give a page server that says for how long no page was heard."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(silent_s.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing: the tests' output is read by people."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        work = Thread(target=listening.serve_forever, args=[0.02])
        work.start()
        yield "127.0.0.1", listening.server_address[1]
        listening.shutdown()
        work.join()


@pytest.mark.parametrize(
    ("silent_s", "status", "hangs"),
    [
        pytest.param("inf", 200, True, id="no page ever came"),
        pytest.param("99.0", 200, True, id="the page fell silent long ago"),
        pytest.param("0.0", 200, False, id="a page is there"),
        pytest.param("", 500, False, id="the server is in trouble itself"),
        pytest.param("nonsense", 200, False, id="another server"),
    ],
)
def test_a_browser_that_hangs_is_started_anew_and_no_other_is(
    tmp_path: Path, silent_s: str, status: int, hangs: bool
) -> None:
    """F5: it runs on, but its page says no more that it lives."""
    starts = tmp_path / "starts"
    script = f"echo started >>{starts}; exec sleep 60"
    with telling(silent_s, status) as server:
        job = Showing(
            command=("sh", "-c", script),
            server=server,
            profile=tmp_path / "profile",
            again_s=0.01,
            hung_after_s=0.2,
            first_after_s=0.2,
        )
        stopping = Event()
        work = Thread(target=job.run, args=[stopping])
        work.start()
        for _ in range(60 if hangs else 12):
            if starts.exists() and len(starts.read_text().splitlines()) >= 3:
                break
            Event().wait(0.05)
        stopping.set()
        work.join(within(9))

    count = len(starts.read_text().splitlines())
    assert count >= 3 if hangs else count == 1


def test_a_machine_without_a_browser_says_so_and_tries_again(
    tmp_path: Path, server: tuple[str, int], caplog: pytest.LogCaptureFixture
) -> None:
    job = Showing(
        command=(str(tmp_path / "nothing"),),
        server=server,
        profile=tmp_path / "profile",
        again_s=0.01,
        hung_after_s=15,
    )

    stopping, heard = Event(), Event()
    work = Thread(target=job.run, args=[stopping])
    work.start()
    heard.wait(0.3)
    stopping.set()
    work.join(within(9))

    assert len([one for one in caplog.messages if "no browser" in one]) >= 2


def test_the_program_ends_its_browser_when_it_is_told_to_stop(
    tmp_path: Path, server: tuple[str, int]
) -> None:
    starts = tmp_path / "starts"
    browser = tmp_path / "browser"
    browser.write_text(
        f'#!/bin/sh\necho "$@" >{starts}\nexec sleep 60\n', encoding="utf-8"
    )
    browser.chmod(0o755)
    settings = tmp_path / "kiosk.toml"
    settings.write_text(
        f'state_folder = "{tmp_path / "device"}"\n[web]\nport = {server[1]}\n'
        f'[browser]\ncommand = ["{browser}"]\n'
    )
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", PROGRAM, str(settings)]
    )
    waiting = Event()
    while not starts.exists() and process.poll() is None:
        waiting.wait(0.05)
    process.send_signal(signal.SIGTERM)

    assert process.wait(within(9)) == 0
    asked = starts.read_text().split()
    assert asked == [
        f"--user-data-dir={tmp_path / 'device' / 'kiosk-browser'}",
        f"--app=http://127.0.0.1:{server[1]}/",
    ]
    lines = subprocess.run(
        ["ps", "-eo", "args"],  # noqa: S607 - of this machine
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "400"},
    ).stdout
    assert str(browser) not in lines


def test_the_policies_allow_this_kiosk_and_nothing_else(tmp_path: Path) -> None:
    settings = tmp_path / "kiosk.toml"
    settings.write_text(f'state_folder = "{tmp_path}"\n[web]\nport = 8799\n')

    told = CliRunner().invoke(app, ["policies", "--settings", str(settings)])

    assert told.exit_code == 0
    assert '"http://127.0.0.1:8799"' in told.output
    assert '"*"' in told.output
    assert '"DeveloperToolsAvailability": 2' in told.output


def test_wrong_settings_are_told_before_anything_starts(tmp_path: Path) -> None:
    settings = tmp_path / "kiosk.toml"
    settings.write_text("nonsense = 1\n")

    told = CliRunner().invoke(app, ["show", "--settings", str(settings)])

    assert told.exit_code == 2
    assert "nonsense" in told.output
