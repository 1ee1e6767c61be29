from threading import Event

import pytest

from tests.fakes.beside import beside


def test_a_job_runs_beside_the_block_and_ends_with_it() -> None:
    begun, ended = Event(), Event()

    def work(stopping: Event) -> None:
        begun.set()
        if stopping.wait(5):
            ended.set()

    with beside(work):
        assert begun.wait(5)
        assert not ended.is_set()

    assert ended.is_set()


def test_what_a_job_stumbles_over_is_told_to_the_test() -> None:
    def work(stopping: Event) -> None:
        stopping.wait(5)
        raise LookupError

    with pytest.raises(LookupError), beside(work):
        pass


def test_a_job_that_waits_for_its_bell_is_rung() -> None:
    bell = Event()

    with beside(lambda _: bell.wait(5), ring=bell.set):
        pass

    assert bell.is_set()
