"""Say which service items are for whom, by the words of their guides."""

from collections.abc import Iterable, Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from directory.model import Line, ServiceItem
from programme.document import Document, Identifier


class People(Document):
    """Be some people who ask for the same things: 残疾人, 农民."""

    kind_name: ClassVar[str] = "办事人群"

    id: Identifier
    name: Line
    """As they call themselves."""
    icon: str
    """The name of a Material Symbols icon."""
    words: Annotated[tuple[Line, ...], Field(min_length=1)]
    """An item is for them if one of these is in its names or its conditions."""
    never: tuple[Line, ...] = ()
    """It is not if one of these is: 农民工 are no farmers."""


def items_for(people: People, items: Iterable[ServiceItem]) -> tuple[ServiceItem, ...]:
    """Return the items for some people: named so first, then the popular ones."""
    scored = [(_closeness(people, item), item) for item in items]
    found = [pair for pair in scored if pair[0]]
    found.sort(key=lambda pair: (-pair[0], not pair[1].popular))
    return tuple(item for _, item in found)


def people_with_items(
    groups: Sequence[People], items: Sequence[ServiceItem]
) -> tuple[People, ...]:
    """Return the people for whom something is done here."""
    return tuple(one for one in groups if items_for(one, items))


def _closeness(people: People, item: ServiceItem) -> int:
    """Return 2 for a name that speaks of them, 1 for a condition, else 0."""
    names = "\n".join((item.name, item.plain_name, *item.phrases))
    if speaks_of(people, names):
        return 2
    return int(speaks_of(people, item.who))


def speaks_of(people: People, text: str) -> bool:
    """Say whether a text names these people by one of their words."""
    for word in people.never:
        text = text.replace(word, "\n")
    return any(word in text for word in people.words)
