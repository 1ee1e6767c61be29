"""Read plain text; structure is only guessed from how Chinese documents number."""

import re

from media.imports.errors import Damaged
from media.imports.notes import Notes
from media.imports.text import paragraphs_of
from programme.blocks import Block, Heading, Paragraph

_LONGEST_HEADING = 30
_HEADINGS = (
    (re.compile(r"[一二三四五六七八九十]{1,3}、\S[^。；;]*"), 1),
    (re.compile(r"（[一二三四五六七八九十]{1,3}）\s?\S[^。；;]*"), 2),
)


def text_blocks(data: bytes, notes: Notes) -> tuple[Block, ...]:
    """Return the paragraphs of a text file.

    Raises:
        Damaged: It is in no encoding that is known.
    """
    lines = paragraphs_of(notes.clean(_decoded(data)))
    return tuple(block_of(line) for line in lines)


def block_of(line: str) -> Heading | Paragraph:
    """Return a line as a heading if it is numbered and short like one."""
    level = heading_level(line)
    return Heading(level=level, text=line) if level else Paragraph(text=line)


def heading_level(line: str) -> int | None:
    """Return the level of a line that is numbered like a heading."""
    if len(line) > _LONGEST_HEADING or "\n" in line:
        return None
    for pattern, level in _HEADINGS:
        if pattern.fullmatch(line):
            return level
    return None


def _decoded(data: bytes) -> str:
    encodings = ("utf-8-sig", "gb18030")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ("utf-16", "utf-16")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Damaged(reason="文字编码认不出")
