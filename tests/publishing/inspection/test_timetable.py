from datetime import date, timedelta

from publishing.inspection.timetable import Timetable
from publishing.tables.schedule import EndKind
from tests.fakes.desk import County

MONDAY = date(2026, 11, 23)


def timetable_of(county: County) -> Timetable:
    return Timetable(acting=county.cases.acting, calendars=county.services.calendars)


# REQ-33
def test_a_window_says_first_last_and_what_the_mandate_demands(
    county: County,
) -> None:
    county.approved(explicit_end_at="2026-12-31T16:00:00Z")

    board = timetable_of(county).board(
        county.people["drafter"], from_on=MONDAY, days=49
    )

    bar = board.lanes[1].bars[0]
    assert bar.first_on == MONDAY
    assert bar.must_until_on == date(2026, 12, 21)
    assert bar.last_on == date(2026, 12, 31)


def test_an_open_end_has_no_last_day_and_no_demand(county: County) -> None:
    county.approved(mandate="long_term")

    board = timetable_of(county).board(
        county.people["drafter"], from_on=MONDAY, days=14
    )

    bar = board.lanes[0].bars[0]
    assert bar.end_kind is EndKind.OPEN
    assert bar.last_on is None
    assert bar.must_until_on is None


def test_windows_outside_the_days_asked_for_are_left_out(county: County) -> None:
    county.approved()

    board = timetable_of(county).board(
        county.people["drafter"], from_on=MONDAY + timedelta(days=200), days=14
    )

    assert all(lane.bars == () for lane in board.lanes)


def test_weekends_are_off_and_an_unofficial_year_is_provisional(
    county: County,
) -> None:
    timetable = timetable_of(county)

    now = timetable.board(county.people["drafter"], from_on=MONDAY, days=7)
    later = timetable.board(county.people["drafter"], from_on=date(2027, 1, 4), days=5)

    assert [mark.worked for mark in now.days] == [True] * 5 + [False] * 2
    assert all(mark.provisional for mark in later.days)


def test_days_beyond_the_calendar_are_drawn_as_provisional(county: County) -> None:
    board = timetable_of(county).board(
        county.people["drafter"], from_on=date(2045, 5, 1), days=7
    )

    assert all(mark.provisional for mark in board.days)


def test_a_lane_says_how_long_a_loop_lasts_and_how_often_each_comes(
    county: County,
) -> None:
    county.approved()

    board = timetable_of(county).board(county.people["drafter"], from_on=MONDAY, days=7)

    lane = next(one for one in board.lanes if one.group == "qinghe-hall-screen")
    assert (lane.open_now, lane.loop_s, lane.per_hour) == (1, 12, 300)
