"""Run a job that waits for the word to stop beside a test, and end it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from tests.fakes.patience import within


@contextmanager
def beside(
    work: Callable[[Event], object], *, ring: Callable[[], object] = lambda: None
) -> Iterator[Event]:
    """Run a job until the block ends.

    Args:
        work: It returns soon after the event that it is given is set.
        ring: Called after the event was set, for a job that waits for something else.
    """
    stopping = Event()
    failures: list[BaseException] = []

    def run() -> None:
        try:
            work(stopping)
        except BaseException as error:  # noqa: BLE001 - handed to the test
            failures.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    try:
        yield stopping
    finally:
        stopping.set()
        ring()
        thread.join(within(8))
    assert not thread.is_alive(), "it did not end in time"
    if failures:
        raise failures[0]
