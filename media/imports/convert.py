"""Choose the converter of a file and finish its result; runs in the child only."""

from collections.abc import Iterator
from itertools import chain

from media.imports.errors import EmptyDocument, SecrecyMark, TooMuchText
from media.imports.kinds import PICTURES, Kind
from media.imports.names import title_of_name
from media.imports.notes import Notes
from media.imports.pdf import pdf_blocks
from media.imports.pictures import PictureStore
from media.imports.plain import text_blocks
from media.imports.result import Imported
from media.imports.secrecy import body_mark, margin_mark, secrecy_mark
from media.imports.sheet import workbook_blocks
from media.imports.word import WordFile, with_unit_notes
from programme.blocks import (
    Block,
    Heading,
    PageImageBlock,
    Paragraph,
    images_of,
    text_of,
)

MOST_CHARACTERS = 2_000_000
_LONGEST_TITLE = 60
_SENTENCE_ENDS = "。；;：:，,"


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
    if not title:
        title, blocks = _title_from(blocks, name)
    named = {ref.sha256 for ref in images_of(blocks)}
    return Imported(
        title=title,
        blocks=blocks,
        images={sha: data for sha, data in store.files.items() if sha in named},
        report=notes.report(blocks),
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
        blocks = with_unit_notes(word.blocks())
        return word.title, word.head_texts(), blocks
    return "", (), _plain_read(data, kind, notes, store)


def _plain_read(
    data: bytes, kind: Kind, notes: Notes, store: PictureStore
) -> tuple[Block, ...]:
    """Return the blocks of a file that names no title and has no page heads."""
    if kind is Kind.SHEET:
        return workbook_blocks(data, notes)
    if kind is Kind.PDF:
        return pdf_blocks(data, notes, store)
    if kind in PICTURES:
        return tuple(_pages(data, kind, notes, store))
    return text_blocks(data, notes)


def _pages(
    data: bytes, kind: Kind, notes: Notes, store: PictureStore
) -> Iterator[PageImageBlock]:
    for stored in store.add_file(data, kind):
        notes.simplified("图片里的文字认不出来，请补上文字")
        yield PageImageBlock(
            image=stored.ref, width=stored.width, height=stored.height, words=""
        )


def _title_from(blocks: tuple[Block, ...], name: str) -> tuple[str, tuple[Block, ...]]:
    """Return a title and the blocks without it: the first line if it looks like one."""
    first = blocks[0]
    if isinstance(first, Heading | Paragraph) and len(blocks) > 1:
        text = " ".join(first.text.split("\n"))
        numbered = isinstance(first, Heading) and text[1:2] == "、"
        if (
            len(text) <= _LONGEST_TITLE
            and text[-1] not in _SENTENCE_ENDS
            and not numbered
        ):
            return text, blocks[1:]
    return title_of_name(name), blocks
