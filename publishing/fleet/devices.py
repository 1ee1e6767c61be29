"""Confirm, list and revoke devices as staff do; every act is journalled."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from programme.layout import Panel
from publishing.database import Database
from publishing.errors import NotAllowed, NotThere, Refused
from publishing.fleet.keepers import KEEPERS, kept_device
from publishing.fleet.matching import (
    MISSES_WITHIN,
    CodeWrong,
    Pending,
    Wanted,
    match,
    tidy,
)
from publishing.fleet.restarts import Restarts, last_order
from publishing.fleet.views import (
    DeviceView,
    PendingView,
    device_view,
    pending_view,
    with_restart,
)
from publishing.oversight.journal import record
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold, units_where
from publishing.tables.fleet import (
    Device,
    DeviceReport,
    DeviceState,
    EnrolmentMiss,
    EnrolmentRow,
)
from publishing.tables.people import Office
from publishing.tables.schedule import DisplayGroup

_MOST_NAME = 60


class Devices:
    """Keep the list of devices."""

    def __init__(self, *, acting: Acting, database: Database) -> None:
        self._acting = acting
        self._database = database
        self.restarts = Restarts(acting)
        """Starting their programs anew, from afar."""

    def pending(self, actor: str) -> tuple[PendingView, ...]:
        """Return the devices that wait for their code to be confirmed.

        Raises:
            NotAllowed: The actor keeps no devices anywhere.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> tuple[PendingView, ...]:
            _must_keep_somewhere(person)
            return tuple(pending_view(row) for row in _waiting(session, now))

        return self._acting.look(actor, "fleet.pending", do)

    def confirm(self, actor: str, *, code: str, group: str, name: str) -> DeviceView:
        """Take the device that shows this code into a display group.

        Raises:
            NotAllowed: Not the group's office or administrator.
            NotThere: No such group.
            TooManyMisses: The actor typed too many wrong codes.
            CodeWrong: No device shows the code.
            CodeTwice: Two devices show it.
            GroupUnfit: The device does not fit the group.
            Refused: The name is empty or too long.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> DeviceView:
            place = _open_group(session, group)
            must_hold(session, person, place.unit_id, *KEEPERS, what="登记设备")
            device = _enrol(
                session,
                person,
                place,
                code=tidy(code),
                name=_good_name(name),
                now=now,
            )
            return device_view(device, place, None, now)

        try:
            return self._acting.act(actor, "fleet.confirm", do)
        except CodeWrong:
            self._note_miss(actor, group, now)
            raise

    def listing(self, actor: str) -> tuple[DeviceView, ...]:
        """Return the devices of the actor's units, with age and state.

        Raises:
            NotAllowed: The actor holds no office that sees devices.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> tuple[DeviceView, ...]:
            units = units_where(session, person, *Office)
            query = (
                select(Device, DisplayGroup, DeviceReport)
                .join(DisplayGroup, DisplayGroup.id == Device.group_id)
                .outerjoin(DeviceReport, DeviceReport.device_id == Device.id)
                .where(DisplayGroup.unit_id.in_(units))
                .order_by(Device.state, Device.group_id, Device.id)
            )
            return tuple(
                with_restart(device_view(*row, now), last_order(session, row[0].id))
                for row in session.execute(query)
            )

        return self._acting.look(actor, "fleet.devices", do)

    def revoke(self, actor: str, device_id: str, *, reason: str) -> None:
        """Take a device off the list: nothing of it is believed from now on.

        Raises:
            NotAllowed: Not the group's office or administrator.
            NotThere: No such device.
            StateForbids: It is off the list already.
            Refused: No reason was given.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            device = kept_device(session, person, device_id, what="停用设备")
            if not reason.strip():
                raise Refused("请写明停用的原因。", code="reason_missing")
            device.state = DeviceState.REVOKED
            device.revoked_at, device.revoked_by = now, person.id
            device.revoke_reason = reason.strip()[:400]
            record(
                session,
                actor=person.id,
                act="device.revoked",
                subject=device.id,
                details={"reason": device.revoke_reason},
                at=now,
            )

        self._acting.act(actor, "fleet.revoke", do)

    def _note_miss(self, actor: str, group: str, now: datetime) -> None:
        with self._database.session() as session:
            session.add(EnrolmentMiss(staff_id=actor, at=now))
            record(session, actor=actor, act="device.code_wrong", subject=group, at=now)


def _enrol(
    session: Session,
    person: Person,
    group: DisplayGroup,
    *,
    code: str,
    name: str,
    now: datetime,
) -> Device:
    rows = {row.key: row for row in _waiting(session, now)}
    wanted = Wanted(
        name=group.name,
        display_kind=group.display_kind,
        panel=Panel.model_validate(group.panel),
    )
    misses = _misses(session, person, now)
    row = rows[
        match(code, list(map(_pending, rows.values())), wanted, misses=misses).key
    ]
    device = Device(
        id=_next_id(session, group),
        key=row.key,
        public=row.public,
        group_id=group.id,
        name=name,
        display_kind=row.display_kind,
        width=row.width,
        height=row.height,
        hostname=row.hostname,
        state=DeviceState.ACTIVE,
        enrolled_at=now,
        enrolled_by=person.id,
        revoke_reason="",
    )
    session.add(device)
    session.delete(row)
    record(
        session,
        actor=person.id,
        act="device.enrolled",
        subject=device.id,
        details={"group": group.id, "key": row.key, "name": name},
        at=now,
    )
    return device


def _waiting(session: Session, now: datetime) -> Iterator[EnrolmentRow]:
    query = select(EnrolmentRow).where(EnrolmentRow.expires_at > now)
    yield from session.scalars(query.order_by(EnrolmentRow.asked_at, EnrolmentRow.key))


def _misses(session: Session, person: Person, now: datetime) -> int:
    query = select(func.count()).where(
        EnrolmentMiss.staff_id == person.id, EnrolmentMiss.at > now - MISSES_WITHIN
    )
    return session.scalar(query) or 0


def _next_id(session: Session, group: DisplayGroup) -> str:
    """Return a new id; devices are never deleted, so a count names each once."""
    query = select(func.count()).where(Device.group_id == group.id)
    return f"{group.id[:70]}-{(session.scalar(query) or 0) + 1}"


def _open_group(session: Session, group_id: str) -> DisplayGroup:
    group = session.get(DisplayGroup, group_id)
    if group is None or group.closed_at is not None:
        raise NotThere("这个分组")
    return group


def _must_keep_somewhere(person: Person) -> None:
    if not person.holds_somewhere(*KEEPERS):
        raise NotAllowed("登记设备", wanted="发布办公室或管理员")


def _good_name(name: str) -> str:
    tidied = " ".join(name.split())
    if not 0 < len(tidied) <= _MOST_NAME:
        message = f"请给设备起个名字，不超过 {_MOST_NAME} 个字。"
        raise Refused(message, code="name_unfit")
    return tidied


def _pending(row: EnrolmentRow) -> Pending:
    return Pending(
        key=row.key,
        code=row.code,
        display_kind=row.display_kind,
        width=row.width,
        height=row.height,
    )
