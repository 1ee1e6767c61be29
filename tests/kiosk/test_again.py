import logging
from threading import Event

import pytest

from kiosk.again import Again
from tests.fakes.patience import within


class Job:
    """Fail the first time, and say when it was done a second time."""

    def __init__(self) -> None:
        self.times = 0
        self.twice = Event()

    def __call__(self) -> None:
        self.times += 1
        if self.times == 1:
            raise LookupError
        self.twice.set()


def test_a_job_that_failed_is_logged_and_done_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    job = Job()
    again = Again(job, every_s=0.01, name="job", at_once=True)

    with caplog.at_level(logging.ERROR, "kiosk.again"):
        again.start()
        assert job.twice.wait(within(5))
        again.stop()

    assert [record.getMessage() for record in caplog.records] == ["job failed"]
    done = job.times
    assert not Event().wait(0.05)
    assert job.times == done


def test_what_never_began_is_ended_at_once() -> None:
    Again(Job(), every_s=9, name="job").stop()


def test_without_a_first_time_at_once_there_is_a_pause_before() -> None:
    job = Job()
    again = Again(job, every_s=9, name="job")

    again.start()
    again.stop()

    assert job.times == 0
