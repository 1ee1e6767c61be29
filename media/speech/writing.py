"""Make the writing pad's characters and words with how they are said; choose none."""

from functools import cache

from config.writing_words import shipped_writing
from directory.writing import Writing
from media.speech.readings import sounds_of, syllables

_READINGS = 2
"""So many readings of a usual character are typed; of others the first alone."""
_ROWS = range(0xB0, 0xF8)
_CELLS = range(0xA1, 0xFF)


@cache
def shipped_pad() -> Writing:
    """Return the pad that comes with the product, made once (some tenths of a second).

    Raises:
        WritingRefused: The installed list is damaged.
    """
    listed = shipped_writing()
    # The set is in the order of everyday use: 3,755 common characters, then the rest.
    every = dict.fromkeys(_gb2312(), 1)
    usual = dict.fromkeys(listed.characters, _READINGS)
    return Writing(
        {
            character: sounds_of(character)[:readings]
            for character, readings in (usual | every | usual).items()
        },
        {word: syllables(word) for word in listed.phrases},
    )


def _gb2312() -> tuple[str, ...]:
    """Return the characters of GB 2312-80 in their order."""
    places = (bytes((row, cell)) for row in _ROWS for cell in _CELLS)
    return tuple(filter(None, (place.decode("gb2312", "ignore") for place in places)))
