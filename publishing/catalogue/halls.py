"""Keep what the default page says of a hall; nothing is drawn here."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.programme import Hall
from publishing.errors import NotThere
from publishing.oversight.journal import record
from publishing.releases_due import ask_for_groups
from publishing.staff.acting import Acting, touch
from publishing.staff.offices import Person, line_of, must_hold, units_below
from publishing.tables.people import Office
from publishing.tables.schedule import DisplayGroup
from publishing.tables.units import HallRow

_KEEPERS = (Office.PUBLISHER, Office.ADMIN)


class Halls:
    """Change and show the halls."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def change(self, actor: str, unit: str, hall: Hall) -> Hall:
        """Say what the hall of a unit is; its displays are told.

        Raises:
            NotAllowed: Not the unit's office or administrator.
            NotThere: No such unit.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> Hall:
            must_hold(session, person, unit, *_KEEPERS, what="改大厅资料")
            row = session.get(HallRow, unit)
            document = hall.model_dump(mode="json")
            if row is None:
                session.add(HallRow(unit_id=unit, document=document, updated_at=now))
            else:
                row.document, row.updated_at = document, now
            record(
                session,
                actor=person.id,
                act="hall.changed",
                subject=unit,
                details={"hall": document},
                at=now,
            )
            groups = groups_below(session, unit)
            ask_for_groups(session, sorted(groups), now)
            touch(session, groups)
            return hall

        return self._acting.act(actor, "hall.change", do)

    def show(self, actor: str, unit: str) -> Hall:
        """Return the hall of a unit, or that of the nearest unit above it.

        Raises:
            NotThere: None of them has one.
        """

        def do(session: Session, person: Person) -> Hall:
            del person
            return hall_of(session, unit)

        return self._acting.look(actor, "hall.show", do)


def hall_of(session: Session, unit: str) -> Hall:
    """Return the hall of a unit, or that of the nearest unit above it.

    Raises:
        NotThere: None of them has one.
    """
    for above in line_of(session, unit):
        row = session.get(HallRow, above)
        if row is not None:
            return Hall.model_validate(row.document)
    raise NotThere("大厅资料")


def groups_below(session: Session, unit: str) -> frozenset[str]:
    """Return the open display groups of a unit and of those below it."""
    units = units_below(session, frozenset({unit}))
    query = select(DisplayGroup.id).where(
        DisplayGroup.unit_id.in_(units), DisplayGroup.closed_at.is_(None)
    )
    return frozenset(session.scalars(query))
