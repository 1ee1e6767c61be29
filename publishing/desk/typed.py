"""Turn what a drafter types into pieces and back; tables and pictures come by import.

A line is a paragraph; `# ` begins a heading, `- ` an entry of a list, `1. ` an entry
of a numbered list. Nothing else has a meaning: it stays as it was typed.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from programme.blocks import Block, Heading, ListBlock, Paragraph

_HEADING = re.compile(r"(#{1,3})\s+(?=\S)")
_ENTRY = re.compile(r"[-•]\s+(?=\S)")
_NUMBERED = re.compile(r"\d{1,3}[.、]\s+(?=\S)")


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the pieces of a typed text."""
    lines = [line.strip() for line in text.splitlines()]
    found: list[Block] = []
    for kind, group in groupby(filter(None, lines), key=_kind):
        found.extend(_blocks(kind, list(group)))
    return tuple(found)


def text_of_blocks(blocks: Sequence[Block]) -> str | None:
    """Return pieces as they are typed; None where they cannot be typed."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                lines.append(f"{'#' * block.level} {block.text}")
            case Paragraph():
                lines.append(block.text)
            case ListBlock():
                lines.extend(_entries(block))
            case _:
                return None
    return "\n".join(lines)


def _kind(line: str) -> str:
    for name, pattern in (("ul", _ENTRY), ("ol", _NUMBERED)):
        if pattern.match(line):
            return name
    return "text"


def _blocks(kind: str, lines: list[str]) -> Iterator[Block]:
    if kind == "text":
        yield from map(_line, lines)
        return
    pattern = _NUMBERED if kind == "ol" else _ENTRY
    entries = tuple(pattern.sub("", line, count=1) for line in lines)
    yield ListBlock(ordered=kind == "ol", entries=entries)


def _line(line: str) -> Block:
    heading = _HEADING.match(line)
    if heading is None:
        return Paragraph(text=line)
    return Heading(level=len(heading[1]), text=line[heading.end() :])


def _entries(block: ListBlock) -> Iterator[str]:
    for number, entry in enumerate(block.entries, start=1):
        yield f"{number}. {entry}" if block.ordered else f"- {entry}"
