"""Bring service items and questions into the form in which they are compared.

Nothing is ranked here.
"""

import unicodedata
from dataclasses import dataclass

from directory.characters import simplified
from directory.model import Readings, ServiceItem
from programme.errors import ContractError

_HAN_FROM, _HAN_TO = "\u3400", "\u9fff"
_BEYOND_PLANE = "\U00020000"
MOST_TYPED = 400
"""Of a question no more characters are read: 60 Han characters in full pinyin."""
_OPENING, _CLOSING = "([{", ")]}"


class ReadingsMismatch(ContractError):
    """Say that an item's readings do not fit its words, syllable by character."""

    code = "readings_mismatch"

    def __init__(self, item: str) -> None:
        self.item = item
        super().__init__(f"事项 {item} 的读音与文字对不上。请重新发布办事目录。")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryReadings:
    """Be how a cleaned text sounds: one syllable, and one letter, a character."""

    syllables: tuple[str, ...]
    initials: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Be one thing that can be found: its names, how they sound and who does it."""

    id: str
    name: str
    """The official name as it is written."""
    texts: tuple[str, ...]
    """Searchable texts, cleaned; the official name first."""
    readings: tuple[QueryReadings, ...]
    """How they sound; empty where it was gathered before."""
    department: str
    """The office's name, cleaned."""
    remarks: tuple[str, ...] = ()
    """Parts of the official name that stood in brackets, cleaned."""
    group: str = ""
    """What the item is a variant of; choices are taken from different groups first."""
    popular: bool = False


def typed(text: str) -> str:
    """Return the beginning of what was typed: a stuck key fills a megabyte."""
    return text[:MOST_TYPED]


def clean(text: str) -> str:
    """Return the letters, figures and Han characters of a text, plain and small.

    Traditional characters become simplified ones.
    """
    plain = unicodedata.normalize("NFKC", text).lower().replace("ü", "v")
    plain = simplified(plain)
    # Nearly every word of a directory has letters only.
    return plain if plain.isalnum() else "".join(c for c in plain if c.isalnum())


def remarks_of(text: str) -> tuple[str, ...]:
    """Return what stands in brackets, cleaned: it narrows a name, seldom makes it."""
    depth, current = 0, ""
    found: list[str] = []
    for character in unicodedata.normalize("NFKC", text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif depth:
            current += character
        if current and not depth:
            found.append(clean(current))
            current = ""
    return tuple(part for part in (*found, clean(current)) if part)


def is_han(character: str) -> bool:
    """Say whether a character is a Han character."""
    return _HAN_FROM <= character <= _HAN_TO or character >= _BEYOND_PLANE


def searchable_texts(item: ServiceItem) -> tuple[str, ...]:
    """Return the texts by which an item is found; readings follow their order."""
    texts = (item.name, item.plain_name, *item.phrases)
    return tuple(dict.fromkeys(filter(None, map(clean, texts))))


def entry_of(item: ServiceItem, *, department: str, readings: Readings) -> Entry:
    """Return what the search needs of an item.

    Raises:
        ReadingsMismatch: The readings are not those of the item's texts.
    """
    texts = searchable_texts(item)
    said = tuple(tuple(run.split(" ")) for run in readings.pinyin)
    lengths = [len(text) for text in texts]
    if lengths != [len(run) for run in said] or lengths != [
        len(letters) for letters in readings.initials
    ]:
        raise ReadingsMismatch(item.id)
    return Entry(
        id=item.id,
        name=item.name,
        texts=texts,
        readings=tuple(
            QueryReadings(syllables=run, initials=letters)
            for run, letters in zip(said, readings.initials, strict=True)
        ),
        department=clean(department),
        remarks=remarks_of(item.name),
        popular=item.popular,
    )
