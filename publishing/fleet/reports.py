"""Know a device by its key and note its status; it answers nothing."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.enrolment import PURPOSE_STATUS, DeviceStatus
from programme.envelope import Envelope, unseal
from programme.errors import SignatureRefused
from publishing.fleet.errors import DeviceRevoked, DeviceUnknown
from publishing.oversight.journal import record
from publishing.tables.fleet import Device, DeviceAlarm, DeviceReport, DeviceState


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
) -> DeviceStatus:
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
    _note_vanished(session, device, frozenset(status.vanished), at)
    return status


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
