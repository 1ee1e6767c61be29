"""Give the words of the public pages; they are data of `look`, filled in here."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from programme.boards import Board


def word(key: str, **values: object) -> str:
    """Return a sentence of the public pages with its values.

    Raises:
        KeyError: There is no such sentence.
    """
    place: Any = _catalogue()
    for part in key.split("."):
        place = place[part]
    return str(place).format(**values)


def board_words(board: Board) -> tuple[str, str]:
    """Return a board's one-character seal and its name."""
    seal, name = _catalogue()["board"][board.value]
    return str(seal), str(name)


def day_words(on: date) -> str:
    """Return a day with its year: a page is read for years."""
    return word("date", year=on.year, month=on.month, day=on.day)


@cache
def _catalogue() -> Mapping[str, Any]:
    text = files("look").joinpath("public", "zh-CN.json").read_text(encoding="utf-8")
    told: dict[str, Any] = json.loads(text)
    return told
