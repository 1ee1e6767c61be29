"""Hold what the public pages are made of: the county, and each matter as it stands.

It is the border behind which nothing is asked any more: whatever is here may be told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from programme.blocks import Revision
from programme.boards import Board, KindOfAct
from programme.merged_boards import MergedBoard, merged_board
from publishing.desk.outside import page_path
from publishing.desk.personal import find_personal
from publishing.feeds.leaving import Matter, Outside, Version
from publishing.feeds.words import board_words
from publishing.tables.units import UnitLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicUnit:
    """Be a unit as the public pages name it."""

    id: str
    name: str
    level: UnitLevel
    parent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCounty:
    """Be what every page says of the county."""

    name: str
    address: str
    """The public address without its last stroke; empty where there is none."""
    zone: tzinfo
    units: tuple[PublicUnit, ...]
    """In the order of the territory."""
    merged: tuple[MergedBoard, ...] = ()

    def board_name(self, unit: str, board: Board) -> str:
        """Return what a unit calls a board, alone or merged with others (REQ-17)."""
        joined = merged_board(self.merged, unit, board)
        return joined.name if joined else board_words(board)[1]

    def day(self, at: datetime) -> date:
        """Return the local day of an instant."""
        return at.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Be one matter that stands outside, with its content where that may be read."""

    matter: Matter
    outside: Outside
    revision: Revision | None
    """None unless it is open or past."""
    earlier: tuple[Version, ...] = ()
    """Versions before it that stood outside too, oldest first."""
    explained_at: str = ""
    """The page that explains its withdrawal, where one is open."""
    endings: Mapping[str, str] | None = None
    """The ending of each picture's file, by its SHA-256."""

    @property
    def last(self) -> Version:
        """Return the version that hangs, or hung last."""
        return self.matter.last

    @property
    def category(self) -> str:
        """Return its category, which a drafter may have typed, as it may leave."""
        return masked(self.last.manifest.category)

    @property
    def names_somebody(self) -> bool:
        """Say whether it may name a person: then no copy of it may outlive its end."""
        kind = self.last.manifest.kind_of_act
        return self.last.keeps_personal or kind is KindOfAct.PUBLIC_NOTICE

    @property
    def listed(self) -> bool:
        """Say whether lists name it."""
        return self.outside not in {Outside.CLOSED, Outside.HIDDEN}

    @property
    def moved_at(self) -> datetime:
        """Return when something was last said of it."""
        taken = self.matter.taken_down
        if self.outside is Outside.LINE and taken is not None:
            return taken.at
        return self.last.approved_at


def masked(text: str) -> str:
    """Return a line as it may leave the house."""
    told = " ".join(text.split())
    for found in find_personal(told):
        told = f"{told[: found.start]}{found.masked}{told[found.end :]}"
    return told


def version_path(version: Version) -> str:
    """Return where a version's page lies."""
    return page_path(version.manifest.disclosure, version.manifest.revision)


def matter_path(disclosure: str) -> str:
    """Return the address that stays the same whatever version hangs."""
    return f"{matter_stem(disclosure)}.html"


def matter_stem(disclosure: str) -> str:
    """Return where a matter's page and feeds lie, without their ending."""
    return f"d/{disclosure}"


def unit_path(unit: str) -> str:
    """Return where a unit's page lies."""
    return f"u/{unit}.html"


def board_path(board: Board) -> str:
    """Return where a board's page lies."""
    return f"board/{board.value}.html"


def numbers_path(year: int) -> str:
    """Return where a year's register lies."""
    return f"numbers/{year}.html"


def picture_path(sha256: str, ending: str) -> str:
    """Return where a picture lies."""
    return f"files/{sha256}.{ending}"
