"""Choose which columns stand together on a page and how wide each is."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from media.pages.fonts import Fonts, Style
from media.pages.linebreak import chunks_of
from media.pages.reading import is_number
from media.pages.sheet import Sheet
from media.pages.table_grid import Grid

MOST_COLUMNS = 4
_ALWAYS_TOGETHER = 2
"""The column that names the rows, and one more."""
_COUNTING = frozenset(("序号", "编号", "序", "号"))
_PLACES = re.compile(r"[0-9]\.([0-9]+)")
_MOST_MEASURED = 200
"""Characters of a cell's line: they are wider than any page already (B16)."""
_LEAST_EMS = 4.0
"""Of a column of text, before columns go on another page instead."""
_MOST_WHOLE = 0.4
"""Of the page: so wide a date, a number or a word is not parted in its column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Be one column of a page's table, in pixels from the left margin."""

    index: int
    x: int
    width: int
    numeric: bool
    places: int = 0
    """The most digits behind a point, so that points stand below each other."""
    divided: bool = False
    """Whether a line parts it from the column before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Need:
    """Be what a column would like and the least that it can do with."""

    natural: float
    least: float
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """Say which rows are the head and which columns hold figures."""

    head_rows: int
    numeric: frozenset[int]


def column_groups(
    grid: Grid, kinds: Kinds, sheet: Sheet, fonts: Fonts
) -> tuple[tuple[Column, ...], ...]:
    """Return the columns of each page; what names a row is on every one."""
    count = len(grid[0]) if grid else 0
    needs = [_need(grid, index, kinds, sheet, fonts) for index in range(count)]
    # A running number alone names nobody: the column after it comes again as well.
    repeated = 2 if count and grid[0][0].text in _COUNTING else 1
    groups: list[list[int]] = []
    for index in range(count):
        if groups and _joins([*groups[-1], index], needs, sheet):
            groups[-1].append(index)
        else:
            groups.append([*range(repeated), index] if groups else [index])
    return tuple(_columns(group, needs, kinds, sheet) for group in groups)


def columns_abreast(
    grid: Grid, kinds: Kinds, sheet: Sheet, fonts: Fonts, *, width: int
) -> tuple[Column, ...] | None:
    """Return the columns of sets of so many side by side, each set alike.

    None where they would have to be narrower than they would like to be.
    """
    count = len(grid[0])
    needs = [_need(grid, index, kinds, sheet, fonts) for index in range(count)]
    alike = [_widest(needs[index::width]) for index in range(width)]
    if sum(need.natural for need in alike) * (count // width) > sheet.inner:
        return None
    columns = _columns(range(count), alike * (count // width), kinds, sheet)
    return tuple(
        replace(each, divided=each.index > 0 and each.index % width == 0)
        for each in columns
    )


def _widest(needs: Sequence[_Need]) -> _Need:
    return _Need(
        natural=max(need.natural for need in needs),
        least=max(need.least for need in needs),
        places=max(need.places for need in needs),
    )


def _joins(group: Sequence[int], needs: Sequence[_Need], sheet: Sheet) -> bool:
    if len(group) > MOST_COLUMNS:
        return False
    if len(group) <= _ALWAYS_TOGETHER:
        return True
    return sum(needs[index].least for index in group) <= sheet.inner


def _columns(
    group: Sequence[int],
    needs: Sequence[_Need],
    kinds: Kinds,
    sheet: Sheet,
) -> tuple[Column, ...]:
    widths = _widths([needs[index] for index in group], sheet.inner)
    found: list[Column] = []
    x = 0
    for index, width in zip(group, widths, strict=True):
        column = Column(
            index=index,
            x=x,
            width=width,
            numeric=index in kinds.numeric,
            places=needs[index].places,
        )
        found.append(column)
        x += width
    return tuple(found)


def _widths(needs: Sequence[_Need], inner: int) -> list[int]:
    """Return whole widths that fill the page: by wish if all fit, else by need."""
    natural = sum(need.natural for need in needs)
    least = sum(need.least for need in needs)
    if natural <= inner:
        shares = [need.natural * inner / natural for need in needs]
    elif least <= inner:
        spare = (inner - least) / (natural - least)
        shares = [n.least + (n.natural - n.least) * spare for n in needs]
    else:
        shares = [need.least * inner / least for need in needs]
    widths = [int(share) for share in shares]
    widths[0] += inner - sum(widths)
    return widths


def _need(grid: Grid, index: int, kinds: Kinds, sheet: Sheet, fonts: Fonts) -> _Need:
    padding = 2 * sheet.cell_padding
    em = sheet.table
    most_whole = _MOST_WHOLE * sheet.inner
    natural, figures, whole, places = 2.0 * em, 0.0, 0.0, 0
    for row, line in enumerate(grid):
        slot = line[index]
        if slot.columns > 1 or slot.row != row:
            continue
        style = sheet.head_style if row < kinds.head_rows else sheet.cell_style
        lines = [line[:_MOST_MEASURED] for line in slot.text.split("\n")]
        bold = style._replace(bold=True)
        advance = _advance(lines, bold, fonts)
        natural = max(natural, advance)
        if advance > max(whole, _LEAST_EMS * em):
            parts = [part.strip() for line in lines for part in chunks_of(line)]
            whole = max(whole, min(_advance(parts, bold, fonts), most_whole))
        figure = index in kinds.numeric and row >= kinds.head_rows
        if figure and is_number(slot.text):
            figures = max(figures, advance)
            places = max(places, places_of(slot.text))
    least = max(figures, whole, min(natural, _LEAST_EMS * em))
    return _Need(natural=natural + padding, least=least + padding, places=places)


def _advance(texts: Sequence[str], style: Style, fonts: Fonts) -> float:
    """Return the width of the widest text; a little more than none at all."""
    return math.ceil(max((fonts.width(each, style) for each in texts), default=0)) + 1.0


def places_of(text: str) -> int:
    """Return how many digits a figure has behind its point."""
    match = _PLACES.search(text)
    return len(match[1]) if match else 0
