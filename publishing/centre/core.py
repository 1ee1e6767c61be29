"""Open what delivery stands on: database, files, keys, repository; serve nothing."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from config.centre import CentreSettings
from config.mandates import Preset
from programme.clock import Clock
from programme.keys import SigningKey
from publishing.calendar.current import Calendars
from publishing.calendar.sources import CountyCalendar
from publishing.database import Database
from publishing.database_server import database_of
from publishing.files import FileStore
from publishing.migrations import upgrade
from publishing.release.ceremony import Places, root_of
from publishing.release.disk import RealDisk
from publishing.release.keyring import (
    APPROVAL_KEY,
    TIME_KEY,
    read_online_signers,
    read_signing_key,
)
from publishing.release.makers import Makers
from publishing.release.metadata import Lifetimes
from publishing.release.others import people_of
from publishing.release.publisher import Publisher
from publishing.release.repository import Repository
from publishing.wake.notice import SocketWaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """Be what delivery stands on, open."""

    places: Places
    database: Database
    files: FileStore
    approval_key: SigningKey
    time_key: SigningKey
    county_calendar: CountyCalendar
    calendars: Calendars
    mandates: Mapping[str, Preset]
    """The rules as this county's settings want them."""
    repository: Repository
    publisher: Publisher
    makers: Makers
    root_metadata: bytes


@contextmanager
def open_core(settings: CentreSettings, clock: Clock) -> Iterator[Core]:
    """Open everything, and close it again at the end.

    Raises:
        KeysMissing: The county has not held its ceremony in this folder.
        DatabaseUnusable: The database server cannot be reached, or is not fit.
    """
    places = Places(folder=settings.data_folder)
    root = root_of(places.metadata)
    approval_key = read_signing_key(places.keys, APPROVAL_KEY)
    time_key = read_signing_key(places.keys, TIME_KEY)
    files = FileStore(settings.data_folder / "files")
    database = database_of(settings)
    county_calendar = CountyCalendar(
        database=database, folder=settings.data_folder / "calendars"
    )
    calendars = Calendars(county_calendar.read)
    makers = Makers(
        people=people_of(approval=approval_key, time=time_key),
        files=files,
        calendars=calendars,
        presence_counts=settings.rules.presence_counts,
    )
    repository = Repository(
        places.folder / "repository",
        signers=read_online_signers(places.keys),
        lifetimes=replace(Lifetimes(), timestamp_days=settings.timestamp_days),
        disk=RealDisk(),
    )
    try:
        upgrade(database)
        yield Core(
            places=places,
            database=database,
            files=files,
            approval_key=approval_key,
            time_key=time_key,
            county_calendar=county_calendar,
            calendars=calendars,
            mandates=settings.rules.presets(),
            repository=repository,
            makers=makers,
            publisher=Publisher(
                database=database,
                repository=repository,
                makers=makers,
                waker=SocketWaker(settings.wake_socket),
                clock=clock,
            ),
            root_metadata=root,
        )
    finally:
        database.close()
