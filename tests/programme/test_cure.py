from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from programme.cure import Course, PastDay, cured_end
from programme.mandate import DayKind, EndRule, Mandate, Shortfall
from programme.window import End, FixedEnd, OpenEnd, ProvisionalEnd, local_instant
from tests.fakes.contract import IMMEDIATE
from tests.fakes.showing import CHINA, WORKDAYS

FIVE = IMMEDIATE.model_copy(update={"show_at_least_days": 5})
ALL = (1, 2, 3, 4, 5, 6, 7)
MONDAY = date(2026, 11, 23)
"""The day of posting: five days end on Monday 30 November."""


def end(day: date) -> FixedEnd:
    midnight = datetime.min.time()
    return FixedEnd(at=local_instant(day + timedelta(days=1), midnight, CHINA))


ENDS = end(date(2026, 11, 30))


def days(told: str) -> list[PastDay]:
    """Return days from the 24th on: # counts, x is short, ? may still come."""
    found, day = [], MONDAY
    for sign in told:
        day = WORKDAYS.nth_after(day, 1).on
        found.append(PastDay(day=day, counts=sign == "#", waiting=sign == "?"))
    return found


def cured(
    told: str,
    *,
    rule: Mandate = FIVE,
    ends: End = ENDS,
    owed: int | None = 5,
    weekdays: tuple[int, ...] = ALL,
) -> date | None:
    """Return the last day after the cure."""
    past = days(told)
    course = Course(
        mandate=rule,
        weekdays=weekdays,
        owed=owed,
        end=ends,
        over=past[-1].day if past else MONDAY,
        days=past,
    )
    found = cured_end(course, workdays=WORKDAYS, zone=CHINA)
    if found is None:
        return None
    return (found.at - timedelta(seconds=1)).astimezone(CHINA).date()


def with_(shortfall: Shortfall) -> Mandate:
    return FIVE.model_copy(update={"shortfall": shortfall})


# REQ-9
@pytest.mark.parametrize(
    ("told", "last_on"),
    [
        ("", None),
        ("##", None),
        ("#x", date(2026, 12, 1)),
        ("xx#", date(2026, 12, 2)),
        ("#####", None),
        ("####x", date(2026, 12, 1)),
        ("?#", None),
        ("#?x", date(2026, 12, 1)),
        ("????", None),
        ("####?", date(2026, 12, 1)),
    ],
)
def test_each_short_day_of_a_disclosure_adds_a_working_day(
    told: str, last_on: date | None
) -> None:
    assert cured(told) == last_on


# REQ-21
@pytest.mark.parametrize(
    ("shortfall", "last_on"),
    [
        (Shortfall.STANDS, None),
        (Shortfall.TOLERATE, None),
        (Shortfall.EXTEND, date(2026, 12, 1)),
        (Shortfall.RESTART, date(2026, 12, 3)),
    ],
)
def test_a_short_day_does_what_the_signed_rule_says(
    shortfall: Shortfall, last_on: date | None
) -> None:
    assert cured("##x", rule=with_(shortfall)) == last_on


def test_a_new_start_is_not_made_by_a_day_that_may_still_come() -> None:
    assert cured("##?", rule=with_(Shortfall.RESTART)) is None


def test_a_window_that_is_long_enough_all_the_same_is_not_lengthened() -> None:
    assert cured("#x", ends=end(date(2026, 12, 31))) is None


def test_what_has_no_end_or_owes_no_days_is_not_lengthened() -> None:
    assert cured("xx", ends=OpenEnd()) is None
    assert cured("xx", owed=None) is None


def test_only_weekdays_on_which_it_hangs_are_added() -> None:
    tuesdays = cured("#", owed=2, weekdays=(2,), ends=end(date(2026, 11, 24)))

    assert tuesdays == date(2026, 12, 1)


def test_calendar_days_are_cured_by_calendar_days_and_end_on_a_working_day() -> None:
    rule = FIVE.model_copy(update={"show_day_kind": DayKind.CALENDAR})
    strict = rule.model_copy(update={"end_rule": EndRule.WORKING_DAY})
    friday = end(date(2026, 11, 27))

    assert cured("###x", rule=rule, owed=4, ends=friday) == date(2026, 11, 28)
    assert cured("###x", rule=strict, owed=4, ends=friday) == date(2026, 11, 30)


def test_an_end_in_a_year_without_a_calendar_is_provisional() -> None:
    course = Course(
        mandate=FIVE,
        weekdays=ALL,
        owed=5,
        end=end(date(2026, 12, 31)),
        over=date(2026, 12, 31),
        days=[PastDay(day=date(2026, 12, 31), counts=False)],
    )

    found = cured_end(course, workdays=WORKDAYS, zone=CHINA)

    assert isinstance(found, ProvisionalEnd)


def test_beyond_every_calendar_nothing_is_promised() -> None:
    course = Course(
        mandate=FIVE,
        weekdays=ALL,
        owed=5,
        end=FixedEnd(at=datetime(2099, 12, 31, 16, tzinfo=UTC)),
        over=date(2099, 12, 31),
        days=[],
    )

    assert cured_end(course, workdays=WORKDAYS, zone=CHINA) is None


@given(told=st.text(alphabet="#x?", max_size=12))
def test_a_cure_only_ever_moves_an_end_to_later_and_once(told: str) -> None:
    last_on = cured(told)

    if last_on is not None:
        assert last_on > date(2026, 11, 30)
        assert cured(told, ends=end(last_on)) is None
