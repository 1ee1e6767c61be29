"""Keep a browser on the kiosk's first page, and start it anew when it ends.

Each browser begins with an empty folder and leaves an empty one behind, so that
nothing a visitor did outlives it. Nobody can speak with it: it has no debugging door.
Its page tells the page server all the time that it lives; a browser whose page has
fallen silent is taken to hang (F5).
"""

import logging
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Thread

from config.compositor import AliveOnGlass
from config.device import KioskSettings
from config.notify import Notifier
from kiosk.browser import PROFILE, command_of
from programme.enrolment import Restarted
from sync_agent.restart_word import RestartWatch

_STOPPING = {signal.SIGTERM, signal.SIGINT}
_LOOK_UP_S = 0.2
_LOOK_EVERY_S = 0.5
_PATIENCE_S = 5.0
_ASK_EVERY_S = 2.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """Be the job that minds the browser."""

    command: Sequence[str]
    server: tuple[str, int]
    profile: Path
    again_s: float
    """Between the end of a browser and the start of the next."""
    hung_after_s: float
    """Without a sign of life of the page, while the server answers."""
    first_after_s: float = 60.0
    """The same until a new browser has shown its first page."""

    def run(self, stopping: Event) -> None:
        """Work until told to stop."""
        while not stopping.is_set():
            if not self._server_answers():
                # A browser without its server would show an error page of its own.
                stopping.wait(_LOOK_EVERY_S)
                continue
            self._one_browser(stopping)
            stopping.wait(self.again_s)

    def _one_browser(self, stopping: Event) -> None:
        self._wipe()
        try:
            browser = subprocess.Popen(  # noqa: S603 - the command of the settings
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            _log.error("no browser: %s", error)
            return
        try:
            self._mind(browser, stopping)
        finally:
            _end(browser)
            self._wipe()

    def _mind(self, browser: subprocess.Popen[bytes], stopping: Event) -> None:
        """Return when a browser has ended, hangs, or is wanted no more."""
        began = asked = heard = time.monotonic()
        has_shown = False
        while not stopping.wait(min(_LOOK_EVERY_S, self.hung_after_s / 4)):
            if browser.poll() is not None:
                _log.warning("the browser ended with %s", browser.returncode)
                return
            now = time.monotonic()
            if now - asked < min(_ASK_EVERY_S, self.hung_after_s / 4):
                continue
            asked = now
            silent_s = self._silence()
            if silent_s is None:
                # The server is away or slow: no page can tell that it lives.
                heard = now
            elif silent_s < now - began:
                has_shown = True
                heard = max(heard, now - silent_s)
            patience_s = self.hung_after_s if has_shown else self.first_after_s
            if now - heard > patience_s:
                _log.warning("the browser hangs: no page for %.0f s", now - heard)
                return

    def _silence(self) -> float | None:
        """Return for how long no page was heard; None where the server says nothing."""
        line = HTTPConnection(*self.server, timeout=_LOOK_EVERY_S)
        try:
            line.request("GET", "/pulse")
            answer = line.getresponse()
            told = answer.read(100).decode()
            return float(told) if answer.status == HTTPStatus.OK else None
        except (OSError, HTTPException, ValueError):
            return None
        finally:
            line.close()

    def _wipe(self) -> None:
        shutil.rmtree(self.profile, ignore_errors=True)
        if self.profile.exists():
            _log.error("what the browser kept cannot be removed: %s", self.profile)

    def _server_answers(self) -> bool:
        try:
            with socket.create_connection(self.server, _LOOK_EVERY_S):
                return True
        except OSError:
            return False


def _end(browser: subprocess.Popen[bytes]) -> None:
    """End a browser with all that it started."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(browser.pid, how)
        except ProcessLookupError:
            break
        try:
            browser.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            continue
    browser.wait()


def showing_of(settings: KioskSettings) -> Showing:
    """Return the minder of this kiosk's browser; nothing runs yet."""
    return Showing(
        command=command_of(settings),
        server=(settings.web.host, settings.web.port),
        profile=settings.state_folder / PROFILE,
        again_s=settings.browser.again_s,
        hung_after_s=settings.browser.hung_after_s,
    )


def run_show(settings: KioskSettings, notifier: Notifier) -> None:
    """Keep the kiosk's browser until SIGTERM or SIGINT."""
    logging.basicConfig(level=settings.log_level.upper())
    stopping = Event()
    anew = RestartWatch(settings.state_folder, of=Restarted.BROWSER)
    signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    work = Thread(target=showing_of(settings).run, args=[stopping], name="show")
    work.start()
    notifier.ready()
    alive = AliveOnGlass(notifier, os.environ)
    try:
        while work.is_alive():
            signalled = signal.sigtimedwait(_STOPPING, _LOOK_UP_S) is not None
            if signalled or anew.asked():
                break
            alive()
    finally:
        notifier.stopping()
        stopping.set()
        work.join()
