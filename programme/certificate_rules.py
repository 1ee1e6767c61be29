"""Say by which rules of a display group records and days are judged; pure.

A group's hours change with the seasons, and what was shown before stays shown. The log
tells in which order rules changed and batches came: a batch is judged by the rules that
stood before it, as the centre did when it came, and a day by those that stood before
the last batch that came on it; where none did, before the first that came later.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

from programme.leaves import BatchLeaf, GroupLeaf, Leaf

_Batch: TypeAlias = tuple[str, str, int]


class Rules:
    """Be the rules of display groups as the log tells them."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        """Take the leaves in the order of the log."""
        self._groups: dict[str, list[tuple[int, GroupLeaf]]] = {}
        self._places: dict[_Batch, int] = {}
        self._came: list[tuple[int, datetime]] = []
        for place, leaf in enumerate(leaves):
            if isinstance(leaf, GroupLeaf):
                self._groups.setdefault(leaf.group, []).append((place, leaf))
            elif isinstance(leaf, BatchLeaf):
                self._places[_name_of(leaf)] = place
                self._came.append((place, leaf.received_at))

    def of_batch(self, batch: BatchLeaf, group: str) -> GroupLeaf | None:
        """Return the rules that stood when a batch came; None: none are in the log."""
        return self._before(group, self._places.get(_name_of(batch)))

    def of_day(
        self, group: str, began_at: datetime, ended_at: datetime
    ) -> GroupLeaf | None:
        """Return the rules that stood on a day; None: none are in the log."""
        during = [at for at, came in self._came if began_at <= came < ended_at]
        later = [at for at, came in self._came if came >= ended_at]
        place = max(during) if during else min(later, default=None)
        return self._before(group, place)

    def _before(self, group: str, place: int | None) -> GroupLeaf | None:
        """Return the last rules before a place; the first ones where all come later."""
        known = self._groups.get(group, ())
        earlier = [leaf for at, leaf in known if place is None or at < place]
        if earlier:
            return earlier[-1]
        return known[0][1] if known else None


def _name_of(leaf: BatchLeaf) -> _Batch:
    return leaf.device, leaf.writer, leaf.last_number
