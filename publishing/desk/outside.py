"""Decide what of a version may be told outside the hall, and under which address; pure.

Outside is everything that no display group guards: the public pages, their feeds,
messages to groups. Only what is for everybody and is disclosed of itself leaves, and
never a list of persons (REQ-20, REQ-22). Whether its time has come is not asked here.
"""

import base64
import hashlib
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from programme.blocks import Block, Cell, ListBlock, Paragraph, Revision, Table
from programme.boards import Attribute, Audience
from publishing.desk.named_persons import lists_persons

MOST_EXTRACT: Final = 200
_CODE_CHARACTERS = 12
"""60 bits: nobody meets another page by chance, and the code stays coarse."""
_SENTENCE_ENDS = "。；！？"


class StaysIn(StrEnum):
    """Say why a version is not told outside."""

    AUDIENCE = "audience"
    ATTRIBUTE = "attribute"
    PERSONS = "persons"
    UNREADABLE = "unreadable"
    """Its file is not there or not whole: nobody can say what it tells."""


def stays_in(
    *, audience: Audience, attribute: Attribute, category: str, revision: Revision
) -> StaysIn | None:
    """Return why a version stays inside; None: it may leave."""
    if audience is not Audience.EVERYONE:
        return StaysIn.AUDIENCE
    if attribute is not Attribute.PROACTIVE:
        return StaysIn.ATTRIBUTE
    persons = lists_persons(revision, category=category)
    return StaysIn.PERSONS if persons else None


def page_code(disclosure: str, revision: str) -> str:
    """Return the short name of a version's page, known before anybody signs.

    It is made of the revision's digest, so the same code never opens another text.
    """
    named = hashlib.sha256(f"{disclosure}\n{revision}".encode()).digest()
    return base64.b32encode(named).decode()[:_CODE_CHARACTERS].lower()


def page_path(disclosure: str, revision: str) -> str:
    """Return where a version's page lies below the public address."""
    return f"r/{page_code(disclosure, revision)}.html"


def page_address(public_address: str, disclosure: str, revision: str) -> str:
    """Return what a code opens; empty where the county has no public address."""
    base = public_address.rstrip("/")
    return f"{base}/{page_path(disclosure, revision)}" if base else ""


def extract_of(revision: Revision, *, category: str) -> str:
    """Return what the short text says of the content; nothing of a list of persons."""
    if lists_persons(revision, category=category):
        return ""
    told = " ".join(part for part in map(_words, revision.blocks) if part)
    told = " ".join(told.split())
    if len(told) <= MOST_EXTRACT:
        return told
    cut = told[: MOST_EXTRACT - 1]
    end = max(map(cut.rfind, _SENTENCE_ENDS))
    return cut[: end + 1] if end >= MOST_EXTRACT // 2 else f"{cut}…"


def _words(block: Block) -> str:
    match block:
        case Paragraph():
            return block.text
        case ListBlock():
            return _entries(block)
        case Table():
            return _sums(block)
        case _:
            return getattr(block, "words", "")


def _entries(block: ListBlock) -> str:
    """Return the entries of a list as one sentence."""
    entries = (entry.strip().rstrip("。；") for entry in block.entries)
    told = "；".join(entry for entry in entries if entry)
    return told if not told or told[-1] in _SENTENCE_ENDS else f"{told}。"


def _sums(table: Table) -> str:
    """Return a table's caption and its sums: single rows are for the page."""
    heads = table.rows[table.header_rows - 1] if table.header_rows else ()
    rows = (
        _sum_words(table.rows[row], heads)
        for row in table.total_rows
        if row < len(table.rows)
    )
    told = "；".join(part for part in (table.caption, *rows) if part)
    unit = f"（{table.unit_note}）" if table.unit_note else ""
    return f"{told}{unit}。" if told else ""


def _sum_words(row: Sequence[Cell], heads: Sequence[Cell]) -> str:
    """Return a row of sums, each by the name of its column where that is plain."""
    named = len(row) == len(heads) and all(
        cell.colspan == cell.rowspan == 1 for cell in (*row, *heads)
    )
    first, *others = (cell.text for cell in row)
    names = [head.text for head in heads[1:]] if named else [""] * len(others)
    pairs = zip(names, others, strict=True)
    told = (f"{name} {text}".strip() for name, text in pairs if text.strip())
    return f"{first} {'，'.join(told)}".strip()
