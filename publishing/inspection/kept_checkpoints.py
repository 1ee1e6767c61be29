"""Show which device keeps which checkpoint of the log, and which one convicts it.

It changes nothing. Whoever sees a device sees what it keeps (REQ-70, F29).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.evidence.witnesses import Witness, is_contradicted, witnesses
from publishing.log.checkpoints import newest
from publishing.log.tree import size_of
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, units_where
from publishing.tables.fleet import Device, DeviceState
from publishing.tables.people import Office
from publishing.tables.schedule import DisplayGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTable:
    """Be what devices keep of the log, beside the log as it is now."""

    size: int
    """Entries of the log now."""
    signed_size: int | None
    """Of the newest checkpoint; None: none was signed yet."""
    signed_at: datetime | None
    root: str
    """Of the newest checkpoint, in hexadecimal digits."""
    alarms: tuple[Witness, ...]
    """What contradicts the log; the newest first."""
    kept: tuple[Witness, ...]
    """The last of each device that agrees in all; the longest silent first."""
    without: tuple[str, ...]
    """Names of devices in use that have told of none yet."""


class KeptCheckpoints:
    """Answer what devices keep."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def table(self, actor: str) -> KeptTable:
        """Return what the devices of the person's units keep.

        A device that convicts the log is shown to everybody: the log is one.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        return self._acting.look(actor, "witness.listing", _table)

    def is_contradicted(self, actor: str) -> bool:
        """Say whether any device has said that the log is another than it was.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> bool:
            del person
            return is_contradicted(session)

        return self._acting.look(actor, "witness.listing", do)


def _table(session: Session, person: Person) -> KeptTable:
    units = units_where(session, person, *Office)
    query = (
        select(Device.id, Device.name)
        .join(DisplayGroup, DisplayGroup.id == Device.group_id)
        .where(DisplayGroup.unit_id.in_(units), Device.state == DeviceState.ACTIVE)
        .order_by(Device.name, Device.id)
    )
    own = dict(session.execute(query).all())
    found, signed = witnesses(session), newest(session)
    wrong = {one.device for one in found if one.contradicts}
    kept = [one for one in found if one.device in own and one.device not in wrong]
    known = {one.device for one in found}
    return KeptTable(
        size=size_of(session.connection()),
        signed_size=None if signed is None else signed.size,
        signed_at=None if signed is None else signed.signed_at,
        root="" if signed is None else signed.root.hex(),
        alarms=tuple(
            sorted(
                (one for one in found if one.contradicts),
                key=lambda one: one.kept_at,
                reverse=True,
            )
        ),
        kept=tuple(sorted(kept, key=lambda one: (one.kept_at, one.device))),
        without=tuple(name for device, name in own.items() if device not in known),
    )
