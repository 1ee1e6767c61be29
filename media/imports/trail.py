"""Follow what became of each place of a file: its pages, paragraphs or rows.

It words nothing and reads nothing; the report on the whole lies in `notes`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from media.imports.result import SourcePart
from programme.blocks import Block

MOST_PLACES = 20_000
_LONGEST_SHOWN = 20_000
_NAMELESS = "没有文字的一处"


@dataclass(slots=True, kw_only=True)
class _Place:
    """Be one place while the file is read."""

    label: str
    shown: str
    page: int | None
    is_title: bool = False
    simplified: dict[str, None] = field(default_factory=dict)
    lost: dict[str, None] = field(default_factory=dict)


class Trail:
    """Hold the places of one file in order, and which blocks came of each."""

    def __init__(self) -> None:
        self._places: list[_Place] = []
        self._made: dict[int, tuple[Block, tuple[int, ...]]] = {}

    @property
    def here(self) -> tuple[int, ...]:
        """Return the number of the place that is read now, from 0, if there is one."""
        return (len(self._places) - 1,) if self._places else ()

    def at(self, label: str, shown: str = "", *, page: int | None = None) -> None:
        """Begin the next place.

        Args:
            label: What people call it: 第 3 页.
            shown: Its words as they stand in the file.
            page: The number of the page that can be drawn, from 1.
        """
        if self._places and not self._places[-1].label:
            last = self._places[-1]
            last.label, last.shown, last.page = label, shown[:_LONGEST_SHOWN], page
        elif len(self._places) < MOST_PLACES:
            cut = shown[:_LONGEST_SHOWN]
            self._places.append(_Place(label=label, shown=cut, page=page))

    def reads(self, shown: str) -> None:
        """Say which words stand at the place that is read now."""
        if self._places:
            self._places[-1].shown = shown[:_LONGEST_SHOWN]

    def between(self) -> None:
        """Begin a place whose name and words are known only after it was read."""
        if not self._places or self._places[-1].label:
            self.at("")

    def simplified(self, what: str) -> None:
        """Note at this place that something is kept in a simpler form."""
        if self._places:
            self._places[-1].simplified[what] = None

    def lost(self, what: str) -> None:
        """Note at this place that something is not kept."""
        if self._places:
            self._places[-1].lost[what] = None

    def follow(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Yield blocks, each noted as made of the place that is read just then."""
        for block in blocks:
            if id(block) not in self._made:
                self.made(block, self.here)
            yield block

    def made(self, block: Block, places: Sequence[int]) -> None:
        """Note of which places a block was made."""
        # The block is held, so that its identity stays its own.
        self._made[id(block)] = (block, tuple(places))

    def places_of(self, block: Block) -> tuple[int, ...]:
        """Return the places of which a block was made."""
        found = self._made.get(id(block))
        return found[1] if found else ()

    def title(self, block: Block) -> None:
        """Note that a block became the title and stands in the text no more."""
        for number in self.places_of(block):
            self._places[number].is_title = True

    def title_here(self) -> None:
        """Note that the place that is read now became the title."""
        for number in self.here:
            self._places[number].is_title = True

    def parts(self, blocks: Sequence[Block]) -> tuple[SourcePart, ...]:
        """Return every place with the numbers of the blocks that came of it."""
        came: dict[int, list[int]] = {}
        for number, block in enumerate(blocks):
            for place in self.places_of(block):
                came.setdefault(place, []).append(number)
        return tuple(
            SourcePart(
                label=place.label or _NAMELESS,
                shown=place.shown,
                page=place.page,
                blocks=tuple(came.get(number, ())),
                is_title=place.is_title,
                simplified=tuple(place.simplified),
                lost=tuple(place.lost),
            )
            for number, place in enumerate(self._places)
            if _says(place) or number in came
        )


def _says(place: _Place) -> bool:
    told = place.shown or place.simplified or place.lost or place.is_title
    return bool(told) or place.page is not None
