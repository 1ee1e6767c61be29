"""Make a thing once for all who ask for it while it is being made; it keeps nothing.

A certificate takes long, and impatient people press again: whoever asks while one is in
the making gets the same one, or the same refusal (REQ-70).
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class _Going(Generic[T]):
    """Be one thing in the making."""

    made: Future[T] = field(default_factory=Future)
    waiting: int = 0


class SharedMaking(Generic[T]):
    """Be what is in the making, by its name."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._making: dict[str, _Going[T]] = {}

    def get(self, name: str, make: Callable[[], T]) -> T:
        """Return the thing of this name that is in the making, or make it.

        Raises:
            Exception: What the making raised, to each who waited for it.
        """
        mine: _Going[T] = _Going()
        with self._lock:
            going = self._making.setdefault(name, mine)
            going.waiting += going is not mine
        return self._make(name, mine, make) if going is mine else going.made.result()

    def waiting(self, name: str) -> int:
        """Return how many wait for what somebody else makes."""
        with self._lock:
            going = self._making.get(name)
            return going.waiting if going is not None else 0

    def _make(self, name: str, mine: _Going[T], make: Callable[[], T]) -> T:
        try:
            made = make()
        except BaseException as error:
            self._over(name)
            mine.made.set_exception(error)
            raise
        self._over(name)
        mine.made.set_result(made)
        return made

    def _over(self, name: str) -> None:
        """Let the next one who asks begin anew: what was made tells of its own hour."""
        with self._lock:
            del self._making[name]
