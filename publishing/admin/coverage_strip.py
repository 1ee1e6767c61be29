"""Draw strips of cells, one cell a working day; alike neighbours are one element.

A strip of thirty cells for hundreds of rows would be thousands of elements: a run of
cells of one kind is one, whose background repeats the cell (`coverage.css`).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from publishing.admin.dates import Calendar
from publishing.admin.names import name_of
from publishing.admin.parts import Text, box
from publishing.coverage.cells import CellKind
from publishing.inspection.coverage_rows import CoverageRow

_CELL_PX = 15
_ROOM, _MONTH_ROOM = 4, 6
"""A date stands over its cell if the one before lies so many cells away."""
_LAST_ROOM = 2
"""The last cells have no room for a date beside the strip."""


def draw_strip(row: CoverageRow, days: Sequence[date], calendar: Calendar) -> None:
    """Draw the cells of one disclosure, and say the same in words."""
    with box("strip") as made:
        made.props["role"] = "img"
        made.props["aria-label"] = _in_words(row)
        made.props["data-board"] = row.board.value
        for kind, from_on, last_on, count in _runs(row.cells, days):
            run = box(f"run {kind.value}", tag="i")
            run.style(f"width:{count * _CELL_PX}px")
            if kind is not CellKind.BLANK:
                told = calendar.day(from_on)
                if last_on != from_on:
                    told += f" 至 {calendar.day(last_on)}"
                run.props["title"] = f"{told}：{name_of('cell', kind)}"


def draw_dates(days: Sequence[date], today: date) -> None:
    """Draw the dates over the strips: today, and the first working day of a week."""
    with box("dates"):
        for place, words in dates_of(days, today):
            made = Text(words, classes="now" if days[place] == today else "")
            made.style(f"left:{place * _CELL_PX}px")


def dates_of(days: Sequence[date], today: date) -> tuple[tuple[int, str], ...]:
    """Return which dates stand over which cells; they leave each other room."""
    found: list[tuple[int, str]] = []
    for place, on in enumerate(days):
        begins = place == 0 or _week(on) != _week(days[place - 1])
        needed = _MONTH_ROOM if found and "月" in found[-1][1] else _ROOM
        room = not found or place - found[-1][0] >= needed
        if place >= len(days) - _LAST_ROOM:
            break
        if room and (begins or on == today):
            month = not found or on.month != days[found[-1][0]].month
            words = f"{on.month} 月 {on.day} 日" if month else f"{on.day} 日"
            found.append((place, words))
    return tuple(found)


def _week(on: date) -> int:
    return on.isocalendar().week


def draw_legend() -> None:
    """Say what each kind of cell is."""
    with box("leg"):
        for kind in CellKind:
            if kind is not CellKind.BLANK:
                with box(tag="span"):
                    box(f"run {kind.value}", tag="i").style(f"width:{_CELL_PX}px")
                    Text(name_of("cell", kind))


def _runs(
    cells: Sequence[CellKind], days: Sequence[date]
) -> Iterator[tuple[CellKind, date, date, int]]:
    pairs = zip(cells, days, strict=True)
    for kind, run in groupby(pairs, key=lambda pair: pair[0]):
        on = [day for _, day in run]
        yield kind, on[0], on[-1], len(on)


def _in_words(row: CoverageRow) -> str:
    least = f"，至少 {row.owed} 天" if row.owed is not None else ""
    short = f"，不足 {len(row.short)} 天" if row.short else ""
    return f"{row.title}：算数 {row.counted} 天{least}{short}"
