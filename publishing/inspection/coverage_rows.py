"""Hold what the coverage board shows: rows, cells, short days; it reads nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from programme.boards import Board, KindOfAct
from publishing.coverage.cells import CellKind
from publishing.coverage.today import Risk
from publishing.coverage.words import Why
from publishing.evidence.declined import DeclinedView


class Need(StrEnum):
    """Say what a disclosure needs, the most pressing first."""

    TODAY = "today"
    """It falls short today; there is time to mend it."""
    DECIDE = "decide"
    """A printed end stands over a gap: a person decides."""
    UNCERTAIN = "uncertain"
    """A clock was in doubt: a person decides whether the day counts."""
    SHORT = "short"
    """Days fell short, and the rule has dealt with them."""
    WAITING = "waiting"
    """Records may still come."""
    FINE = "fine"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortDay:
    """Be one day that fell short, with why."""

    day: date
    group: str
    group_name: str
    exposures: int
    least: int
    why: Why
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """Be one disclosure as the board shows it."""

    disclosure: str
    title: str
    register_number: str
    unit: str
    unit_name: str
    board: Board
    kind_of_act: KindOfAct
    need: Need
    counted: int
    owed: int | None
    last_on: date | None
    provisional: bool
    cells: tuple[CellKind, ...]
    short: tuple[ShortDay, ...]
    """Newest first."""
    uncertain: tuple[date, ...]
    waiting: tuple[date, ...]
    added_days: int
    """Working days that were added by themselves."""
    risks: tuple[Risk, ...]
    declined: tuple[DeclinedView, ...]
    """Decisions that short days are not made up for, the newest first."""
    missing_at_end: int
    """Days that are missing although nothing more will be added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageTable:
    """Be the board of all that a person may see."""

    at: datetime
    days: tuple[date, ...]
    """The working days of the columns."""
    rows: tuple[CoverageRow, ...]
    """The most pressing first."""
    groups: tuple[tuple[str, str], ...] = ()
    """The display groups of which one may be asked for: id and name, by name."""

    def count(self, *needs: Need) -> int:
        """Return how many disclosures have one of some needs."""
        return sum(row.need in needs for row in self.rows)
