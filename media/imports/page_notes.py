"""Tell the notes at the feet of fixed pages, and what stands at each page's head; pure.

A note is small, stands last on its page and begins with a mark that the page's text
bears too; only then it is taken to the place that it belongs to.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from media.imports.page_columns import GappedTable
from media.imports.page_geometry import Line
from media.imports.page_prose import Item, ReadPage
from media.imports.page_tables import RuledTable
from media.imports.text import joined
from programme.blocks import Block

_SMALLER = 0.93
_MARK = re.compile(
    r"([①-⑳]|[\[［〔]\d{1,2}[\]］〕]|[*＊※]{1,3}|\d{1,2}(?=\s*[^\d\s.、．%年月日]))"
)
_NUMBER = re.compile(r"\d{1,2}\s*")
_LEAST_PAGES, _MOSTLY, _LONGEST_HEAD = 3, 0.6, 40
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNote:
    """Be one note and the mark by which the text calls it."""

    mark: str
    text: str


def without_heads(pages: Sequence[ReadPage]) -> tuple[list[ReadPage], int]:
    """Return pages without a head that most of them bear, and how many bore it."""
    heads = Counter(filter(None, map(_head, pages)))
    head, count = heads.most_common(1)[0] if heads else ("", 0)
    if count < _LEAST_PAGES or count < _MOSTLY * len(pages):
        return list(pages), 0
    left = [
        replace(page, items=page.items[1:]) if _head(page) == head else page
        for page in pages
    ]
    return left, count


def _head(page: ReadPage) -> str:
    """Return the first line of a page, its numbers aside, if it may be a head."""
    first = page.items[0] if page.items else None
    if not isinstance(first, Line) or len(page.items) == 1:
        return ""
    text = _DIGITS.sub("#", first.text)
    return text if len(text) <= _LONGEST_HEAD else ""


def without_notes(page: ReadPage, body: float) -> tuple[ReadPage, list[PageNote]]:
    """Return a page without the notes at its foot, and the notes.

    Args:
        page: Without its folio.
        body: The size of running text.
    """
    end = len(page.items)
    while end and not isinstance(page.items[end - 1], Line | GappedTable | RuledTable):
        end -= 1
    begin = end
    while begin and _is_small(page.items[begin - 1], body):
        begin -= 1
    said = "\n".join(map(_said, page.items[:begin]))
    notes: list[PageNote] = []
    for number in range(begin, end):
        line = page.items[number]
        text = line.text if isinstance(line, Line) else ""
        mark = _called(text, said)
        if mark:
            bare = _NUMBER.match(text)
            told = f"{mark}{text[bare.end() :]}" if bare else text
            notes.append(PageNote(mark=mark, text=told))
        elif notes:
            last = notes[-1]
            notes[-1] = replace(last, text=joined([last.text, text]))
        else:
            begin += 1
    if not notes:
        return page, []
    return replace(page, items=page.items[:begin] + page.items[end:]), notes


def _called(text: str, said: str) -> str:
    """Return the mark of a note as the text bears it, or nothing."""
    match = _MARK.match(text)
    if match is None:
        return ""
    mark = f"［{match[1]}］" if match[1].isdecimal() else match[1]
    return mark if mark in said else ""


def _is_small(item: Item | Block, body: float) -> bool:
    return isinstance(item, Line) and item.size <= _SMALLER * body


def _said(item: Item | Block) -> str:
    if isinstance(item, Line):
        return item.text
    if isinstance(item, GappedTable | RuledTable):
        return "\n".join("\n".join(row) for row in item.grid.texts)
    return ""
