"""Make a line of foreign words plain, so that none of them steers a terminal; pure.

What a command prints is often foreign: titles of a certificate, names in a signing
request, texts of an imported file. An escape sequence in it could wipe what stands
above, an override of the writing direction turn a number round, a line break forge a
line.
"""

from unicodedata import category

_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = frozenset({"\u200c", "\u200d"})
"""Mongolian, Tibetan and Uyghur are not written without them; they move nothing."""


def plain(text: str) -> str:
    r"""Return one line of text in which every steering character is its code.

    A code is as in JSON, such as \u202e: JSON that is printed so says the same.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        _code(one) if category(one) in _STEERING and one not in _JOINERS else one
        for one in text
    )


def _code(character: str) -> str:
    pairs = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{pairs[at : at + 4]}" for at in range(0, len(pairs), 4))
