"""Order a device's programs to start anew, and note that it was done (REQ-70).

The order travels in the answer to a status, which the centre's time key signs; the
receipt comes with the next status. Both stand in the journal.
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.enrolment import DeviceStatus, Restart, Restarted
from publishing.errors import StateForbids
from publishing.fleet.keepers import kept_device
from publishing.oversight.journal import record
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.tables.fleet import Device
from publishing.tables.restarts import RestartRow

GOOD_FOR = timedelta(hours=24)
"""A device that was away for longer has most likely been started anew by hand."""


class Restarts:
    """Give orders to start programs anew."""

    def __init__(self, acting: Acting) -> None:
        self._acting = acting

    def order(self, actor: str, device_id: str, *, what: Restarted) -> None:
        """Order a device to start its browser, or all its programs, anew.

        Raises:
            NotAllowed: Not the group's office or administrator.
            NotThere: No such device.
            StateForbids: It is off the list, or an order is still open.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            device = kept_device(session, person, device_id, what="重启终端")
            if open_order(session, device.id, now) is not None:
                raise StateForbids("重启终端", state="已经下令，正等它回话")
            session.add(
                RestartRow(
                    device_id=device.id,
                    what=what,
                    ordered_at=now,
                    ordered_by=person.id,
                    done_at=None,
                )
            )
            record(
                session,
                actor=person.id,
                act="device.restart_ordered",
                subject=device.id,
                details={"what": what.value},
                at=now,
            )

        self._acting.act(actor, "fleet.restart", do)


def last_order(session: Session, device: str) -> RestartRow | None:
    """Return a device's newest order, done or not."""
    query = select(RestartRow).where(RestartRow.device_id == device)
    return session.scalar(
        query.order_by(RestartRow.ordered_at.desc(), RestartRow.id.desc()).limit(1)
    )


def open_order(session: Session, device: str, now: datetime) -> RestartRow | None:
    """Return the order that a device is still to carry out."""
    row = last_order(session, device)
    if row is None or row.done_at is not None or row.ordered_at <= now - GOOD_FOR:
        return None
    return row


def answer_to(
    session: Session, device: Device, status: DeviceStatus, now: datetime
) -> Restart | None:
    """Take a receipt out of a status, and return what is to be started anew."""
    row = open_order(session, device.id, now)
    if row is None:
        return None
    if status.restarted != _name_of(row):
        return Restart(id=_name_of(row), what=row.what, ordered_at=row.ordered_at)
    row.done_at = now
    record(
        session,
        actor=device.id,
        act="device.restarted",
        subject=device.id,
        details={"what": row.what.value},
        at=now,
    )
    return None


def _name_of(row: RestartRow) -> str:
    return f"restart-{row.id}"
