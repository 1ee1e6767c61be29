"""Spell out everything in a Chinese text that a voice would say wrongly.

The order of the families is the decision made here: what looks like a date, a
telephone or a register number is taken before it can be taken for a count.
Knows no readings; the result is Han characters, letters and marks.
"""

from media.speech.codes import CODES, LINKS
from media.speech.dates import DATES, WHOLE_DATES
from media.speech.glyphs import alike, say_signs
from media.speech.money import MONEY
from media.speech.numerals import apply, as_code, rule
from media.speech.quantities import QUANTITIES, RANGES
from media.speech.telephone import TELEPHONES

_ENDLESS = rule(r"\d{25,}", lambda found: as_code(found[0]))
"""No count is that long; taken first so that no rule has to look through it."""

_FAMILIES = (
    (_ENDLESS,),
    LINKS,
    WHOLE_DATES,
    TELEPHONES,
    CODES,
    RANGES,
    DATES,
    MONEY,
    QUANTITIES,
)


def spell_out(text: str) -> str:
    """Return the text with every number said in Han characters."""
    said = alike(text)
    for family in _FAMILIES:
        said = apply(family, said)
    return say_signs(said)
