"""Draw two versions side by side, what differs marked; it compares nothing.

What did not change is folded away around what did, with how much it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from nicegui import ui

from programme.hours import OpenSpan
from publishing.admin.dates import Calendar
from publishing.admin.fields import spans_text
from publishing.admin.names import name_of
from publishing.admin.parts import Text, box, card
from publishing.desk.views import DraftView
from publishing.inspection.compare import (
    Beside as Pair,
    Fate,
    Row,
    Shape,
    Side,
    compare,
)
from publishing.inspection.form_compare import FieldChange, compare_forms
from publishing.inspection.wording import Kind, Line

_TAGS = {Kind.SAME: "span", Kind.GONE: "del", Kind.COME: "ins"}
_AROUND = 2
"""Rows and blocks that are shown before and after what changed."""
_MOST_ROWS = 120
_CHANGED = frozenset({Fate.CHANGED, Fate.GONE, Fate.COME})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Be what is needed to put values into words."""

    calendar: Calendar
    groups: Mapping[str, str]
    mandates: Mapping[str, str]


class Beside:
    """Keep a version beside the one that it replaces, as it is saved."""

    def __init__(self, before: DraftView | None, wording: Wording) -> None:
        self._before = before
        self._wording = wording
        self._place: ui.element | None = None

    def draw(self, version: DraftView) -> None:
        """Draw what differs now; a first version has nothing to stand beside."""
        if self._before is None:
            return
        if self._place is None:
            self._place = card("和上一版比", icon_name="article", note="按最近一次保存")
            with self._place:
                self._place = box("stack")
        self._place.clear()
        with self._place:
            show_comparison(self._before, version, self._wording)


def show_comparison(before: DraftView, after: DraftView, wording: Wording) -> None:
    """Show what differs between the last published version and this one."""
    changes = compare_forms(before.form, after.form)
    compared = compare(before.signed.blocks, after.signed.blocks)
    if changes:
        _form(changes, wording)
    if all(one.fate is Fate.SAME for one in compared):
        Text("内容和上一版一字不差。", tag="p", classes="mut")
    with box("cmp beside"):
        for label, version in (("上一版", before), ("这一版", after)):
            at = wording.calendar.moment(version.line.changed_at)
            with box("side-head"):
                Text(label, tag="b")
                told = f"{version.line.drafter_name}起草，{at}"
                Text(told, classes="mut small")
        for one in _folded(compared):
            _pair(one)


def _form(changes: Sequence[FieldChange], wording: Wording) -> None:
    with box("fields-changed", tag="dl"):
        for one in changes:
            Text(name_of("form_field", one.name), tag="dt")
            with box(tag="dd"):
                Text(_value(one.name, one.before, wording), tag="del")
                Text("改为", classes="mut small")
                Text(_value(one.name, one.after, wording), tag="ins")


def _value(name: str, value: object, wording: Wording) -> str:
    words = _written(name, value, wording)
    if words is not None:
        return words
    known = {"groups": wording.groups, "mandate": wording.mandates}.get(name, {})
    return known.get(str(value), str(value))


def _written(name: str, value: object, wording: Wording) -> str | None:
    """Return the words of a value by its kind; None where its name has words."""
    words: str | None = None
    match value:
        case None | "" | ():
            words = "（空着）"
        case datetime():
            words = wording.calendar.moment(value)
        case date():
            words = wording.calendar.day(value)
        case Enum():
            words = name_of(name, value)
        case tuple():
            words = "、".join(_value(name, part, wording) for part in value)
        case OpenSpan():
            words = spans_text([value])
        case int():
            words = name_of("weekday", value)
        case _:
            pass
    return words


def _folded(compared: Sequence[Pair]) -> Iterator[Pair | int]:
    """Yield the blocks near a change, and how many were left out between."""
    near = _near([one.fate is not Fate.SAME for one in compared])
    left_out = 0
    for one, shown in zip(compared, near, strict=True):
        if not shown:
            left_out += 1
            continue
        if left_out:
            yield left_out
        left_out = 0
        yield one
    if left_out:
        yield left_out


def _near(changed: Sequence[bool]) -> list[bool]:
    """Say of every part whether it stands near one that changed."""
    near = [False] * len(changed)
    for at, is_changed in enumerate(changed):
        if is_changed:
            for beside in range(max(0, at - _AROUND), at + _AROUND + 1):
                near[beside : beside + 1] = [True] * len(near[beside : beside + 1])
    return near


def _pair(one: Pair | int) -> None:
    if isinstance(one, int):
        for _ in range(2):
            with box("fold"):
                Text(f"还有 {one} 段没有变化", tag="p", classes="mut small")
        return
    for side, told in ((one.before, "移到了别处"), (one.after, "从别处移来")):
        with box("moved" if one.fate is Fate.MOVED and side else ""):
            if side is None:
                continue
            if one.fate is Fate.MOVED:
                Text(told, tag="p", classes="mut small")
            _side(side)


def _side(side: Side) -> None:
    if side.shape is Shape.TABLE:
        _table(side.rows)
        return
    tags = {Shape.HEADING: "h5", Shape.ENTRIES: "li"}
    tag = tags.get(side.shape, "p")
    with box("entries" if tag == "li" else "", tag="ul" if tag == "li" else "div"):
        for row in side.rows:
            with box(tag=tag):
                _pieces(row.cells[0])


def _table(rows: Sequence[Row]) -> None:
    near = _near([row.fate in _CHANGED for row in rows])
    shown = [at for at, row in enumerate(rows) if near[at] or row.head]
    width = max((len(row.cells) for row in rows), default=1)
    drawn, left = shown[:_MOST_ROWS], shown[_MOST_ROWS:]
    with box(tag="table"), box(tag="tbody"):
        last = -1
        for at in drawn:
            _fold_rows(at - last - 1, width)
            _row(rows[at], width)
            last = at
        if not left:
            _fold_rows(len(rows) - last - 1, width)
            return
        more = sum(rows[at].fate in _CHANGED for at in left)
        _told(f"后面还有 {more} 行有变化，请看“文字”", width)


def _fold_rows(count: int, width: int) -> None:
    if count:
        _told(f"还有 {count} 行没有变化", width)


def _told(words: str, width: int) -> None:
    with box(tag="tr"):
        made = Text(words, tag="td", classes="mut small")
        made.props["colspan"] = str(width)


def _row(row: Row, width: int) -> None:
    with box(row.fate.value, tag="tr"):
        for cell in row.cells:
            text = "".join(piece.text for piece in cell)
            figure = not row.head and text.replace(",", "").replace(".", "").isdecimal()
            tag = "th" if row.head else "td"
            with box("num" if figure else "", tag=tag) as made:
                _pieces(cell)
            if row.head and len(row.cells) == 1:
                made.props["colspan"] = str(width)


def _pieces(line: Line) -> None:
    for piece in line:
        Text(piece.text, tag=_TAGS[piece.kind])
