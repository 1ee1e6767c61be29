from datetime import datetime, timedelta

from programme.glass import (
    Capture,
    CaptureCause,
    GlassCheck,
    GlassOutcome,
    GlassStarted,
)
from programme.records import EndReason, PlainShown
from publishing.evidence.queries import shown_days
from publishing.tables.evidence import EvidenceBatch
from publishing.tables.glass import CaptureRow, EvidenceSpan, GlassState
from tests.fakes.delivery import Delivery, play
from tests.fakes.hand_clock import NOON

PAGE = "a" * 64


def check(at: datetime, outcome: GlassOutcome) -> GlassCheck:
    return GlassCheck(
        disclosure="d-1",
        manifest="b" * 64,
        page=PAGE,
        programme_version=1,
        at=at,
        outcome=outcome,
        expected="c" * 64,
        found="d" * 64,
        took_ms=40,
    )


def capture(at: datetime) -> Capture:
    return Capture(
        picture="e" * 64,
        length=80_000,
        width=1920,
        height=1080,
        at=at,
        view="slide",
        disclosure="d-1",
        page=PAGE,
        programme_version=1,
        cause=CaptureCause.TIME,
    )


# REQ-30
def test_the_newest_check_is_kept_and_when_the_glass_last_differed(
    delivery: Delivery,
) -> None:
    device = delivery.enrolled()
    wrong_at, same_at = NOON - timedelta(minutes=9), NOON - timedelta(minutes=3)
    device.add(
        GlassStarted(reason="hung", at=wrong_at),
        check(wrong_at, GlassOutcome.WRONG_PIXELS),
        check(same_at, GlassOutcome.SAME),
        capture(same_at),
        capture(same_at + timedelta(seconds=5)),
    )

    delivery.conversations.take_evidence(device.batch(device.links))

    with delivery.county.database.reading() as session:
        state = session.get_one(GlassState, device.id)
        picture = session.get_one(CaptureRow, (device.id, "e" * 64))
    assert (state.outcome, state.checked_at) == ("same", same_at)
    assert state.differed_at == wrong_at
    assert (state.start_reason, state.started_at) == ("hung", wrong_at)
    assert (picture.at, picture.stored_at) == (same_at, None)


def test_a_clock_that_ran_ahead_once_hides_nothing_that_is_seen_later(
    delivery: Delivery,
) -> None:
    device = delivery.enrolled()
    ahead = check(NOON + timedelta(days=365), GlassOutcome.SAME)
    delivery.conversations.take_evidence(device.batch(device.add(ahead)))
    delivery.county.clock.forward(minutes=10)
    at = delivery.county.clock.now()
    wrong = check(at, GlassOutcome.WRONG_PIXELS)

    delivery.conversations.take_evidence(device.batch(device.add(wrong)))

    with delivery.county.database.reading() as session:
        state = session.get_one(GlassState, device.id)
    assert (state.outcome, state.differed_at) == ("wrong_pixels", at)


def test_a_batch_is_kept_with_the_span_of_which_it_speaks(delivery: Delivery) -> None:
    device = delivery.enrolled()
    plain = PlainShown(
        view="default",
        from_at=NOON - timedelta(hours=2),
        to_at=NOON - timedelta(hours=1),
        monotonic_ms=3_600_000,
        reason=EndReason.CONTINUED,
        programme_version=1,
    )
    device.add(plain, check(NOON - timedelta(minutes=5), GlassOutcome.SAME))

    delivery.conversations.take_evidence(device.batch(device.links))

    with delivery.county.database.reading() as session:
        batch = session.query(EvidenceBatch).one()
        span = session.get_one(EvidenceSpan, batch.id)
    assert (span.from_at, span.to_at) == (plain.from_at, NOON - timedelta(minutes=5))


# REQ-30
def test_what_was_found_to_be_wrong_counts_neither_minutes_nor_exposures(
    delivery: Delivery,
) -> None:
    device = delivery.enrolled()
    at = NOON - timedelta(hours=1)
    device.add(
        play("d-1", "b" * 64, at=at),
        play("d-1", "b" * 64, at=at, seconds=30, reason=EndReason.WRONG_PIXELS),
        play("d-1", "b" * 64, at=at, seconds=30, reason=EndReason.COVERED),
    )

    delivery.conversations.take_evidence(device.batch(device.links))

    with delivery.county.database.reading() as session:
        [day] = shown_days(session, "d-1")
    assert (day.seconds, day.exposures) == (12, 1)
