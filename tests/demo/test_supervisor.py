import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from demo.program import ProgramFailed, ProgramSpec
from demo.supervisor import Supervisor
from programme.clock import SystemClock


def supervisor(ready_within_s: float = 5.0) -> Supervisor:
    return Supervisor(
        clock=SystemClock(), ready_within_s=ready_within_s, restart_after_s=0.05
    )


def eventually(holds: Callable[[], bool]) -> bool:
    pause = threading.Event()
    for _ in range(100):
        if holds():
            return True
        pause.wait(0.05)
    return False


def starts(spec: ProgramSpec) -> int:
    counter = spec.folder / "starts"
    return len(counter.read_text()) if counter.exists() else 0


def test_a_program_is_ready_when_it_says_so(speaker: ProgramSpec) -> None:
    with supervisor() as running:
        running.start([speaker])

        assert running.pid("speaker") is not None
        assert starts(speaker) == 1


def test_a_killed_program_is_started_again(speaker: ProgramSpec) -> None:
    with supervisor() as running:
        running.start([speaker])

        os.kill(running.pid("speaker") or 0, signal.SIGKILL)

        assert eventually(lambda: starts(speaker) == 2)


def test_a_silent_program_is_killed_and_started_again(speaker: ProgramSpec) -> None:
    command = (*speaker.command[:2], "0")
    mute = replace(speaker, command=command, watchdog_s=0.3)

    with supervisor() as running:
        running.start([mute])

        assert eventually(lambda: starts(mute) >= 2)


def test_a_program_that_was_killed_on_purpose_stays_dead_until_resumed(
    speaker: ProgramSpec,
) -> None:
    with supervisor() as running:
        running.start([speaker])
        running.kill("speaker")
        threading.Event().wait(0.5)
        seen = starts(speaker)

        running.resume("speaker")

        assert seen == 1
        assert starts(speaker) == 2


def test_nothing_runs_on_after_the_end(speaker: ProgramSpec) -> None:
    with supervisor() as running:
        running.start([speaker])
        pid = running.pid("speaker") or 0

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_program_that_ends_before_it_is_ready_is_named(tmp_path: Path) -> None:
    broken = ProgramSpec(
        name="broken",
        command=(sys.executable, "-c", "raise SystemExit(3)"),
        folder=tmp_path / "broken",
    )

    with supervisor() as running, pytest.raises(ProgramFailed) as caught:
        running.start([broken])

    assert caught.value.name == "broken"
    assert caught.value.log_file.exists()


def test_a_program_that_never_speaks_is_named(tmp_path: Path) -> None:
    waiting = ProgramSpec(
        name="waiting",
        command=(sys.executable, "-c", "import time; time.sleep(60)"),
        folder=tmp_path / "waiting",
    )

    with supervisor(0.3) as running, pytest.raises(ProgramFailed, match="等得太久"):
        running.start([waiting])


def test_a_program_that_need_not_speak_is_taken_as_ready(tmp_path: Path) -> None:
    quiet = ProgramSpec(
        name="quiet",
        command=(sys.executable, "-c", "import time; time.sleep(60)"),
        folder=tmp_path / "quiet",
        speaks=False,
    )

    with supervisor() as running:
        running.start([quiet])

        assert running.pid("quiet") is not None
