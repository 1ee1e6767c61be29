from datetime import date, timedelta
from zoneinfo import ZoneInfo

from config.calendar_data import shipped_calendar
from programme.mandate import DayKind
from programme.window import FixedEnd, OpenEnd, Window
from programme.workdays import Workdays
from publishing.evidence.counting import Hung, count_days
from tests.fakes.contract import IMMEDIATE
from tests.fakes.hand_clock import NOON

ZONE = ZoneInfo("Asia/Shanghai")
WORKDAYS = Workdays(shipped_calendar().whole())


def hung(window: Window, day_kind: DayKind = DayKind.WORKING) -> Hung:
    mandate = IMMEDIATE.model_copy(update={"show_day_kind": day_kind})
    return Hung(disclosure="d-1", window=window, mandate=mandate)


def november(*days: int) -> tuple[date, ...]:
    return tuple(date(2026, 11, day) for day in days)


def test_the_day_of_posting_and_today_are_not_counted() -> None:
    progress = count_days(
        hung(Window(starts_at=NOON, end=OpenEnd())),
        shown_on=november(23, 24, 25),
        today=date(2026, 11, 25),
        workdays=WORKDAYS,
        zone=ZONE,
    )

    assert progress.shown_on == november(24)
    assert progress.short_on == ()


def test_the_day_of_posting_counts_where_the_signed_rule_says_so() -> None:
    rule = IMMEDIATE.model_copy(update={"posting_day_counts": True})
    shown = Hung(
        disclosure="d-1", window=Window(starts_at=NOON, end=OpenEnd()), mandate=rule
    )

    progress = count_days(
        shown,
        shown_on=november(23, 24),
        today=date(2026, 11, 25),
        workdays=WORKDAYS,
        zone=ZONE,
    )

    assert progress.shown_on == november(23, 24)


def test_a_working_day_without_enough_exposures_is_short_and_a_weekend_is_not() -> None:
    progress = count_days(
        hung(Window(starts_at=NOON, end=OpenEnd())),
        shown_on=november(24, 26),
        today=date(2026, 12, 1),
        workdays=WORKDAYS,
        zone=ZONE,
    )

    assert progress.shown_on == november(24, 26)
    assert progress.short_on == november(25, 27, 30)


def test_calendar_days_count_weekends_too() -> None:
    progress = count_days(
        hung(Window(starts_at=NOON, end=OpenEnd()), DayKind.CALENDAR),
        shown_on=november(28, 29),
        today=date(2026, 11, 30),
        workdays=WORKDAYS,
        zone=ZONE,
    )

    assert progress.shown_on == november(28, 29)
    assert progress.short_on == november(24, 25, 26, 27)


def test_nothing_is_short_after_the_end() -> None:
    midnight = NOON + timedelta(hours=12)
    window = Window(starts_at=NOON, end=FixedEnd(at=midnight + timedelta(days=2)))

    progress = count_days(
        hung(window),
        shown_on=(),
        today=date(2026, 12, 10),
        workdays=WORKDAYS,
        zone=ZONE,
    )

    assert progress.short_on == november(24, 25)


def test_a_weekday_on_which_the_window_stays_shut_is_not_short() -> None:
    window = Window(starts_at=NOON, end=OpenEnd(), weekdays=(2, 4))

    progress = count_days(
        hung(window),
        shown_on=(),
        today=date(2026, 11, 30),
        workdays=WORKDAYS,
        zone=ZONE,
    )

    assert progress.short_on == november(24, 26)
