"""Turn the pieces of a revision into strips, by template; it divides no pages."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, assert_never

from media.pages.before_after import is_pair, pair_strip
from media.pages.facts import FactsSetter
from media.pages.fonts import Fonts
from media.pages.manner import Manner
from media.pages.picture_page import PictureSetter
from media.pages.pictures import picture_strip
from media.pages.pieces import Ink, Strip
from media.pages.prose import ProseSetter
from media.pages.sheet import Sheet
from media.pages.signing_off import signature_begins
from media.pages.stage_bar import StageBarSetter, steps_of_table
from media.pages.tables import TableSetter
from media.pages.templates import Template, lists_persons
from programme.blocks import (
    Block,
    Figure,
    Heading,
    ListBlock,
    PageImageBlock,
    Paragraph,
    Table,
)

_LEAST_WIDE, _LEAST_TALL = 0.55, 0.45
"""Of a page's height: what a picture keeps where words share its page."""


class _Set(NamedTuple):
    """Be the strips of some pieces and how many pieces they took."""

    strips: tuple[Strip, ...]
    taken: int = 1


class BlockSetter:
    """Set the pieces of one revision on one sheet."""

    def __init__(
        self, sheet: Sheet, fonts: Fonts, *, room: int, template: Template
    ) -> None:
        self._sheet = sheet
        self._fonts = fonts
        self._room = room
        self._template = template
        self._prose = ProseSetter(sheet, fonts)
        self._facts = FactsSetter(sheet, fonts)
        self._tables = TableSetter(sheet, fonts)
        self._bar = StageBarSetter(sheet, fonts)
        self._above = 0
        """How high everything is that was set so far."""
        self._below = 0
        """How high the signature is."""

    def strips(self, blocks: Sequence[Block], manner: Manner) -> tuple[Strip, ...]:
        """Return the strips of all pieces, in order."""
        found = list(self._stages(blocks, manner))
        self._above = _high(found)
        signed = signature_begins(blocks)
        signature = self._signature(blocks[signed:])
        self._below = _high(signature)
        section: Heading | None = None
        at = 0
        while at < signed:
            step = self._next(blocks[:signed], at)
            found += self._in_section(step.strips, section)
            self._above += _high(step.strips)
            block = blocks[at]
            section = block if isinstance(block, Heading) else section
            at += step.taken
        found += signature
        return tuple(_signed_below(found, len(signature)))

    def _signature(self, blocks: Sequence[Block]) -> tuple[Strip, ...]:
        paragraphs = (block for block in blocks if isinstance(block, Paragraph))
        return tuple(s for each in paragraphs for s in self._prose.signature(each))

    def _stages(self, blocks: Sequence[Block], manner: Manner) -> tuple[Strip, ...]:
        """Return the bar of stages above all, unless a table says them itself."""
        told = any(isinstance(each, Table) and steps_of_table(each) for each in blocks)
        if self._template is not Template.PROGRESS or told or not manner.steps:
            return ()
        bar = self._bar.strip(manner.steps)
        return (bar,) if bar is not None else ()

    def _in_section(
        self, strips: tuple[Strip, ...], section: Heading | None
    ) -> tuple[Strip, ...]:
        if self._template is not Template.POLICY or section is None:
            return strips
        running = self._prose.running(section)
        return tuple(
            replace(each, running=running) if _is_prose(each) else each
            for each in strips
        )

    def _next(self, blocks: Sequence[Block], at: int) -> _Set:
        """Return what the next piece becomes, with those after it that belong to it."""
        before = blocks[at - 1] if at else None
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        match blocks[at]:
            case Heading() as block:
                found = self._heading(block, after)
            case Table() as block:
                found = self._table(block, before)
            case Figure() as block:
                return self._figure(block, blocks, at)
            case PageImageBlock() as block:
                found = self._scan(block)
            case ListBlock() as block:
                found = self._prose.entries(block)
            case Paragraph() as block:
                leads = isinstance(after, ListBlock | Table)
                found = self._prose.paragraph(block, leads=leads)
            case block:
                assert_never(block)
        return _Set(found)

    def _heading(self, block: Heading, after: Block | None) -> tuple[Strip, ...]:
        if not block.text.strip() or self._names_table(block, after):
            return ()
        return (self._prose.heading(block),)

    def _names_table(self, heading: Heading, after: Block | None) -> bool:
        """Say whether a heading is drawn as the line above the next table."""
        if not heading.text.strip() or not isinstance(after, Table) or after.caption:
            return False
        return not self._is_bar(after)

    def _is_bar(self, table: Table) -> bool:
        return self._template is Template.PROGRESS and bool(steps_of_table(table))

    def _figure(self, figure: Figure, blocks: Sequence[Block], at: int) -> _Set:
        words = _paragraphs(blocks[at + 1 :])
        second = blocks[at + 1] if at + 1 < len(blocks) else None
        if (
            self._template is Template.PROGRESS
            and isinstance(second, Figure)
            and is_pair(figure, second)
        ):
            room = self._room_beside(_paragraphs(blocks[at + 2 :]))
            return _Set(
                (pair_strip((figure, second), self._sheet, self._fonts, room),), 2
            )
        if self._template is Template.PICTURE:
            last = at + 1 + len(words) == len(blocks)
            room = self._room_beside(()) - (self._below if last else 0)
            page = PictureSetter(self._sheet, self._fonts).page(figure, words, room)
            rest = [s for left in page.left for s in self._prose.paragraph(left)]
            return _Set((*page.strips, *rest), 1 + len(words))
        room = self._room_beside(())
        return _Set((picture_strip(figure, self._sheet, self._fonts, room),))

    def _scan(self, block: PageImageBlock) -> tuple[Strip, ...]:
        room = self._room_beside(())
        strip = picture_strip(block, self._sheet, self._fonts, room)
        if not block.words.strip():
            return (strip,)
        return (strip, *self._prose.paragraph(Paragraph(text=block.words)))

    def _room_beside(self, words: Sequence[Paragraph]) -> int:
        """Return the height of a picture: what is above and below it stays with it.

        Where too little would be left, it has a page to itself, or what is below it
        goes overleaf.
        """
        above = self._above + self._sheet.paragraph_gap if self._above else 0
        after = [strip for each in words for strip in self._prose.paragraph(each)]
        below = _high(after)
        least = _LEAST_TALL if self._sheet.portrait else _LEAST_WIDE
        for taken in (above + below, above, below):
            if taken <= (1 - least) * self._room:
                return self._room - taken
        return self._room

    def _table(self, table: Table, before: Block | None) -> tuple[Strip, ...]:
        small = self._as_bar(table) or self._as_facts(table, before)
        if small is not None:
            return (small,)
        part = table.caption
        if isinstance(before, Heading) and self._names_table(before, table):
            part = before.text
        if self._template is Template.PERSONS and lists_persons(table):
            return self._tables.persons(table, self._room, part.strip())
        carries = self._template is Template.FINANCE
        return self._tables.strips(table, self._room, part.strip(), carries=carries)

    def _as_bar(self, table: Table) -> Strip | None:
        if not self._is_bar(table):
            return None
        return self._bar.strip(steps_of_table(table))

    def _as_facts(self, table: Table, before: Block | None) -> Strip | None:
        return self._facts.strip(table) if before is None else None


def _is_prose(strip: Strip) -> bool:
    """Say whether a strip is lines of text, which have room below another line."""
    marks = (mark for piece in strip.pieces for mark in piece.marks)
    plain = strip.head is None and not strip.titles
    return plain and all(isinstance(mark, Ink) for mark in marks)


def _high(strips: Sequence[Strip]) -> int:
    """Return how high strips are, with the blanks between and above them."""
    pieces = (piece.height for strip in strips for piece in strip.pieces)
    heads = (strip.head.height for strip in strips if strip.head is not None)
    return sum(pieces) + sum(heads) + sum(strip.gap for strip in strips)


def _paragraphs(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """Return the paragraphs that follow directly."""
    found: list[Paragraph] = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            break
        found.append(block)
    return tuple(found)


def _signed_below(strips: list[Strip], signatures: int) -> list[Strip]:
    """Keep a signature with the last line of what is signed."""
    last = len(strips) - signatures - 1
    if not signatures or last < 0:
        return strips
    for at in range(last, len(strips) - 1):
        short = len(strips[at].pieces) <= _SHORT
        strips[at] = replace(strips[at], keep_with_next=short or at > last)
    return strips


_SHORT = 3
"""Lines of a last paragraph that goes along with the signature."""
