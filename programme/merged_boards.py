"""Say which boards a unit shows as one, and under which name; pure (REQ-17).

What is signed names the one board of a disclosure and stays as it is: this only says
how displays call it.
"""

from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from programme.boards import Board
from programme.document import Document, Identifier

BoardLine = Annotated[str, StringConstraints(min_length=1, max_length=6)]


class MergedBoard(Document):
    """Be several boards of one unit that hang as one: 党务政务公开."""

    unit: Identifier
    lines: Annotated[tuple[BoardLine, ...], Field(min_length=1, max_length=3)]
    """The name as the rail shows it, one line under the other."""
    boards: Annotated[tuple[Board, ...], Field(min_length=2, max_length=len(Board))]

    @property
    def name(self) -> str:
        """Return the name in one line."""
        return "".join(self.lines)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len(set(self.boards)) != len(self.boards):
            msg = "合并的栏目有重复"
            raise ValueError(msg)
        return self


def merged_board(
    merged: Iterable[MergedBoard], unit: str, board: Board
) -> MergedBoard | None:
    """Return the merged board on which a unit shows a board, if it merged it."""
    for one in merged:
        if one.unit == unit and board in one.boards:
            return one
    return None
