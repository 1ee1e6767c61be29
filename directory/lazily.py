"""Make numbered things when they are first wanted, and keep them."""

from collections.abc import Callable
from typing import Protocol, TypeVar

Thing = TypeVar("Thing")
Made_co = TypeVar("Made_co", covariant=True)


class Numbered(Protocol[Made_co]):
    """Be things that are found by their number."""

    def __getitem__(self, number: int, /) -> Made_co:
        """Return one of them."""


class Lazily(dict[int, Thing]):
    """Be things of which most are never wanted; any thread may ask.

    Args:
        make: Makes the thing with a number, always the same.
    """

    def __init__(self, make: Callable[[int], Thing]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, number: int) -> Thing:
        """Make a thing that was never wanted before."""
        made = self[number] = self._make(number)
        return made
