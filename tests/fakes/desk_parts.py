"""Make what a county at its desk stands on: its log's office and its groups."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy.orm import Session

from programme.approval import People
from programme.boards import Audience, DisplayKind
from programme.clock import Clock
from programme.keys import SigningKey
from publishing.calendar.current import Calendars
from publishing.catalogue.units import NewUnit
from publishing.certificates.certificates import LogOffice
from publishing.database import Database
from publishing.evidence.log_keeping import LogKeeper
from publishing.log.checkpoints import LogSigner
from publishing.release.others import people_of
from publishing.release.people import listed_people
from publishing.schedule.groups import NewGroup
from publishing.tables.units import UnitLevel
from tests.fakes.hall_data import HOURS, KIOSK, SCREEN


def listed_by_centre(session: Session) -> People:
    """Return the list of a county in which the centre vouches for everybody."""
    key = SigningKey(bytes(range(32)))
    return listed_people(session, people_of(approval=key, time=key))


def log_office(database: Database, calendars: Calendars, clock: Clock) -> LogOffice:
    """Return what certificates need of the county's log."""
    key = SigningKey(bytes(range(32)))
    people = people_of(approval=key, time=key)
    signer = LogSigner(key=key, origin="mingbai/qinghe")
    return LogOffice(
        signer=signer,
        keeper=LogKeeper(
            database=database,
            signer=signer,
            people=lambda session: listed_people(session, people),
            calendars=calendars,
            clock=clock,
            every=timedelta(0),
        ),
        people=lambda session: listed_people(session, people),
    )


def groups() -> Iterator[NewGroup]:
    kinds = {
        "qinghe-hall-screen": (DisplayKind.SCREEN, SCREEN),
        "qinghe-hall-kiosk": (DisplayKind.KIOSK, KIOSK),
    }
    for group, (kind, panel) in kinds.items():
        yield NewGroup(
            id=group,
            name=f"大厅{kind.value}",
            unit="qinghe",
            display_kind=kind,
            audience=Audience.EVERYONE,
            panel=panel,
            service_hours=HOURS,
        )


def village() -> NewUnit:
    """Return the county's village."""
    return NewUnit(
        id="qinghe-liuwu",
        parent="qinghe",
        level=UnitLevel.VILLAGE,
        name="云溪镇柳坞村村委会",
        register_name="柳坞村",
        lines=("云溪镇", "柳坞村村委会"),
    )
