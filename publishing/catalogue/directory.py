"""Build the directory and its shards from the rows, and publish a state of it.

What devices get is the newest published state; half-edited items stay inside.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.model import (
    Counter,
    Department,
    Directory,
    DirectoryShard,
    LifeEvent,
    ServiceItem,
)
from media.speech.searching import item_readings
from programme.programme import DIRECTORY_TARGET
from publishing.catalogue.halls import groups_below, hall_of
from publishing.catalogue.units import county_of
from publishing.due import ask_for
from publishing.errors import Refused
from publishing.files import FileStore
from publishing.oversight.journal import record
from publishing.staff.acting import Acting, touch
from publishing.staff.offices import Person, must_hold
from publishing.tables.people import Office
from publishing.tables.services import (
    CounterRow,
    DepartmentRow,
    DirectoryVersion,
    LifeEventRow,
    ServiceItemRow,
)

SHARD_SIZE = 200
_KEEPERS = (Office.PUBLISHER, Office.ADMIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltDirectory:
    """Be a directory with the bytes of its shards by their SHA-256."""

    directory: Directory
    shards: Mapping[str, bytes]


class Directories:
    """Publish states of the directory."""

    def __init__(self, *, acting: Acting, files: FileStore) -> None:
        self._acting = acting
        self._files = files

    def publish(self, actor: str) -> Directory:
        """Publish the service items as they stand; every display is told.

        Raises:
            NotAllowed: Not the county's office or administrator.
            Refused: There is no item to publish.
            StorageFailed: The disk refused; nothing was published.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> Directory:
            county = county_of(session)
            must_hold(session, person, county.id, *_KEEPERS, what="发布办事目录")
            version = (
                session.scalar(select(func.max(DirectoryVersion.version))) or 0
            ) + 1
            built = build_directory(session, version=version, made_at=now)
            for data in built.shards.values():
                self._files.put(data)
            _settle(session, person, built, now)
            return built.directory

        return self._acting.act(actor, "directory.publish", do)


def build_directory(
    session: Session, *, version: int, made_at: datetime
) -> BuiltDirectory:
    """Return the directory that the rows make, and its shards.

    Raises:
        Refused: There is no item.
        NotThere: The county has no hall yet.
    """
    county = county_of(session)
    hall = hall_of(session, county.id)
    items = _items(session)
    if not items:
        raise Refused("办事目录里还没有事项。请先导入事项。", code="empty_directory")
    shards = [
        _shard(items[at : at + SHARD_SIZE]) for at in range(0, len(items), SHARD_SIZE)
    ]
    directory = Directory(
        version=version,
        county=county.id,
        made_at=made_at.replace(microsecond=made_at.microsecond // 1000 * 1000),
        departments=tuple(
            Department.model_validate(row.document)
            for row in session.scalars(select(DepartmentRow).order_by(DepartmentRow.id))
        ),
        counters=tuple(
            Counter.model_validate(row.document)
            for row in session.scalars(select(CounterRow).order_by(CounterRow.id))
        ),
        life_events=_life_events(session),
        enquiry_desk=hall.enquiry_place,
        enquiry_telephone=hall.enquiry_telephone,
        shards=tuple(shard.digest() for shard in shards),
    )
    return BuiltDirectory(
        directory=directory,
        shards={shard.digest(): shard.canonical() for shard in shards},
    )


def newest_directory(session: Session) -> Directory | None:
    """Return the directory that was published last, or None before the first."""
    query = select(DirectoryVersion).order_by(DirectoryVersion.version.desc()).limit(1)
    row = session.scalars(query).first()
    return Directory.model_validate(row.body) if row else None


def _items(session: Session) -> tuple[ServiceItem, ...]:
    query = (
        select(ServiceItemRow)
        .where(ServiceItemRow.removed_at.is_(None))
        .order_by(ServiceItemRow.id)
    )
    rows = session.scalars(query)
    return tuple(ServiceItem.model_validate(row.document) for row in rows)


def _life_events(session: Session) -> tuple[LifeEvent, ...]:
    rows = session.scalars(select(LifeEventRow))
    events = [LifeEvent.model_validate(row.document) for row in rows]
    return tuple(sorted(events, key=lambda event: (event.order, event.id)))


def _shard(items: tuple[ServiceItem, ...]) -> DirectoryShard:
    return DirectoryShard(items=items, readings=tuple(map(item_readings, items)))


def _settle(
    session: Session, person: Person, built: BuiltDirectory, now: datetime
) -> None:
    directory = built.directory
    session.add(
        DirectoryVersion(
            version=directory.version,
            made_at=now,
            made_by=person.id,
            body=directory.model_dump(mode="json"),
            shards=list(directory.shards),
        )
    )
    record(
        session,
        actor=person.id,
        act="directory.published",
        subject=directory.county,
        details={"version": directory.version, "sha256": directory.digest()},
        at=now,
    )
    ask_for(session, DIRECTORY_TARGET, now)
    touch(session, groups_below(session, directory.county))
