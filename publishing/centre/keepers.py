"""Make what the centre keeps up by itself from its settings; run nothing."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from config.centre import CentreSettings
from programme.clock import Clock
from publishing.backup.finding import BackupFiles
from publishing.backup.shelf import Shelf
from publishing.catalogue.owing import Owing
from publishing.centre.core import Core
from publishing.county_days.keeping import CalendarKeeper
from publishing.county_days.recomputing import Rules
from publishing.coverage.curing import Curing
from publishing.evidence.log_keeping import LogKeeper
from publishing.evidence.picture_ends import PictureEnds
from publishing.holdings.mending import Mender
from publishing.holdings.watch import HoldingsWatch
from publishing.reminders.reminding import Reminding
from publishing.services import UseCases
from publishing.voice.forgetting import VoiceForgetting


def picture_ends(settings: CentreSettings, clock: Clock, core: Core) -> PictureEnds:
    """Return what erases pictures of the glass in their time."""
    return PictureEnds(
        database=core.database,
        pictures=core.pictures,
        clock=clock,
        kept=timedelta(days=settings.captures.kept_days),
    )


def voice_forgetting(
    settings: CentreSettings, clock: Clock, core: Core
) -> VoiceForgetting:
    """Return what forgets the words of questions in their time."""
    return VoiceForgetting(
        database=core.database,
        keys=core.voice_keys,
        seal_to=core.makers.seal_to,
        may_seal_to=core.makers.may_seal_to,
        clock=clock,
        kept=timedelta(days=settings.voice.kept_days),
    )


def log_keeper(settings: CentreSettings, clock: Clock, core: Core) -> LogKeeper:
    """Return what enters into the log what is to stand in it."""
    return LogKeeper(
        database=core.database,
        signer=core.log_signer,
        people=core.makers.people,
        calendars=core.calendars,
        clock=clock,
        every=timedelta(seconds=settings.log_every_s),
    )


def curing(settings: CentreSettings, clock: Clock, core: Core) -> Curing:
    """Return what adds the days that windows lack."""
    return Curing(
        database=core.database,
        calendars=core.calendars,
        clock=clock,
        zone=ZoneInfo(settings.time_zone),
        presence_counts=settings.rules.presence_counts,
    )


def holdings_watch(settings: CentreSettings, clock: Clock, core: Core) -> HoldingsWatch:
    """Return what looks whether the county's files are all there and whole."""
    return HoldingsWatch(
        database=core.database,
        repository=core.repository,
        files=core.files,
        mender=Mender(
            repository=core.repository,
            files=core.files,
            database=core.database,
            publisher=core.publisher,
            backup=BackupFiles(Shelf(settings.backup_folder)).get,
        ),
        clock=clock,
    )


def owing(settings: CentreSettings, clock: Clock, core: Core) -> Owing:
    """Return what brings up which issues are owed."""
    return Owing(
        database=core.database,
        calendars=core.calendars,
        mandates=core.mandates,
        clock=clock,
        time_zone=settings.time_zone,
    )


def reminding(
    settings: CentreSettings, clock: Clock, core: Core, cases: UseCases
) -> Reminding:
    """Return what reminds of duties."""
    return Reminding(
        database=core.database,
        gatherer=cases.gatherer,
        calendars=core.calendars,
        clock=clock,
        zone=ZoneInfo(settings.time_zone),
    )


def calendar_keeper(
    settings: CentreSettings, clock: Clock, core: Core
) -> CalendarKeeper:
    """Return what counts windows anew when a calendar has changed."""
    return CalendarKeeper(
        database=core.database,
        calendars=core.calendars,
        rules=Rules(mandates=core.mandates, zone=ZoneInfo(settings.time_zone)),
        clock=clock,
    )
