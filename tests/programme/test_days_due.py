from datetime import date, timedelta
from zoneinfo import ZoneInfo

from config.calendar_data import shipped_calendar
from programme.days_due import Hung, days_due
from programme.mandate import DayKind
from programme.window import FixedEnd, OpenEnd, Window
from programme.workdays import Workdays
from tests.fakes.contract import IMMEDIATE
from tests.fakes.hand_clock import NOON

ZONE = ZoneInfo("Asia/Shanghai")
WORKDAYS = Workdays(shipped_calendar().whole())


def hung(window: Window, day_kind: DayKind = DayKind.WORKING) -> Hung:
    mandate = IMMEDIATE.model_copy(update={"show_day_kind": day_kind})
    return Hung(disclosure="d-1", window=window, mandate=mandate)


def november(*days: int) -> tuple[date, ...]:
    return tuple(date(2026, 11, day) for day in days)


def test_the_day_of_posting_and_today_are_not_due() -> None:
    due = days_due(
        hung(Window(starts_at=NOON, end=OpenEnd())),
        today=date(2026, 11, 25),
        workdays=WORKDAYS,
        zone=ZONE,
    )

    assert due == november(24)


def test_the_day_of_posting_is_due_where_the_signed_rule_says_so() -> None:
    rule = IMMEDIATE.model_copy(update={"posting_day_counts": True})
    shown = Hung(
        disclosure="d-1", window=Window(starts_at=NOON, end=OpenEnd()), mandate=rule
    )

    due = days_due(
        shown,
        today=date(2026, 11, 25),
        workdays=WORKDAYS,
        zone=ZONE,
    )

    assert due == november(23, 24)


def test_working_days_are_due_and_weekends_are_not() -> None:
    due = days_due(
        hung(Window(starts_at=NOON, end=OpenEnd())),
        today=date(2026, 12, 1),
        workdays=WORKDAYS,
        zone=ZONE,
    )

    assert due == november(24, 25, 26, 27, 30)


def test_where_calendar_days_count_weekends_are_due_too() -> None:
    due = days_due(
        hung(Window(starts_at=NOON, end=OpenEnd()), DayKind.CALENDAR),
        today=date(2026, 11, 30),
        workdays=WORKDAYS,
        zone=ZONE,
    )

    assert due == november(24, 25, 26, 27, 28, 29)


def test_nothing_is_due_after_the_end() -> None:
    midnight = NOON + timedelta(hours=12)
    window = Window(starts_at=NOON, end=FixedEnd(at=midnight + timedelta(days=2)))

    due = days_due(
        hung(window),
        today=date(2026, 12, 10),
        workdays=WORKDAYS,
        zone=ZONE,
    )

    assert due == november(24, 25)


def test_a_weekday_on_which_the_window_stays_shut_is_not_due() -> None:
    window = Window(starts_at=NOON, end=OpenEnd(), weekdays=(2, 4))

    due = days_due(
        hung(window),
        today=date(2026, 11, 30),
        workdays=WORKDAYS,
        zone=ZONE,
    )

    assert due == november(24, 26)


# REQ-30
def test_no_day_of_a_promotion_is_due() -> None:
    rule = IMMEDIATE.model_copy(update={"promotional": True})
    poster = Hung(
        disclosure="d-1", window=Window(starts_at=NOON, end=OpenEnd()), mandate=rule
    )

    due = days_due(poster, today=date(2026, 12, 25), workdays=WORKDAYS, zone=ZONE)

    assert due == ()
