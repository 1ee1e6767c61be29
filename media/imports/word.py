"""Read Word files into blocks; macros, objects and links never come along."""

import io
import re
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.exceptions import InvalidXmlError
from docx.text.paragraph import Paragraph as WordParagraph
from lxml.etree import LxmlError, _Element

from media.imports.archive import Archive, open_archive
from media.imports.errors import Damaged, ImportRefused
from media.imports.notes import Notes
from media.imports.office_properties import note_properties
from media.imports.pictures import PictureStore
from media.imports.plain import heading_level
from media.imports.tabling import table_of, unit_of
from media.imports.text import paragraphs_of
from media.imports.word_extras import note_word_extras
from media.imports.word_lists import WordStyles
from media.imports.word_numbering import Label, ListPlace
from media.imports.word_tables import read_table
from media.imports.word_text import W, WordLine, read_line
from programme.blocks import Block, Figure, Heading, ListBlock, Paragraph

_MACROS = re.compile(r"vbaProject|vbaData|activeX", re.IGNORECASE)
_FOREIGN = (LookupError, ValueError, AttributeError, TypeError, AssertionError)


class WordFile:
    """Be one Word file while it is read."""

    def __init__(self, data: bytes, notes: Notes, store: PictureStore) -> None:
        self._notes = notes
        self._store = store
        archive = open_archive(data)
        self._document = _opened(data)
        self._styles = _styles(self._document)
        self._title = ""
        self._list: tuple[str, bool, list[str]] | None = None
        self._note_extras(archive)
        note_word_extras(archive, notes)
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
            found = list(self._of(self._document.element.body))
            found += self._closed_list()
        except ImportRefused:
            raise
        except (*_FOREIGN, LxmlError) as error:
            raise Damaged(reason="文档结构不完整") from error
        if any(text.strip() for text in self.head_texts()):
            self._notes.lost("页眉和页脚")
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
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
                yield from self._of(child)

    def _paragraph(self, element: _Element) -> Iterator[Block]:
        line = read_line(element, self._notes)
        paragraph = WordParagraph(element, self._document._body)  # noqa: SLF001 - no public way
        place = self._styles.list_place(paragraph) if line.text else None
        level = self._styles.heading_level(paragraph)
        label = self._styles.numbering.next_label(place) if place else None
        if place is not None and level is None and self._listed(place, label):
            yield from self._entry(line.text, place.number_id, ordered=bool(label))
        elif line.text:
            yield from self._closed_list()
            text = self._notes.clean(label.text + line.text) if label else line.text
            yield from self._text(paragraph, text, level)
        yield from self._pictures(line)
        for box in line.boxes:
            yield from self._of(box)

    def _text(
        self, paragraph: WordParagraph, text: str, level: int | None
    ) -> Iterator[Block]:
        if self._styles.is_title(paragraph) and not self._title:
            self._title = " ".join(text.split("\n"))
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

    def _closed_list(self) -> Iterator[Block]:
        if self._list is not None:
            _, ordered, entries = self._list
            self._list = None
            yield ListBlock(ordered=ordered, entries=tuple(entries))

    def _pictures(self, line: WordLine) -> Iterator[Block]:
        for name in line.pictures:
            relation = self._document.part.rels.get(name)
            if relation is None or relation.is_external:
                self._notes.lost("不在文件里的图片")
                continue
            try:
                stored = self._store.add_inside(relation.target_part.blob)
            except Damaged:
                self._notes.lost("打不开的图片（多半是 EMF、WMF 格式）")
                continue
            yield from self._closed_list()
            yield Figure(image=stored.ref, width=stored.width, height=stored.height)

    def _table(self, element: _Element) -> Iterator[Block]:
        pictures: list[Block] = []
        grid = read_table(element, lambda cell: self._cell(cell, pictures))
        if grid.texts and grid.texts[0]:
            yield table_of(grid)
        yield from pictures

    def _cell(self, cell: _Element, pictures: list[Block]) -> str:
        texts: list[str] = []
        for paragraph in cell.iter(f"{W}p"):
            line = read_line(paragraph, self._notes)
            texts += [line.text] if line.text else []
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


def with_unit_notes(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks in which a line “单位：元” before a table is the table's own."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found else None
        unit = unit_of(before.text) if isinstance(before, Paragraph) else None
        if block.kind == "table" and unit and not block.unit_note:
            found[-1] = block.model_copy(update={"unit_note": unit})
        else:
            found.append(block)
    return tuple(found)
