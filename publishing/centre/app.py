"""Put the centre together and run it until it is told to stop."""

import contextlib
import logging
import os
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from zoneinfo import ZoneInfo

from apscheduler.schedulers.background import BackgroundScheduler
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.types import Lifespan

from config.centre import CentreSettings
from config.notify import Notifier
from config.serving import check_writable, serve, tls_of
from media.imports.importer import import_file
from media.pages.fonts import find_fonts
from media.pages.setter import PageSetter as MediaSetter
from programme.clock import Clock, SystemClock
from publishing.catalogue.owing import Owing
from publishing.centre.core import Core, open_core
from publishing.centre.pages import OneAtATime
from publishing.centre.upkeep import Upkeep
from publishing.centre.web import Doors, Mount, make_web
from publishing.county_days.keeping import CalendarKeeper
from publishing.county_days.recomputing import Rules
from publishing.desk.makers import MediaImporter, MediaPages
from publishing.desk.ports import Importer, PageSetter
from publishing.fleet.devices import Devices
from publishing.release.errors import ReleaseError
from publishing.release.publisher import Publisher
from publishing.reminders.pruning import Pruning
from publishing.reminders.reminding import Reminding
from publishing.services import Services, UseCases, use_cases

_PRUNE_EVERY_H = 24

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Makers:
    """Be what turns files into blocks and blocks into pages."""

    importer: Importer
    page_setter: PageSetter


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """Be the centre, wired; nothing runs yet."""

    web: FastAPI
    doors: Doors
    upkeep: Upkeep


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
    makers = product_makers()
    with built(settings, SystemClock(), makers=makers, mounts=mounts) as centre:
        serve(
            centre.web,
            listen=settings.web,
            tls=tls,
            log_level=settings.log_level,
            notifier=Notifier.of(os.environ),
            on_stop=lambda: None,
        )


def product_makers() -> Makers:
    """Return the product's own importer and page setter.

    Raises:
        PagesRefused: The machine lacks the fonts.
    """
    return Makers(
        importer=MediaImporter(import_file),
        page_setter=OneAtATime(MediaPages(MediaSetter(find_fonts()))),
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
        cases = use_cases(_services(settings, clock, core, makers))
        upkeep = Upkeep(
            database=core.database,
            publisher=core.publisher,
            clock=clock,
            time_zone=settings.time_zone,
            more=(
                _calendar_keeper(settings, clock, core).keep,
                _owing(settings, clock, core).bring_up,
                _reminding(settings, clock, core, cases).tick,
            ),
            daily=(Pruning(database=core.database, clock=clock).prune,),
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
        lifespan = _lifespan(upkeep, tick_s=settings.tick_s)
        web = make_web(doors, mounts=mounts, lifespan=lifespan)
        yield Centre(web=web, doors=doors, upkeep=upkeep)


def _owing(settings: CentreSettings, clock: Clock, core: Core) -> Owing:
    return Owing(
        database=core.database,
        calendars=core.calendars,
        mandates=core.mandates,
        clock=clock,
        time_zone=settings.time_zone,
    )


def _reminding(
    settings: CentreSettings, clock: Clock, core: Core, cases: UseCases
) -> Reminding:
    return Reminding(
        database=core.database,
        gatherer=cases.gatherer,
        calendars=core.calendars,
        clock=clock,
        zone=ZoneInfo(settings.time_zone),
    )


def _calendar_keeper(
    settings: CentreSettings, clock: Clock, core: Core
) -> CalendarKeeper:
    return CalendarKeeper(
        database=core.database,
        calendars=core.calendars,
        rules=Rules(mandates=core.mandates, zone=ZoneInfo(settings.time_zone)),
        clock=clock,
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
        files=core.files,
        on_commit=_after_commit(core.publisher),
        calendars=core.calendars,
        mandates=core.mandates,
        time_zone=settings.time_zone,
        presence_counts=settings.rules.presence_counts,
        link_hosts=frozenset(settings.link_hosts),
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


def _lifespan(upkeep: Upkeep, *, tick_s: float) -> Lifespan[FastAPI]:
    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(upkeep.start)
        scheduler = BackgroundScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1}
        )
        scheduler.add_job(upkeep.tick, "interval", seconds=tick_s)
        scheduler.add_job(upkeep.prune, "interval", hours=_PRUNE_EVERY_H)
        scheduler.start()
        try:
            yield
        finally:
            await run_in_threadpool(scheduler.shutdown)

    return lifespan
