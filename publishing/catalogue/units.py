"""Keep the tree of units (REQ-2); who works there is `staff`'s matter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from programme.document import Document, Identifier
from publishing.catalogue.tree import Node, Tree, check_move, check_place
from publishing.errors import Conflict, NotThere, Refused
from publishing.oversight.journal import record
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, line_of, must_hold
from publishing.tables.disclosures import Disclosure
from publishing.tables.people import Office, StaffMember
from publishing.tables.units import UnitLevel, UnitRow

Words = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class UnitForm(Document):
    """Be what staff say of a unit."""

    name: Words
    register_name: Words
    """What its register numbers begin with: 柳坞村."""
    lines: Annotated[tuple[Words, ...], Field(min_length=1, max_length=3)]
    """The name as the rail shows it, from the larger unit to the smaller."""
    position: Annotated[int, Field(ge=0, le=100_000)] = 0
    keeper: Identifier | None = None
    """The member of staff who keeps its board up to date."""


class NewUnit(UnitForm):
    """Be a new unit; its id begins with that of the county."""

    id: Identifier
    parent: Identifier
    level: UnitLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitView:
    """Be one unit as it stands."""

    id: str
    parent: str | None
    level: UnitLevel
    form: UnitForm
    closed_at: datetime | None


class Units:
    """Make, change, close and list units."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def create(self, actor: str, form: NewUnit) -> UnitView:
        """Make a unit below another.

        Raises:
            NotAllowed: Not administrator of the unit above.
            Conflict: The id or the register name is taken.
            Refused: The id does not begin with the county's.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> UnitView:
            must_hold(session, person, form.parent, Office.ADMIN, what="加下级单位")
            _check_new(session, form)
            row = UnitRow(id=form.id, parent_id=form.parent, level=form.level)
            _fill(session, row, form)
            session.add(row)
            _journal(session, person, "unit.created", row, now)
            return view_of(row)

        return self._acting.act(actor, "unit.create", do)

    def change(self, actor: str, unit: str, form: UnitForm) -> UnitView:
        """Change what is said of a unit; its id and its place stay.

        Raises:
            NotAllowed: Not administrator of the unit.
            NotThere: No such unit.
            Conflict: The register name is taken.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> UnitView:
            must_hold(session, person, unit, Office.ADMIN, what="改单位资料")
            row = session.get_one(UnitRow, unit)
            _check_register_name(session, form.register_name, but=unit)
            _fill(session, row, form)
            _journal(session, person, "unit.changed", row, now)
            return view_of(row)

        return self._acting.act(actor, "unit.change", do)

    def move(self, actor: str, unit: str, *, parent: str) -> UnitView:
        """Move a unit, with all below it, under another; its numbers stay.

        Offices held above its old place end for it, those above the new one begin;
        a chain that it inherits is from now on the new one's.

        Raises:
            NotAllowed: Not administrator of the unit, its old and its new place.
            NotThere: No such unit, or the new place is closed.
            Refused: The tree would have a circle, or the levels do not fit.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> UnitView:
            row = open_unit(session, unit)
            above = open_unit(session, parent)
            for place in (row.parent_id or unit, above.id):
                must_hold(session, person, place, Office.ADMIN, what="移动单位")
            check_move(tree_of(session), unit, above.id)
            before, row.parent_id = row.parent_id, above.id
            session.flush()
            details = {"from": before, "to": above.id}
            _journal(session, person, "unit.moved", row, now, details)
            return view_of(row)

        return self._acting.act(actor, "unit.move", do)

    def close(self, actor: str, unit: str) -> UnitView:
        """Close a unit: nothing new is drafted for it; its register stays.

        Raises:
            NotAllowed: Not administrator of the unit.
            NotThere: No such unit.
            Conflict: It has open units below it.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> UnitView:
            must_hold(session, person, unit, Office.ADMIN, what="停用单位")
            row = session.get_one(UnitRow, unit)
            below = select(UnitRow.id).where(
                UnitRow.parent_id == unit, UnitRow.closed_at.is_(None)
            )
            if session.scalars(below).first() is not None:
                message = "这个单位还有下级单位。请先停用下级单位。"
                raise Conflict(message)
            row.closed_at = now
            _journal(session, person, "unit.closed", row, now)
            return view_of(row)

        return self._acting.act(actor, "unit.close", do)

    def listing(self, actor: str) -> tuple[UnitView, ...]:
        """Return every unit.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> tuple[UnitView, ...]:
            del person
            query = select(UnitRow).order_by(UnitRow.position, UnitRow.id)
            return tuple(view_of(row) for row in session.scalars(query))

        return self._acting.look(actor, "unit.list", do)


def open_unit(session: Session, unit: str) -> UnitRow:
    """Return a unit that is not closed.

    Raises:
        NotThere: No such unit, or it is closed.
    """
    row = session.get(UnitRow, unit)
    if row is None or row.closed_at is not None:
        raise NotThere("这个单位")
    return row


def tree_of(session: Session) -> Tree:
    """Return where every unit stands."""
    return {
        row.id: Node(id=row.id, parent=row.parent_id, level=row.level, name=row.name)
        for row in session.scalars(select(UnitRow))
    }


def county_of(session: Session) -> UnitRow:
    """Return the county: the unit above all.

    Raises:
        NotThere: The centre has not been set up.
    """
    row = session.scalars(select(UnitRow).where(UnitRow.parent_id.is_(None))).first()
    if row is None:
        raise NotThere("县级单位（发布中心还没有初始化）")
    return row


def view_of(row: UnitRow) -> UnitView:
    """Return one unit as it is listed."""
    form = UnitForm(
        name=row.name,
        register_name=row.register_name,
        lines=tuple(row.lines),
        position=row.position,
        keeper=row.keeper_id,
    )
    return UnitView(
        id=row.id,
        parent=row.parent_id,
        level=row.level,
        form=form,
        closed_at=row.closed_at,
    )


def _check_new(session: Session, form: NewUnit) -> None:
    """Refuse an id that is taken or of another county.

    Raises:
        Conflict: The id or the register name is taken.
        Refused: The id does not begin with the county's.
    """
    if session.get(UnitRow, form.id) is not None:
        message = f"单位编号“{form.id}”已经有了。请换一个。"
        raise Conflict(message)
    *_, county = line_of(session, form.parent)
    if not form.id.startswith(f"{county}-"):
        message = f"单位编号要以“{county}-”开头。请改编号。"
        raise Refused(message, code="id_of_another_county")
    above = session.get_one(UnitRow, form.parent)
    node = Node(id=above.id, parent=above.parent_id, level=above.level, name=above.name)
    check_place(form.level, node)
    _check_register_name(session, form.register_name, but=form.id)


def _check_register_name(session: Session, name: str, *, but: str) -> None:
    """Refuse a register name that another unit has or had: numbers must differ.

    Raises:
        Conflict: The register name is taken.
    """
    same = select(func.count()).where(UnitRow.register_name == name, UnitRow.id != but)
    # A name that a unit has laid down stands in its numbers for ever.
    given = select(func.count()).where(
        Disclosure.register_number.startswith(f"{name} ", autoescape=True),
        Disclosure.unit_id != but,
    )
    if session.scalar(same) or session.scalar(given):
        message = f"登记号前的名字“{name}”别的单位在用，或者用过。请加上乡镇名区分。"
        raise Conflict(message)


def _fill(session: Session, row: UnitRow, form: UnitForm) -> None:
    if form.keeper is not None and session.get(StaffMember, form.keeper) is None:
        raise NotThere("这位维护人的账号")
    row.name, row.register_name = form.name, form.register_name
    row.lines, row.position = list(form.lines), form.position
    row.keeper_id = form.keeper


def _journal(  # noqa: PLR0917 - an act is said the same way everywhere
    session: Session,
    person: Person,
    act: str,
    row: UnitRow,
    now: datetime,
    more: Mapping[str, object] | None = None,
) -> None:
    record(
        session,
        actor=person.id,
        act=act,
        subject=row.id,
        details={
            "name": row.name,
            "register_name": row.register_name,
            **(more or {}),
        },
        at=now,
    )
