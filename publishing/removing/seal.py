"""Decide what may be sought of a person, and seal it; pure.

The name is kept nowhere and written to no log: of a search the journal has how many
characters were sought and how many disclosures were found. A removal keeps a slow,
salted hash, against which the second person's own typing is held.
"""

import hashlib
import secrets
import unicodedata
from itertools import product
from typing import Final

from publishing.desk.text import folded
from publishing.errors import Refused

LEAST: Final = 2
LEAST_DIGITS: Final = 4
MOST: Final = 40
_SPACED: Final = range(2, 5)
"""Han names of so many characters are also written with blanks between them."""
_DOT: Final = "·"
_DOTS: Final = (_DOT, "•", "・", "‧", "∙", "⋅", "●", ".", " ", f" {_DOT} ", "")
"""What stands between the parts of a name such as 阿依示·例买提, and is mixed up."""
_LIKE_DOT: Final = str.maketrans(dict.fromkeys("•・‧∙⋅●.", _DOT) | {" ": None})


def sought(text: str) -> str:
    """Return what is sought as the words of disclosures are kept.

    Blanks between Han characters go and every dot of a name becomes the same one, so
    that two people who type one name differently mean the same.

    Raises:
        Refused: So short that it would find nearly everything, or too long.
    """
    words = folded(text)
    plain = words.translate(_LIKE_DOT)
    if _is_han(plain.replace(_DOT, "")):
        words = plain
    least = LEAST_DIGITS if words.isdigit() else LEAST
    if not least <= len(words) <= MOST:
        message = (
            f"请写全名，至少 {LEAST} 个字；只记得证件号的，至少写 {LEAST_DIGITS} 位。"
        )
        raise Refused(message, code="sought_too_short")
    return words


def spellings(words: str) -> tuple[str, ...]:
    """Return every way in which a name may stand in a text."""
    if _is_han(words) and len(words) in _SPACED:
        gaps = product(("", " "), repeat=len(words) - 1)
        return tuple(dict.fromkeys(_spaced(words, gap) for gap in gaps))
    if _DOT in words:
        return tuple(words.replace(_DOT, dot) for dot in _DOTS)
    return (words,)


def _spaced(words: str, gaps: tuple[str, ...]) -> str:
    parts = zip(words, (*gaps, ""), strict=True)
    return "".join(sign + gap for sign, gap in parts)


def _is_han(words: str) -> bool:
    return bool(words) and all(
        unicodedata.name(sign, "").startswith("CJK") for sign in words
    )


def new_salt() -> str:
    """Return a salt that nobody guesses."""
    return secrets.token_hex(16)


def seal_of(words: str, salt: str) -> str:
    """Return the seal of what was sought; it is slow on purpose."""
    made = hashlib.scrypt(
        words.encode(), salt=bytes.fromhex(salt), n=2**14, r=8, p=1, dklen=32
    )
    return made.hex()
