"""Read the catalogues of words that residents see; decide nothing with them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

LANGUAGES = ("zh-CN", "en")
"""The first is what every visit begins with."""


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

    def named(self, key: str, otherwise: str) -> str:
        """Return what this language calls something that has a name of its own."""
        return self.table.get(key, otherwise)


def read_words() -> dict[str, Words]:
    """Return the shipped catalogues by language."""
    folder = resources.files("look") / "kiosk"
    return {
        language: Words(
            language,
            json.loads((folder / f"{language}.json").read_text(encoding="utf-8")),
        )
        for language in LANGUAGES
    }
