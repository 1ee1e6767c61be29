from threading import Event

import pytest

from sync_agent.inner.running import running
from tests.fakes.patience import within


def stumble(stopping: Event) -> None:
    """Be work that a mistake ends."""
    raise LookupError(stopping)


def test_a_mistake_that_ends_a_thread_ends_the_program(
    caplog: pytest.LogCaptureFixture,
) -> None:
    stopping = Event()

    with running("sync", stumble, stopping):
        told = stopping.wait(within(5.0))

    assert told
    assert "LookupError" in caplog.text


def test_work_that_has_done_all_leaves_the_others_at_theirs() -> None:
    stopping = Event()

    with running("scrub", lambda _: None, stopping):
        told = stopping.wait(0.05)

    assert not told
