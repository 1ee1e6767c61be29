"""Say what stands on a sheet of paper, line by line; it draws and prints nothing.

A sheet holds what its page shows and no more: no visit, no time of day, no words that
were typed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.checking import Checking
from kiosk.guide_words import GuideWords
from kiosk.words import Words
from programme.blocks import Block, Heading, Revision, Table, text_of


class LineKind(StrEnum):
    """Say how a line is set."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    BOX = "box"
    """With an empty box before it, to tick by pen."""
    TICKED = "ticked"
    """With a box that was ticked on the glass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """Be one line of words, as long as it may be; setting breaks it."""

    kind: LineKind
    text: str


Sheet = tuple[SheetLine, ...]


def guide_sheet(
    guide: GuideWords, papers: Checking, words: Words, *, notes: Sequence[str]
) -> Sheet:
    """Return an answer with its check list (REQ-32).

    Args:
        guide: The guide's words.
        papers: The papers, some of them ticked.
        words: The words to say it with.
        notes: What is different today, and from when the sheet is.
    """
    window = f"{guide.window}{guide.window_tail}"
    return (
        SheetLine(kind=LineKind.TITLE, text=guide.title),
        *_body(notes[:-1]),
        *_body([guide.who]),
        _heading(words("answer.who")),
        SheetLine(kind=LineKind.HEADING, text=window),
        *_body([guide.place, guide.office, *guide.hours, guide.telephone]),
        _heading(f"{words('answer.need')} {guide.need_count}"),
        *_papers(papers, words),
        _heading(words("answer.how")),
        *_body(f"{fact.name}{words('colon')}{fact.value}" for fact in guide.facts),
        *_body(f"{n}. {step}" for n, step in enumerate(guide.steps, start=1)),
        *_body([guide.result, *(aside.text for aside in guide.asides)]),
        *_body(notes[-1:]),
    )


def notice_sheet(revision: Revision, *, notes: Sequence[str]) -> Sheet:
    """Return a disclosure's words, its tables row by row.

    Args:
        revision: What is shown.
        notes: Unit, register number and dates, and from when the sheet is.
    """
    lines = [SheetLine(kind=LineKind.TITLE, text=revision.title), *_body(notes)]
    for block in revision.blocks:
        lines.extend(_of_block(block))
    return tuple(lines)


def _of_block(block: Block) -> Iterable[SheetLine]:
    if isinstance(block, Heading):
        return (_heading(block.text),)
    if isinstance(block, Table):
        named = [block.caption, block.unit_note]
        caption = "　".join(part for part in named if part)
        rows = ("　".join(cell.text for cell in row) for row in block.rows)
        return (*_body([caption]), *_body(rows))
    return _body(text_of(block).split("\n"))


def _papers(papers: Checking, words: Words) -> Iterable[SheetLine]:
    for row in papers.rows:
        said = [row.paper.name, row.paper.count, row.paper.note]
        text = words("comma").join(part for part in said if part)
        kind = LineKind.TICKED if row.ticked else LineKind.BOX
        yield SheetLine(kind=kind if row.brought else LineKind.BODY, text=text)


def _heading(text: str) -> SheetLine:
    return SheetLine(kind=LineKind.HEADING, text=text)


def _body(texts: Iterable[str]) -> tuple[SheetLine, ...]:
    return tuple(SheetLine(kind=LineKind.BODY, text=text) for text in texts if text)
