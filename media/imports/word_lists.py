"""Tell which Word paragraphs are headings and which are entries of lists."""

import re
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph
from lxml.etree import _Element

from media.imports.word_text import W

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TITLES = frozenset(("title", "标题"))
_DEEPEST = 3
_BODY_LEVEL = 9
_MOST_ANCESTORS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlace:
    """Say to which list an entry belongs and whether it is numbered."""

    number_id: str
    ordered: bool


class WordStyles:
    """Answer for paragraphs of one document."""

    def __init__(self, document: WordDocument) -> None:
        self._formats = _formats(document)

    def is_title(self, paragraph: WordParagraph) -> bool:
        """Say whether a paragraph has the style of the document's title."""
        style = paragraph.style
        return style is not None and (style.name or "").strip().lower() in _TITLES

    def heading_level(self, paragraph: WordParagraph) -> int | None:
        """Return the level by style or outline, at most the deepest that we have."""
        for style in _ancestors(paragraph.style):
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
        elements += [style.element for style in _ancestors(paragraph.style)]
        for element in elements:
            number = _value(element.find(f"{W}pPr/{W}numPr/{W}numId"))
            if number == "0":
                return None
            if number:
                ordered = self._formats.get(number, "decimal") not in ("bullet", "none")
                return ListPlace(number_id=number, ordered=ordered)
        return None


def _ancestors(style: ParagraphStyle | None) -> list[ParagraphStyle]:
    """Return a style and those it is based on; a ring of them ends."""
    found: list[ParagraphStyle] = []
    while style is not None and len(found) < _MOST_ANCESTORS:
        found.append(style)
        base = style.base_style
        style = base if isinstance(base, ParagraphStyle) else None
    return found


def _formats(document: WordDocument) -> dict[str, str]:
    """Return the number format of each list's first level, by the list's id."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return _number_formats(relation.target_part.element)
    return {}


def _number_formats(numbering: _Element) -> dict[str, str]:
    abstract = {
        element.get(f"{W}abstractNumId"): _value(element.find(f"{W}lvl/{W}numFmt"))
        for element in numbering.findall(f"{W}abstractNum")
    }
    return {
        element.get(f"{W}numId") or "": abstract.get(
            _value(element.find(f"{W}abstractNumId")), ""
        )
        for element in numbering.findall(f"{W}num")
    }


def _value(element: _Element | None) -> str:
    return "" if element is None else (element.get(f"{W}val") or "")
