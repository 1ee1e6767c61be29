from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pytest

from programme.coverage import Folded, Key, Tally
from programme.hours import DayHours, OpenSpan
from programme.open_times import Parts, Silence
from programme.records import (
    EndReason,
    GoneReceipt,
    OverrideShown,
    PlainShown,
    Record,
    ServicePresence,
)
from tests.fakes.showing import (
    HALL,
    TUESDAY,
    TWO,
    chain,
    folding,
    local,
    shown,
    tally,
)

SECONDS = timedelta(seconds=1)
SATURDAY = date(2026, 11, 28)


def of(
    *records: Record,
    hours: Sequence[DayHours] = HALL,
    silences: Sequence[Silence] = (),
    parts: Parts | None = None,
) -> Folded:
    fold = folding(hours=hours, silences=silences, parts=parts)
    return fold.fold_chain(chain(records))


# REQ-70
def test_an_exposure_is_a_turn_of_which_every_slide_was_painted_for_its_dwell() -> None:
    at = local()
    whole = [shown(at, manifest=TWO), shown(at + 12 * SECONDS, manifest=TWO, page=2)]
    cut = [
        shown(at + 24 * SECONDS, manifest=TWO),
        shown(at + 36 * SECONDS, manifest=TWO, page=2, seconds=11),
    ]

    assert tally(of(*whole), manifest=TWO) == Tally(exposures=1, milliseconds=24_000)
    assert tally(of(*whole, *cut), manifest=TWO).exposures == 1
    assert tally(of(*whole, *cut), manifest=TWO).milliseconds == 47_000


@pytest.mark.parametrize(
    "between",
    [
        [shown(local(second=12))],
        [shown(local(second=12), manifest=TWO, page=2, reason=EndReason.OVERRIDDEN)],
        [shown(local(second=12), manifest=TWO, page=2, reason=EndReason.RECALLED)],
        [shown(local(second=12), manifest=TWO, page=2, reason=EndReason.HIDDEN)],
        [shown(local(second=12), manifest=TWO, page=2, reason=EndReason.STOOD_STILL)],
        [shown(local(second=12), manifest=TWO, page=1)],
    ],
    ids=["another", "overridden", "recalled", "hidden", "stood still", "begun anew"],
)
def test_two_halves_of_two_turns_are_no_turn(between: list[Record]) -> None:
    first = shown(local(), manifest=TWO)
    last = shown(local(second=36), manifest=TWO, page=2)

    assert tally(of(first, *between, last), manifest=TWO).exposures == 0


def test_pages_of_one_turn_follow_each_other_at_once() -> None:
    first = shown(local(), manifest=TWO)
    later = shown(local(hour=11), manifest=TWO, page=2)

    assert tally(of(first, later), manifest=TWO).exposures == 0


def test_a_loop_of_one_page_is_a_turn_each_dwell() -> None:
    long = shown(local(), seconds=600, reason=EndReason.CONTINUED)

    assert tally(of(long)).exposures == 50


@pytest.mark.parametrize("reason", [EndReason.WRONG_PIXELS, EndReason.COVERED])
def test_what_was_not_what_was_signed_is_not_even_minutes(reason: EndReason) -> None:
    assert tally(of(shown(local(), reason=reason))) == Tally()


def test_the_default_page_is_nobody_s_exposure_and_ends_a_turn() -> None:
    plain = PlainShown(
        view="default",
        from_at=local(second=12),
        to_at=local(second=24),
        monotonic_ms=12_000,
        reason=EndReason.TURN_OVER,
        programme_version=1,
    )
    first = shown(local(), manifest=TWO)
    last = shown(local(second=24), manifest=TWO, page=2)

    assert tally(of(first, plain, last), manifest=TWO).exposures == 0


# REQ-70
def test_a_notice_between_two_pages_ends_the_turn_and_is_nobody_s_exposure() -> None:
    notice = OverrideShown(
        override="alert-1",
        from_at=local(second=12),
        to_at=local(second=42),
        monotonic_ms=30_000,
        reason=EndReason.TURN_OVER,
        programme_version=1,
    )
    first = shown(local(), manifest=TWO)
    last = shown(local(second=42), manifest=TWO, page=2)

    found = of(first, notice, last)

    assert tally(found, manifest=TWO) == Tally(exposures=0, milliseconds=24_000)
    assert {key.disclosure for key in found.painted} == {"d-2"}
    assert found.listed == {}


# REQ-70
def test_a_turn_that_a_notice_cut_is_no_exposure_even_at_its_full_dwell() -> None:
    whole = shown(local(), reason=EndReason.OVERRIDDEN)
    cut = shown(local(minute=1), seconds=5, reason=EndReason.OVERRIDDEN)

    assert tally(of(whole, cut)) == Tally(exposures=0, milliseconds=17_000)


def test_a_page_that_the_version_does_not_have_is_no_exposure() -> None:
    assert tally(of(shown(local(), page=2))).exposures == 0


def test_a_page_that_stood_a_frame_less_than_its_dwell_stood() -> None:
    assert tally(of(shown(local(), seconds=11.8))).exposures == 1
    assert tally(of(shown(local(), seconds=11.7))).exposures == 0


def test_an_unknown_version_is_one_turn_of_all_its_pages() -> None:
    record = shown(local(), manifest="9" * 64)

    assert tally(of(record), manifest="9" * 64).exposures == 1


# REQ-70: only service hours count, and an interval is cut at their edges.
@pytest.mark.parametrize(
    ("at", "exposures", "milliseconds"),
    [
        (local(hour=8, minute=29, second=47), 0, 0),
        (local(hour=8, minute=29, second=54), 0, 6_000),
        (local(hour=8, minute=30), 1, 12_000),
        (local(hour=17, minute=29, second=48), 1, 12_000),
        (local(hour=17, minute=29, second=49), 0, 11_000),
        (local(hour=17, minute=30), 0, 0),
        (local(SATURDAY), 0, 0),
    ],
)
def test_what_lies_outside_service_hours_is_cut_off(
    at: datetime, exposures: int, milliseconds: int
) -> None:
    found = tally(of(shown(at)))

    assert (found.exposures, found.milliseconds) == (exposures, milliseconds)


def test_dayparts_of_the_window_narrow_the_hours() -> None:
    morning = Parts(
        weekdays=(2,),
        dayparts=(OpenSpan(from_time=time(9), to_time=time(10, 0, 6)),),
    )
    records = [shown(local(hour=9)), shown(local()), shown(local(date(2026, 11, 25)))]

    found = of(*records, parts=morning)

    assert tally(found) == Tally(exposures=1, milliseconds=18_000)
    assert tally(found, date(2026, 11, 25)) == Tally()


def test_minutes_of_an_emergency_or_an_ordered_stop_are_nobody_s_exposure() -> None:
    stop = Silence(from_at=local(minute=1), to_at=local(minute=2))
    records = [shown(local(minute=minute)) for minute in range(3)]
    across = shown(local(minute=0, second=54))

    found = of(records[0], across, *records[1:], silences=(stop,))

    assert tally(found) == Tally(exposures=2, milliseconds=30_000)


def test_an_interval_across_midnight_is_cut_there() -> None:
    always = [
        DayHours(
            weekday=day,
            spans=(OpenSpan(from_time=time(0), to_time=time(23, 59, 59, 999_000)),),
        )
        for day in range(1, 8)
    ]
    record = shown(local(hour=23, minute=59, second=50), seconds=22)

    found = of(record, hours=always)

    assert tally(found).milliseconds == 9_999
    assert tally(found, date(2026, 11, 25)) == Tally(exposures=1, milliseconds=12_000)


def test_a_kiosk_in_service_lists_within_service_hours() -> None:
    presence = ServicePresence(
        from_at=local(hour=8),
        to_at=local(hour=9),
        programme_version=1,
        disclosures=("d-1", "d-2"),
    )

    found = of(presence)

    assert found.listed[Key(disclosure="d-2", manifest="", day=TUESDAY)] == Tally(
        milliseconds=1_800_000
    )


def test_what_claims_no_time_adds_nothing() -> None:
    assert of(GoneReceipt(disclosure="d-1", at=local())).painted == {}
