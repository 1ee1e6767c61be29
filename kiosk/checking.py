"""Put into words which papers of an item a resident has and which are missing."""

from dataclasses import dataclass

from directory.checklist import checklist
from directory.model import Counter, ServiceItem
from kiosk.guide_words import Paper, paper_words, window_words
from kiosk.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """Be one paper to tick."""

    place: int
    paper: Paper
    ticked: bool
    brought: bool
    """False where nothing is to be brought: there is nothing to tick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """Be the check list as its page shows it."""

    rows: tuple[CheckRow, ...]
    complete: bool
    state: str
    """材料齐了, or what is missing."""
    more: str
    """What to do now."""


def checking(
    item: ServiceItem, counter: Counter, ticked: frozenset[int], words: Words
) -> Checking:
    """Return the check list of an item."""
    found = checklist(item.materials, ticked)
    rows = tuple(
        CheckRow(
            place=place,
            paper=paper_words(material, words),
            ticked=place in ticked,
            brought=place not in found.nothing_to_bring,
        )
        for place, material in enumerate(item.materials)
    )
    if found.complete:
        state = words("papers.complete")
        more = words("papers.go", window=window_words(counter, words))
        if found.if_any:
            more = words(
                "papers.if_any", papers=_named(item, found.if_any, words), more=more
            )
    else:
        state = words("papers.missing", count=len(found.missing))
        more = _named(item, found.missing, words)
    return Checking(rows=rows, complete=found.complete, state=state, more=more)


def _named(item: ServiceItem, places: tuple[int, ...], words: Words) -> str:
    return words("list").join(item.materials[place].name for place in places)
