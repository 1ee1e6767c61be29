"""Cut the pages of an item into turns of at most so many seconds; decides no order."""

from collections.abc import Sequence
from functools import lru_cache

LONGEST_TURN_S = 120

Turn = tuple[int, int]
"""The first page of a turn and the one after its last."""


@lru_cache(maxsize=16_384)
def turns_from(
    dwells: tuple[int, ...], first: int = 0, most_s: int = LONGEST_TURN_S
) -> tuple[Turn, ...]:
    """Return turns that hold every page once, beginning with a page and going round.

    A turn never goes past the last page. A page that needs longer than `most_s` is a
    turn of its own, so with 0 each page is.
    """
    return (*_cut(dwells, first, len(dwells), most_s), *_cut(dwells, 0, first, most_s))


@lru_cache(maxsize=16_384)
def turns_s(dwells: tuple[int, ...]) -> tuple[int, ...]:
    """Return how long each turn lasts."""
    return tuple(sum(dwells[slice(*turn)]) for turn in turns_from(dwells))


def _cut(
    dwells: Sequence[int], first: int, after: int, most_s: int
) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    start, spent = first, 0
    for page in range(first, after):
        if page > start and spent + dwells[page] > most_s:
            turns.append((start, page))
            start, spent = page, 0
        spent += dwells[page]
    if start < after:
        turns.append((start, after))
    return tuple(turns)
