"""Put the centre's web application together: who answers which address.

Order matters: the admin pages come last, because they answer whatever is below their
prefix. Devices and the repository never get a cookie.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fastapi import Depends, FastAPI
from starlette.types import Lifespan

from config.centre import Pace as PaceSettings
from programme.clock import Clock
from publishing.admission import Admission
from publishing.centre.core import Core
from publishing.device_api.conversations import Conversations
from publishing.device_api.pace import Pace
from publishing.device_api.repository_files import RepositoryFiles
from publishing.device_api.routes import device_router
from publishing.feeds.routes import calendar_router
from publishing.fleet.devices import Devices
from publishing.fleet.enrolment import Welcome
from publishing.fleet.routes import fleet_router
from publishing.inspection.hung import Manifests
from publishing.inspection.matter import Matters
from publishing.inspection.routes import inspection_router
from publishing.inspection.showing import ShowingNow
from publishing.services import UseCases
from publishing.staff_api.access import Access
from publishing.staff_api.router import guard, router_of

_PER_MINUTE_TO_BURST = 2
_MOST_DELIVERIES_AT_ONCE = 16
"""They write one after the other; more would only wait inside instead of outside."""
WRONG_CALENDARS_PER_MINUTE = 12
"""How many wrong addresses of calendars one sender may try."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Be everything that the web application leads to."""

    core: Core
    cases: UseCases
    devices: Devices
    clock: Clock
    pace: PaceSettings
    wake_url: str
    time_zone: str


Mount = Callable[[FastAPI, Doors], None]
"""Add pages to the application, such as the admin pages."""


def make_web(
    doors: Doors, *, mounts: Iterable[Mount], lifespan: Lifespan[FastAPI]
) -> FastAPI:
    """Return the application; nothing runs yet."""
    app = FastAPI(
        title="mingbai",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
    )
    guard(app)
    app.include_router(
        device_router(
            _conversations(doors),
            enrolments=_pace(doors.clock, doors.pace.enrolments_per_minute),
            deliveries=_pace(doors.clock, doors.pace.deliveries_per_minute),
            admission=_admission(doors),
        )
    )
    app.mount("/repository", RepositoryFiles(doors.core.repository.folder))
    access = Access(doors.cases.sessions, doors.cases.looks)
    app.include_router(router_of(doors.cases, access))
    app.include_router(
        fleet_router(doors.devices, access.staff_id),
        dependencies=[Depends(access.same_origin)],
    )
    app.include_router(
        inspection_router(
            Matters(acting=doors.cases.acting),
            ShowingNow(
                acting=doors.cases.acting,
                files=doors.core.files,
                manifests=Manifests(),
                calendars=doors.core.calendars,
            ),
            access.staff_id,
        )
    )
    app.include_router(
        calendar_router(
            doors.cases.calendar_feeds.read,
            slow_down=_pace(doors.clock, WRONG_CALENDARS_PER_MINUTE).take,
        )
    )
    for mount in mounts:
        mount(app, doors)
    return app


def _conversations(doors: Doors) -> Conversations:
    return Conversations(
        database=doors.core.database,
        clock=doors.clock,
        time_key=doors.core.time_key,
        calendars=doors.core.calendars,
        welcome=Welcome(
            root_metadata=doors.core.root_metadata, wake_url=doors.wake_url
        ),
        pictures=doors.core.pictures,
        opening_key=doors.core.voice_keys,
    )


def _admission(doors: Doors) -> Admission:
    per_s = doors.pace.deliveries_per_second_of_all
    return Admission(
        doors.clock,
        per_s=per_s,
        burst=max(1, int(per_s)),
        most_inside=_MOST_DELIVERIES_AT_ONCE,
    )


def _pace(clock: Clock, per_minute: int) -> Pace:
    burst = max(1, per_minute // _PER_MINUTE_TO_BURST)
    return Pace(clock, per_minute=per_minute, burst=burst)
