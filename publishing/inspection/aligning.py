"""Say which parts of two sequences stand for one another; pure, it reads no text.

The work is bounded: what is the same at both ends costs nothing, what is left is cut
at parts that stand once on either side, and only a stretch that is small enough is
searched for the best match.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

MOST_WORK = 50_000_000
"""Pairs that one search may look at; they are bits, so this is some 6 MB."""
_MOST_PAIRED = 30
"""Parts on either side of a stretch that are paired by likeness."""
ALIKE = 0.4
"""Parts less alike than this are one gone and one come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Be a stretch of both sequences, half-open, that is the same or is not."""

    same: bool
    a: int
    b: int
    c: int
    d: int


def stretches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Stretch]:
    """Return both sequences from end to end as stretches, same and other in turn."""
    ahead = _shared(old, new)
    behind = _shared(old[ahead:][::-1], new[ahead:][::-1])
    until, to = len(old) - behind, len(new) - behind
    parts = [
        Stretch(same=True, a=0, b=ahead, c=0, d=ahead),
        *_between(old[ahead:until], new[ahead:to], ahead),
        Stretch(same=True, a=until, b=len(old), c=to, d=len(new)),
    ]
    return _joined(parts)


def pairs(
    count: tuple[int, int], likeness: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    """Return which parts of a changed stretch became which, in order.

    Args:
        count: How many parts there are before and after.
        likeness: Says how alike two of them are, from 0 to 1.
    """
    rows, columns = count
    if max(count) > _MOST_PAIRED:
        # So many changed parts in one place are read line against line.
        lined_up = zip(range(rows), range(columns), strict=False)
        return [(i, j) for i, j in lined_up if likeness(i, j) >= ALIKE]
    alike = [[likeness(i, j) for j in range(columns)] for i in range(rows)]
    return _chosen(alike, _gains(alike, rows, columns))


def _between(
    old: Sequence[Hashable], new: Sequence[Hashable], ahead: int
) -> Iterator[Stretch]:
    i = j = 0
    for anchor, other in (*_anchors(old, new), (len(old), len(new))):
        for found in _searched(old[i:anchor], new[j:other]):
            yield _moved(found, ahead + i, ahead + j)
        if anchor < len(old):
            here = Stretch(same=True, a=anchor, b=anchor + 1, c=other, d=other + 1)
            yield _moved(here, ahead, ahead)
        i, j = anchor + 1, other + 1


def _searched(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Stretch]:
    if len(old) * len(new) > MOST_WORK:
        yield Stretch(same=False, a=0, b=len(old), c=0, d=len(new))
        return
    for step in Indel.opcodes(old, new):
        yield Stretch(
            same=step.tag == "equal",
            a=step.src_start,
            b=step.src_end,
            c=step.dest_start,
            d=step.dest_end,
        )


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return parts that stand once on either side, in an order that both share.

    They are sought only where a search over the whole would be too much work.
    """
    if len(old) * len(new) <= MOST_WORK:
        return []
    before, after = Counter(old), Counter(new)
    places = {part: place for place, part in enumerate(new) if after[part] == 1}
    once = [
        (place, places[part])
        for place, part in enumerate(old)
        if before[part] == 1 and part in places
    ]
    return _rising(once)


def _rising(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs that rises on both sides."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(found):
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        before.append(last[at - 1] if at else -1)
        last[at : at + 1] = [number]
    run: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        run.append(found[number])
        number = before[number]
    return run[::-1]


def _shared(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    most = min(len(old), len(new))
    return next((at for at in range(most) if old[at] != new[at]), most)


def _moved(part: Stretch, i: int, j: int) -> Stretch:
    return Stretch(
        same=part.same, a=part.a + i, b=part.b + i, c=part.c + j, d=part.d + j
    )


def _joined(parts: Sequence[Stretch]) -> list[Stretch]:
    """Return the parts without empty ones, neighbours of one kind made one."""
    made: list[Stretch] = []
    for part in parts:
        if part.a == part.b and part.c == part.d:
            continue
        if made and made[-1].same == part.same:
            first = made.pop()
            made.append(
                Stretch(same=part.same, a=first.a, b=part.b, c=first.c, d=part.d)
            )
        else:
            made.append(part)
    return made


def _gains(alike: list[list[float]], rows: int, columns: int) -> list[list[float]]:
    gains = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            taken = alike[i][j] + gains[i + 1][j + 1] if alike[i][j] >= ALIKE else 0.0
            gains[i][j] = max(taken, gains[i + 1][j], gains[i][j + 1])
    return gains


def _chosen(
    alike: list[list[float]], gains: list[list[float]]
) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(alike) and j < len(alike[i]):
        if alike[i][j] >= ALIKE and gains[i][j] == alike[i][j] + gains[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif gains[i][j] == gains[i + 1][j]:
            i += 1
        else:
            j += 1
    return found
