"""Say which catalogue lines a unit owes: its own, and those laid down above it; pure.

A line that is inherited is its owner's: who is below may add lines, or make one more
exact by a line of its own that names it, and never removes one (REQ-3).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from publishing.catalogue.entry import EntryForm
from publishing.tables.units import UnitLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Be one version of a line, and whose it is."""

    id: str
    line: str
    unit: str
    form: EntryForm
    valid_to: date | None = None

    def holds_on(self, on: date) -> bool:
        """Say whether it holds on a day."""
        return self.form.valid_from <= on and (
            self.valid_to is None or on < self.valid_to
        )

    @property
    def ever_held(self) -> bool:
        """Say whether it held on any day: one that was changed at once never did."""
        return self.valid_to is None or self.form.valid_from < self.valid_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Be what is asked of a unit here."""

    id: str
    parent: str | None
    level: UnitLevel


def owed_by(
    unit: Place, places: Mapping[str, Place], entries: Mapping[str, Iterable[Entry]]
) -> tuple[Entry, ...]:
    """Return every version that a unit owes or owed, in the order of the catalogue.

    Args:
        unit: The unit.
        places: Every unit by its id.
        entries: The versions by the unit that laid them down.
    """
    own = [one for one in entries.get(unit.id, ()) if one.form.inherited_by is None]
    made_exact = [one for one in own if one.form.origin is not None]
    above = [
        one
        for place in above_of(unit, places)
        for one in entries.get(place.id, ())
        if one.form.inherited_by is unit.level and not _covered(one, made_exact)
    ]
    kept = [one for one in (*above, *own) if one.ever_held]
    return tuple(sorted(kept, key=_order))


def above_of(unit: Place, places: Mapping[str, Place]) -> Iterator[Place]:
    """Yield the units above one, the nearest first."""
    seen = {unit.id}
    above = places.get(unit.parent or "")
    while above is not None and above.id not in seen:
        yield above
        seen.add(above.id)
        above = places.get(above.parent or "")


def _covered(inherited: Entry, own: Iterable[Entry]) -> bool:
    """Say whether an own line stands in for an inherited one now."""
    return any(
        one.form.origin == inherited.line and one.valid_to is None for one in own
    )


def _order(entry: Entry) -> tuple[int, str, str, date]:
    form = entry.form
    return form.position, form.number, entry.line, form.valid_from
