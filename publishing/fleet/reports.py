"""Know a device by its key and note its status; it answers nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.enrolment import PURPOSE_STATUS, DeviceStatus
from programme.envelope import Envelope, unseal
from programme.errors import SignatureRefused
from publishing.fleet.errors import DeviceRevoked, DeviceUnknown
from publishing.fleet.twins import Runs, heard
from publishing.oversight.journal import record
from publishing.tables.fleet import Device, DeviceAlarm, DeviceReport, DeviceState


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Be a status that was kept, and whether two machines speak with its key."""

    status: DeviceStatus
    has_twin: bool


def device_of(session: Session, envelope: Envelope) -> Device:
    """Return the device whose key an envelope names; its signature is not checked.

    Raises:
        DeviceUnknown: No device has this key.
        DeviceRevoked: It was taken off the list.
    """
    device = session.scalar(select(Device).where(Device.key == envelope.key))
    if device is None:
        raise DeviceUnknown
    if device.state is DeviceState.REVOKED:
        raise DeviceRevoked(device.id)
    return device


def note_status(
    session: Session, device: Device, envelope: Envelope, at: datetime
) -> Noted:
    """Keep a device's status as its last, and open or end alarms by it.

    Raises:
        SignatureRefused: It is not signed by this device, or names another.
        DocumentMalformed: It is no status.
    """
    status = unseal(envelope, DeviceStatus, PURPOSE_STATUS, device.public)
    if status.device != device.id:
        raise SignatureRefused("状态里写的是别的设备")
    row = session.get(DeviceReport, device.id)
    if row is None:
        row = DeviceReport(device_id=device.id)
        session.add(row)
    row.received_at = at
    row.status = status.model_dump(mode="json")
    has_twin = _note_run(session, device, row, status.run)
    _note_vanished(session, device, frozenset(status.vanished), at)
    return Noted(status=status, has_twin=has_twin)


def _note_run(
    session: Session, device: Device, row: DeviceReport, run: str | None
) -> bool:
    """Note which run of the agent spoke; say whether two machines do (F30)."""
    at = row.received_at
    known = Runs(
        names=tuple(row.runs or ()), returned_at=row.returned_at, twin_at=row.twin_at
    )
    news = heard(known, run, at)
    row.runs = list(news.names)
    row.returned_at, row.twin_at = news.returned_at, news.twin_at
    has_twin = news.has_twin(at)
    if has_twin and not known.has_twin(at):
        record(session, actor=device.id, act="device.twin", subject=device.id, at=at)
    return has_twin


def note_carried_status(
    session: Session, device: Device, envelope: Envelope, now: datetime
) -> bool:
    """Keep a status that was days on its way as of when it was said.

    Return False where a newer word of the device is here already.

    Raises:
        SignatureRefused: It is not signed by this device, or names another.
        DocumentMalformed: It is no status.
    """
    status = unseal(envelope, DeviceStatus, PURPOSE_STATUS, device.public)
    # A clock that runs ahead must not make words of tomorrow.
    at = min(status.said_at, now)
    row = session.get(DeviceReport, device.id)
    if row is not None and row.received_at >= at:
        return False
    note_status(session, device, envelope, at)
    return True


def _note_vanished(
    session: Session, device: Device, vanished: frozenset[str], at: datetime
) -> None:
    """Keep one open alarm for each disclosure that vanished without a withdrawal."""
    query = select(DeviceAlarm).where(
        DeviceAlarm.device_id == device.id, DeviceAlarm.ended_at.is_(None)
    )
    open_alarms = {alarm.disclosure_id: alarm for alarm in session.scalars(query)}
    for disclosure in open_alarms.keys() - vanished:
        open_alarms[disclosure].ended_at = at
    for disclosure in sorted(vanished - open_alarms.keys()):
        session.add(
            DeviceAlarm(
                device_id=device.id,
                disclosure_id=disclosure,
                first_at=at,
                ended_at=None,
            )
        )
        record(
            session,
            actor=device.id,
            act="device.vanished",
            subject=disclosure,
            details={},
            at=at,
        )
