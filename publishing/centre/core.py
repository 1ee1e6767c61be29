"""Open what delivery stands on: database, files, keys, repository; serve nothing."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from zoneinfo import ZoneInfo

from config.centre import CentreSettings
from config.mandates import Preset
from programme.clock import Clock
from programme.keys import SigningKey
from publishing.backup.going_on import go_on
from publishing.backup.restoring import held
from publishing.backup.rows import note
from publishing.backup.starting import backed_up_before_upgrade, must_be_whole
from publishing.calendar.current import Calendars
from publishing.calendar.sources import CountyCalendar
from publishing.database import Database
from publishing.database_server import database_of
from publishing.files import FileStore
from publishing.log.checkpoints import LogSigner, origin_of
from publishing.migrations import upgrade
from publishing.release.ceremony import Places, root_of
from publishing.release.disk import RealDisk
from publishing.release.keyring import (
    APPROVAL_KEY,
    LOG_KEY,
    TIME_KEY,
    key_file,
    read_online_signers,
    read_signing_key,
)
from publishing.release.makers import Makers
from publishing.release.metadata import Lifetimes
from publishing.release.others import people_of
from publishing.release.publisher import Publisher
from publishing.release.repository import Repository
from publishing.release.voice_key import VoiceKeys
from publishing.wake.notice import SocketWaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """Be what delivery stands on, open."""

    places: Places
    database: Database
    files: FileStore
    pictures: FileStore
    """What devices photographed: evidence, apart from what is published."""
    approval_key: SigningKey
    time_key: SigningKey
    voice_keys: VoiceKeys
    """Open what residents left; a folder without one gets it."""
    county_calendar: CountyCalendar
    calendars: Calendars
    mandates: Mapping[str, Preset]
    """The rules as this county's settings want them."""
    repository: Repository
    publisher: Publisher
    makers: Makers
    log_signer: LogSigner | None
    """None: the county has not made the key of its log yet."""
    root_metadata: bytes


@contextmanager
def open_core(settings: CentreSettings, clock: Clock) -> Iterator[Core]:
    """Open everything, and close it again at the end.

    Raises:
        KeysMissing: The county has not held its ceremony in this folder.
        DatabaseUnusable: The database server cannot be reached, or is not fit.
        BackupError: The database is damaged, or there is no backup to migrate it upon;
            or a backup is just being restored.
    """
    places = Places(folder=settings.data_folder)
    root = root_of(places.metadata)
    approval_key = read_signing_key(places.keys, APPROVAL_KEY)
    time_key = read_signing_key(places.keys, TIME_KEY)
    voice_keys = VoiceKeys(places.keys)
    files = FileStore(settings.data_folder / "files")
    must_be_whole(settings)
    database = database_of(settings)
    county_calendar = CountyCalendar(
        database=database, folder=settings.data_folder / "calendars"
    )
    calendars = Calendars(county_calendar.read)
    log_signer = _log_signer(places, settings.county)
    repository = Repository(
        places.folder / "repository",
        signers=read_online_signers(places.keys),
        lifetimes=replace(Lifetimes(), timestamp_days=settings.timestamp_days),
        disk=RealDisk(),
        reread=partial(read_online_signers, places.keys),
    )
    makers = Makers(
        people=people_of(
            approval=approval_key,
            time=time_key,
            own_keys=settings.rules.own_keys,
            sealing_keys=voice_keys.listed,
        ),
        files=files,
        calendars=calendars,
        presence_counts=settings.rules.presence_counts,
        log_key=None if log_signer is None else log_signer.public,
        zone=ZoneInfo(settings.time_zone),
        sealing_key=voice_keys.public,
        signed_people=repository.signed_people,
    )
    try:
        with held(settings.data_folder):
            _bring_up(settings, database, clock)
            go_on(
                places.folder,
                database=database,
                repository=repository,
                clock=clock,
                zone=ZoneInfo(settings.time_zone),
            )
            yield Core(
                places=places,
                database=database,
                files=files,
                pictures=FileStore(settings.data_folder / "captures"),
                approval_key=approval_key,
                time_key=time_key,
                voice_keys=voice_keys,
                county_calendar=county_calendar,
                calendars=calendars,
                mandates=settings.rules.presets(),
                repository=repository,
                makers=makers,
                log_signer=log_signer,
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


def _bring_up(settings: CentreSettings, database: Database, clock: Clock) -> None:
    """Migrate an older database, after a backup that was restored and held.

    Raises:
        DatabaseNewer: A newer version has migrated it.
        UpgradeRefused: No such backup could be made; nothing was migrated.
    """
    attempt = backed_up_before_upgrade(settings, database, clock)
    upgrade(database)
    if attempt is not None:
        with database.session() as session:
            note(session, attempt)


def _log_signer(places: Places, county: str) -> LogSigner | None:
    """Return the log's signer, where its key was made.

    Raises:
        KeysMissing: There is a file, but no key in it.
    """
    if not key_file(places.keys, LOG_KEY).exists():
        return None
    key = read_signing_key(places.keys, LOG_KEY)
    return LogSigner(key=key, origin=origin_of(county))
