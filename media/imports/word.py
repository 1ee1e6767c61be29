"""Read Word files into blocks; macros, objects and links never come along."""

import io
import re
from collections.abc import Iterator
from itertools import chain

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.exceptions import InvalidXmlError
from docx.text.paragraph import Paragraph as WordParagraph
from lxml.etree import LxmlError, _Element

from media.imports.archive import Archive, open_archive
from media.imports.errors import Damaged, ImportRefused
from media.imports.notes import Notes
from media.imports.office_package import packed, plain_package
from media.imports.office_properties import note_properties
from media.imports.pictures import PictureStore
from media.imports.plain import heading_level
from media.imports.tabling import table_of, unit_of
from media.imports.text import paragraphs_of
from media.imports.trail import Trail
from media.imports.word_extras import note_word_extras
from media.imports.word_lists import WordStyles
from media.imports.word_marks import run_marks
from media.imports.word_numbering import Label, ListPlace
from media.imports.word_remarks import Remarks
from media.imports.word_tables import read_table, rows_left_out
from media.imports.word_text import W, WordLine, cell_paragraphs, read_line
from programme.blocks import Block, Figure, Heading, ListBlock, Paragraph

_CONTENTS = f"{W}sdtPr/{W}docPartObj/{W}docPartGallery[@{W}val='Table of Contents']"
_MACROS = re.compile(r"vbaProject|vbaData|activeX", re.IGNORECASE)
_FOREIGN = (LookupError, ValueError, AttributeError, TypeError, AssertionError)


class WordFile:
    """Be one Word file while it is read."""

    def __init__(self, data: bytes, notes: Notes, store: PictureStore) -> None:
        self._notes = notes
        self._store = store
        archive = plain_package(open_archive(data))
        self._document = _opened(packed(archive))
        self._styles = _styles(self._document)
        self._title = ""
        self._list: tuple[str, bool, list[str]] | None = None
        self._entries: list[int] = []
        self._paragraphs, self._tables = 0, 0
        self._note_extras(archive)
        note_word_extras(archive, notes)
        self._runs = run_marks(archive)
        self._remarks = Remarks(archive, notes)
        note_properties(archive, notes)

    @property
    def title(self) -> str:
        """Return the text in the style of a title, known after `blocks`."""
        return self._title

    def head_texts(self) -> tuple[str, ...]:
        """Return the texts of page heads and feet: a secrecy mark may stand there.

        Raises:
            Damaged: They do not follow Word's rules.
        """
        try:
            return tuple(_head_texts(self._document))
        except (*_FOREIGN, LxmlError) as error:
            raise Damaged(reason="页眉页脚不完整") from error

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks of the file.

        Raises:
            Damaged: Something in it does not follow Word's rules.
            ImportRefused: A table or a picture is too large.
        """
        try:
            body = self._of(self._document.element.body)
            found = list(self._notes.trail.follow(chain(body, self._ending())))
        except ImportRefused:
            raise
        except (*_FOREIGN, LxmlError) as error:
            raise Damaged(reason="文档结构不完整") from error
        return tuple(found)

    def _of(self, parent: _Element) -> Iterator[Block]:
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._closed_list()
                yield from self._table(child)
            elif child.tag == f"{W}altChunk":
                self._notes.lost("嵌入的其他文档")
            elif child.find(_CONTENTS) is not None:
                self._note_contents()
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
                yield from self._of(child)

    def _ending(self) -> Iterator[Block]:
        """Yield what is still to come when the text is over."""
        yield from self._closed_list()
        endnotes = tuple(self._remarks.endnotes())
        if endnotes:
            self._notes.trail.at("尾注", "\n".join(note.text for note in endnotes))
        yield from endnotes
        for text in self._remarks.unmentioned():
            self._notes.hidden("没有用上的脚注或尾注", text)

    def _read(self, element: _Element) -> WordLine:
        """Return a paragraph of the text; it is a place of its own if it says any."""
        trail = self._notes.trail
        trail.between()
        line = self._line(element)
        if line.text or line.pictures:
            self._paragraphs += 1
            shown = line.text or "［图片］"
            trail.at(f"第 {self._paragraphs} 段", shown)
        return line

    def _note_contents(self) -> None:
        self._notes.simplified("去掉了自动生成的目录（屏幕上没有它说的页码）")

    def _line(self, element: _Element) -> WordLine:
        mark, runs = self._remarks.mark, self._runs
        return read_line(element, self._notes, mark=mark, runs=runs)

    def _paragraph(self, element: _Element) -> Iterator[Block]:
        paragraph = WordParagraph(element, self._document._body)  # noqa: SLF001 - no public way
        if self._styles.is_contents(paragraph):
            self._note_contents()
            return
        line = self._read(element)
        place = self._styles.list_place(paragraph) if line.text else None
        level = self._styles.heading_level(paragraph)
        label = self._styles.numbering.next_label(place) if place else None
        if place is not None and level is None and self._listed(place, label):
            yield from self._entry(line.text, place.number_id, ordered=bool(label))
        elif line.text:
            yield from self._closed_list()
            text = self._notes.clean(label.text + line.text) if label else line.text
            yield from self._text(paragraph, text, level)
            yield from self._remarks.footnotes()
        yield from self._pictures(line)
        for box in line.boxes:
            yield from self._of(box)

    def _text(
        self, paragraph: WordParagraph, text: str, level: int | None
    ) -> Iterator[Block]:
        if self._styles.is_title(paragraph) and not self._title:
            self._title = " ".join(text.split("\n"))
            self._notes.trail.title_here()
            return
        level = level or heading_level(text)
        if level:
            yield Heading(level=level, text=" ".join(text.split("\n")))
            return
        for part in paragraphs_of(text):
            yield Paragraph(text=part)

    def _listed(self, place: ListPlace, label: Label | None) -> bool:
        """Say whether our own lists would number an entry as Word does."""
        if label is None:
            return True
        same = self._list is not None and self._list[0] == place.number_id
        expected = len(self._list[2]) + 1 if self._list is not None and same else 1
        return label.plain and label.number == expected

    def _entry(self, text: str, number_id: str, *, ordered: bool) -> Iterator[Block]:
        if self._list is not None and self._list[0] != number_id:
            yield from self._closed_list()
        if self._list is None:
            self._list = (number_id, ordered, [])
        self._list[2].append(" ".join(text.split("\n")))
        self._entries += self._notes.trail.here

    def _closed_list(self) -> Iterator[Block]:
        if self._list is not None:
            _, ordered, entries = self._list
            block = ListBlock(ordered=ordered, entries=tuple(entries))
            self._notes.trail.made(block, self._entries)
            self._list, self._entries = None, []
            yield block
            yield from self._remarks.footnotes()

    def _pictures(self, line: WordLine) -> Iterator[Block]:
        for name, view in line.pictures:
            relation = self._document.part.rels.get(name)
            if relation is None or relation.is_external:
                self._notes.lost("不在文件里的图片")
                continue
            try:
                stored = self._store.add_inside(relation.target_part.blob, view)
            except Damaged:
                self._notes.lost("打不开的图片（多半是 EMF、WMF 格式）")
                continue
            yield from self._closed_list()
            yield Figure(image=stored.ref, width=stored.width, height=stored.height)

    def _table(self, element: _Element) -> Iterator[Block]:
        pictures: list[Block] = []
        self._notes.trail.between()
        grid = read_table(element, lambda cell: self._cell(cell, pictures))
        for what in rows_left_out(element):
            self._notes.lost(what)
        if grid.texts and grid.texts[0]:
            self._tables += 1
            shown = "\n".join(" ｜ ".join(row) for row in grid.texts)
            self._notes.trail.at(f"第 {self._tables} 张表", shown)
            yield table_of(grid)
        yield from pictures
        yield from self._remarks.footnotes()

    def _cell(self, cell: _Element, pictures: list[Block]) -> str:
        texts: list[str] = []
        if cell.find(f"{W}tcPr/{W}cellDel") is not None:
            self._notes.lost("修订中已删除的表格格子")
            return ""
        for paragraph in cell_paragraphs(cell):
            line = self._line(paragraph)
            boxed = (p for box in line.boxes for p in box.iter(f"{W}p"))
            said = (line.text, *(self._line(each).text for each in boxed))
            texts += [text for text in said if text]
            found = list(self._pictures(line))
            if found:
                self._notes.simplified("表格里的图片移到表格下面")
                pictures += found
        if cell.find(f"{W}tbl") is not None:
            self._notes.simplified("表格里的表格改成文字")
        return "\n".join(texts)

    def _note_extras(self, archive: Archive) -> None:
        names = archive.names
        if any(_MACROS.search(name) for name in names):
            self._notes.lost("宏")
        if any("/embeddings/" in name for name in names):
            self._notes.lost("嵌入的文件")


def _opened(data: bytes) -> WordDocument:
    try:
        return docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, InvalidXmlError, LxmlError, *_FOREIGN) as error:
        raise Damaged(reason="不是完整的 Word 文档") from error


def _styles(document: WordDocument) -> WordStyles:
    try:
        return WordStyles(document)
    except (*_FOREIGN, LxmlError) as error:
        raise Damaged(reason="样式或编号不完整") from error


def _head_texts(document: WordDocument) -> Iterator[str]:
    for section in document.sections:
        parts = (
            section.header, section.first_page_header, section.even_page_header,
            section.footer, section.first_page_footer,
        )  # fmt: skip
        for part in parts:
            if not part.is_linked_to_previous:
                yield from (paragraph.text for paragraph in part.paragraphs)


def with_unit_notes(blocks: tuple[Block, ...], trail: Trail) -> tuple[Block, ...]:
    """Return blocks in which a line “单位：元” before a table is the table's own."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found else None
        unit = unit_of(before.text) if isinstance(before, Paragraph) else None
        if block.kind == "table" and unit and not block.unit_note:
            places = (*trail.places_of(found[-1]), *trail.places_of(block))
            found[-1] = block.model_copy(update={"unit_note": unit})
            trail.made(found[-1], places)
        else:
            found.append(block)
    return tuple(found)
