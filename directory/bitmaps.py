"""Count over sets of entries held as the bits of whole numbers; it knows no texts.

A set of 50,000 entries is one number of 6 KB, so a union or a sum over all entries
takes microseconds.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
_USED = re.compile(rb"[^\0]")
_ONE = ord("1")
_FEW = 3
"""So many members are found one by one sooner than by looking at every byte."""


class Tally:
    """Add weights to the members of sets, all members at once.

    The sums are held as planes: bit e of plane p is bit p of the sum of entry e.
    """

    def __init__(self) -> None:
        self._planes: list[int] = []

    def add(self, members: int, weight: int) -> None:
        """Add a weight to every member of a set."""
        for place in range(weight.bit_length()):
            if weight >> place & 1:
                self._carry(members, place)

    def best(self, most: int) -> Iterator[int]:
        """Yield up to so many entries with a sum, the greatest sums first."""
        everyone = 0
        for plane in self._planes:
            everyone |= plane
        found = 0
        for members in self._by_sum(everyone, len(self._planes) - 1):
            for member in bits(members):
                if found == most:
                    return
                found += 1
                yield member

    def _carry(self, members: int, place: int) -> None:
        while members:
            while place >= len(self._planes):
                self._planes.append(0)
            plane = self._planes[place]
            self._planes[place] = plane ^ members
            members &= plane
            place += 1

    def _by_sum(self, members: int, place: int) -> Iterator[int]:
        """Yield the members in groups of equal sum, the greatest first."""
        if not members:
            return
        if place < 0:
            yield members
            return
        greater = members & self._planes[place]
        yield from self._by_sum(greater, place - 1)
        yield from self._by_sum(members ^ greater, place - 1)


def bits(members: int) -> Iterator[int]:
    """Yield the members of a set in order."""
    if members.bit_count() <= _FEW:
        while members:
            yield (members & -members).bit_length() - 1
            members &= members - 1
        return
    data = members.to_bytes((members.bit_length() + 7) // 8, "little")
    for found in _USED.finditer(data):
        byte, at = found[0][0], found.start() * 8
        for bit in range(8):
            if byte >> bit & 1:
                yield at + bit


def set_of(members: Iterable[int]) -> int:
    """Return the set with these members, which rise."""
    taken = tuple(members)
    return sets_of({0: taken}, taken[-1] + 1 if taken else 0)[0]


def sets_of(members: Mapping[Key, Sequence[int]], count: int) -> dict[Key, int]:
    """Return sets of members below a count."""
    last = count - 1
    found: dict[Key, int] = {}
    for key, each in members.items():
        digits = bytearray(b"0") * max(count, 1)
        for member in each:
            digits[last - member] = _ONE
        found[key] = int(digits, 2)
    return found
