"""Refuse texts that cannot be set, before any line is broken.

Control and direction marks are refused here, since they would change what is seen
without being seen; imports and forms take them out before.
"""

import re
import unicodedata
from collections.abc import Iterator

from media.pages.errors import GlyphMissing, TextTooLong
from media.pages.fonts import Fonts
from programme.blocks import Block, Figure, PageImageBlock, Revision, Table, text_of

MOST_CHARACTERS = 600_000
"""Of a revision: three hundred sheets of paper, each printed as densely as can be.

Laid out for one panel they take three seconds and 100 MB, and grow no faster than the
text.
"""
MOST_TITLE = 200
MOST_MARKS = 8
"""Combining marks on one character."""
_MARKS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{2,}")
_BLANKS = frozenset("\n\t ")
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def check_revision(revision: Revision, fonts: Fonts) -> None:
    """Check the length and every character of a revision.

    Raises:
        TextTooLong: The whole, or the marks on one character, are too many.
        GlyphMissing: A character cannot be drawn or would not be seen.
    """
    texts = tuple(_texts(revision))
    total = sum(len(text) for _, text in texts)
    if total > MOST_CHARACTERS:
        raise TextTooLong("全文", found=total, most=MOST_CHARACTERS, of="个字")
    if len(revision.title) > MOST_TITLE:
        found = len(revision.title)
        raise TextTooLong("标题", found=found, most=MOST_TITLE, of="个字")
    for place, text in texts:
        marks = max((len(run[0]) for run in _MARKS.finditer(text)), default=0)
        if marks > MOST_MARKS:
            raise TextTooLong(f"{place}里一个字上的符号", found=marks, most=MOST_MARKS)
        _check_characters(text, place, fonts)


def _check_characters(text: str, place: str, fonts: Fonts) -> None:
    characters = sorted(set(text) - _BLANKS)
    unseen = [c for c in characters if unicodedata.category(c) in _UNSEEN]
    missing = [*unseen, *fonts.missing(c for c in characters if c not in unseen)]
    if missing:
        raise GlyphMissing(sorted(missing), place)


def _texts(revision: Revision) -> Iterator[tuple[str, str]]:
    """Yield every text that is drawn, with words for where it stands."""
    yield "标题", revision.title
    for number, block in enumerate(revision.blocks, start=1):
        yield f"第 {number} 段", _drawn_text(block)


def _drawn_text(block: Block) -> str:
    if isinstance(block, Figure):
        return block.caption
    if isinstance(block, PageImageBlock):
        return block.words
    if isinstance(block, Table):
        return f"{block.unit_note}\n{text_of(block)}"
    return text_of(block)
