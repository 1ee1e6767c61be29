"""Build the directory and its files from the rows; publish nothing.

What devices get is the newest published state; half-edited items stay inside.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.index_file import index_file_of
from directory.model import (
    Counter,
    Department,
    Directory,
    DirectoryShard,
    LifeEvent,
    Readings,
    ServiceItem,
)
from directory.places import Places
from directory.wording import NO_PLACES
from media.speech.searching import item_readings
from programme.canonical import sha256_hex
from programme.document import to_millisecond
from programme.programme import DIRECTORY_TARGET
from publishing.catalogue.halls import groups_below, hall_of
from publishing.catalogue.place_words import kept_places
from publishing.catalogue.units import county_of
from publishing.errors import Refused
from publishing.files import FileStore
from publishing.releases_due import ask_for
from publishing.staff.acting import touch
from publishing.staff.offices import Person
from publishing.tables.services import (
    CounterRow,
    DepartmentRow,
    DirectoryVersion,
    LifeEventRow,
    ServiceItemRow,
)

SHARD_SIZE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltDirectory:
    """Be a directory with the bytes of its files by their SHA-256."""

    directory: Directory
    files: Mapping[str, bytes]
    items: tuple[ServiceItem, ...] = ()
    places: Places = NO_PLACES


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedItems:
    """Be the items of a published directory, with how they sound."""

    items: Mapping[str, ServiceItem] = field(default_factory=dict)
    readings: Mapping[str, Readings] = field(default_factory=dict)
    places: Places = NO_PLACES
    """The words beside disclosures."""


def build_directory(
    session: Session,
    *,
    version: int,
    made_at: datetime,
    published: PublishedItems | None = None,
) -> BuiltDirectory:
    """Return the directory that the rows make, and its files.

    Args:
        session: Where the rows are.
        version: The directory's number.
        made_at: The instant that it names.
        published: What is out; how an unchanged item sounds is taken from there.

    Raises:
        Refused: There is no item.
        NotThere: The county has no hall yet.
    """
    county = county_of(session)
    hall = hall_of(session, county.id)
    items = kept_items(session)
    if not items:
        raise Refused("办事目录里还没有事项。请先导入事项。", code="empty_directory")
    known = published or PublishedItems()
    shards = [
        _shard(items[at : at + SHARD_SIZE], known)
        for at in range(0, len(items), SHARD_SIZE)
    ]
    files = {sha256_hex(data): data for data in map(DirectoryShard.canonical, shards)}
    index = _index(shards, tuple(files))
    places = kept_places(session)
    directory = Directory(
        version=version,
        county=county.id,
        made_at=to_millisecond(made_at),
        departments=kept_departments(session),
        counters=kept_counters(session),
        life_events=kept_events(session),
        enquiry_desk=hall.enquiry_place,
        enquiry_telephone=hall.enquiry_telephone,
        shards=tuple(files),
        index=sha256_hex(index),
        places=places.digest(),
    )
    more = {sha256_hex(index): index, places.digest(): places.canonical()}
    return BuiltDirectory(
        directory=directory, files={**files, **more}, items=items, places=places
    )


def newest_directory(session: Session) -> Directory | None:
    """Return the directory that was published last, or None before the first."""
    query = select(DirectoryVersion).order_by(DirectoryVersion.version.desc()).limit(1)
    row = session.scalars(query).first()
    return Directory.model_validate(row.body) if row else None


def published_items(files: FileStore, directory: Directory | None) -> PublishedItems:
    """Return the items of a published directory.

    Raises:
        NotThere: A shard's bytes are gone.
        ContractError: They are not what they were.
    """
    if directory is None:
        return PublishedItems()
    shards = [
        DirectoryShard.parse_named(files.get(sha256), sha256)
        for sha256 in directory.shards
    ]
    return PublishedItems(
        items={item.id: item for shard in shards for item in shard.items},
        readings={one.item: one for shard in shards for one in shard.readings},
        places=places_out(files, directory),
    )


def item_documents_out(
    files: FileStore, directory: Directory
) -> Iterator[dict[str, Any]]:
    """Yield the items of a published directory as JSON, which reads five times quicker.

    Raises:
        NotThere: A shard's bytes are gone.
    """
    for sha256 in directory.shards:
        yield from json.loads(files.get(sha256))["items"]


def places_out(files: FileStore, directory: Directory) -> Places:
    """Return the words beside disclosures of a published directory.

    Raises:
        NotThere: Their bytes are gone.
        ContractError: They are not what they were.
    """
    name = directory.places
    return Places.parse_named(files.get(name), name) if name else NO_PLACES


def kept_item_documents(session: Session) -> Iterator[dict[str, Any]]:
    """Yield every item that is not removed as JSON, in the order of their ids."""
    query = (
        select(ServiceItemRow.document)
        .where(ServiceItemRow.removed_at.is_(None))
        .order_by(ServiceItemRow.id)
    )
    yield from session.scalars(query)


def kept_items(session: Session) -> tuple[ServiceItem, ...]:
    """Return every item that is not removed, in the order of their ids."""
    return tuple(map(ServiceItem.model_validate, kept_item_documents(session)))


def kept_departments(session: Session) -> tuple[Department, ...]:
    """Return every department, in the order of their ids."""
    query = select(DepartmentRow.document).order_by(DepartmentRow.id)
    return tuple(map(Department.model_validate, session.scalars(query)))


def kept_counters(session: Session) -> tuple[Counter, ...]:
    """Return every counter, in the order of their ids."""
    query = select(CounterRow.document).order_by(CounterRow.id)
    return tuple(map(Counter.model_validate, session.scalars(query)))


def kept_events(session: Session) -> tuple[LifeEvent, ...]:
    """Return the life events in their order."""
    rows = session.scalars(select(LifeEventRow.document))
    return tuple(sorted(map(LifeEvent.model_validate, rows), key=_order))


def next_version(session: Session) -> int:
    """Return the number after the newest published directory's."""
    return (session.scalar(select(func.max(DirectoryVersion.version))) or 0) + 1


def settle(
    session: Session, person: Person, directory: Directory, now: datetime
) -> None:
    """Make a directory the newest one; every display is told (REQ-52)."""
    session.add(
        DirectoryVersion(
            version=directory.version,
            made_at=now,
            made_by=person.id,
            body=directory.model_dump(mode="json"),
            shards=list(directory.shards),
        )
    )
    session.flush()
    ask_for(session, DIRECTORY_TARGET, now)
    touch(session, groups_below(session, directory.county))


def _order(event: LifeEvent) -> tuple[int, str]:
    return event.order, event.id


def _shard(items: Iterable[ServiceItem], known: PublishedItems) -> DirectoryShard:
    taken = tuple(items)
    readings = tuple(_readings(item, known) for item in taken)
    return DirectoryShard(items=taken, readings=readings)


def _index(shards: Iterable[DirectoryShard], names: Iterable[str]) -> bytes:
    """Return the file by which devices need not gather what the search needs."""
    taken = tuple(shards)
    items = [item for shard in taken for item in shard.items]
    readings = {one.item: one for shard in taken for one in shard.readings}
    return index_file_of(items, readings, shards=names).canonical()


def _readings(item: ServiceItem, known: PublishedItems) -> Readings:
    """Return how an item sounds; reckoned again only if the item has changed."""
    if known.items.get(item.id) == item and item.id in known.readings:
        return known.readings[item.id]
    return item_readings(item)
