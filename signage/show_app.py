"""Put the minder of the screen's browser together and run it until told to stop."""

import contextlib
import logging
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

from config.browser_policies import browser_policies
from config.compositor import AliveOnGlass
from config.device import PlayerSettings
from config.notify import Notifier
from programme.clock import Clock, SystemClock
from programme.enrolment import Restarted
from signage.glass import ChromiumGlass
from signage.showing import Showing, ShowPace, Writer
from sync_agent.captures import Captures
from sync_agent.device_clock import DeviceClock
from sync_agent.outbox import open_outbox
from sync_agent.restart_word import RestartWatch

_STOPPING = {signal.SIGTERM, signal.SIGINT}
_LOOK_UP_S = 0.2
_COMES_UP_WITHIN_S = 25.0
"""A machine just switched on is slow; two answers stay below the watchdog's time."""
_LOCKS = ("SingletonLock", "SingletonCookie", "SingletonSocket")
_log = logging.getLogger(__name__)
_CLOSE_THE_PIPE = frozenset({"DeveloperToolsAvailability", "RemoteDebuggingAllowed"})


def run_show(settings: PlayerSettings) -> None:
    """Keep the screen's browser until SIGTERM or SIGINT."""
    logging.basicConfig(level=settings.log_level.upper())
    clock = DeviceClock(settings.state_folder, SystemClock())
    stopping = Event()
    notifier = Notifier.of(os.environ)
    anew = RestartWatch(settings.state_folder, of=Restarted.BROWSER)
    signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    outbox = open_outbox(settings.state_folder, "glass", clock)
    with contextlib.closing(outbox), ThreadPoolExecutor(1) as pool:
        showing = make_showing(settings, outbox, clock, notifier)
        work = pool.submit(showing.run, stopping)
        notifier.ready()
        try:
            while not work.done():
                signalled = signal.sigtimedwait(_STOPPING, _LOOK_UP_S) is not None
                if signalled or anew.asked():
                    break
        finally:
            notifier.stopping()
            stopping.set()
        work.result()


def address_of(settings: PlayerSettings) -> str:
    """Return where the screen page is."""
    return f"http://{settings.web.host}:{settings.web.port}/"


def policies_of(settings: PlayerSettings) -> dict[str, Any]:
    """Return what the screen's browser is forbidden: every address but the player's.

    The minder speaks with it by a private pipe, which these two would close too.
    """
    return browser_policies(address_of(settings), without=_CLOSE_THE_PIPE)


def make_showing(
    settings: PlayerSettings, writer: Writer, clock: Clock, notifier: Notifier
) -> Showing:
    """Return the minder, wired; nothing runs yet."""
    browser = settings.browser
    address = address_of(settings)
    profile = settings.state_folder / "browser"
    command = (
        *browser.command,
        f"--user-data-dir={profile}",
        # A window of the page alone: with a bar of tabs it would be shown smaller.
        f"--app={address}",
    )

    def make() -> ChromiumGlass:
        _unlock(profile)
        within_s = max(browser.hung_after_s, _COMES_UP_WITHIN_S)
        return ChromiumGlass(command, clock, within_s)

    return Showing(
        make=make,
        address=address,
        writer=writer,
        captures=Captures(settings.state_folder),
        clock=clock,
        pace=ShowPace(
            look_every_s=browser.look_every_s,
            answer_within_s=browser.answer_within_s,
            hung_after_s=browser.hung_after_s,
            capture_every=timedelta(seconds=browser.capture_every_s),
            picture_bytes=browser.picture_bytes,
            kept_bytes=browser.kept_bytes,
        ),
        alive=AliveOnGlass(notifier, os.environ),
    )


def _unlock(profile: Path) -> None:
    """Remove the locks that a browser left which the power cut ended.

    They name the machine: where that has another name by now, Chromium takes the
    profile for another machine's and never starts. Nobody but this minder uses it.
    """
    for name in _LOCKS:
        try:
            (profile / name).unlink(missing_ok=True)
        except OSError as error:
            _log.warning("%s: %s", name, error)
