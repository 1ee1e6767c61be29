"""Find characters by the first of their five strokes; it knows no questions.

The classes and their numbers are those of GB 13000.1 字符集汉字笔顺规范 (GF 3002-1999):
1 横 and 提, 2 竖 and 竖钩, 3 撇, 4 点 and 捺, 5 折.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from heapq import nsmallest

STROKES = "12345"
ANY = "0"
"""Stands for a stroke that somebody is not sure of."""
_AFTER_ALL = "6"
MOST_STROKES = 36
"""No character of the list has more."""


class StrokeOrders:
    """Know how characters are written.

    Args:
        orders: The characters that are written with a run of strokes, by the run.
    """

    def __init__(self, orders: Mapping[str, str]) -> None:
        self._orders = tuple(
            (order, character)
            for order, characters in sorted(orders.items())
            for character in characters
        )
        self._by_character = {character: order for order, character in self._orders}

    def order_of(self, character: str) -> str | None:
        """Return the strokes of a character; None where it is not in the list."""
        return self._by_character.get(character)

    def candidates(
        self, typed: str, *, most: int, weight: Callable[[str], int]
    ) -> tuple[str, ...]:
        """Return characters that begin with these strokes.

        Those that are met at all come first, of these the complete ones, then those
        of the greatest weight, then those with the fewest strokes.

        Args:
            typed: Strokes by number, `ANY` for one that may be any.
            most: How many characters at most.
            weight: How often a character is met.
        """
        if not typed:
            return ()
        begun = nsmallest(
            most,
            self._begun(typed),
            key=lambda one: (
                not weight(one[1]),
                len(one[0]) > len(typed),
                -weight(one[1]),
                len(one[0]),
                one[0],
            ),
        )
        return tuple(character for _, character in begun)

    def live(self, typed: str) -> frozenset[str]:
        """Return the strokes that may follow, with `ANY` if there are any."""
        at = len(typed)
        found = {order[at] for order, _ in self._begun(typed) if len(order) > at}
        return frozenset(found | {ANY}) if found else frozenset()

    def _begun(self, typed: str) -> list[tuple[str, str]]:
        sure, unsure, _ = typed.partition(ANY)
        first = bisect_left(self._orders, (sure,))
        last = bisect_left(self._orders, (sure + _AFTER_ALL,))
        begun = self._orders[first:last]
        if not unsure:
            return list(begun)
        pattern = re.compile(typed.replace(ANY, "."))
        return [one for one in begun if pattern.match(one[0])]
