"""Give the interface's name of each fixed kind; the words are data of `look`."""

import tomllib
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache
from importlib.resources import files
from types import MappingProxyType


def name_of(kind: str, value: object) -> str:
    """Return the name of a value of a kind; one that has no name shows itself."""
    key = value.value if isinstance(value, Enum) else str(value)
    return names_of(kind).get(str(key), str(key))


def choices(kind: str, values: Iterable[Enum]) -> dict[str, str]:
    """Return what a choice offers: the values' own strings and their names."""
    return {str(value.value): name_of(kind, value) for value in values}


def names_of(kind: str) -> Mapping[str, str]:
    """Return every name of a kind."""
    return _catalogue().get(kind, MappingProxyType({}))


@cache
def _catalogue() -> Mapping[str, Mapping[str, str]]:
    text = files("look").joinpath("admin", "words.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return MappingProxyType(
        {kind: MappingProxyType(names) for kind, names in table.items()}
    )
