"""Read plain text; structure is only guessed from how Chinese documents number."""

import re
from collections.abc import Iterator

from media.imports.delimited import DelimitedText, delimited
from media.imports.errors import Damaged
from media.imports.notes import Notes
from media.imports.tabling import Grid, table_of
from media.imports.text import paragraphs_of
from programme.blocks import Block, Heading, Paragraph

MOST_ROWS = 50_000
_LONGEST_HEADING = 30
_HEADINGS = (
    (re.compile(r"[一二三四五六七八九十]{1,3}、\S[^。；;]*"), 1),
    (re.compile(r"第[一二三四五六七八九十百]{1,4}[编章]\s?\S[^。；;]*"), 1),
    (re.compile(r"第[一二三四五六七八九十百]{1,4}节\s?\S[^。；;]*"), 2),
    (re.compile(r"（[一二三四五六七八九十]{1,3}）\s?\S[^。；;]*"), 2),
)


def text_blocks(data: bytes, notes: Notes) -> tuple[Block, ...]:
    """Return the paragraphs of a text file.

    Raises:
        Damaged: It is in no encoding that is known.
    """
    text = decoded(data)
    table = delimited(text)
    if table is not None and len(table.rows) <= MOST_ROWS:
        return tuple(_with_table(table, notes))
    return tuple(_followed(paragraphs_of(notes.clean(text)), notes))


def _with_table(found: DelimitedText, notes: Notes) -> Iterator[Block]:
    before = paragraphs_of(notes.clean("\n".join(found.before)))
    yield from _followed(before, notes)
    texts = tuple(tuple(map(notes.clean, row)) for row in found.rows)
    shown = "\n".join(" ｜ ".join(row) for row in texts)
    notes.trail.at("第 1 张表", shown)
    notes.simplified("用逗号或制表符隔开的文字改成表格")
    yield from notes.trail.follow((table_of(Grid(texts=texts, spans={})),))


def _followed(lines: tuple[str, ...], notes: Notes) -> Iterator[Block]:
    for number, line in enumerate(lines, start=1):
        notes.trail.at(f"第 {number} 段", line)
        yield from notes.trail.follow((block_of(line),))


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


def decoded(data: bytes) -> str:
    """Return the text of a file in one of the encodings in use here.

    Raises:
        Damaged: It is in none of them.
    """
    encodings = ("utf-8-sig", "gb18030")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ("utf-16", "utf-16")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Damaged(reason="文字编码认不出")
