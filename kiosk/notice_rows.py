"""Put a disclosure's row and clock into words; which ones are on is decided before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kiosk.calendar_words import date_words
from kiosk.notices import Clockwork
from kiosk.words import Words
from programme.boards import Board
from programme.merged_boards import MergedBoard, merged_board
from programme.playlist import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """Be one disclosure as a row of the list."""

    id: str
    board: str
    seal: str
    title: str
    unit: str
    state: str
    """How long it still hangs."""
    clock: Clockwork | None
    clock_label: str
    """What the cells say to who cannot see them."""
    spoken: str


def seal_of(board: Board, words: Words) -> str:
    """Return the board's one character."""
    return words(f"seal.{board.value}")


def notice_row(
    item: Item,
    clock: Clockwork | None,
    words: Words,
    today: date,
    *,
    merged: Iterable[MergedBoard] = (),
    ended: str = "",
) -> NoticeRow:
    """Return the row of a disclosure; of one that has ended, with these words."""
    manifest = item.manifest
    state = state_words(clock, words, today) if clock else ended
    label = label_words(clock, words) if clock else ""
    joined = merged_board(merged, manifest.unit, manifest.board)
    parts = (
        joined.name if joined else words(f"board.{manifest.board.value}"),
        manifest.title,
        manifest.unit_name,
        label or state,
    )
    return NoticeRow(
        id=item.disclosure,
        board=manifest.board.value,
        seal=seal_of(manifest.board, words),
        title=manifest.title,
        unit=manifest.unit_name,
        state=state,
        clock=clock,
        clock_label=label,
        spoken=words("stop").join(part for part in parts if part),
    )


def state_words(clock: Clockwork, words: Words, today: date) -> str:
    """Return how long a disclosure still hangs, or that it is there to stay."""
    days = _days(clock)
    if clock.left:
        return words(f"clock.left.{days}", days=clock.left)
    until = clock.face.until_on
    if until is not None:
        key = "clock.until.provisional" if clock.face.provisional else "clock.until"
        return words(key, date=date_words(until, words, today=today))
    return words("clock.long_term" if clock.left is None else "clock.full")


def shown_words(clock: Clockwork, words: Words) -> str:
    """Return how long a disclosure has hung: 已公开 12 个工作日."""
    if clock.face.at_least_days is None and not clock.shown:
        return words("clock.long_term")
    return words(f"clock.shown.{_days(clock)}", days=clock.shown)


def label_words(clock: Clockwork, words: Words) -> str:
    """Return the clock in full: 已公开 12 个工作日（不少于 20 个）."""
    least = clock.face.at_least_days
    if least is None:
        return words("clock.long_term")
    return words(f"clock.label.{_days(clock)}", days=clock.shown, least=least)


def _days(clock: Clockwork) -> str:
    return "working" if clock.working else "calendar"
