"""Ask which piece of a version a comment is about; keep no comment.

A short version offers its pieces by their first words. Of a long one nobody finds a
piece among thousands, and a page with all of them is slow: there some words are copied.
"""

from collections.abc import Mapping, Sequence

from programme.blocks import Block, text_of
from publishing.admin.fields import choice, line
from publishing.errors import Refused

_MOST_OFFERED = 120
_MOST_NAMED = 24
_WHOLE = "整件"
_ABOUT = "针对"
_COPIED = "针对哪一段（抄那一段的几个字；不填是整件）"


class RemarkPlace:
    """Bind the field in which a piece is named to the pieces."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._offers = len(blocks) <= _MOST_OFFERED
        self._field = choice(_ABOUT, _named(blocks), "") if self._offers else None
        self._copied = None if self._offers else line(_COPIED, most=60)

    def block(self) -> int | None:
        """Return which piece it is, counted from nought; None: the whole.

        Raises:
            Refused: The words that were copied stand nowhere, or in several pieces.
        """
        if self._field is not None:
            which = str(self._field.value or "")
            return int(which) if which else None
        words = str(self._copied.value or "") if self._copied is not None else ""
        return place_of(words, self._blocks)


def place_of(words: str, blocks: Sequence[Block]) -> int | None:
    """Return the one piece in which some words stand; None where there are no words.

    Raises:
        Refused: They stand nowhere, or in several pieces.
    """
    sought = "".join(words.split())
    if not sought:
        return None
    found = [
        number
        for number, block in enumerate(blocks)
        if sought in "".join(text_of(block).split())
    ]
    if not found:
        raise Refused("哪一段里都没有这几个字。请照原文抄。", code="form")
    if len(found) > 1:
        message = f"有 {len(found)} 段都有这几个字。请多抄几个字。"
        raise Refused(message, code="form")
    return found[0]


def _named(blocks: Sequence[Block]) -> Mapping[str, str]:
    """Return what a comment may be about: the whole, or a block by its first words."""
    named = {"": _WHOLE}
    for number, block in enumerate(blocks):
        words = " ".join(text_of(block).split())[:_MOST_NAMED]
        named[str(number)] = f"第 {number + 1} 段　{words}"
    return named
