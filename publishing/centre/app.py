"""Put the centre together and run it until it is told to stop."""

import contextlib
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from fastapi import FastAPI

from config.alerts import alerts_of
from config.centre import CentreSettings
from config.notify import Notifier
from config.serving import check_writable, serve, tls_of
from programme.clock import Clock, SystemClock
from publishing.backup.house import keeper_of
from publishing.backup.keeper import BackupKeeper
from publishing.centre.core import Core, open_core
from publishing.centre.figures import figures_door
from publishing.centre.keepers import (
    calendar_keeper,
    curing,
    holdings_watch,
    log_keeper,
    owing,
    picture_ends,
    reminding,
    voice_forgetting,
)
from publishing.centre.key_needs import KeyNeedsReader
from publishing.centre.making import Makers, product_makers
from publishing.centre.ticking import lifespan_of
from publishing.centre.upkeep import Upkeep
from publishing.centre.web import Doors, Mount, make_web
from publishing.certificates.certificates import LogOffice
from publishing.duties.coverage_needs import CoverageNeeds
from publishing.feeds.house import PublicPlace
from publishing.feeds.pushing import pusher
from publishing.fleet.devices import Devices
from publishing.house import use_cases
from publishing.monthly.keeping import ReportKeeper
from publishing.release.errors import ReleaseError
from publishing.release.forgetting import Forgetting
from publishing.release.people_watch import PeopleWatch
from publishing.release.publisher import Publisher
from publishing.reminders.pruning import Pruning
from publishing.services import Services

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """Be the centre, wired; nothing runs yet."""

    web: FastAPI
    doors: Doors
    upkeep: Upkeep
    backups: BackupKeeper


def run_centre(settings: CentreSettings, *, mounts: Iterable[Mount] = ()) -> None:
    """Run the centre until it is told to stop.

    Raises:
        StartRefused: There is no certificate, no writable folder or no free address.
        ReleaseError: The county's keys are not there.
        PagesRefused: The machine lacks the fonts.
    """
    logging.basicConfig(level=settings.log_level.upper())
    # It would write a line at every tick, though nothing happened.
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    check_writable(settings.data_folder)
    tls = None
    if not settings.behind_proxy:
        tls = tls_of(
            folder=settings.data_folder,
            certificate=settings.certificate_file,
            private_key=settings.private_key_file,
        )
    makers = product_makers(settings)
    clock = SystemClock()
    with (
        built(settings, clock, makers=makers, mounts=mounts) as centre,
        figures_door(settings.metrics.port, centre.doors.core.database, clock),
    ):
        serve(
            centre.web,
            listen=settings.web,
            tls=tls,
            log_level=settings.log_level,
            notifier=Notifier.of(os.environ),
            on_stop=lambda: None,
        )


@contextlib.contextmanager
def built(
    settings: CentreSettings,
    clock: Clock,
    *,
    makers: Makers,
    mounts: Iterable[Mount] = (),
) -> Iterator[Centre]:
    """Give the centre, wired; close what it opened at the end.

    Raises:
        ReleaseError: The county's keys are not there.
    """
    with open_core(settings, clock) as core:
        ends = picture_ends(settings, clock, core)
        cases = use_cases(_services(settings, clock, core, makers))
        forgetting = Forgetting(database=core.database, publisher=core.publisher)
        upkeep = Upkeep(
            database=core.database,
            publisher=core.publisher,
            clock=clock,
            time_zone=settings.time_zone,
            more=(
                PeopleWatch(
                    repository=core.repository, database=core.database, clock=clock
                ).look,
                ends.erase_due,
                forgetting.forget,
                log_keeper(settings, clock, core).tick,
                calendar_keeper(settings, clock, core).keep,
                owing(settings, clock, core).bring_up,
                curing(settings, clock, core).tick,
                CoverageNeeds(
                    database=core.database,
                    board=cases.coverage_board,
                    clock=clock,
                    zone=ZoneInfo(settings.time_zone),
                ).tick,
                reminding(settings, clock, core, cases).tick,
                ReportKeeper(
                    database=core.database,
                    maker=cases.monthly_reports.maker,
                    clock=clock,
                    zone=ZoneInfo(settings.time_zone),
                ).tick,
            ),
            hourly=(forgetting.forget_ended,),
            daily=(
                Pruning(database=core.database, clock=clock).prune,
                ends.look_at_all,
                voice_forgetting(settings, clock, core).forget_ended,
            ),
        )
        doors = Doors(
            core=core,
            cases=cases,
            devices=Devices(acting=cases.acting, database=core.database),
            clock=clock,
            pace=settings.pace,
            wake_url=settings.wake_url,
            time_zone=settings.time_zone,
        )
        backups = keeper_of(settings, clock, core.database)
        holdings = holdings_watch(settings, clock, core)
        lifespan = lifespan_of(
            upkeep, cases.public.site, backups, holdings, tick_s=settings.tick_s
        )
        web = make_web(doors, mounts=mounts, lifespan=lifespan)
        yield Centre(web=web, doors=doors, upkeep=upkeep, backups=backups)


def _log_office(settings: CentreSettings, clock: Clock, core: Core) -> LogOffice | None:
    if core.log_signer is None:
        return None
    return LogOffice(
        signer=core.log_signer,
        keeper=log_keeper(settings, clock, core),
        people=core.makers.people,
    )


def _services(
    settings: CentreSettings, clock: Clock, core: Core, makers: Makers
) -> Services:
    return Services(
        database=core.database,
        clock=clock,
        approval_key=core.approval_key,
        importer=makers.importer,
        page_setter=makers.page_setter,
        preview_setter=makers.preview_setter,
        files=core.files,
        on_commit=_after_commit(core.publisher),
        pictures=core.pictures,
        log=_log_office(settings, clock, core),
        key_needs=KeyNeedsReader(core.repository, core.makers).ask,
        people=core.makers.people,
        calendars=core.calendars,
        mandates=core.mandates,
        time_zone=settings.time_zone,
        presence_counts=settings.rules.presence_counts,
        archive_lists_inside=settings.archive.lists_inside,
        alerts=alerts_of(settings.alerts_file),
        link_hosts=frozenset(settings.link_hosts),
        past_days=settings.public.past_days,
        public=PublicPlace(
            address=settings.public.address,
            folder=settings.public_folder,
            past_days=settings.public.past_days,
            push=pusher(settings.public.push),
        ),
    )


def _after_commit(publisher: Publisher) -> Callable[[frozenset[str]], None]:
    """Return what publishes right after a commit.

    The act stands, whatever becomes of its publication: what the repository refuses
    stays due, and the tick tries it again.
    """

    def publish(groups: frozenset[str]) -> None:
        try:
            publisher.publish_changes(groups)
        except ReleaseError as error:
            _log.error("%s not published: %s", ", ".join(sorted(groups)), error)
        except Exception:  # noqa: BLE001 - the act is committed: to its maker it must not look undone
            _log.exception("%s not published", ", ".join(sorted(groups)))

    return publish
