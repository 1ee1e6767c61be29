"""Find and keep orders in the rows: their area, their people, their signatures."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.approval import Approval, Role
from programme.override import OrderEnd, Override, Stop
from publishing.desk.rules import may_confirm
from publishing.desk.signing import decision_of
from publishing.desk.withdrawal_roles import signing_name, strongest_role
from publishing.errors import NotAllowed, NotThere, Refused, StateForbids
from publishing.overriding.rules import USUAL_LIFE
from publishing.oversight.journal import record
from publishing.release.sources import open_groups
from publishing.releases_due import ask_for_groups
from publishing.signing.pens import Pen
from publishing.staff.acting import touch
from publishing.staff.offices import Person, must_hold, units_below
from publishing.tables.people import Office
from publishing.tables.schedule import DisplayGroup
from publishing.tables.screen_orders import OrderKind, OrderState, ScreenOrder
from publishing.tables.units import UnitRow

MAY_ORDER = (Office.DRAFTER, Office.REVIEWER, Office.APPROVER, Office.PUBLISHER)


def area_of(session: Session, unit: str, chosen: Iterable[str]) -> tuple[str, ...]:
    """Return the display groups that an order of a unit is for; none: the county.

    Raises:
        NotThere: No such unit.
        NotAllowed: A group lies outside the unit.
        Refused: The unit has no display group.
    """
    row = session.get(UnitRow, unit)
    if row is None:
        raise NotThere("这个单位")
    wanted = tuple(sorted(set(chosen)))
    if row.parent_id is None and not wanted:
        return ()
    below = units_below(session, frozenset({unit}))
    query = select(DisplayGroup.id).where(
        DisplayGroup.unit_id.in_(below), DisplayGroup.closed_at.is_(None)
    )
    own = set(session.scalars(query))
    if not own:
        raise Refused("这个单位没有屏幕分组。请选上级单位。", code="no_groups")
    if not set(wanted) <= own:
        raise NotAllowed("给本单位以外的屏幕下命令", wanted="那个单位的人")
    return wanted or tuple(sorted(own))


def county_of(session: Session) -> UnitRow:
    """Return the county itself."""
    return session.scalars(select(UnitRow).where(UnitRow.parent_id.is_(None))).one()


def order_of(session: Session, order: str, kind: OrderKind) -> ScreenOrder:
    """Return an order by its id.

    Raises:
        NotThere: No such order of this kind.
    """
    row = session.get(ScreenOrder, order)
    if row is None or row.kind is not kind:
        raise NotThere("这条命令")
    return row


def lapse_of(row: ScreenOrder) -> datetime:
    """Return when nobody may countersign a proposal any more."""
    return row.lapses_at or row.proposed_at + USUAL_LIFE


def must_be(row: ScreenOrder, state: OrderState, *, what: str) -> None:
    """Return only if an order stands where an act needs it.

    Raises:
        StateForbids: It stands elsewhere.
    """
    if row.state is not state:
        raise StateForbids(what, state="已经办过了", thing="这条命令")


def first_role(
    session: Session,
    person: Person,
    unit: str,
    *,
    what: str,
    but: Collection[Role] = (),
) -> Role:
    """Return in which role somebody orders something; `but` are not the centre's.

    Raises:
        NotAllowed: They hold no office of the unit.
    """
    must_hold(session, person, unit, *MAY_ORDER, what=what)
    return strongest_role(session, person, unit, but=but) or Role.DRAFTER


def second_role(
    session: Session, person: Person, unit: str, *, first: Role, what: str
) -> Role:
    """Return in which role somebody signs as the second person.

    Raises:
        NotAllowed: Neither of the two is an approver of the unit.
    """
    role = strongest_role(session, person, unit)
    if role is None or not may_confirm(requester=first, confirmer=role):
        raise NotAllowed(what, wanted="批准人（两个人里至少一位）")
    return role


def approver_role(session: Session, person: Person, unit: str, *, what: str) -> Role:
    """Return the role of an approver.

    Raises:
        NotAllowed: They are none of the unit.
    """
    must_hold(session, person, unit, Office.APPROVER, what=what)
    return Role.APPROVER


def signature(
    session: Session,
    person: Person,
    role: Role,
    order: Override | Stop | OrderEnd,
    *,
    unit: str,
    pen: Pen,
    now: datetime,
) -> Approval:
    """Return somebody's signature over an order or its end.

    Raises:
        OwnKeyNeeded: The approver's own key counts, and was not given.
    """
    name = signing_name(session, person, unit, role)
    subject = order.subject()
    decision = decision_of(person.id, name, role, subject=subject, now=now)
    return pen.sign(session, decision, unit=unit)


def put_in_force(session: Session, row: ScreenOrder, at: datetime) -> None:
    """Ask for new programmes of every group that an order is for."""
    groups = tuple(row.groups) or open_groups(session)
    ask_for_groups(session, sorted(groups), at)
    touch(session, frozenset(groups))


def note(
    session: Session,
    person: Person,
    act: str,
    row: ScreenOrder,
    *,
    at: datetime,
    details: dict[str, object] | None = None,
) -> None:
    """Write an act about an order into the journal."""
    record(
        session,
        actor=person.id,
        act=f"{row.kind.value}.{act}",
        subject=row.id,
        details=details or {},
        at=at,
    )
