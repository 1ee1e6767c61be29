"""Count what a reader reads and how long it takes; it looks at words, not at pictures.

The rule (LOOK section 5) was calibrated on older readers: 180 characters a minute.
"""

import re

MOST_CHARACTERS = 150
"""Of a page, without its title and a table's head."""
_LEAST_S, _MOST_S = 12, 60
_TITLE_S = 4
_CHARACTERS_A_SECOND = 3
_LATIN_WORD = 2
_LONGEST_FIGURE = 80
_LETTERS = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_NUMBER = re.compile(r"[^\d]{0,2}[-+−]?[0-9][0-9,]*(?:\.[0-9]+)?[^\d]{0,3}")


def characters_of(text: str) -> int:
    """Return the characters that are read: marks are not, a Latin word counts two."""
    words = len(_LETTERS.findall(text))
    rest = sum(map(str.isalnum, _LETTERS.sub("", text)))
    return rest + _LATIN_WORD * words


def is_number(text: str) -> bool:
    """Say whether a cell holds one figure, maybe with a sign or a unit."""
    return len(text) <= _LONGEST_FIGURE and _NUMBER.fullmatch(text.strip()) is not None


def dwell_s(characters: int, number_cells: int) -> int:
    """Return the seconds for which a page stays."""
    wanted = round(_TITLE_S + characters / _CHARACTERS_A_SECOND + number_cells)
    return max(_LEAST_S, min(wanted, _MOST_S))
