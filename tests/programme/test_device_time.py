"""What time a device goes by, and how far it is believed (F16, F17)."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from programme.device_time import (
    BACK,
    LATEST,
    MOST_OFF,
    ClockState,
    Count,
    Known,
    Reading,
    Verdict,
    after_look,
    after_word,
    judge,
)

TRUTH = datetime(2026, 11, 29, 4, tzinfo=UTC)
DOUBT = timedelta(minutes=2)
YEAR, DAY, MINUTES = timedelta(days=365), timedelta(days=1), timedelta(minutes=6)
JUMPS = (
    *(-YEAR, -DAY, -MINUTES, timedelta(seconds=-1), timedelta(0)),
    *(timedelta(seconds=1), MINUTES, DAY, YEAR),
)
SEEN = Count(at=TRUTH - timedelta(seconds=60), monotonic_s=40.0)


def reading(jump: timedelta = timedelta(0), *, synchronised: bool = False) -> Reading:
    return Reading(wall=TRUTH + jump, monotonic_s=100.0, synchronised=synchronised)


def judged(known: Known, jump: timedelta, *, synchronised: bool = False) -> Verdict:
    return judge(reading(jump, synchronised=synchronised), known, doubt=DOUBT)


@pytest.mark.parametrize(
    ("jump", "synchronised", "signed", "seen", "floor"),
    list(
        product(
            JUMPS,
            (False, True),
            (None, SEEN),
            (None, SEEN),
            (None, SEEN, Count(at=TRUTH - 2 * MOST_OFF, monotonic_s=90.0)),
        )
    ),
)
def test_no_state_runs_ahead_of_what_is_known_and_a_word_makes_sure(
    jump: timedelta,
    synchronised: bool,
    signed: Count | None,
    seen: Count | None,
    floor: Count | None,
) -> None:
    known = Known(signed=signed, seen=seen, floor=floor)

    verdict = judged(known, jump, synchronised=synchronised)

    assert verdict.off == TRUTH + jump - verdict.at
    if signed is not None:
        assert verdict.state is ClockState.SURE
        assert abs(verdict.at - TRUTH) <= DOUBT + timedelta(seconds=1)
        return
    if verdict.state is ClockState.SURE:
        # The machine's own clock, where nothing speaks against it.
        assert verdict.at == TRUTH + jump
        assert floor is None or verdict.at >= floor.then(100.0) - BACK
    else:
        assert not synchronised or verdict.state is ClockState.WRONG
        assert verdict.at <= TRUTH + timedelta(seconds=1)
        assert floor is None or seen is not None or verdict.at >= floor.then(100.0)


def test_a_clock_that_is_set_while_it_runs_is_in_doubt_and_the_count_goes_on() -> None:
    known = Known(seen=SEEN)

    for jump in (-YEAR, -DAY, -MINUTES, MINUTES, DAY, YEAR):
        verdict = judged(known, jump)
        assert (verdict.state, verdict.at) == (ClockState.DOUBTED, TRUTH)

    assert judged(known, timedelta(0)).state is ClockState.SURE


def test_a_clock_before_the_floor_is_wrong_even_where_a_service_set_it() -> None:
    known = Known(floor=SEEN)

    for synchronised in (False, True):
        verdict = judged(known, -YEAR, synchronised=synchronised)
        assert (verdict.state, verdict.at) == (ClockState.WRONG, TRUTH)


def test_a_machine_that_was_off_for_long_goes_on_from_the_floor() -> None:
    floor = Count(at=TRUTH - MOST_OFF - DAY, monotonic_s=100.0)

    verdict = judged(Known(floor=floor), timedelta(0))

    assert (verdict.state, verdict.at) == (ClockState.DOUBTED, floor.at)
    assert judged(Known(floor=floor), timedelta(0), synchronised=True).at == TRUTH
    assert judged(Known(floor=floor), -2 * DAY).state is ClockState.SURE


def test_by_the_centre_s_word_small_differences_stay_the_machine_s() -> None:
    known = Known(signed=SEEN)

    assert judged(known, timedelta(seconds=90)).at == TRUTH + timedelta(seconds=90)
    assert judged(known, MINUTES).at == TRUTH
    # In half a year a cheap quartz goes half an hour wrong, and is not set for it.
    old = Count(at=TRUTH - 180 * DAY, monotonic_s=100.0 - 180 * 86_400)
    assert judged(Known(signed=old), timedelta(minutes=20)).off == timedelta(0)


def test_the_floor_rises_by_sure_times_and_falls_by_the_centre_s_word_only() -> None:
    later, sooner = TRUTH + DAY, TRUTH - DAY
    known = Known(floor=Count(at=later, monotonic_s=100.0), seen=SEEN)
    now = Count(at=TRUTH, monotonic_s=100.0)
    sure = Verdict(state=ClockState.SURE, at=TRUTH, off=timedelta(0))
    doubted = Verdict(state=ClockState.DOUBTED, at=TRUTH, off=YEAR)

    assert after_look(Known(), reading(), sure) == Known(floor=now, seen=now)
    assert after_look(Known(), reading(), doubted) == Known(seen=now)
    assert after_look(known, reading(), sure).floor == known.floor
    signed = after_word(known, sooner, 100.0)
    assert signed.floor == Count(at=sooner, monotonic_s=100.0)
    assert after_look(signed, reading(), sure).floor == now


def test_a_word_that_is_older_than_the_last_is_played_again_and_no_word() -> None:
    known = after_word(Known(), TRUTH, 100.0)

    assert after_word(known, TRUTH - timedelta(seconds=1), 200.0) is known
    assert after_word(known, TRUTH, 200.0).signed == Count(at=TRUTH, monotonic_s=200.0)


# F19: whoever stole the key for the time drove every device years ahead with it.
def test_a_floor_of_a_key_that_counts_no_more_bars_no_word() -> None:
    poisoned = after_word(Known(), TRUTH + 9 * YEAR, 100.0, key="stolen")

    barred = after_word(poisoned, TRUTH, 200.0, key="new", counting={"stolen", "new"})
    cured = after_word(poisoned, TRUTH, 200.0, key="new", counting={"new"})
    again = after_word(cured, TRUTH - DAY, 300.0, key="new", counting={"new"})

    assert barred is poisoned
    assert cured.signed == cured.floor == Count(at=TRUTH, monotonic_s=200.0)
    assert (cured.signed_floor, cured.signed_by) == (TRUTH, "new")
    assert again is cured


def test_a_word_that_no_clock_says_is_none() -> None:
    known = after_word(Known(), TRUTH, 100.0)

    assert after_word(known, LATEST, 200.0) is known
    assert after_word(known, LATEST - DAY, 200.0).signed_floor == LATEST - DAY
