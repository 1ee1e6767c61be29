"""Keep footnotes and endnotes of a Word file where they belong.

A mark stands where the reference stood; a footnote follows the paragraph, list or
table that refers to it, endnotes follow the text. Comments are never among them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lxml.etree import _Element

from media.imports.archive import Archive
from media.imports.notes import Notes
from media.imports.parts_text import root_of
from media.imports.word_text import W, read_line
from programme.blocks import Paragraph


class RemarkKind(StrEnum):
    """Name the two kinds, as their members of the file are called."""

    FOOT = "footnote"
    END = "endnote"


_MARKS = {RemarkKind.FOOT: "注", RemarkKind.END: "尾注"}
_OF_FORM = ("separator", "continuationSeparator", "continuationNotice")
"""Entries that only hold the line above the notes."""


@dataclass(slots=True)
class _Kept:
    """Be the notes of one kind, and which of them wait for their place."""

    texts: Mapping[str, str]
    numbers: dict[str, int] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)


class Remarks:
    """Number the notes of one file in the order in which the text refers to them."""

    def __init__(self, archive: Archive, notes: Notes) -> None:
        self._kept = {
            kind: _Kept(_texts(root_of(archive, f"word/{kind}s.xml"), kind, notes))
            for kind in RemarkKind
        }

    def mark(self, reference: _Element) -> str | None:
        """Return the mark for a reference; None where there is no such note."""
        kind = RemarkKind(str(reference.tag).removeprefix(W).removesuffix("Reference"))
        kept, name = self._kept[kind], reference.get(f"{W}id") or ""
        if not kept.texts.get(name):
            return None
        if name not in kept.numbers:
            kept.numbers[name] = len(kept.numbers) + 1
            kept.waiting.append(name)
        return _mark(kind, kept.numbers[name])

    def footnotes(self) -> Iterator[Paragraph]:
        """Yield the footnotes that were referred to since they were last asked for."""
        yield from self._released(RemarkKind.FOOT)

    def endnotes(self) -> Iterator[Paragraph]:
        """Yield the endnotes."""
        yield from self._released(RemarkKind.END)

    def unmentioned(self) -> Iterator[str]:
        """Yield the notes to which nothing refers."""
        for kept in self._kept.values():
            for name, text in kept.texts.items():
                if text and name not in kept.numbers:
                    yield text

    def _released(self, kind: RemarkKind) -> Iterator[Paragraph]:
        kept = self._kept[kind]
        waiting, kept.waiting = kept.waiting, []
        for name in waiting:
            mark = _mark(kind, kept.numbers[name])
            yield Paragraph(text=f"{mark}{kept.texts[name]}")


def _mark(kind: RemarkKind, number: int) -> str:
    return f"［{_MARKS[kind]}{number}］"


def _texts(root: _Element | None, kind: RemarkKind, notes: Notes) -> dict[str, str]:
    """Return the text of every note by its id."""
    found: dict[str, str] = {}
    for note in () if root is None else root.iter(f"{W}{kind}"):
        if note.get(f"{W}type") in _OF_FORM:
            continue
        lines = (read_line(each, notes).text for each in note.iter(f"{W}p"))
        found[note.get(f"{W}id") or ""] = " ".join(filter(None, lines))
    return found
