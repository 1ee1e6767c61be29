from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from config.device import PlayerSettings
from config.settings import defaults_of
from programme.glass import Capture, CaptureFailed, GlassStarted
from programme.records import Record
from signage.devtools import BrowserGone, BrowserRefused, BrowserSilent
from signage.showing import Showing, ShowPace
from sync_agent.captures import Captures
from sync_agent.disk import DiskProblem
from sync_agent.outbox import RecordsHeld
from tests.fakes.glasses import ADDRESS, PAINTED, FakeGlass, ListWriter
from tests.fakes.hand_clock import NOON
from tests.fakes.moving_clock import MovingClock

PACE = ShowPace(
    look_every_s=0.001,
    answer_within_s=5,
    hung_after_s=12,
    capture_every=timedelta(minutes=30),
    picture_bytes=100_000,
    kept_bytes=1_000_000,
    pauses_s=(0.001,),
)
Step = Callable[[FakeGlass], None]


@dataclass(slots=True)
class Bench:
    """Be a minder whose browsers a test scripts; it stops after the last of them."""

    root: Path
    scripts: Iterator[Step | None]
    clock: MovingClock = field(default_factory=lambda: MovingClock(NOON))
    writer: ListWriter = field(default_factory=ListWriter)
    stopping: Event = field(default_factory=Event)
    glasses: list[FakeGlass] = field(default_factory=list)
    beats: int = 0

    def make(self) -> FakeGlass:
        script = next(self.scripts, None)
        if script is None:
            self.stopping.set()
            raise BrowserGone
        self.glasses.append(FakeGlass(before_look=script))
        return self.glasses[-1]

    def beat(self) -> None:
        self.beats += 1

    def run(self) -> list[Record]:
        Showing(
            make=self.make,
            address=ADDRESS,
            writer=self.writer,
            captures=Captures(self.root),
            clock=self.clock,
            pace=PACE,
            alive=self.beat,
        ).run(self.stopping)
        return self.writer.records


def looks(*steps: Step) -> Step:
    """Take one step at each look, then the browser is gone."""
    left = list(steps)

    def step(glass: FakeGlass) -> None:
        if left:
            left.pop(0)(glass)
        else:
            glass.trouble = BrowserGone()

    return step


def fine(glass: FakeGlass) -> None:
    glass.trouble = None


# F5
def test_a_browser_that_crashed_or_hangs_is_started_anew_and_that_is_recorded(
    tmp_path: Path,
) -> None:
    def silent(glass: FakeGlass) -> None:
        bench.clock.forward(timedelta(seconds=5))
        glass.trouble = BrowserSilent("Runtime.evaluate", 5)

    bench = Bench(
        tmp_path, iter([looks(fine), looks(fine, *[silent] * 9), looks(fine)])
    )
    bench.run()

    starts = [one for one in bench.writer.records if isinstance(one, GlassStarted)]
    assert [one.reason for one in starts] == ["began", "crashed", "hung"]
    assert (starts[2].at - NOON).total_seconds() <= 30
    assert all(glass.ended for glass in bench.glasses)
    assert bench.beats > 3


def test_a_page_that_refuses_for_a_moment_is_no_reason_to_start_anew(
    tmp_path: Path,
) -> None:
    def refuses(glass: FakeGlass) -> None:
        glass.trouble = BrowserRefused("Runtime.evaluate", "navigated")

    bench = Bench(tmp_path, iter([looks(refuses, fine, refuses, fine)]))
    bench.run()

    assert len(bench.glasses) == 1


def test_the_browsers_own_page_of_an_error_gives_way_to_the_screen_page(
    tmp_path: Path,
) -> None:
    def astray(glass: FakeGlass) -> None:
        glass.seen = replace(PAINTED, address="chrome-error://chromewebdata/")

    bench = Bench(tmp_path, iter([looks(astray, fine)]))
    bench.run()

    assert bench.glasses[0].opened == [ADDRESS]


# REQ-30
def test_a_picture_is_kept_with_what_stood_before_and_after_it(tmp_path: Path) -> None:
    def flips(glass: FakeGlass) -> None:
        glass.flips = 1

    bench = Bench(tmp_path, iter([looks(flips, fine, fine, fine)]))
    bench.run()

    [capture] = [one for one in bench.writer.records if isinstance(one, Capture)]
    assert (capture.disclosure, capture.page, capture.view) == (
        "d-1",
        "a" * 64,
        "slide",
    )
    assert capture.programme_version == 7
    assert Captures(tmp_path).read(capture.picture) == b"RIFF picture"


@pytest.mark.parametrize("reason", ["browser", "changed", "too_large", "disk"])
def test_a_picture_that_cannot_be_taken_is_said_once_and_never_made_up(
    tmp_path: Path, reason: str
) -> None:
    def breaks(glass: FakeGlass) -> None:
        match reason:
            case "browser":
                glass.no_picture = BrowserRefused("Page.captureScreenshot", "no")
            case "changed":
                glass.flips = 99
            case "too_large":
                glass.image = b"x" * 500_000
            case _:
                (tmp_path / "captures").write_text("in the way")

    bench = Bench(tmp_path, iter([looks(breaks, *[fine] * 8)]))
    bench.run()

    kinds = [one for one in bench.writer.records if not isinstance(one, GlassStarted)]
    [failed] = kinds
    assert isinstance(failed, CaptureFailed)
    assert failed.reason == reason


@pytest.mark.parametrize("size", [(0, 1080), (1920, 0), (10**6, 1080)])
def test_a_page_without_a_screen_is_minded_and_not_pictured(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    def unplugged(glass: FakeGlass) -> None:
        glass.seen = replace(PAINTED, width=size[0], height=size[1])

    bench = Bench(tmp_path, iter([looks(unplugged, *[fine] * 3)]))
    bench.run()

    assert [type(one) for one in bench.writer.records] == [GlassStarted]
    assert len(bench.glasses) == 1


def test_a_picture_of_nothing_is_none(tmp_path: Path) -> None:
    def blank(glass: FakeGlass) -> None:
        glass.image = b""

    bench = Bench(tmp_path, iter([looks(blank, *[fine] * 3)]))
    bench.run()

    [_, failed] = bench.writer.records
    assert isinstance(failed, CaptureFailed)
    assert failed.reason == "browser"


def test_a_full_disk_stops_no_browser(tmp_path: Path) -> None:
    class FullWriter(ListWriter):
        def append(self, record: Record) -> int:
            super().append(record)
            raise RecordsHeld(held=1, problem=DiskProblem.FULL)

    bench = Bench(tmp_path, iter([looks(fine, fine)]), writer=FullWriter())

    assert len(bench.run()) == 2


# F5
def test_a_browser_that_fails_again_and_again_is_still_back_within_ten_seconds() -> (
    None
):
    told = defaults_of(PlayerSettings)["browser"]
    pace = ShowPace(
        look_every_s=told["look_every_s"],
        answer_within_s=told["answer_within_s"],
        hung_after_s=told["hung_after_s"],
        capture_every=timedelta(minutes=30),
        picture_bytes=100_000,
        kept_bytes=1_000_000,
    )

    # Four seconds are left for the start itself.
    assert pace.look_every_s + max(pace.pauses_s) <= 6
