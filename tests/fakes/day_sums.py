"""Put what devices showed on days into the sums of a county, as the intake would."""

import zlib
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.boards import DisplayKind
from publishing.coverage.curing import Curing
from publishing.desk.views import DraftView
from publishing.tables.evidence import EvidenceBatch, ListedDay, PaintedDay
from publishing.tables.fleet import Device, DeviceState
from publishing.tables.glass import EvidenceSpan
from publishing.tables.schedule import GroupEntry
from tests.fakes.desk import County
from tests.fakes.hand_clock import NOON
from tests.fakes.showing import CHINA, local

SCREEN, KIOSK = "qinghe-hall-screen", "qinghe-hall-kiosk"
LAST = date(2026, 12, 21)
"""The last of the twenty days of an immediate disclosure of 23 November."""


def enrolled(county: County) -> None:
    """Give each of the two groups one device, of the group's name."""
    with county.database.session() as session:
        for place, group in enumerate((SCREEN, KIOSK)):
            session.add(_device(group, place))


def shown(
    county: County,
    disclosure: str,
    days: Iterable[date],
    *,
    exposures: int = 99,
    uncertain: int = 0,
) -> None:
    """Have the screen paint and the kiosk list a disclosure on days."""
    with county.database.session() as session:
        for day in days:
            session.add(_painted(disclosure, day, exposures, uncertain))
            if session.get(ListedDay, (disclosure, KIOSK, day)) is None:
                session.add(_listed(disclosure, day))


def delivered(
    county: County, until: datetime, *, devices: Collection[str] = ()
) -> None:
    """Have devices deliver all that they recorded until then."""
    with county.database.session() as session:
        for device in devices or (SCREEN, KIOSK):
            _deliver(session, device, until)


def curing(county: County) -> Curing:
    """Return the job that cures, for a county."""
    return Curing(
        database=county.database,
        calendars=county.services.calendars,
        clock=county.clock,
        zone=CHINA,
        presence_counts=True,
    )


def morning_after(county: County, day: date) -> None:
    """Let it be the morning after a day, with every record of that day delivered."""
    county.clock.at = local(day + timedelta(days=1), 7)
    delivered(county, local(day, 17, 45))


def _deliver(session: Session, device: str, until: datetime) -> None:
    number = int(until.timestamp())
    batch = EvidenceBatch(
        device_id=device,
        writer="player-1",
        first_number=number,
        last_number=number,
        body=zlib.compress(b"{}"),
        received_at=until,
    )
    session.add(batch)
    session.flush()
    span = EvidenceSpan(batch_id=batch.id, device_id=device, from_at=until, to_at=until)
    session.add(span)


def _device(group: str, place: int) -> Device:
    return Device(
        id=group,
        key=f"{place:064d}",
        public="",
        group_id=group,
        name=f"{group} 的终端",
        display_kind=DisplayKind.SCREEN,
        width=1920,
        height=1080,
        hostname="",
        state=DeviceState.ACTIVE,
        enrolled_at=NOON,
        enrolled_by="admin",
    )


def _painted(disclosure: str, day: date, exposures: int, uncertain: int) -> PaintedDay:
    return PaintedDay(
        device_id=SCREEN,
        group_id=SCREEN,
        disclosure_id=disclosure,
        manifest_sha256="0" * 64,
        day=day,
        exposures=exposures,
        milliseconds=12_000 * exposures,
        uncertain_exposures=uncertain,
        uncertain_milliseconds=12_000 * uncertain,
        pages={},
        first_at=local(day, 9),
        last_at=local(day, 17),
        last_page=1,
        last_page_sha256="0" * 64,
    )


def _listed(disclosure: str, day: date) -> ListedDay:
    return ListedDay(
        device_id=KIOSK,
        group_id=KIOSK,
        disclosure_id=disclosure,
        day=day,
        milliseconds=1000,
        uncertain_milliseconds=0,
        last_at=local(day, 17),
    )


def last_on(county: County) -> date:
    """Return the last day of the window that ends last."""
    with county.database.reading() as session:
        ends = [one.ends_at for one in session.scalars(select(GroupEntry))]
    latest = max(one for one in ends if one is not None)
    return (latest - timedelta(seconds=1)).astimezone(CHINA).date()


def begun(county: County, **form: object) -> str:
    """Have something published on both groups; return the disclosure."""
    enrolled(county)
    made: DraftView = county.approved(**form)
    return made.line.disclosure
