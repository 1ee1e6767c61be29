"""Search many short texts as one long string; it ranks nothing."""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

_LINE, _BETWEEN = "\n", "\n\n"


class Joined:
    """Be blocks of lines in one string.

    Args:
        blocks: The blocks; no line of theirs is empty.
    """

    def __init__(self, blocks: Sequence[str]) -> None:
        self.text = f"{_LINE}{_BETWEEN.join(blocks)}{_LINE}"
        """Each line stands between two line ends."""
        sizes = (len(block) + len(_BETWEEN) for block in blocks)
        self._starts = array("L", accumulate(sizes, initial=len(_LINE)))

    def places(self, run: str) -> Iterator[tuple[int, int]]:
        """Yield where a run of characters stands: the block, and the place in it."""
        at = self.text.find(run)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield number, at - self._starts[number]
            at = self.text.find(run, at + 1)


class WholeLines:
    """Know which blocks have just a certain line.

    Args:
        blocks: The blocks; none has a line twice.
    """

    def __init__(self, blocks: Iterable[str]) -> None:
        self._first: dict[str, int] = {}
        self._further: dict[str, list[int]] = defaultdict(list)
        for number, block in enumerate(blocks):
            for line in block.split(_LINE):
                if self._first.setdefault(line, number) != number:
                    self._further[line].append(number)

    def of(self, line: str) -> Iterator[int]:
        """Yield the numbers of the blocks that have a line, which rise."""
        if line in self._first:
            yield self._first[line]
            yield from self._further.get(line, ())
