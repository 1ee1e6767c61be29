from datetime import timedelta
from random import Random

import pytest

from programme.glass import GlassStarted
from programme.records import (
    EndReason,
    OverrideShown,
    PlainShown,
    PlayRecord,
    Record,
    ServicePresence,
)
from publishing.evidence.moment import MomentKind, moment_of
from tests.fakes.delivery import play
from tests.fakes.hand_clock import NOON

S = timedelta(seconds=1)
FIRST = play("d-1", "b" * 64, at=NOON)
SECOND = play("d-2", "b" * 64, at=NOON + 12.04 * S)
LATER = play("d-3", "b" * 64, at=NOON + 600 * S, reason=EndReason.STOOD_STILL)
PLAIN = PlainShown(
    view="default",
    from_at=NOON + 700 * S,
    to_at=NOON + 900 * S,
    monotonic_ms=200_000,
    reason=EndReason.REPLACED,
    programme_version=1,
)
STORM = OverrideShown(
    override="storm",
    from_at=NOON + 950 * S,
    to_at=NOON + 999 * S,
    monotonic_ms=49_000,
    reason=EndReason.TURN_OVER,
    programme_version=1,
)
LISTED = ServicePresence(
    from_at=NOON + 1000 * S,
    to_at=NOON + 1600 * S,
    programme_version=1,
    disclosures=("d-1",),
)
HUNG = GlassStarted(reason="hung", at=NOON + 300 * S)
RECORDS: tuple[Record, ...] = (FIRST, SECOND, HUNG, LATER, PLAIN, STORM, LISTED)


@pytest.mark.parametrize(
    ("seconds", "kind", "shown"),
    [
        (-1, MomentKind.NEVER, None),
        (0, MomentKind.SLIDE, FIRST),
        (11.999, MomentKind.SLIDE, FIRST),
        (12.01, MomentKind.CHANGING, None),
        (12.04, MomentKind.SLIDE, SECOND),
        (24.04, MomentKind.DARK, None),
        (605, MomentKind.SLIDE, LATER),
        (800, MomentKind.PLAIN, PLAIN),
        (960, MomentKind.EMERGENCY, STORM),
        (1200, MomentKind.LISTED, LISTED),
        (1600, MomentKind.UNHEARD, None),
    ],
)
def test_an_instant_is_answered_by_the_interval_that_covers_it(
    seconds: float, kind: MomentKind, shown: object
) -> None:
    records = list(RECORDS)
    Random(int(seconds)).shuffle(records)  # noqa: S311 - an order, not a secret

    moment = moment_of(records, NOON + seconds * S)

    assert (moment.kind, moment.shown) == (kind, shown)


def test_what_is_dark_is_told_with_what_was_before_after_and_between() -> None:
    moment = moment_of(RECORDS, NOON + 200 * S)

    assert moment.kind is MomentKind.DARK
    assert (moment.before, moment.after) == (SECOND, LATER)
    assert moment.starts == (HUNG,)


def test_nothing_recorded_is_no_answer() -> None:
    assert moment_of((), NOON).kind is MomentKind.NEVER


# F16, F31
def test_a_time_that_a_clock_told_twice_is_answered_by_the_one_that_was_sure() -> None:
    doubted = PlayRecord.model_validate(
        play("d-9", "b" * 64, at=NOON + 2 * S).model_dump() | {"clock_sure": False}
    )

    assert moment_of([doubted, FIRST], NOON + 5 * S).shown == FIRST
    assert moment_of([doubted], NOON + 5 * S).shown == doubted
