"""A device that nobody tells the count keeps its duty by the signed rule (REQ-34)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from programme.afterwards import Afterwards
from programme.mandate import DayKind, Mandate, Shortfall
from programme.own_cure import OwnSight, with_own_cures
from programme.own_days import OwnDays
from programme.playlist import Item
from programme.progress import DisclosureProgress
from programme.window import End, FixedEnd, OpenEnd, ProvisionalEnd, end_at
from tests.fakes.screens import LONG_TERM, MANDATE, Sheet, Stock
from tests.fakes.showing import CHINA

FIVE = MANDATE.model_copy(update={"show_at_least_days": 5})
"""Posted on Thursday 5 November: the 6th, then the 9th to the 12th."""
MIDNIGHT = timedelta(hours=16)
COUNTED = datetime(2026, 11, 5, 16, 5, tzinfo=UTC)
"""Five past midnight of Friday the 6th: no day is counted yet."""
PROGRAMME = Stock().programme()


def after(day: int, month: int = 11) -> FixedEnd:
    return FixedEnd(at=datetime(2026, month, day, tzinfo=UTC) + MIDNIGHT)


def noon(day: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, 4, tzinfo=UTC)


def told(first: int, signs: str) -> OwnDays:
    """Return days from one on: # shown, x short, ? not told."""
    days = {date(2026, 11, first + place): sign for place, sign in enumerate(signs)}
    return {
        day: frozenset({"a"} if sign == "#" else {"other"})
        for day, sign in days.items()
        if sign != "?"
    }


def sheet(mandate: Mandate = FIVE, end: End | None = None) -> Sheet:
    return Sheet(disclosure="a", mandate=mandate, end=end or after(12))


def cured(
    signs: str,
    now: datetime,
    *,
    one: Sheet | Item | None = None,
    first: int = 6,
    stock: Stock | None = None,
) -> Item:
    hung = one or sheet()
    item = hung.item() if isinstance(hung, Sheet) else hung
    had = stock or Stock(counted=(), counted_at=COUNTED)
    sight = OwnSight(
        programme=PROGRAMME, progress=had.progress(), told=told(first, signs)
    )
    (found,) = with_own_cures([item], sight, now)
    return found


def last_on(item: Item) -> date:
    end = end_at(item.entry.window)
    assert end is not None
    return (end - timedelta(seconds=1)).astimezone(CHINA).date()


@pytest.mark.parametrize(
    ("signs", "day", "last"),
    [
        ("#..#", 10, 12),
        ("#..x", 10, 13),
        ("x..x", 10, 16),
        ("?..?", 10, 12),
        ("#..####", 13, 12),
        ("#..###x", 13, 13),
        # On the day that was added it fell short once more.
        ("#..###xx", 14, 16),
        # Off from the last day on: it comes back for the day that it owes.
        ("#..###xx..xx", 18, 18),
        # Days that were added are full: the end is the programme's again.
        ("#..###x#", 14, 12),
    ],
)
def test_a_short_day_that_it_saw_adds_a_working_day(
    signs: str, day: int, last: int
) -> None:
    found = cured(signs.replace(".", "?"), noon(day))

    assert last_on(found) == date(2026, 11, last)


# REQ-21
@pytest.mark.parametrize(
    "shortfall", [Shortfall.STANDS, Shortfall.TOLERATE, Shortfall.RESTART]
)
def test_a_printed_end_never_moves_nor_any_that_no_short_day_adds_to(
    shortfall: Shortfall,
) -> None:
    rule = FIVE.model_copy(update={"shortfall": shortfall})
    item = sheet(rule).item()

    assert cured("x??xx", noon(11), one=item) is item


# REQ-22
def test_what_names_persons_goes_on_its_day() -> None:
    item = sheet().item()
    rule = Afterwards(past_days=0, erased=True)
    manifest = item.manifest.model_copy(update={"afterwards": rule})

    kept = Item(entry=item.entry, manifest=manifest)

    assert cured("x??xx", noon(11), one=kept) is kept


def test_a_window_that_was_signed_for_less_owes_no_more_than_it_holds() -> None:
    brief = sheet(MANDATE)

    kept = cured("#??#", noon(10), one=brief)
    longer = cured("#??x", noon(10), one=brief)

    assert (last_on(kept).day, last_on(longer).day) == (12, 13)


def test_what_no_rule_counts_is_left_as_it_is() -> None:
    item = sheet(LONG_TERM).item()

    assert cured("x??xx", noon(11), one=item) is item


@pytest.mark.parametrize("end", [OpenEnd(), ProvisionalEnd(at=after(12).at)])
def test_what_is_open_is_left_open(end: End) -> None:
    item = sheet(end=end).item()

    assert cured("x??xx", noon(11), one=item) is item


def test_a_fresh_count_of_the_centre_goes_before_its_own() -> None:
    item = sheet().item()
    fresh = Stock(counted=(), counted_at=noon(10))
    none = Stock()

    assert cured("x??xx", noon(11), one=item, stock=fresh) is item
    assert cured("x??xx", noon(11), one=item, stock=none) is item


def test_days_that_the_centre_found_short_are_in_its_end_and_not_added_twice() -> None:
    counted = DisclosureProgress(
        disclosure="a", shown_on=(), short_on=(date(2026, 11, 6), date(2026, 11, 9))
    )
    stock = Stock(counted=(counted,), counted_at=noon(10) - timedelta(hours=11))
    longer = sheet(end=after(16))

    same = cured("##", noon(13), one=longer, first=10, stock=stock)
    one_more = cured("#x", noon(13), one=longer, first=10, stock=stock)

    assert last_on(same) == date(2026, 11, 16)
    assert last_on(one_more) == date(2026, 11, 17)


def test_of_calendar_days_a_day_off_with_the_hall_shut_is_not_short() -> None:
    rule = FIVE.model_copy(update={"show_day_kind": DayKind.CALENDAR})
    week = sheet(rule, after(10))

    shut = cured("#xx#", noon(10), one=week)
    monday = cured("#xxx", noon(10), one=week)

    assert last_on(shut) == date(2026, 11, 10)
    assert last_on(monday) == date(2026, 11, 11)


def test_what_had_only_the_time_that_others_leave_is_owed_again() -> None:
    item = sheet().item()
    entry = item.entry.model_copy(update={"owed_until": after(11).at})

    found = cured("x", noon(11), one=Item(entry=entry, manifest=item.manifest))

    assert found.entry.owed_until is None


def test_beyond_the_calendar_the_window_stays_as_it_is() -> None:
    item = replace(sheet(), starts_at=datetime(2025, 11, 5, tzinfo=UTC)).item()

    assert cured("x", noon(11), one=item) is item


@given(signs=st.text(alphabet="#x?", max_size=20), day=st.integers(8, 27))
def test_an_end_only_ever_moves_to_later_and_by_what_was_seen(
    signs: str, day: int
) -> None:
    found = cured(signs, noon(day))

    short = sum(1 for told_on in signs if told_on == "x")
    added = (last_on(found) - date(2026, 11, 12)).days
    assert added >= 0
    assert bool(short) or added == 0
