"""Say who keeps devices, and find one that a person may act on; it acts on none."""

from sqlalchemy.orm import Session

from publishing.errors import NotThere, StateForbids
from publishing.staff.offices import Person, must_hold
from publishing.tables.fleet import Device, DeviceState
from publishing.tables.people import Office
from publishing.tables.schedule import DisplayGroup

KEEPERS = (Office.PUBLISHER, Office.ADMIN)


def kept_device(
    session: Session, person: Person, device_id: str, *, what: str
) -> Device:
    """Return a device in use that a person keeps, locked until the act is done.

    Args:
        session: The act's own.
        person: Who acts.
        device_id: Which one.
        what: The act, as a refusal names it.

    Raises:
        NotThere: No such device.
        NotAllowed: Not the group's office or administrator.
        StateForbids: It is off the list.
    """
    device = session.get(Device, device_id, with_for_update=True)
    if device is None:
        raise NotThere("这台设备")
    group = session.get_one(DisplayGroup, device.group_id)
    must_hold(session, person, group.unit_id, *KEEPERS, what=what)
    if device.state is DeviceState.REVOKED:
        raise StateForbids(what, state="已经停用")
    return device
