"""Say what a Word file holds beside its text, and where a secrecy mark may stand."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from media.imports.archive import Archive
from media.imports.notes import Notes
from media.imports.parts_text import lines_in, root_of
from media.imports.word_text import W

_EDGES = re.compile(r"word/(?:header|footer)\d*\.xml")
_REMARKS = re.compile(r"word/(?:comments|footnotes|endnotes)\d*\.xml")
_FALSE = ("0", "false", "off")


def note_word_extras(archive: Archive, notes: Notes) -> None:
    """Note page heads and feet, text boxes, comments, tracked changes, hidden text.

    Raises:
        Damaged: One of them cannot be read.
    """
    for name in archive.names:
        if _EDGES.fullmatch(name):
            _edge(root_of(archive, name), notes)
        elif _REMARKS.fullmatch(name):
            _remarks(root_of(archive, name), name, notes)
    body = root_of(archive, "word/document.xml")
    if body is not None:
        for box in body.iter(f"{W}txbxContent"):
            _margins(box, notes)
        _changes(body, notes)
        _vanished(body, notes)


def _margins(part: _Element | None, notes: Notes) -> None:
    if part is not None:
        for line in lines_in(part, "p", "t"):
            notes.margin(line)


def _edge(part: _Element | None, notes: Notes) -> None:
    """Note a page head or foot; what stands on every page of paper is not kept."""
    if part is None:
        return
    _margins(part, notes)
    if next(lines_in(part, "p", "t"), None) is not None:
        notes.lost("页眉和页脚")
    if next(part.iter("{*}blip", "{*}imagedata"), None) is not None:
        notes.lost("页眉和页脚里的图片")


def _remarks(part: _Element | None, name: str, notes: Notes) -> None:
    if part is None:
        return
    for remark in part.iter(f"{W}comment"):
        notes.hidden("批注的作者", remark.get(f"{W}author") or "")
    for line in lines_in(part, "p", "t"):
        notes.margin(line)
        if "comments" in name:
            notes.hidden("批注", line)


def _changes(body: _Element, notes: Notes) -> None:
    """Note what tracked changes deleted, and who made them."""
    for tag in ("ins", "del", "moveFrom", "moveTo"):
        for change in body.iter(f"{W}{tag}"):
            notes.hidden("修订的作者", change.get(f"{W}author") or "")
    for deletion in (*body.iter(f"{W}del"), *body.iter(f"{W}moveFrom")):
        runs = (*deletion.iter(f"{W}delText"), *deletion.iter(f"{W}t"))
        notes.hidden("修订中删去的文字", "".join(run.text or "" for run in runs))


def _vanished(body: _Element, notes: Notes) -> None:
    for text in _hidden_texts(body):
        notes.margin(text)
        notes.hidden("隐藏的文字", text)


def _hidden_texts(body: _Element) -> Iterator[str]:
    for mark in body.iter(f"{W}vanish"):
        run = next(mark.iterancestors(f"{W}r"), None)
        if run is not None and mark.get(f"{W}val") not in _FALSE:
            yield "".join(text.text or "" for text in run.iter(f"{W}t"))
