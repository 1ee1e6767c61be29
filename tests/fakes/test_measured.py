import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from tests.fakes.measured import (
    FIRST_TIMES,
    arranging,
    measured_at_first,
    unmeasured,
)

CHILDREN = "COVERAGE_PROCESS_CONFIG"


@contextmanager
def watched() -> Iterator[list[str]]:
    """Give the names of those acts below that a tracer sees called."""
    seen: list[str] = []
    before, before_in_threads = sys.gettrace(), threading.gettrace()

    def tracer(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in ACTS:
            seen.append(frame.f_code.co_name)

    sys.settrace(tracer)
    threading.settrace(tracer)
    try:
        yield seen
    finally:
        sys.settrace(before)
        threading.settrace(before_in_threads)


def act() -> None:
    pass


def act_in_thread() -> None:
    thread = threading.Thread(target=act)
    thread.start()
    thread.join()


ACTS = (act.__code__, act_in_thread.__code__)


def test_a_block_with_its_threads_and_programs_is_not_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(CHILDREN, "measure")

    with watched() as calls, unmeasured():
        act()
        act_in_thread()
        children = os.environ.get(CHILDREN)

    assert calls == []
    assert children is None


def test_what_comes_after_a_block_is_measured_also_after_it_failed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(CHILDREN, "measure")

    with watched() as calls:
        with pytest.raises(LookupError), unmeasured():
            raise LookupError
        act()
        act_in_thread()

    assert calls == ["act", "act_in_thread", "act"]
    assert os.environ[CHILDREN] == "measure"


def test_the_same_is_measured_the_first_times_only() -> None:
    with watched() as calls:
        for _ in range(FIRST_TIMES + 2):
            with measured_at_first("this test", 1):
                act()
        with measured_at_first("this test", 2):
            act()

    assert calls == ["act"] * (FIRST_TIMES + 1)


def test_other_arguments_make_another_arrangement() -> None:
    @arranging
    def draft(**changed: str) -> list[str]:
        act()
        return list(changed)

    with watched() as calls:
        made = [draft(title="甲") for _ in range(FIRST_TIMES + 2)]
        draft(board="乙")

    assert made == [["title"]] * (FIRST_TIMES + 2)
    assert calls == ["act"] * (FIRST_TIMES + 1)
