"""Choose the converter of a file and finish its result; runs in the child only."""

from collections.abc import Iterator
from itertools import chain

from media.imports.errors import EmptyDocument, SecrecyMark, TooMuchText
from media.imports.kinds import PICTURES, Kind
from media.imports.markdown import markdown_blocks
from media.imports.markup import markup_blocks
from media.imports.names import title_of_name
from media.imports.notes import Notes
from media.imports.ofd import ofd_blocks
from media.imports.pdf import pdf_blocks
from media.imports.pictures import PictureStore
from media.imports.plain import text_blocks
from media.imports.result import Imported
from media.imports.secrecy import body_mark, margin_mark, secrecy_mark
from media.imports.sheet import workbook_blocks
from media.imports.tabling import columns_of
from media.imports.text import joined
from media.imports.titles import title_lines
from media.imports.word import WordFile, with_unit_notes
from programme.blocks import (
    Block,
    PageImageBlock,
    Table,
    images_of,
    text_of,
)

MOST_CHARACTERS = 2_000_000
_WIDE_COLUMNS = 16
_ILLUSTRATED = {
    Kind.PDF: pdf_blocks,
    Kind.OFD: ofd_blocks,
    Kind.SHEET: workbook_blocks,
}
_WRITTEN = {
    Kind.MARKDOWN: markdown_blocks,
    Kind.PASTED: markup_blocks,
    Kind.TEXT: text_blocks,
}


def convert(data: bytes, kind: Kind, name: str) -> Imported:
    """Return what a file holds.

    Raises:
        ImportRefused: It is damaged, dangerous, too large, empty or marked secret.
    """
    notes = Notes()
    store = PictureStore(notes)
    title, heads, blocks = _read(data, kind, notes, store)
    _check_marks(name, (*heads, title), blocks, notes)
    if not blocks:
        raise EmptyDocument
    length = sum(len(text_of(block)) for block in blocks)
    if length > MOST_CHARACTERS:
        raise TooMuchText(found=length, most=MOST_CHARACTERS)
    own = kind is not Kind.PASTED and notes.first_may_be_title
    if not title and not own:
        title = title_of_name(name)
    elif not title:
        title, blocks = _titled(blocks, name, notes)
    _note_wide(blocks, notes)
    named = {ref.sha256 for ref in images_of(blocks)}
    return Imported(
        title=title,
        blocks=blocks,
        images={sha: data for sha, data in store.files.items() if sha in named},
        report=notes.report(blocks),
        parts=notes.trail.parts(blocks),
    )


def _titled(
    blocks: tuple[Block, ...], name: str, notes: Notes
) -> tuple[str, tuple[Block, ...]]:
    """Return a title and the blocks without its lines; else the name of the file."""
    first, end = title_lines(blocks)
    if first == end:
        return title_of_name(name), blocks
    lines = blocks[first:end]
    for line in lines:
        notes.trail.title(line)
    title = joined([" ".join(text_of(line).split("\n")) for line in lines])
    return title, blocks[:first] + blocks[end:]


def _note_wide(blocks: tuple[Block, ...], notes: Notes) -> None:
    """Say of tables that no screen shows whole; all of their columns are kept."""
    for block in blocks:
        width = columns_of(block) if isinstance(block, Table) else 0
        if width > _WIDE_COLUMNS:
            notes.simplified(
                f"有一张表 {width} 列，一屏放不下；建议只留要公开的列，或分成几张表"
            )


def _check_marks(
    name: str, heads: tuple[str, ...], blocks: tuple[Block, ...], notes: Notes
) -> None:
    """Return only if no secrecy mark stands where one may stand (REQ-19).

    Raises:
        SecrecyMark: One does.
    """
    texts = [text_of(block) for block in blocks]
    mark = (
        secrecy_mark(chain((title_of_name(name), *heads), texts[:20]))
        or margin_mark(notes.margins)
        or body_mark(chain(texts, notes.bodies))
    )
    if mark is not None:
        raise SecrecyMark(mark=mark)


def _read(
    data: bytes, kind: Kind, notes: Notes, store: PictureStore
) -> tuple[str, tuple[str, ...], tuple[Block, ...]]:
    """Return a title if the file has one, page heads, and the blocks."""
    if kind is Kind.WORD:
        word = WordFile(data, notes, store)
        blocks = with_unit_notes(word.blocks(), notes.trail)
        return word.title, word.head_texts(), blocks
    return "", (), _plain_read(data, kind, notes, store)


def _plain_read(
    data: bytes, kind: Kind, notes: Notes, store: PictureStore
) -> tuple[Block, ...]:
    """Return the blocks of a file that names no title and has no page heads."""
    if kind in PICTURES:
        return tuple(notes.trail.follow(_pages(data, kind, notes, store)))
    if kind in _ILLUSTRATED:
        return _ILLUSTRATED[kind](data, notes, store)
    return _WRITTEN[kind](data, notes)


def _pages(
    data: bytes, kind: Kind, notes: Notes, store: PictureStore
) -> Iterator[PageImageBlock]:
    for number, stored in enumerate(store.add_file(data, kind), start=1):
        notes.trail.at(f"第 {number} 页", page=number)
        notes.simplified("图片里的文字认不出来，请补上文字")
        yield PageImageBlock(
            image=stored.ref, width=stored.width, height=stored.height, words=""
        )
