"""Say what parts a question has; it cuts none."""

from dataclasses import dataclass
from enum import StrEnum


class UnitKind(StrEnum):
    """Say what a part of a question is."""

    FILLER = "filler"
    VERB = "verb"
    """办, 申请: the ordinary business."""
    ACTION = "action"
    """挂失, 注销: a variant."""
    MATTER = "matter"
    """An everyday word of the lexicon."""
    PLAIN = "plain"
    """Characters that no list knows."""
    ELSEWHERE = "elsewhere"
    """What no office does."""


_CONTENT = frozenset(
    {UnitKind.ACTION, UnitKind.MATTER, UnitKind.PLAIN, UnitKind.ELSEWHERE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Be one part of a question."""

    kind: UnitKind
    said: str
    terms: tuple[tuple[str, ...], ...] = ()
    """What it may be called officially, best first; each a set of terms."""
    acts: bool = False
    """It says that something is to be done."""
    weak: bool = False
    """It describes rather than names the matter."""
    aside: bool = False
    """It was said beside a matter that explains the question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """Be a question cut into units."""

    text: str
    units: tuple[Unit, ...]

    @property
    def content(self) -> tuple[Unit, ...]:
        """Return the units that say what is asked for."""
        return tuple(unit for unit in self.units if unit.kind in _CONTENT)

    @property
    def core(self) -> str:
        """Return the question without the words that say nothing."""
        return "".join(unit.said for unit in self.content)

    @property
    def asks_to_act(self) -> bool:
        """Say whether something is to be done, so that a bare noun it is not."""
        return any(unit.acts for unit in self.units)
