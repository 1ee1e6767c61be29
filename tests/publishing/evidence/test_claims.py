from datetime import date
from zoneinfo import ZoneInfo

from config.calendar_data import shipped_calendar
from programme.carriers import Carrier
from programme.days_due import Hung
from programme.window import OpenEnd, Window
from programme.workdays import Workdays
from publishing.evidence.claims import CountedDay, claimed_days, nowhere
from tests.fakes.contract import IMMEDIATE
from tests.fakes.hand_clock import NOON

ZONE = ZoneInfo("Asia/Shanghai")
WORKDAYS = Workdays(shipped_calendar().whole())
HUNG = Hung(
    disclosure="d-1", window=Window(starts_at=NOON, end=OpenEnd()), mandate=IMMEDIATE
)
"""Posted on Monday 23 November 2026."""


def november(*days: int) -> tuple[date, ...]:
    return tuple(date(2026, 11, day) for day in days)


def board_from_the_26th(day: date) -> tuple[Carrier, ...]:
    return (Carrier.PAPER_BOARD,) if day >= date(2026, 11, 26) else ()


def counting(days: tuple[CountedDay, ...]) -> tuple[date, ...]:
    return tuple(one.day for one in days if one.counts)


def short(days: tuple[CountedDay, ...]) -> tuple[date, ...]:
    return tuple(one.day for one in days if not one.counts)


def test_a_day_counts_by_displays_or_by_a_primary_carrier_and_else_is_short() -> None:
    """REQ-35: screens dark on the 26th and 27th, the board hung from the 26th."""
    days = claimed_days(
        HUNG,
        shown_on=november(24),
        carried=board_from_the_26th,
        today=date(2026, 11, 30),
        workdays=WORKDAYS,
        zone=ZONE,
    )

    assert counting(days) == november(24, 26, 27)
    assert short(days) == november(25)


def test_the_listing_says_of_each_day_by_what_it_counts() -> None:
    days = claimed_days(
        HUNG,
        shown_on=november(24, 26),
        carried=board_from_the_26th,
        today=date(2026, 11, 28),
        workdays=WORKDAYS,
        zone=ZONE,
    )

    told = [(one.day.day, one.by_displays, one.by_carriers, one.counts) for one in days]
    board = (Carrier.PAPER_BOARD,)
    assert told == [
        (24, True, (), True),
        (25, False, (), False),
        (26, True, board, True),
        (27, False, board, True),
    ]


def test_a_board_makes_no_rest_day_a_working_day() -> None:
    """1 January 2026 is a holiday, 4 January is a make-up day (REQ-35)."""
    hung = Hung(
        disclosure="d-1",
        window=Window(
            starts_at=NOON.replace(year=2025, month=12, day=31), end=OpenEnd()
        ),
        mandate=IMMEDIATE,
    )

    days = claimed_days(
        hung,
        shown_on=(),
        carried=lambda _: (Carrier.WEBSITE,),
        today=date(2026, 1, 6),
        workdays=WORKDAYS,
        zone=ZONE,
    )

    assert counting(days) == (date(2026, 1, 4), date(2026, 1, 5))


def test_a_county_that_counts_its_displays_alone_counts_no_board() -> None:
    days = claimed_days(
        HUNG,
        shown_on=november(24),
        carried=nowhere,
        today=date(2026, 11, 26),
        workdays=WORKDAYS,
        zone=ZONE,
    )

    assert counting(days) == november(24)
    assert short(days) == november(25)
