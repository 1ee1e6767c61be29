"""Show what visitors of the kiosks looked for in a week."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtLine:
    """Be one disclosure or service item and how often."""

    id: str
    name: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """Be what residents touched below a disclosure or an answer; best first."""

    id: str
    name: str
    good: int
    fair: int
    """Of answers only."""
    bad: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VainLine:
    """Be words that led nowhere, and what they may have meant."""

    words: str
    times: int
    added_to: tuple[str, ...]
    """Names of items that have these words by now."""
    nearest: tuple[tuple[str, str], ...]
    """Ids and names of items that share characters with the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Be one week at one place, or at all."""

    monday: date
    today: date
    place: str
    places: tuple[tuple[str, str], ...]
    """Ids and names of the kiosks' groups that the person may see."""
    disclosures: tuple[SoughtLine, ...]
    items: tuple[SoughtLine, ...]
    searched: tuple[SoughtLine, ...]
    """What searches led to."""
    searches: int
    left: int
    in_vain: int
    vain: tuple[VainLine, ...]
    rated_disclosures: tuple[Rated, ...]
    rated_items: tuple[Rated, ...]
