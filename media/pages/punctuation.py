"""Say where Chinese marks are set closer than their squares; it draws nothing.

What stands in a square of its own is shaped by itself: its form and place depend on no
neighbour. All else is shaped together, since Latin letters and digits are set closer or
joined as their neighbours are.

A full-width mark fills half of its square. Where two meet, half a square between them
is given up, as newspapers do; a closing mark may end a line with its inked half, and
an opening one begins a line with it.
"""

import re

CLOSING = frozenset("，。、；：？！）》”’】〉」』〕〗")
OPENING = frozenset("（《“‘【〈「『〔〖")
_FULL = CLOSING | OPENING
_SQUARE = (
    "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "，。、；：？！（）《》【】〈〉「」『』〔〕〖〗]"
)
_ON_IT = (
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a"
    "\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)
"""Marks and choices of form that belong to the character before them."""
_SQUARED = re.compile(_SQUARE)
_PART = re.compile(rf"{_SQUARE}(?!{_ON_IT})|{_SQUARE}?(?:(?!{_SQUARE}).)+", re.DOTALL)


def runs_of(text: str) -> tuple[str, ...]:
    """Return a text in runs; each but the first begins half a square earlier."""
    if _FULL.isdisjoint(text):
        return (text,)
    cuts = [at for at in range(1, len(text)) if _pulled(text[at - 1], text[at])]
    if not cuts:
        return (text,)
    edges = [0, *cuts, len(text)]
    return tuple(text[edges[n] : edges[n + 1]] for n in range(len(edges) - 1))


def is_square(part: str) -> bool:
    """Say whether a part is a single character that fills a square."""
    return len(part) == 1 and _SQUARED.match(part) is not None


def parts_of(run: str) -> list[str]:
    """Return the parts of a run that are shaped one by one."""
    return _PART.findall(run)


def _pulled(before: str, after: str) -> bool:
    """Say whether the blank between two marks is one half too many."""
    if before in CLOSING:
        return after in _FULL
    return before in OPENING and after in OPENING


def ends_narrow(text: str) -> bool:
    """Say whether the last half square of a text is blank."""
    return text[-1:] in CLOSING


def begins_narrow(text: str) -> bool:
    """Say whether the first half square of a text is blank."""
    return text[:1] in OPENING
