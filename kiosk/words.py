"""Read the catalogues of words that residents see; decide nothing with them.

Every file in `look/kiosk/` is a language; docs/languages.md says how to add one. What a
catalogue lacks is said in Chinese.
"""

import json
import logging
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable

FIRST = "zh-CN"
"""The language that every visit begins with, and that has every word."""
NAME = "language.name"
"""What a language calls itself."""
_SUFFIX = ".json"
_OF_DATES = frozenset({"year", "month", "day", "name"})
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Words:
    """Be one language's words, asked for by their key."""

    language: str
    table: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of a key with the values put in.

        Raises:
            KeyError: The catalogue has no such key, or a value is missing.
        """
        return self.table[key].format_map(values)

    @property
    def is_first(self) -> bool:
        """Say whether it is the language in which the county writes."""
        return self.language == FIRST

    def named(self, key: str, otherwise: str) -> str:
        """Return what this language calls something that has a name of its own."""
        return self.table.get(key, otherwise)

    def leads(self, key: str, value: str, other: str) -> bool:
        """Say whether one value stands before another in the words of a key."""
        places = places_of(self.table[key])
        return places.index(value) < places.index(other)


def read_words(folder: Traversable | None = None) -> dict[str, Words]:
    """Return the catalogues by language, Chinese first, the others by their names.

    A catalogue that cannot be used is left out, and so are words that ask for a value
    that nobody gives: a mistake in one language never takes a page from the others.

    Args:
        folder: Where the catalogues lie; the shipped ones without it.

    Raises:
        ValueError: The Chinese catalogue is damaged.
    """
    folder = folder or resources.files("look") / "kiosk"
    first = _table(folder / f"{FIRST}{_SUFFIX}")
    found = {FIRST: Words(FIRST, first)}
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        language = file.name.removesuffix(_SUFFIX)
        if language in {FIRST, file.name}:
            continue
        try:
            own = _table(file)
        except ValueError as error:
            _log.warning("words: %s is left out: %s", file.name, error)
            continue
        for key in wrong_places(own, first):
            _log.warning("words: %s: %s has other places, left out", file.name, key)
            del own[key]
        found[language] = Words(language, {**first, NAME: language, **own})
    return found


def wrong_places(own: Mapping[str, str], first: Mapping[str, str]) -> list[str]:
    """Return the keys whose words ask for values that the Chinese words do not have.

    Dates may say the month by its number or its name, in any order.
    """
    return [key for key, text in own.items() if not _fits(key, text, first.get(key))]


def places_of(text: str) -> list[str]:
    """Return the names of the values that words ask for.

    Raises:
        ValueError: A bracket is not closed.
    """
    return [
        name for _, name, _, _ in string.Formatter().parse(text) if name is not None
    ]


def _fits(key: str, text: str, first: str | None) -> bool:
    allowed = set(_OF_DATES) if key in {"date", "date.year"} else set()
    try:
        return set(places_of(text)) <= allowed.union(places_of(first or ""))
    except ValueError:
        return False


def _table(file: Traversable) -> dict[str, str]:
    table = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(table, dict) or not all(_are_texts(table.items())):
        msg = "it is no table of words"
        raise ValueError(msg)
    return table


def _are_texts(pairs: Iterable[tuple[object, object]]) -> Iterator[bool]:
    for key, text in pairs:
        yield isinstance(key, str) and isinstance(text, str)
