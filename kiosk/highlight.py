"""Find which characters of a name the typed words stand for; it ranks nothing."""

from collections.abc import Iterator

from directory.model import Readings, ServiceItem
from directory.texts import clean, searchable_texts


def marked_title(
    item: ServiceItem, readings: Readings | None, query: str
) -> tuple[tuple[str, bool], ...]:
    """Return a service item's name in pieces, told which of them were typed."""
    name = item.plain_name
    span = _span(item, readings, clean(query))
    if span is None:
        return ((name, False),)
    start, end = span
    pieces = ((name[:start], False), (name[start:end], True), (name[end:], False))
    return tuple(piece for piece in pieces if piece[0])


def _span(
    item: ServiceItem, readings: Readings | None, typed: str
) -> tuple[int, int] | None:
    places = list(_places(item.plain_name))
    for first, count in _found(item, readings, typed):
        if first + count <= len(places):
            return places[first], places[first + count - 1] + 1
    return None


def _places(name: str) -> Iterator[int]:
    """Yield, for each character of the cleaned name, where it stands."""
    for place, character in enumerate(name):
        yield from (place for _ in clean(character))


def _found(
    item: ServiceItem, readings: Readings | None, typed: str
) -> Iterator[tuple[int, int]]:
    """Yield where the typed words stand in the cleaned name, and how many they are."""
    name = clean(item.plain_name)
    if not typed:
        return
    if typed in name:
        yield name.index(typed), len(typed)
        return
    number = searchable_texts(item).index(name) if name else 0
    if readings is None or number >= len(readings.initials):
        return
    initials = readings.initials[number]
    if typed in initials:
        yield initials.index(typed), len(typed)
    syllables = readings.pinyin[number].split(" ")
    for start in range(len(syllables)):
        count = _spelt(syllables[start:], typed)
        if count:
            yield start, count


def _spelt(syllables: list[str], typed: str) -> int:
    """Return how many syllables the letters spell; 0 where they spell another."""
    left = typed
    for count, syllable in enumerate(syllables, start=1):
        if syllable.startswith(left):
            return count
        if not left.startswith(syllable):
            return 0
        left = left[len(syllable) :]
    return 0
