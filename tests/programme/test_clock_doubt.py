from datetime import date, datetime, timedelta

import pytest

from programme.clock_doubt import Heard, interval_in_time
from programme.coverage import Folded, Key, Tally
from programme.records import GoneReceipt, Record, ServicePresence
from tests.fakes.showing import (
    TUESDAY,
    TWO,
    chain,
    folding,
    local,
    run,
    shown,
    tally,
)

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def of(*records: Record, received_at: datetime | None = None) -> Folded:
    return folding().fold_chain(chain(records, received_at))


JUMPS = [timedelta(minutes=5), timedelta(days=1), timedelta(days=366)]


# REQ-70
@pytest.mark.parametrize("jump", JUMPS, ids=["5 min", "1 day", "1 year"])
def test_a_clock_that_ran_behind_within_one_opening_costs_no_exposure(
    jump: timedelta,
) -> None:
    before, after = run(local(), 5), run(local(minute=20), 5)
    behind = run(local(minute=2) - jump, 5)

    found = of(*before, *behind, *after)

    assert tally(found).exposures == 15
    assert found.contested == {}


@pytest.mark.parametrize("jump", JUMPS, ids=["5 min", "1 day", "1 year"])
def test_a_clock_that_ran_ahead_of_its_receipt_costs_no_exposure(
    jump: timedelta,
) -> None:
    before, after = run(local(), 5), run(local(minute=20), 5)
    ahead = run(local(minute=2) + jump, 5)

    found = of(*before, *ahead, *after, received_at=local(minute=22))

    assert tally(found).exposures == 15
    assert found.contested == {}


def test_what_says_itself_that_its_clock_is_unsure_counts_between_sure_records() -> (
    None
):
    records = [*run(local(), 1), *run(local(hour=11), 4, sure=False)]

    alone, bounded = of(*records), of(*records, shown(local(hour=12)))

    assert tally(alone) == Tally(
        exposures=1,
        milliseconds=12_000,
        uncertain_exposures=4,
        uncertain_milliseconds=48_000,
    )
    assert tally(bounded).exposures == 6
    assert tally(bounded).uncertain_exposures == 0


@pytest.mark.parametrize(
    "next_at",
    [local(date(2026, 11, 25)), local(hour=18)],
    ids=["the next day", "after the doors were shut"],
)
def test_bounds_beyond_one_opening_leave_the_day_in_doubt(next_at: datetime) -> None:
    records = [*run(local(hour=16), 1), *run(local(hour=17), 4, sure=False)]

    found = of(*records, shown(next_at))

    assert tally(found).uncertain_exposures == 4


def test_without_a_sure_record_before_it_nothing_is_bounded() -> None:
    found = of(*run(local(), 3, sure=False), shown(local(hour=11)))

    assert tally(found).uncertain_exposures == 3


def test_one_record_in_doubt_puts_its_turn_in_doubt() -> None:
    first = shown(local(), manifest=TWO)
    second = shown(local(second=12), manifest=TWO, page=2, sure=False)

    assert tally(of(first, second), manifest=TWO).uncertain_exposures == 1


def test_a_clock_that_was_set_while_a_page_stood_makes_it_doubtful() -> None:
    record = shown(local(), stepped=timedelta(minutes=5))

    assert tally(of(record)).uncertain_exposures == 1


def test_a_small_correction_of_the_clock_raises_no_doubt() -> None:
    records = [shown(local()), shown(local(second=8))]

    assert tally(of(*records)).exposures == 2


def test_records_that_cannot_have_happened_since_put_the_day_before_in_doubt() -> None:
    ahead, right = run(local() + DAY, 1), run(local(), 5)

    records = [*ahead, *right, shown(local() + DAY + timedelta(seconds=13))]
    found = folding().fold({"player-1": chain(records)})

    assert found.contested == {TUESDAY + DAY: 1}
    assert tally(found).uncertain_exposures == 5


def test_a_stretch_longer_than_any_day_waits_for_nothing_more() -> None:
    long = [
        shown(local() + 12 * HOUR * number, seconds=12 * 3600, sure=False)
        for number in range(3)
    ]

    found = of(shown(local(hour=9)), *long)

    assert found.reach.number == 4
    assert tally(found).uncertain_exposures > 0


def test_a_presence_that_ends_before_it_began_adds_no_time() -> None:
    presence = ServicePresence(
        from_at=local(), to_at=local(hour=9), programme_version=1, disclosures=("d",)
    )

    assert of(presence).listed == {}


def listed(
    from_at: datetime,
    minutes: int = 10,
    *,
    sure: bool = True,
    monotonic_ms: int | None = None,
) -> ServicePresence:
    return ServicePresence(
        from_at=from_at,
        to_at=from_at + timedelta(minutes=minutes),
        programme_version=1,
        disclosures=("d",),
        monotonic_ms=monotonic_ms,
        clock_sure=sure,
    )


def day_of(found: Folded, on: date = TUESDAY) -> Tally:
    return found.listed.get(Key(disclosure="d", manifest="", day=on), Tally())


TEN_MIN = 600_000


# REQ-70: a kiosk's clock is judged as a screen's is.
@pytest.mark.parametrize(
    ("one", "sure"),
    [
        (listed(local()), True),
        (listed(local(), monotonic_ms=TEN_MIN), True),
        (listed(local(), monotonic_ms=TEN_MIN - 2000), True),
        (listed(local(), monotonic_ms=TEN_MIN - 2001), False),
        (listed(local(), monotonic_ms=TEN_MIN, sure=False), False),
        (listed(local(), sure=False), False),
    ],
)
def test_a_presence_whose_clock_was_in_doubt_leaves_its_day_uncertain(
    one: ServicePresence, *, sure: bool
) -> None:
    spent = TEN_MIN if one.monotonic_ms is None else one.monotonic_ms
    expected = (
        Tally(milliseconds=spent) if sure else Tally(uncertain_milliseconds=spent)
    )

    assert day_of(of(one)) == expected


def test_a_doubtful_presence_between_sure_ones_of_one_opening_counts() -> None:
    years_off = listed(local() + 900 * DAY, minutes=0, monotonic_ms=TEN_MIN, sure=False)

    found = of(listed(local(hour=9)), years_off, listed(local(hour=11)))

    assert day_of(found) == Tally(milliseconds=3 * TEN_MIN)
    assert found.contested == {}


def test_a_doubtful_presence_does_not_pay_for_a_day_that_had_not_come() -> None:
    ahead = listed(local() + DAY, monotonic_ms=TEN_MIN, sure=False)

    found = of(listed(local(hour=9)), ahead, received_at=local(hour=12))

    assert day_of(found, TUESDAY + DAY) == Tally()
    assert day_of(found) == Tally(milliseconds=TEN_MIN)


def test_a_presence_says_nothing_of_its_clock_while_that_is_sure() -> None:
    before = (
        '{"disclosures":["d"],"from_at":"2026-11-24T02:00:00.000Z","kind":"presence",'
        '"programme_version":1,"to_at":"2026-11-24T02:10:00.000Z"}'
    )

    read = ServicePresence.parse(before.encode())

    assert read == listed(local())
    assert read.canonical() == before.encode()
    doubted = listed(local(), monotonic_ms=1, sure=False)
    assert ServicePresence.parse(doubted.canonical()) == doubted


def test_what_speaks_of_a_time_to_come_proves_nothing() -> None:
    found = of(shown(local()), received_at=local(hour=9))

    assert (found.painted, found.contested) == ({}, {})


# Leap day and the turn of the year, while playing.
@pytest.mark.parametrize("on", [date(2028, 2, 29), date(2026, 12, 31)])
def test_a_leap_day_and_a_last_day_are_days_like_others(on: date) -> None:
    assert tally(of(*run(local(on), 3)), on).exposures == 3


def test_a_record_that_claims_time_to_come_or_none_is_not_in_time() -> None:
    at = local()
    heard = [
        Heard(number=1, record=shown(at), received_at=received_at)
        for received_at in (None, at, at - HOUR)
    ]
    gone = Heard(number=2, record=GoneReceipt(disclosure="d", at=at))

    assert [interval_in_time(one) for one in heard] == [True, True, False]
    assert not interval_in_time(gone)
