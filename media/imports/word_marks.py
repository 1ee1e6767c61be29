"""Say which runs of a Word file are hidden or struck out, by themselves or by style."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from media.imports.archive import Archive
from media.imports.parts_text import root_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALSE = ("0", "false", "off")
_HIDES, _STRIKES = ("vanish",), ("strike", "dstrike")
_MOST_ANCESTORS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class RunMarks:
    """Answer for the runs of one file."""

    hiding: frozenset[str] = frozenset()
    """Styles, by id, that hide what bears them."""
    striking: frozenset[str] = frozenset()

    def hides(self, run: _Element) -> bool:
        """Say whether nobody sees a run."""
        return _marked(run, _HIDES, self.hiding)

    def strikes(self, run: _Element) -> bool:
        """Say whether a run is struck out."""
        return _marked(run, _STRIKES, self.striking)


PLAIN = RunMarks()


def run_marks(archive: Archive) -> RunMarks:
    """Return the marks that a file's styles make.

    Raises:
        Damaged: The styles cannot be read.
    """
    root = root_of(archive, "word/styles.xml")
    styles = {
        style.get(f"{_W}styleId", ""): style
        for style in (() if root is None else root.iter(f"{_W}style"))
    }
    return RunMarks(
        hiding=frozenset(name for name in styles if _by_style(name, styles, _HIDES)),
        striking=frozenset(
            name for name in styles if _by_style(name, styles, _STRIKES)
        ),
    )


def _by_style(
    name: str, styles: Mapping[str, _Element], marks: tuple[str, ...]
) -> bool:
    """Say whether a style, or the next one above it that says, makes a mark."""
    for _ in range(_MOST_ANCESTORS):
        style = styles.get(name)
        if style is None:
            return False
        said = _said(style, marks)
        if said is not None:
            return said
        name = _value(style.find(f"{_W}basedOn"))
    return False


def _marked(run: _Element, marks: tuple[str, ...], styles: frozenset[str]) -> bool:
    said = _said(run, marks)
    if said is not None:
        return said
    if _value(run.find(f"{_W}rPr/{_W}rStyle")) in styles:
        return True
    paragraph = next(run.iterancestors(f"{_W}p"), None)
    if paragraph is None:
        return False
    return _value(paragraph.find(f"{_W}pPr/{_W}pStyle")) in styles


def _said(element: _Element, marks: tuple[str, ...]) -> bool | None:
    """Return what an element's own run properties say; None: nothing."""
    found = [element.find(f"{_W}rPr/{_W}{mark}") for mark in marks]
    told = [one.get(f"{_W}val") not in _FALSE for one in found if one is not None]
    return any(told) if told else None


def _value(element: _Element | None) -> str:
    return "" if element is None else (element.get(f"{_W}val") or "")
