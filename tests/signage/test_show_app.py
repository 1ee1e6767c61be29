import sys
from pathlib import Path
from threading import Event, Thread

from config.device import GlassChecks, PanelCommands, PlayerSettings
from config.notify import Notifier
from config.settings import Listen
from programme.clock import SystemClock
from programme.glass import Capture, GlassStarted
from signage.show_app import make_showing
from sync_agent.captures import Captures
from tests.fakes import pipe_browser
from tests.fakes.glasses import BROWSER, ListWriter
from tests.fakes.patience import within


class Enough(ListWriter):
    """Tell a test once so many records are there."""

    def __init__(self, count: int, reached: Event) -> None:
        super().__init__()
        self._count = count
        self._reached = reached

    def append(self, record: object) -> int:
        number = super().append(record)  # type: ignore[arg-type]
        if number >= self._count:
            self._reached.set()
        return number


def test_the_minder_is_put_together_from_the_players_settings(tmp_path: Path) -> None:
    script = str(Path(pipe_browser.__file__))
    settings = PlayerSettings(
        state_folder=tmp_path,
        log_level="warning",
        look_every_s=60,
        checks=GlassChecks(every_slides=7, every_s=90),
        # One that comes up more slowly than it may be silent later is waited for.
        browser=BROWSER.model_copy(
            update={
                "command": (sys.executable, script, "well"),
                "look_every_s": 0.01,
                "hung_after_s": 0.01,
            }
        ),
        panel=PanelCommands(on=(), dim=(), off=(), within_s=10),
        web=Listen(host="127.0.0.1", port=8701),
    )
    # A power cut left the first, and the machine has another name since; the second
    # cannot be removed, and is no reason to show nothing.
    profile = tmp_path / "browser"
    (profile / "SingletonCookie").mkdir(parents=True)
    (profile / "SingletonLock").symlink_to("another-name-4242")
    stopping, reached = Event(), Event()
    writer = Enough(2, reached)
    showing = make_showing(settings, writer, SystemClock(), Notifier())

    work = Thread(target=showing.run, args=(stopping,))
    work.start()
    came = reached.wait(within(8))
    stopping.set()
    work.join(within(8))

    assert came
    assert [one.name for one in profile.iterdir()] == ["SingletonCookie"]
    started, capture = writer.records[:2]
    assert isinstance(started, GlassStarted)
    assert isinstance(capture, Capture)
    assert Captures(tmp_path).read(capture.picture) is not None
