from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from programme.enrolment import Restart, Restarted
from sync_agent.layout import Layout
from sync_agent.restart_word import (
    RestartWatch,
    laid_down,
    lay_down,
    leaving_at_restart,
)
from tests.fakes.patience import within

AT = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def ordered(number: int, what: Restarted) -> Restart:
    return Restart(id=f"restart-{number}", what=what, ordered_at=AT)


@pytest.mark.parametrize(
    ("of", "what", "asked"),
    [
        (Restarted.BROWSER, Restarted.BROWSER, True),
        (Restarted.BROWSER, Restarted.PROGRAMS, True),
        (Restarted.PROGRAMS, Restarted.PROGRAMS, True),
        (Restarted.PROGRAMS, Restarted.BROWSER, False),
    ],
)
def test_a_program_starts_anew_once_for_an_order_that_means_it(
    tmp_path: Path, of: Restarted, what: Restarted, *, asked: bool
) -> None:
    watch = RestartWatch(tmp_path, of=of)
    before = watch.asked()

    lay_down(tmp_path, ordered(1, what))

    assert (before, watch.asked(), watch.asked()) == (False, asked, False)


def test_an_order_from_before_its_start_is_done_for_a_program(tmp_path: Path) -> None:
    lay_down(tmp_path, ordered(1, Restarted.PROGRAMS))
    watch = RestartWatch(tmp_path, of=Restarted.PROGRAMS)

    same = watch.asked()
    lay_down(tmp_path, ordered(2, Restarted.PROGRAMS))

    assert (same, watch.asked()) == (False, True)


def test_a_word_that_cannot_be_read_starts_nothing_anew(tmp_path: Path) -> None:
    watch = RestartWatch(tmp_path, of=Restarted.BROWSER)

    Layout(tmp_path).restart.write_bytes(b"{")

    assert laid_down(tmp_path) is None
    assert not watch.asked()


def test_what_only_serves_is_told_by_a_thread(tmp_path: Path) -> None:
    left = Event()

    with leaving_at_restart(tmp_path, of=Restarted.PROGRAMS, leave=left.set):
        lay_down(tmp_path, ordered(1, Restarted.PROGRAMS))
        assert left.wait(within(5))
