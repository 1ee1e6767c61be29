"""Take the short line below a picture for its caption; pure, nothing is lost.

Word files have no captions that could be told for sure. A line directly below a picture
that is short and no sentence names the picture, as in newspapers.
"""

import re
from collections.abc import Sequence

from programme.blocks import Block, Figure, Paragraph

_LONGEST = 32
_SENTENCE = re.compile(r"[。；！？\n]|[：:]$")


def captioned(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return pieces in which pictures have the lines below them as captions."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if isinstance(block, Paragraph) and isinstance(last, Figure):
            caption = _caption(block.text)
            if caption and not last.caption:
                found[-1] = last.model_copy(update={"caption": caption})
                continue
        found.append(block)
    return tuple(found)


def _caption(text: str) -> str:
    """Return what a paragraph says of the picture above it; empty: it is no caption."""
    words = text.strip()
    if len(words) > _LONGEST or _SENTENCE.search(words):
        return ""
    return words
