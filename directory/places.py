"""Hold the words that stand beside disclosures: units, halls, where requests are taken.

They are a file of the directory, so that its two people answer for them too. It judges
nothing: that is `directory.wording`'s matter.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from programme.document import Document, Identifier
from programme.echo import RequestOffice
from programme.merged_boards import MergedBoard
from programme.programme import Hall


def _is_unset(value: object) -> bool:
    return not value


class Place(Document):
    """Be one unit with what its displays say of it."""

    unit: Identifier
    name: Annotated[str, Field(max_length=120)]
    register_name: Annotated[str, Field(max_length=120)]
    """What its register numbers begin with: 柳坞村."""
    above: Identifier | None = Field(default=None, exclude_if=_is_unset)
    hall: Hall | None = Field(default=None, exclude_if=_is_unset)
    """Its own; without one that of the nearest unit above."""
    office: RequestOffice | None = Field(default=None, exclude_if=_is_unset)
    """Where it takes requests itself; likewise."""
    merged: tuple[MergedBoard, ...] = Field(default=(), exclude_if=_is_unset)


class Places(Document):
    """Be the words of every unit of a county."""

    kind_name: ClassVar[str] = "单位和大厅的文字"

    format: Literal["mingbai.places/1"] = "mingbai.places/1"
    places: tuple[Place, ...] = ()

    @cached_property
    def by_unit(self) -> Mapping[str, Place]:
        """Return the units by their ids."""
        return {place.unit: place for place in self.places}

    @cached_property
    def names(self) -> frozenset[str]:
        """Return the names of all units."""
        return frozenset(place.name for place in self.places)

    def hall_of(self, unit: str) -> Hall | None:
        """Return the hall of a unit, or of the nearest unit above it that has one."""
        return next((one.hall for one in self._line(unit) if one.hall), None)

    def office_of(self, unit: str) -> RequestOffice | None:
        """Return where requests are taken for a unit, or for the nearest above it."""
        return next((one.office for one in self._line(unit) if one.office), None)

    def merged_boards(self) -> tuple[MergedBoard, ...]:
        """Return the boards that units show as one."""
        return tuple(board for place in self.places for board in place.merged)

    def _line(self, unit: str) -> Iterator[Place]:
        """Yield a unit and every unit above it, each once."""
        passed: set[str] = set()
        place = self.by_unit.get(unit)
        while place is not None and place.unit not in passed:
            passed.add(place.unit)
            yield place
            place = self.by_unit.get(place.above or "")
