from datetime import date, timedelta

from programme.service_day import DisplayDay
from publishing.evidence.assigned import assigned
from publishing.evidence.displays import displays_of
from publishing.tables.coverage import ContestedDay
from publishing.tables.evidence import PaintedDay
from publishing.tables.fleet import Device
from tests.fakes.day_sums import KIOSK, SCREEN, enrolled, shown
from tests.fakes.desk import County

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


def seen(county: County, disclosure: str, group: str) -> tuple[DisplayDay, ...]:
    with county.database.reading() as session:
        found = displays_of(
            session, {disclosure}, from_on=TUESDAY, to_on=TUESDAY + timedelta(days=1)
        )
    assert {day for _, _, day in found} <= {TUESDAY}
    return found.get((disclosure, group, TUESDAY), ())


# REQ-70
def test_each_display_of_a_group_is_told_by_itself(county: County) -> None:
    enrolled(county)
    made = county.approved().line.disclosure
    shown(county, made, [TUESDAY, WEDNESDAY], exposures=12, uncertain=3)
    with county.database.session() as session:
        first = session.get_one(PaintedDay, (made, "0" * 64, SCREEN, TUESDAY))
        session.add(_device(session.get_one(Device, SCREEN), "qinghe-hall-screen-2"))
        session.flush()
        session.add(_like(first, device_id="qinghe-hall-screen-2", exposures=31))

    assert sorted(one.exposures for one in seen(county, made, SCREEN)) == [12, 31]
    assert seen(county, made, KIOSK) == (DisplayDay(listed=True),)


def test_versions_that_followed_each_other_on_one_display_are_one_sum(
    county: County,
) -> None:
    enrolled(county)
    made = county.approved().line.disclosure
    shown(county, made, [TUESDAY], exposures=12, uncertain=3)
    with county.database.session() as session:
        first = session.get_one(PaintedDay, (made, "0" * 64, SCREEN, TUESDAY))
        session.add(_like(first, manifest_sha256="1" * 64, exposures=20))

    assert seen(county, made, SCREEN) == (
        DisplayDay(exposures=32, uncertain_exposures=6),
    )


def test_a_contested_day_is_said_of_its_display_and_of_no_other(
    county: County,
) -> None:
    enrolled(county)
    made = county.approved().line.disclosure
    shown(county, made, [TUESDAY, WEDNESDAY], exposures=12)
    with county.database.session() as session:
        session.add(ContestedDay(device_id=SCREEN, day=TUESDAY, times=1))
        session.add(ContestedDay(device_id=KIOSK, day=WEDNESDAY, times=1))

    assert seen(county, made, SCREEN) == (DisplayDay(exposures=12, contested=True),)
    assert seen(county, made, KIOSK) == (DisplayDay(listed=True),)


def test_groups_of_one_window_come_together_as_they_were_signed(
    county: County,
) -> None:
    made = county.approved()

    with county.database.reading() as session:
        [hung] = assigned(session)

    [together] = hung.hung
    names = tuple(one.group for one in together.groups)
    assert names == hung.manifest.groups
    assert set(names) == {SCREEN, KIOSK}
    assert hung.disclosure == made.line.disclosure
    assert (hung.latest, hung.starts_at) == (
        together.window,
        together.window.starts_at,
    )


def _like(row: PaintedDay, **changed: object) -> PaintedDay:
    values = {
        column.key: getattr(row, column.key) for column in PaintedDay.__table__.columns
    }
    return PaintedDay(**{**values, **changed})


def _device(row: Device, name: str) -> Device:
    values = {
        column.key: getattr(row, column.key) for column in Device.__table__.columns
    }
    return Device(**{**values, "id": name, "key": "9" * 64})
