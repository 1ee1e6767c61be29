"""Write a Chinese sentence the way the voice reads it: syllables, letters, rests.

The voice must get no Han character and no figure: it says both wrongly.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from media.speech.readings import toned
from media.speech.spelling import spell_out

_PART = re.compile(
    r"(?P<han>[㐀-䶿一-鿿豈-﫿\U00020000-\U000323af〇]+)|(?P<latin>[A-Za-z]+)"
    r"|(?P<stop>[。！？!?；;\n]+)|(?P<rest>[，,、：:—…（）()〔〕《》“”.·]+)"
)
_SYLLABLE = re.compile(r"[a-zü]+[1-5]")
_LETTER = {"Y": "wai1", "W": "da2 bu5 liu5", "V": "wei1", "J": "zhei4"}
_MARKS = {"stop": ";", "rest": ","}
"""No full stop: at one the voice rests before a capital only."""

_BREATH = 50
"""Syllables without a rest; a much longer run the voice would cut inside a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """Hold what the voice is given for one sentence."""

    words: str
    """Syllables with tones and letters, with commas and stops where to rest."""

    syllables: int
    """How many sounds that makes at least; 0 if there is nothing to say."""


def script(text: str) -> Script:
    """Write the text for the voice; text without words gives an empty script."""
    words: list[str] = []
    syllables = 0
    spelled = spell_out(text)
    for part in _PART.finditer(spelled):
        mark = _MARKS.get(part.lastgroup or "")
        said = [] if mark else _said(part, spelled)
        words += said
        syllables += len(said)
        if mark and words and words[-1][-1] not in _MARKS.values():
            words[-1] += mark
    return Script(words=" ".join(_breathing(words)), syllables=syllables)


def _breathing(words: list[str]) -> Iterator[str]:
    """Rest where a run has no mark of its own for too long."""
    run = 0
    for word in words:
        run = 0 if word[-1] in _MARKS.values() else run + 1
        yield f"{word}{_MARKS['rest']}" if run == _BREATH else word
        run %= _BREATH


def _said(part: re.Match[str], text: str) -> list[str]:
    if part["latin"]:
        return [said for c in part[0].upper() for said in _LETTER.get(c, c).split()]
    return [s for s in toned(part[0], text[: part.start()]) if _SYLLABLE.fullmatch(s)]
