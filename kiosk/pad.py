"""Know what a key of the on-screen pad does to what is typed; it looks nothing up."""

import re
from dataclasses import dataclass

from directory.following import Following
from directory.strokes import ANY, MOST_STROKES, STROKES, StrokeOrders
from kiosk.visits import LONGEST_QUERY, Visit

MOST_CHARACTERS = 14
"""Two rows of keys."""
NAMES = {"1": "heng", "2": "shu", "3": "pie", "4": "dian", "5": "zhe", ANY: "any"}
"""What the catalogue calls the strokes."""
_STROKE = "stroke-"
_LETTERS = re.compile(r"[A-Za-z]*")


def typed(query: str, key: str | None) -> str:
    """Return what is typed after a key of the pad."""
    if key == "clear":
        return ""
    if key == "back":
        return query[:-1]
    if key is not None and len(key) == 1 and key.isascii() and key.isalpha():
        return (query + key.upper())[:LONGEST_QUERY]
    return query


def clean_words(words: str) -> str:
    """Return what was typed without signs that nobody sees."""
    return "".join(sign for sign in words if sign.isprintable()).strip()


def letters_of(query: str) -> str | None:
    """Return the letters typed so far, small; None where other signs are among them."""
    return query.lower() if _LETTERS.fullmatch(query) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class StrokePad:
    """Be what the keys of the stroke pad say."""

    strokes: str
    characters: tuple[str, ...]
    live: frozenset[str]
    """The strokes that lead on."""

    @property
    def names(self) -> tuple[str, ...]:
        """Return what the catalogue calls the strokes that are typed."""
        return tuple(NAMES[stroke] for stroke in self.strokes)


def stroke_pad(visit: Visit, orders: StrokeOrders, following: Following) -> StrokePad:
    """Return the stroke pad: the characters meant, or those that may come next."""
    strokes = visit.strokes
    if strokes:
        characters = orders.candidates(
            strokes, most=MOST_CHARACTERS, weight=following.weight
        )
    else:
        characters = following.after(visit.query, most=MOST_CHARACTERS)
    live = orders.live(strokes) if len(strokes) < MOST_STROKES else frozenset()
    return StrokePad(strokes=strokes, characters=characters, live=live)


def stroked(visit: Visit, key: str | None) -> Visit:
    """Return the visit after a key of the stroke pad.

    A key is a stroke, `stroke-1` to `stroke-5` or `stroke-0` for any; a character,
    which ends the strokes; or `back` and `clear`.
    """
    query, strokes = visit.query, visit.strokes
    if key == "back" and strokes:
        return visit.asking(query, strokes[:-1])
    if key is not None and key.startswith(_STROKE):
        return visit.asking(query, clean_strokes(strokes + key[len(_STROKE) :]))
    if key is not None and len(key) == 1 and not key.isascii() and key.isalpha():
        return visit.asking(query + key)
    return visit.asking(typed(query, key))


def clean_strokes(strokes: str) -> str:
    """Return the strokes among some signs, up to the longest character."""
    known = (sign for sign in strokes if sign in STROKES or sign == ANY)
    return "".join(known)[:MOST_STROKES]
