from collections.abc import Sequence
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from programme.hall_hours import HallHours
from programme.hours import DayHours, OpenSpan
from programme.plan import HallFace
from programme.workdays import Workdays
from tests.fakes.screens import CHINA as CHINA_NAME, HALL, Stock

CHINA = ZoneInfo(CHINA_NAME)
MONDAY_NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
SATURDAY_HOURS = DayHours(
    weekday=6, spans=(OpenSpan(from_time=time(9), to_time=time(12)),)
)


def hall_at(
    now: datetime,
    hours: Sequence[DayHours] = HALL.hours,
    time_zone: str = CHINA_NAME,
) -> HallFace:
    hall = HALL.model_copy(update={"hours": tuple(hours)})
    programme = Stock().programme().model_copy(update={"hall": hall})
    workdays = Workdays(programme.calendar)
    return HallHours(programme, workdays, ZoneInfo(time_zone)).face(now)


def china(*moment: int) -> datetime:
    year, month, day, hour, minute = moment
    return datetime(year, month, day, hour, minute, tzinfo=CHINA).astimezone(UTC)


def test_the_hall_is_open_in_its_hours_and_says_when_it_closes() -> None:
    face = hall_at(china(2026, 11, 23, 15, 42))

    assert face == HallFace(open_now=True, changes_at=china(2026, 11, 23, 17, 30))


def test_the_hall_is_closed_at_noon_and_says_when_it_opens() -> None:
    face = hall_at(china(2026, 11, 23, 12, 0))

    assert face == HallFace(open_now=False, changes_at=china(2026, 11, 23, 14, 0))


def test_after_friday_the_hall_opens_on_monday() -> None:
    face = hall_at(china(2026, 11, 20, 17, 30))

    assert face == HallFace(open_now=False, changes_at=china(2026, 11, 23, 8, 30))


def test_a_holiday_on_a_weekday_closes_the_hall() -> None:
    face = hall_at(china(2026, 10, 1, 9, 0))

    assert face == HallFace(open_now=False, changes_at=china(2026, 10, 8, 8, 30))


def test_a_make_up_saturday_has_the_hours_of_a_weekday() -> None:
    face = hall_at(china(2026, 10, 10, 9, 0))

    assert face == HallFace(open_now=True, changes_at=china(2026, 10, 10, 12, 0))


def test_a_make_up_saturday_keeps_the_halls_own_saturday_hours() -> None:
    hours = (*HALL.hours, SATURDAY_HOURS)

    face = hall_at(china(2026, 10, 10, 8, 45), hours)

    assert face == HallFace(open_now=False, changes_at=china(2026, 10, 10, 9, 0))


def test_a_hall_without_weekday_hours_has_none_on_a_make_up_sunday() -> None:
    face = hall_at(china(2026, 9, 20, 9, 0), (SATURDAY_HOURS,))

    assert face.open_now is False


def test_an_ordinary_saturday_keeps_the_halls_saturday_hours() -> None:
    hours = (*HALL.hours, SATURDAY_HOURS)

    assert hall_at(china(2026, 11, 21, 9, 30), hours).open_now


def test_a_saturday_within_a_holiday_closes_the_hall() -> None:
    hours = (*HALL.hours, SATURDAY_HOURS)

    assert not hall_at(china(2026, 10, 3, 9, 30), hours).open_now


def test_beyond_the_calendar_the_hall_keeps_its_weekly_hours() -> None:
    assert hall_at(china(2028, 2, 29, 9, 0)).open_now


def test_a_hall_without_hours_says_nothing_of_opening() -> None:
    face = hall_at(MONDAY_NOON, ())

    assert face == HallFace(open_now=False, changes_at=None)


def test_the_hall_opens_at_local_time_after_both_clock_changes() -> None:
    early = OpenSpan(from_time=time(8), to_time=time(12))
    sunday = (DayHours(weekday=7, spans=(early,)),)

    spring = hall_at(datetime(2026, 3, 8, 5, tzinfo=UTC), sunday, "America/New_York")
    autumn = hall_at(datetime(2026, 11, 1, 4, tzinfo=UTC), sunday, "America/New_York")

    assert spring.changes_at == datetime(2026, 3, 8, 12, tzinfo=UTC)
    assert autumn.changes_at == datetime(2026, 11, 1, 13, tzinfo=UTC)
