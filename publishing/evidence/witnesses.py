"""Keep what devices say of the checkpoints that they keep, and hold it against the log.

A device that keeps another log than this one convicts the centre; so it is shown.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from programme.errors import ContractError
from programme.merkle import root_of
from programme.witness import KeptCheckpoint, opened
from publishing.log.tree import size_of, tree_of
from publishing.tables.fleet import Device
from publishing.tables.log import DeviceCheckpoint

_AT_ONCE = 400
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Be a checkpoint that one device keeps: its last, or one that contradicts."""

    device: str
    device_name: str
    size: int
    root: str
    kept_at: datetime
    trouble: str
    """As the device says; empty where it found none."""
    agrees: bool
    """Whether this log, as it is now, had this root at this size."""

    @property
    def contradicts(self) -> bool:
        """Say whether it convicts the log."""
        return bool(self.trouble) or not self.agrees


def note_kept(session: Session, device: str, kept: KeptCheckpoint) -> None:
    """Note a checkpoint that a device keeps."""
    try:
        said = opened(kept.key, kept.checkpoint)
    except ContractError as error:
        # It is in the signed batch all the same.
        _log.warning("%s keeps what is no checkpoint: %s", device, error)
        return
    root = said.root.hex()
    row = session.get(DeviceCheckpoint, (device, said.size, root))
    if row is None:
        row = DeviceCheckpoint(device_id=device, size=said.size, root=root)
        session.add(row)
    row.note, row.kept_at = kept.checkpoint, kept.at
    row.trouble = "" if kept.trouble is None else kept.trouble.value


def witnesses(session: Session) -> tuple[Witness, ...]:
    """Return the last word of each device, and every one that contradicts."""
    wrong = _wrong(session)
    names = {row.id: row.name for row in session.scalars(select(Device))}
    found = {
        (row.device_id, row.size, row.root): Witness(
            device=row.device_id,
            device_name=names.get(row.device_id, row.device_id),
            size=row.size,
            root=row.root,
            kept_at=row.kept_at,
            trouble=row.trouble,
            agrees=(row.size, row.root) not in wrong,
        )
        for row in _worth_showing(session, wrong)
    }
    return tuple(
        sorted(found.values(), key=lambda one: (one.device, one.kept_at, one.size))
    )


def is_contradicted(session: Session) -> bool:
    """Say whether any device has said that the log is another than it was.

    It asks devices' words alone and is quick; `witnesses` looks at the log itself.
    """
    query = select(DeviceCheckpoint.device_id).where(DeviceCheckpoint.trouble != "")
    return session.scalar(query.limit(1)) is not None


def _wrong(session: Session) -> frozenset[tuple[int, str]]:
    """Return the sizes with the roots that this log never had.

    Devices keep the same checkpoints: each is worked out once, not once a device.
    """
    connection = session.connection()
    node, size = tree_of(connection), size_of(connection)
    pairs = select(DeviceCheckpoint.size, DeviceCheckpoint.root).distinct()
    return frozenset(
        (kept, root)
        for kept, root in session.execute(pairs)
        if kept > size or root_of(kept, node).hex() != root
    )


def _worth_showing(
    session: Session, wrong: frozenset[tuple[int, str]]
) -> Iterator[DeviceCheckpoint]:
    """Yield rows that contradict, and the newest of each device."""
    sizes = sorted({size for size, _ in wrong})
    for begin in range(0, len(sizes), _AT_ONCE):
        some = DeviceCheckpoint.size.in_(sizes[begin : begin + _AT_ONCE])
        rows = session.scalars(select(DeviceCheckpoint).where(some))
        yield from (row for row in rows if (row.size, row.root) in wrong)
    troubled = DeviceCheckpoint.trouble != ""
    yield from session.scalars(select(DeviceCheckpoint).where(troubled))
    newest = (
        select(
            DeviceCheckpoint.device_id.label("device"),
            func.max(DeviceCheckpoint.kept_at).label("at"),
        )
        .group_by(DeviceCheckpoint.device_id)
        .subquery()
    )
    last = select(DeviceCheckpoint).join(
        newest,
        (DeviceCheckpoint.device_id == newest.c.device)
        & (DeviceCheckpoint.kept_at == newest.c.at),
    )
    greatest: dict[str, DeviceCheckpoint] = {}
    for row in session.scalars(last.order_by(DeviceCheckpoint.size)):
        greatest[row.device_id] = row
    yield from greatest.values()
