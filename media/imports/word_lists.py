"""Tell which Word paragraphs are headings and which are entries of lists."""

import re

from docx.document import Document as WordDocument
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph
from lxml.etree import _Element

from media.imports.word_numbering import ListPlace, Numbering, numbering_of
from media.imports.word_text import W

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)", re.IGNORECASE)
_TITLES = frozenset(("title", "标题"))
_DEEPEST = 3
_BODY_LEVEL = 9
_MOST_ANCESTORS = 20


class WordStyles:
    """Answer for paragraphs of one document."""

    def __init__(self, document: WordDocument) -> None:
        self._numbering_part = _numbering_part(document)
        self.numbering: Numbering = numbering_of(self._numbering_part)
        self._linked = _linked_levels(self._numbering_part)
        self._chains: dict[str, tuple[ParagraphStyle, ...]] = {}

    def is_title(self, paragraph: WordParagraph) -> bool:
        """Say whether a paragraph has the style of the document's title."""
        chain = self._chain(paragraph)
        return bool(chain) and (chain[0].name or "").strip().lower() in _TITLES

    def is_contents(self, paragraph: WordParagraph) -> bool:
        """Say whether a paragraph is a line of a table of contents that Word made."""
        chain = self._chain(paragraph)
        name = (chain[0].name or "").strip() if chain else ""
        return _CONTENTS.fullmatch(name) is not None

    def heading_level(self, paragraph: WordParagraph) -> int | None:
        """Return the level by style or outline, at most the deepest that we have."""
        for style in self._chain(paragraph):
            match = _HEADING.fullmatch((style.name or "").strip())
            if match:
                return min(int(match[1]), _DEEPEST)
        outline = paragraph._p.find(f"{W}pPr/{W}outlineLvl")  # noqa: SLF001 - no public way
        level = _value(outline)
        if level.isdigit() and int(level) < _BODY_LEVEL:
            return min(int(level) + 1, _DEEPEST)
        return None

    def list_place(self, paragraph: WordParagraph) -> ListPlace | None:
        """Return the list of a paragraph, its own or its style's."""
        elements = [paragraph._p]  # noqa: SLF001 - no public way
        elements += [style.element for style in self._chain(paragraph)]
        for element in elements:
            number = _value(element.find(f"{W}pPr/{W}numPr/{W}numId"))
            if number == "0":
                return None
            if number:
                return ListPlace(number_id=number, level=self._level(element))
        return None

    def _chain(self, paragraph: WordParagraph) -> tuple[ParagraphStyle, ...]:
        """Return a paragraph's style and those it is based on.

        They are sought once a style: the library goes through all styles each time.
        """
        named = _value(paragraph._p.find(f"{W}pPr/{W}pStyle"))  # noqa: SLF001 - no public way
        if named not in self._chains:
            self._chains[named] = tuple(_ancestors(paragraph.style))
        return self._chains[named]

    def _level(self, element: _Element) -> int:
        """Return the level that a paragraph or style names, or is linked to."""
        level = _value(element.find(f"{W}pPr/{W}numPr/{W}ilvl"))
        if level.isdigit():
            return min(int(level), _BODY_LEVEL - 1)
        return self._linked.get(element.get(f"{W}styleId") or "", 0)


def _ancestors(style: ParagraphStyle | None) -> list[ParagraphStyle]:
    """Return a style and those it is based on; a ring of them ends."""
    found: list[ParagraphStyle] = []
    while style is not None and len(found) < _MOST_ANCESTORS:
        found.append(style)
        base = style.base_style
        style = base if isinstance(base, ParagraphStyle) else None
    return found


def _numbering_part(document: WordDocument) -> _Element | None:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return relation.target_part.element
    return None


def _linked_levels(numbering: _Element | None) -> dict[str, int]:
    """Return the level of each style that a numbering names."""
    if numbering is None:
        return {}
    return {
        _value(level.find(f"{W}pStyle")): int(level.get(f"{W}ilvl") or 0)
        for level in numbering.iter(f"{W}lvl")
        if level.find(f"{W}pStyle") is not None
    }


def _value(element: _Element | None) -> str:
    return "" if element is None else (element.get(f"{W}val") or "")
