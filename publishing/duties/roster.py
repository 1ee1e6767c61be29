"""Say what units are called and who else holds an office there; change nothing.

It reads once for all duties of a person, and only when it is asked.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from publishing.staff.offices import Person
from publishing.tables.people import Office, StaffMember, StaffOffice, StaffState
from publishing.tables.substitutes import Substitute
from publishing.tables.units import UnitLevel, UnitRow

MOST_OTHERS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Be one unit with what is asked of it here."""

    name: str
    level: UnitLevel
    above: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Be one account that holds an office for a unit."""

    staff: str
    name: str
    state: StaffState


class Roster:
    """Be asked for names while the duties of one person are gathered."""

    def __init__(self, session: Session, person: Person, *, at: datetime) -> None:
        self._session = session
        self._person = person
        self._at = at

    def unit_name(self, unit: str) -> str:
        """Return what a unit is called."""
        return self.place(unit).name

    def place(self, unit: str) -> Place:
        """Return a unit."""
        return self._places[unit]

    def staff_name(self, staff: str) -> str:
        """Return what a member of staff is called."""
        return self._names[staff]

    def line(self, unit: str) -> Iterator[str]:
        """Yield a unit and every unit above it."""
        at: str | None = unit
        while at is not None:
            yield at
            at = self._places[at].above

    def holds(self, unit: str, *offices: Office) -> bool:
        """Say whether the person holds one of these offices for a unit."""
        held = {(one.unit, one.office) for one in self._person.offices}
        return any(
            (above, office) in held for above in self.line(unit) for office in offices
        )

    def holders(self, unit: str, office: Office) -> tuple[Holder, ...]:
        """Return every account that holds an office for this very unit."""
        return tuple(self._holders.get((unit, office), ()))

    def others(
        self, unit: str, office: Office, *, without: frozenset[str] = frozenset()
    ) -> tuple[str, ...]:
        """Return who else can act with an office for a unit, by name.

        Who stands in for an absent holder at this moment is among them, and is named
        as they would sign.

        Args:
            unit: The unit of the matter.
            office: What is needed.
            without: Who has signed already, and so cannot.
        """
        left_out = without | {self._person.id}
        line = list(self.line(unit))
        found = {
            one.staff: one.name
            for above in line
            for one in self.holders(above, office)
            if one.state is StaffState.ACTIVE and one.staff not in left_out
        }
        for above in line:
            for one, absent in self._stand_ins.get((above, office), ()):
                if not {one.staff, absent} & left_out:
                    found.setdefault(one.staff, one.name)
        return tuple(sorted(found.values())[:MOST_OTHERS])

    @cached_property
    def _places(self) -> dict[str, Place]:
        query = select(UnitRow.id, UnitRow.name, UnitRow.level, UnitRow.parent_id)
        return {
            unit: Place(name=name, level=level, above=above)
            for unit, name, level, above in self._session.execute(query)
        }

    @cached_property
    def _names(self) -> dict[str, str]:
        query = select(StaffMember.id, StaffMember.name)
        return dict(self._session.execute(query).all())

    @cached_property
    def _stand_ins(self) -> dict[tuple[str, Office], list[tuple[Holder, str]]]:
        """Return who acts now for whom, by what the absent person holds."""
        absent, other = aliased(StaffMember), aliased(StaffMember)
        query = (
            select(Substitute, other.name, absent.name)
            .join(other, other.id == Substitute.substitute_id)
            .join(absent, absent.id == Substitute.absent_id)
            .join(
                StaffOffice,
                (StaffOffice.staff_id == Substitute.absent_id)
                & (StaffOffice.unit_id == Substitute.unit_id)
                & (StaffOffice.office == Substitute.office),
            )
            .where(
                Substitute.ended_at.is_(None),
                Substitute.starts_at <= self._at,
                Substitute.ends_at > self._at,
                other.state == StaffState.ACTIVE,
            )
        )
        found: dict[tuple[str, Office], list[tuple[Holder, str]]] = defaultdict(list)
        for row, name, for_name in self._session.execute(query):
            one = Holder(
                staff=row.substitute_id,
                name=f"{name}（代{for_name}）",
                state=StaffState.ACTIVE,
            )
            found[row.unit_id, row.office].append((one, row.absent_id))
        return found

    @cached_property
    def _holders(self) -> dict[tuple[str, Office], list[Holder]]:
        query = select(
            StaffOffice.unit_id,
            StaffOffice.office,
            StaffMember.id,
            StaffMember.name,
            StaffMember.state,
        ).join(StaffMember, StaffMember.id == StaffOffice.staff_id)
        found: dict[tuple[str, Office], list[Holder]] = defaultdict(list)
        for unit, office, staff, name, state in self._session.execute(query):
            found[unit, office].append(Holder(staff=staff, name=name, state=state))
        return found
