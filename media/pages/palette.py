"""Name the colours of page images, as the look has them; it draws nothing."""

from dataclasses import dataclass

from programme.boards import Board

INK = "#15212B"
INK_2 = "#3F4D59"
HAIR = "#D5DCE0"
PAPER = "#FFFFFF"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardColours:
    """Be the colours of one board on white."""

    strong: str
    tint: str


_COLOURS = {
    Board.PARTY: BoardColours(strong="#8F2A22", tint="#FBEFEC"),
    Board.GOV: BoardColours(strong="#1A4A7F", tint="#EBF2FA"),
    Board.VILLAGE: BoardColours(strong="#0A5548", tint="#E6F4F0"),
    Board.FINANCE: BoardColours(strong="#6E4A00", tint="#FBF3E1"),
}


def colours_of(board: Board) -> BoardColours:
    """Return the colours of a board."""
    return _COLOURS[board]
