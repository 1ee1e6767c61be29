"""Run one thread of the agent beside a block; know nothing of its work."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

_JOIN_S = 5.0
_log = logging.getLogger(__name__)


@contextmanager
def running(
    name: str, work: Callable[[Event], None], stopping: Event
) -> Iterator[None]:
    """Run work beside the block, and wait for its end.

    A mistake that ends it ends the whole program: its manager starts it anew, where a
    thread that is gone would never be missed.
    """

    def run() -> None:
        try:
            work(stopping)
        except Exception:  # noqa: BLE001 - the top of a job
            _log.exception("%s has ended; the program starts anew", name)
            stopping.set()

    thread = Thread(target=run, name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(_JOIN_S)
        if thread.is_alive():
            _log.warning("%s did not end in time", name)
