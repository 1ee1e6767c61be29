from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from config.calendar_data import shipped_calendar
from programme.legal_clock import Counted, face_of
from programme.mandate import DayKind
from programme.plan import ClockFace
from programme.window import ProvisionalEnd
from programme.workdays import Workdays
from tests.fakes.screens import CALENDAR_DAYS, LONG_TERM, Sheet, until

CHINA = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
WORKDAYS = Workdays(shipped_calendar().slice(date(2026, 1, 1), date(2028, 1, 1)))
ENDS = until(2026, 12, 3, 16)
"""Midnight after 3 December in China."""
SHEET = Sheet(disclosure="a", end=ENDS)


def face(
    sheet: Sheet = SHEET,
    *,
    today: date,
    known_on: date | None = None,
    counted: Counted | None = None,
    zone: ZoneInfo = CHINA,
) -> ClockFace:
    return face_of(
        sheet.item(),
        place=3,
        counted=counted,
        today=today,
        known_on=known_on or today,
        workdays=WORKDAYS,
        zone=zone,
    )


def counted(*days: int, as_of: date) -> Counted:
    shown = frozenset(date(2026, 11, day) for day in days)
    return Counted(shown_on=shown, as_of=as_of)


def test_the_posting_day_is_not_a_day_that_counts() -> None:
    found = face(today=date(2026, 11, 5))

    assert (found.days_shown, found.today_counts, found.posted_today) == (
        0,
        False,
        True,
    )


def test_the_posting_day_counts_where_the_signed_rule_says_so() -> None:
    item = SHEET.item()
    rule = item.manifest.mandate.model_copy(update={"posting_day_counts": True})
    manifest = item.manifest.model_copy(update={"mandate": rule})

    found = face_of(
        replace(item, manifest=manifest),
        place=3,
        counted=counted(4, 5, as_of=date(2026, 11, 6)),
        today=date(2026, 11, 6),
        known_on=date(2026, 11, 6),
        workdays=WORKDAYS,
        zone=CHINA,
    )
    first = face_of(
        replace(item, manifest=manifest),
        place=3,
        counted=None,
        today=date(2026, 11, 5),
        known_on=date(2026, 11, 5),
        workdays=WORKDAYS,
        zone=CHINA,
    )

    assert (found.days_shown, found.today_counts) == (1, True)
    assert (first.days_shown, first.today_counts) == (0, True)


def test_the_day_after_posting_counts_if_it_is_worked() -> None:
    found = face(today=date(2026, 11, 6))

    assert (found.today_counts, found.posted_today) == (True, False)


def test_a_saturday_does_not_count_where_working_days_count() -> None:
    assert not face(today=date(2026, 11, 7)).today_counts


def test_a_saturday_counts_where_calendar_days_count() -> None:
    sheet = Sheet(disclosure="a", mandate=CALENDAR_DAYS)

    found = face(sheet, today=date(2026, 11, 7))

    assert found.today_counts
    assert found.day_kind is DayKind.CALENDAR


def test_a_make_up_saturday_counts_and_a_holiday_does_not() -> None:
    sheet = Sheet(disclosure="a", starts_at=datetime(2026, 9, 1, 1, tzinfo=UTC))

    assert not face(sheet, today=date(2026, 10, 1)).today_counts
    assert face(sheet, today=date(2026, 10, 10)).today_counts


def test_days_that_the_centre_counted_are_shown_without_today_and_posting_day() -> None:
    known = counted(5, 6, 9, 10, as_of=date(2026, 11, 10))

    assert face(today=date(2026, 11, 10), counted=known).days_shown == 2


# REQ-30: between two counts of the centre a display goes on with what it knows itself.
def test_days_that_a_display_served_itself_count_from_the_centre_s_count_on() -> None:
    known = replace(
        counted(6, as_of=date(2026, 11, 10)),
        # Of the 9th the centre knows better; the 14th is a Saturday.
        own_on=frozenset(date(2026, 11, day) for day in (9, 10, 11, 12, 14)),
    )

    found = face(today=date(2026, 11, 16), counted=known)

    assert found.days_shown == 4
    assert found.as_of == date(2026, 11, 10)


def test_days_that_come_while_the_plan_plays_are_taken_as_shown() -> None:
    known = counted(6, as_of=date(2026, 11, 9))

    found = face(today=date(2026, 11, 12), known_on=date(2026, 11, 9), counted=known)

    assert found.days_shown == 4


def test_a_count_of_the_last_working_day_is_not_called_old() -> None:
    friday = counted(6, as_of=date(2026, 11, 6))

    assert face(today=date(2026, 11, 9), counted=friday).as_of is None


def test_a_count_older_than_one_working_day_says_its_date() -> None:
    friday = counted(6, as_of=date(2026, 11, 6))

    found = face(today=date(2026, 11, 10), counted=friday)

    assert found.as_of == date(2026, 11, 6)


def test_a_count_from_before_the_calendar_says_its_date() -> None:
    old = Counted(shown_on=frozenset(), as_of=date(2025, 12, 31))

    assert face(today=date(2026, 11, 6), counted=old).as_of == date(2025, 12, 31)


def test_a_day_outside_the_calendar_does_not_count() -> None:
    assert not face(today=date(2028, 2, 29)).today_counts


def test_31_december_is_a_working_day_and_1_january_is_not() -> None:
    sheet = Sheet(disclosure="a", starts_at=datetime(2026, 12, 1, tzinfo=UTC))

    assert face(sheet, today=date(2026, 12, 31)).today_counts


def test_the_last_day_is_the_local_day_before_an_end_at_midnight() -> None:
    assert face(today=date(2026, 11, 6)).until_on == date(2026, 12, 3)


@pytest.mark.parametrize(
    ("ends", "last"),
    [
        (until(2026, 3, 9, 4), date(2026, 3, 8)),
        (until(2026, 11, 2, 5), date(2026, 11, 1)),
    ],
)
def test_the_last_day_is_right_on_both_clock_changes(ends: object, last: date) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    sheet = Sheet(disclosure="a", end=ends, starts_at=start)  # type: ignore[arg-type]

    assert face(sheet, today=date(2026, 2, 2), zone=NEW_YORK).until_on == last


def test_a_long_term_item_has_no_end_and_no_least() -> None:
    found = face(Sheet(disclosure="a", mandate=LONG_TERM), today=date(2026, 11, 6))

    assert (found.at_least_days, found.until_on, found.provisional) == (
        None,
        None,
        False,
    )


def test_a_provisional_end_is_called_provisional() -> None:
    sheet = Sheet(disclosure="a", end=ProvisionalEnd(at=ENDS.at))

    found = face(sheet, today=date(2026, 11, 6))

    assert (found.until_on, found.provisional) == (date(2026, 12, 3), True)


def test_a_face_names_the_place_of_its_item() -> None:
    assert face(today=date(2026, 11, 6)).item == 3


@pytest.mark.parametrize(
    ("since", "ends_at", "days"),
    [
        # Posted on 5 November: 6, 9 to 13 and 16 to 17 November are in the window.
        (date(2026, 10, 20), until(2026, 11, 17, 16).at, 8),
        # A window that holds more than the rule asks for owes what the rule asks for.
        (date(2026, 10, 20), until(2027, 3, 1, 16).at, 20),
        # It ends today: nothing is owed on the displays any more.
        (date(2026, 10, 8), until(2026, 11, 5, 16).at, 0),
        (date(2026, 10, 20), None, 20),
        (None, until(2026, 11, 17, 16).at, 20),
    ],
)
def test_what_hung_before_the_product_came_owes_no_more_than_its_window_holds(
    since: date | None, ends_at: datetime | None, days: int
) -> None:
    item = SHEET.item()
    manifest = item.manifest.model_copy(
        update={"hung_since": since, "promised_end_at": ends_at}
    )

    found = face_of(
        replace(item, manifest=manifest),
        place=3,
        counted=None,
        today=date(2026, 11, 5),
        known_on=date(2026, 11, 5),
        workdays=WORKDAYS,
        zone=CHINA,
    )

    assert found.at_least_days == days


# REQ-30
def test_the_days_of_a_promotion_are_not_counted_and_its_end_is_said() -> None:
    rule = LONG_TERM.model_copy(update={"promotional": True})
    poster = replace(SHEET, mandate=rule)

    found = face(poster, today=date(2026, 11, 12), known_on=date(2026, 11, 6))

    assert (found.days_shown, found.today_counts) == (0, False)
    assert (found.at_least_days, found.until_on) == (None, date(2026, 12, 3))
