"""Know what a key of the writing pad does to a note; it writes no page.

By letters, by strokes or by figures; what is chosen becomes a piece of the note.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from directory.following import Following
from directory.strokes import StrokeOrders
from directory.writing import MOST_LETTERS, Writing
from kiosk.note import Note, OwnMode
from kiosk.pad import clean_strokes

CELLS = 14
"""Two rows of keys; a long word takes two cells, the way to more takes the last."""
CELLS_IN_REACH = 9
"""One row of keys, where everything lies low."""
SIGNS = ("，", "。", "？", "！", "、", "（", "）")
_FIGURES = (*"1234567890", "-", ".", "年", "月")
_LONG = 3
_STROKE = "stroke-"
_BY = "by:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Be one key with what it writes."""

    text: str
    long: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPad:
    """Be what the pad offers now."""

    mode: OwnMode
    typed: str
    """The letters or strokes that are typed, not chosen yet."""
    cells: tuple[Cell, ...]
    more: bool
    live: frozenset[str]
    """The strokes that lead on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """Be what the pad knows of characters."""

    writing: Writing
    orders: StrokeOrders
    following: Following | None
    """None: no directory has come yet."""


def own_pad(note: Note, known: Knowledge, *, room: int = CELLS) -> OwnPad:
    """Return the pad as it stands."""
    pages = _pages([text for text, _ in _offered(note, known)], room)
    page = note.page % len(pages) if pages else 0
    strokes = note.typed if note.mode is OwnMode.STROKES else ""
    return OwnPad(
        mode=note.mode,
        typed=note.typed,
        cells=pages[page] if pages else (),
        more=len(pages) > 1,
        live=known.orders.live(strokes),
    )


def pressed(note: Note, key: str, known: Knowledge) -> Note:
    """Return a note after a key was pressed.

    A key is a letter, `stroke-1` to `stroke-5` or `stroke-0`, `by:letters`,
    `by:strokes`, `by:figures`, `more`, `back`, `clear`, or a text that is offered.
    """
    acts: Mapping[str, Callable[[], Note]] = {
        "back": lambda: _shorter(note),
        "clear": note.cleared,
        "more": lambda: replace(note, page=note.page + 1),
    }
    if key in acts:
        return acts[key]()
    if key.startswith(_BY):
        return _by(note, key.removeprefix(_BY))
    longer = _typed(note, key)
    return _chosen(note, key, known) if longer is None else longer


def _by(note: Note, mode: str) -> Note:
    if mode not in set(OwnMode):
        return note
    return replace(note, mode=OwnMode(mode), typed="", page=0)


def _typed(note: Note, key: str) -> Note | None:
    """Return a note with a letter or a stroke more; None where the key is neither."""
    if note.mode is OwnMode.STROKES and key.startswith(_STROKE):
        typed = clean_strokes(note.typed + key.removeprefix(_STROKE))
        return replace(note, typed=typed, page=0)
    if note.mode is OwnMode.LETTERS and key.isascii() and key.isalpha():
        typed = (note.typed + key[:1].lower())[:MOST_LETTERS]
        return replace(note, typed=typed, page=0)
    return None


def _chosen(note: Note, key: str, known: Knowledge) -> Note:
    """Return a note with a text that was offered; anything else changes nothing."""
    rest = dict(_offered(note, known)).get(key)
    longer = note.with_piece(key) if rest is not None else note
    if longer is note:
        return note
    return replace(longer, typed=rest or "", page=0)


def _shorter(note: Note) -> Note:
    if note.typed:
        return replace(note, typed=note.typed[:-1], page=0)
    return replace(note.without_last(), page=0)


def _offered(note: Note, known: Knowledge) -> list[tuple[str, str]]:
    """Return each text that is offered, with what it leaves typed."""
    if note.mode is OwnMode.FIGURES:
        return [(one, "") for one in _FIGURES]
    if not note.typed:
        after: Sequence[str] = ()
        if known.following is not None and note.text:
            after = known.following.after(note.text, most=CELLS)
        return [(one, "") for one in dict.fromkeys((*SIGNS, *after))]
    if note.mode is OwnMode.STROKES:
        weight = known.following.weight if known.following else _no_weight
        found = known.orders.candidates(note.typed, most=3 * CELLS, weight=weight)
        return [(one, "") for one in found]
    return [(one.text, one.rest) for one in known.writing.choices(note.typed)]


def _no_weight(character: str) -> int:
    del character
    return 0


def _pages(texts: Sequence[str], room: int) -> list[tuple[Cell, ...]]:
    """Return texts as pages of keys; where there are several each keeps a cell free."""
    cells = [Cell(text=one, long=len(one) >= _LONG) for one in texts]
    if sum(map(_width, cells)) <= room:
        return [tuple(cells)] if cells else []
    pages: list[tuple[Cell, ...]] = [()]
    for cell in cells:
        if sum(map(_width, pages[-1])) + _width(cell) > room - 1:
            pages.append(())
        pages[-1] = (*pages[-1], cell)
    return pages


def _width(cell: Cell) -> int:
    return 2 if cell.long else 1
