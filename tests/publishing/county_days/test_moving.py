from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from config.calendar_data import shipped_calendar
from config.mandates import shipped_mandates
from programme.calendar import CalendarYear, NamedDay, WorkingCalendar
from programme.calendar_slice import YearState
from programme.mandate import Mandate, Shortfall
from programme.window import End, FixedEnd, OpenEnd, ProvisionalEnd
from programme.workdays import Workdays
from publishing.county_days.moving import (
    Counting,
    Hung,
    Matter,
    dates_of,
    end_after,
    window_dates,
)
from publishing.schedule.windows import mandated_end
from publishing.tables.schedule import EndKind
from tests.fakes.county_days import closed_on, official_2027

ZONE = ZoneInfo("Asia/Shanghai")
SHIPPED = Workdays(shipped_calendar().whole())
RULES = {name: one.mandate for name, one in shipped_mandates().items()}
MONDAY = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
DAYS = st.dates(date(2026, 9, 1), date(2027, 3, 31))


def count(workdays: Workdays) -> Counting:
    return Counting(workdays, ZONE)


def midnight(on: date) -> datetime:
    return datetime.combine(on, time(0), ZONE).astimezone(UTC)


def hung(rule: Mandate, starts_at: datetime = MONDAY, end: End | None = None) -> Hung:
    least = mandated_end(rule, starts_at, workdays=SHIPPED, zone=ZONE)
    kept = end or least
    return Hung(
        entry=1,
        group="qinghe-hall-screen",
        mandate=rule,
        starts_at=starts_at,
        end=kept,
        promised_end_at=None if isinstance(kept, OpenEnd) else kept.at,
    )


def ends(one: Hung, after: Workdays) -> tuple[EndKind, datetime | None, bool]:
    _, new = window_dates(one, before=count(SHIPPED), after=count(after))
    return new.end_kind, new.ends_at, new.short


# 20 working days after Monday 23 November 2026 are full on Monday 21 December.
def test_a_closure_lengthens_a_disclosure_by_the_day_that_it_takes() -> None:
    one = hung(RULES["immediate"])

    assert ends(one, closed_on(date(2026, 12, 1))) == (
        EndKind.FIXED,
        midnight(date(2026, 12, 23)),
        False,
    )


def test_a_closure_outside_the_window_moves_nothing() -> None:
    one = hung(RULES["immediate"])

    before, after = window_dates(
        one, before=count(SHIPPED), after=count(closed_on(date(2026, 12, 23)))
    )

    assert before == after


# REQ-21
def test_the_printed_end_of_a_notice_stands_and_the_record_says_that_it_is_short() -> (
    None
):
    one = hung(RULES["notice_5_working"])

    # 24, 25, 26, 27, 30 November.
    assert ends(one, closed_on(date(2026, 11, 25))) == (
        EndKind.FIXED,
        midnight(date(2026, 12, 1)),
        True,
    )


def test_what_is_tolerated_moves_nothing_and_what_restarts_moves() -> None:
    lenient = RULES["immediate"].model_copy(update={"shortfall": Shortfall.TOLERATE})
    strict = RULES["immediate"].model_copy(update={"shortfall": Shortfall.RESTART})
    closed = closed_on(date(2026, 12, 1))

    assert ends(hung(lenient), closed)[1] == midnight(date(2026, 12, 22))
    assert ends(hung(strict), closed)[1] == midnight(date(2026, 12, 23))


# 30 working days from 23 November 2026: provisional, Monday 4 January 2027 by weekends.
def test_a_provisional_end_is_confirmed_when_the_notice_is_in() -> None:
    one = hung(RULES["periodic"])
    assert one.end == ProvisionalEnd(at=midnight(date(2027, 1, 5)))

    kind, at, short = ends(one, official_2027())

    # 1 to 3 January off, so that Friday 1 January is lost.
    assert (kind, at, short) == (EndKind.FIXED, midnight(date(2027, 1, 6)), False)


def test_a_provisional_end_that_could_come_nearer_stays_as_promised() -> None:
    late = ProvisionalEnd(at=midnight(date(2027, 2, 1)))
    one = hung(RULES["periodic"], end=late)

    assert ends(one, official_2027())[:2] == (EndKind.FIXED, late.at)


def test_a_closure_that_pushes_an_end_into_late_december_makes_it_provisional() -> None:
    # 20 working days from Friday 27 November are full on Friday 25 December.
    one = hung(RULES["immediate"], datetime(2026, 11, 27, 4, 0, tzinfo=UTC))

    kind, at, _ = ends(one, closed_on(date(2026, 12, 25)))

    assert (kind, at) == (EndKind.PROVISIONAL, midnight(date(2026, 12, 29)))


def test_an_open_end_stays_open() -> None:
    assert end_after(OpenEnd(), FixedEnd(at=MONDAY), RULES["immediate"], None) == (
        OpenEnd()
    )
    assert ends(hung(RULES["long_term"]), official_2027()) == (
        EndKind.OPEN,
        None,
        False,
    )


def test_an_end_without_a_mandate_stays() -> None:
    end = FixedEnd(at=midnight(date(2026, 12, 1)))

    assert (
        ends(hung(RULES["none"], end=end), closed_on(date(2026, 11, 25)))[1] == end.at
    )


def test_the_deadlines_of_what_waits_move_with_the_calendar() -> None:
    matter = Matter(mandate=RULES["immediate"], counted_from=date(2026, 11, 20))

    before, after = dates_of(
        matter, before=count(SHIPPED), after=count(closed_on(date(2026, 11, 26)))
    )

    assert (before.target_on, after.target_on) == (
        date(2026, 11, 27),
        date(2026, 11, 30),
    )
    assert after.legal_on == date(2026, 12, 21)


def test_a_matter_from_before_the_calendar_has_no_dates() -> None:
    matter = Matter(
        mandate=RULES["immediate"],
        counted_from=date(1999, 1, 1),
        hung=(
            hung(RULES["none"], datetime(1999, 1, 1, tzinfo=UTC)),
            Hung(
                entry=2,
                group="g",
                mandate=RULES["immediate"],
                starts_at=datetime(1999, 1, 1, tzinfo=UTC),
                end=FixedEnd(at=MONDAY),
                promised_end_at=MONDAY,
            ),
        ),
    )

    before, after = dates_of(matter, before=count(SHIPPED), after=count(SHIPPED))

    assert before == after
    assert before.target_on is None
    assert before.windows[1].ends_at == MONDAY


RULE = st.sampled_from(
    [RULES[name] for name in ("immediate", "periodic", "notice_7", "notice_5_working")]
)


@given(rule=RULE, on=DAYS, closed=st.lists(DAYS, max_size=6, unique=True))
def test_no_calendar_ever_brings_an_end_nearer_or_takes_anything_down(
    rule: Mandate, on: date, closed: list[date]
) -> None:
    one = hung(rule, midnight(on) + timedelta(hours=12))

    before, after = window_dates(
        one, before=count(SHIPPED), after=count(closed_on(*closed))
    )

    assert before.ends_at is not None
    assert after.ends_at is not None
    assert after.ends_at >= before.ends_at


@given(rule=RULE, on=DAYS, closed=st.lists(DAYS, max_size=6, unique=True))
def test_a_window_is_never_shorter_than_its_mandate_unless_the_record_says_so(
    rule: Mandate, on: date, closed: list[date]
) -> None:
    starts_at = midnight(on) + timedelta(hours=12)
    after = closed_on(*closed)

    _, new = window_dates(
        hung(rule, starts_at), before=count(SHIPPED), after=count(after)
    )

    least = mandated_end(rule, starts_at, workdays=after, zone=ZONE)
    assert not isinstance(least, OpenEnd)
    assert new.ends_at is not None
    assert new.short is (new.ends_at < least.at)
    assert not new.short or rule.shortfall is Shortfall.STANDS


@given(rule=RULE, on=DAYS, closed=st.lists(DAYS, max_size=6, unique=True))
def test_the_same_calendar_again_moves_nothing(
    rule: Mandate, on: date, closed: list[date]
) -> None:
    one, after = hung(rule, midnight(on) + timedelta(hours=12)), closed_on(*closed)
    _, new = window_dates(one, before=count(SHIPPED), after=count(after))
    assert new.ends_at is not None
    kinds = {EndKind.FIXED: FixedEnd, EndKind.PROVISIONAL: ProvisionalEnd}
    moved = hung(rule, one.starts_at, kinds[new.end_kind](at=new.ends_at))

    assert window_dates(moved, before=count(after), after=count(after)) == (new, new)


@given(rule=RULE, on=DAYS, closed=st.lists(DAYS, min_size=2, max_size=6, unique=True))
def test_two_closures_one_after_the_other_end_no_earlier_than_each_alone(
    rule: Mandate, on: date, closed: list[date]
) -> None:
    one = hung(rule, midnight(on) + timedelta(hours=12))

    _, few = window_dates(
        one, before=count(SHIPPED), after=count(closed_on(*closed[:1]))
    )
    _, all_of_them = window_dates(
        one, before=count(SHIPPED), after=count(closed_on(*closed))
    )

    assert few.ends_at is not None
    assert all_of_them.ends_at is not None
    assert all_of_them.ends_at >= few.ends_at


@pytest.mark.parametrize("closed", [(), (date(2026, 12, 1), date(2026, 12, 2))])
def test_a_notice_that_is_corrected_in_mid_year_is_taken_as_it_is_now(
    closed: tuple[date, ...],
) -> None:
    years = tuple(
        _corrected(year, closed) if year.year == 2026 else year
        for year in shipped_calendar().years
    )
    after = Workdays(WorkingCalendar(years=years).whole())

    _, at, _ = ends(hung(RULES["immediate"]), after)

    assert at == midnight(date(2026, 12, 22) + timedelta(days=len(closed)))


def _corrected(year: CalendarYear, closed: tuple[date, ...]) -> CalendarYear:
    more = tuple(NamedDay(on=on, name="调整") for on in closed)
    return year.model_copy(
        update={
            "state": YearState.OFFICIAL,
            "version": year.version + 1,
            "closed": (*year.closed, *more),
        }
    )


def test_of_what_hung_before_the_product_came_days_count_from_its_first_day() -> None:
    # Of 20 working days after Monday 2 November 2026 the last is Monday the 30th.
    end = FixedEnd(at=midnight(date(2026, 12, 1)))
    one = replace(hung(RULES["immediate"], end=end), hung_since=date(2026, 11, 2))

    for closed, ends_on in ((26, 2), (16, 2)):
        assert ends(one, closed_on(date(2026, 11, closed))) == (
            EndKind.FIXED,
            midnight(date(2026, 12, ends_on)),
            False,
        )
