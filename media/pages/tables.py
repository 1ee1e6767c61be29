"""Lay out tables as strips of rows below a head; they are divided elsewhere."""

from collections.abc import Sequence

from media.pages.fonts import Fonts
from media.pages.persons import People, abreast, people_of
from media.pages.pieces import Piece, Strip
from media.pages.running import CARRIED, PASSED, Running, running_sums
from media.pages.sheet import Sheet
from media.pages.table_columns import Column, Kinds, column_groups, columns_abreast
from media.pages.table_grid import Grid, Slot, grid_of
from media.pages.table_head import HeadSetter
from media.pages.table_rows import RowLook, RowSetter
from programme.blocks import Table

MOST_ROWS = 8
_TOGETHER = 2
_SIDE_BY_SIDE = (3, 2, 1)
_SMALL = 0.6
"""Of a page's height."""


class TableSetter:
    """Set tables of one sheet."""

    def __init__(self, sheet: Sheet, fonts: Fonts) -> None:
        self._sheet = sheet
        self._fonts = fonts
        self._head = HeadSetter(sheet, fonts)

    def strips(
        self, table: Table, room: int, part: str, *, carries: bool = False
    ) -> tuple[Strip, ...]:
        """Return a table: a strip for each set of columns that fits on a page.

        Args:
            table: What to set.
            room: The height of a page below its title.
            part: What stands above the head on the left.
            carries: Whether sums are carried from page to page.

        Raises:
            TextTooLong: The spans open more places than a table may have.
        """
        grid = grid_of(table)
        groups = column_groups(grid, _kinds(table), self._sheet, self._fonts)
        sums = running_sums(table, grid) if carries else None
        return tuple(
            self._strip(table, grid, group, room, part, sums) for group in groups
        )

    def persons(self, table: Table, room: int, part: str) -> tuple[Strip, ...]:
        """Return a list of persons by group, in two or three columns where they fit.

        Raises:
            TextTooLong: The spans open more places than a table may have.
        """
        people = people_of(table)
        for count in _SIDE_BY_SIDE:
            found = people and self._abreast(table, people, count, room, part)
            if found:
                return (found,)
        return self.strips(table, room, part)

    def _abreast(
        self, table: Table, people: People, count: int, room: int, part: str
    ) -> Strip | None:
        wide = abreast(people, count).model_copy(
            update={"caption": table.caption, "unit_note": table.unit_note}
        )
        grid = grid_of(wide)
        columns = columns_abreast(
            grid, _kinds(wide), self._sheet, self._fonts, width=len(people.head)
        )
        if columns is None:
            return None
        return self._strip(wide, grid, columns, room, part, None)

    def _strip(  # noqa: PLR0917 - a table, its columns, its place
        self,
        table: Table,
        grid: Grid,
        columns: tuple[Column, ...],
        room: int,
        part: str,
        sums: Running | None,
    ) -> Strip:
        head = self._head.piece(table, grid, columns, part)
        setter = RowSetter(self._sheet, self._fonts, columns)
        rows = _Rows(setter, table, grid, columns)
        own = sums is not None and any(column.index in sums.sums for column in columns)
        above = head.height if head else 0
        pieces = rows.pieces(room - above - rows.beside(own=own) * self._sheet.row)
        numbers = [number for number, _ in pieces]
        high = sum(piece.height for _, piece in pieces) + above
        return Strip(
            pieces=tuple(piece for _, piece in pieces) or (_NOTHING,),
            head=head,
            gap=self._sheet.paragraph_gap,
            carried=rows.carried(numbers, sums) if own else rows.groups(numbers),
            passed=rows.passed(numbers, sums) if own else (),
            most_pieces=MOST_ROWS,
            keep_first=_kept(len(pieces), high, room),
            keep_last=_TOGETHER,
        )


def _kept(rows: int, high: int, room: int) -> int:
    """Return how many rows begin together: a small table is not parted at all."""
    whole = rows <= MOST_ROWS and high <= _SMALL * room
    return rows if whole else _TOGETHER


_NOTHING = Piece(height=0, marks=())


class _Rows:
    """Set the rows of a table over one set of columns, and what is carried."""

    def __init__(
        self,
        setter: RowSetter,
        table: Table,
        grid: Grid,
        columns: tuple[Column, ...],
    ) -> None:
        self._setter = setter
        self._table = table
        self._grid = grid
        self._columns = columns

    def pieces(self, room: int) -> list[tuple[int, Piece]]:
        """Return the rows in pieces, each with the number of its row."""
        found: list[tuple[int, Piece]] = []
        for number in range(self._table.header_rows, len(self._grid)):
            line = self._grid[number]
            if any(line[column.index].text for column in self._columns):
                setting = self._setter.row(self._grid, number, room, self._look(number))
                found += [(number, piece) for piece in setting]
        return found

    def beside(self, *, own: bool) -> int:
        """Return how many more rows a page may need beside those of the table.

        Args:
            own: Whether sums are carried: one row of them above, one below.
        """
        if own:
            return 2
        rows = range(self._table.header_rows, len(self._grid))
        return int(any(self._look(number) is RowLook.GROUP for number in rows))

    def carried(
        self, numbers: Sequence[int], sums: Running | None
    ) -> tuple[Piece | None, ...]:
        """Return for each piece the sums of all rows before it.

        The figures of a row stand on its first piece: to a further one they belong.
        """
        first = self._table.header_rows
        before = (None, *numbers[:-1])
        counts = [
            number - first + int(number == last)
            for number, last in zip(numbers, before, strict=True)
        ]
        return tuple(
            self._sums(sums, CARRIED, count) if count else None for count in counts
        )

    def passed(self, numbers: Sequence[int], sums: Running | None) -> tuple[Piece, ...]:
        """Return for each piece the sums of all rows down to it."""
        first, most = self._table.header_rows, len(self._grid) - 1
        return tuple(
            self._sums(sums, PASSED, min(number + 1, most) - first)
            for number in numbers
        )

    def groups(self, numbers: Sequence[int]) -> tuple[Piece | None, ...]:
        """Return for each piece the name of its group; nothing where none has one."""
        found: list[Piece | None] = []
        group = ""
        for number in numbers:
            look = self._look(number)
            if look is RowLook.GROUP:
                group = self._grid[number][0].text
            goes_on = group and look is RowLook.PLAIN
            found.append(self._group(f"{group}（续）") if goes_on else None)
        return tuple(found) if group else ()

    def _sums(self, sums: Running | None, word: str, rows: int) -> Piece:
        width = len(self._grid[0])
        texts = sums.row(word, width, rows) if sums is not None else [""] * width
        return self._row([_slot(text, at) for at, text in enumerate(texts)])

    def _group(self, text: str) -> Piece:
        return self._row([_slot(text, 0, columns=len(self._grid[0]))])

    def _row(self, slots: Sequence[Slot]) -> Piece:
        line = tuple(slot for slot in slots for _ in range(slot.columns))
        look = RowLook.GROUP if len(slots) == 1 else RowLook.RUNNING
        return self._setter.row((line,), 0, _ENDLESS, look)[0]

    def _look(self, number: int) -> RowLook:
        if number in self._table.total_rows:
            return RowLook.TOTAL
        slot = self._grid[number][0]
        whole = slot.columns == len(self._grid[0]) > 1 and slot.rows == 1
        return RowLook.GROUP if whole else RowLook.PLAIN


_ENDLESS = 1 << 30


def _slot(text: str, column: int, columns: int = 1) -> Slot:
    return Slot(text=text, row=0, column=column, rows=1, columns=columns)


def _kinds(table: Table) -> Kinds:
    return Kinds(head_rows=table.header_rows, numeric=frozenset(table.numeric_columns))
