import random
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from programme.programme import WithdrawalCause, progress_target_of
from programme.records import (
    AdoptionReceipt,
    GapRecord,
    GoneReceipt,
    ServicePresence,
    SlideFault,
)
from publishing.evidence.displays import counted_days
from publishing.evidence.errors import ChainAhead
from publishing.evidence.queries import receipts_of, shown_days
from publishing.tables.evidence import (
    Adoption,
    EvidenceBatch,
    EvidenceGap,
    SlideFaultRow,
)
from publishing.tables.release import ReleaseDue
from tests.fakes.delivery import KIOSK, SCREEN, Delivery, play
from tests.fakes.hand_clock import NOON
from tests.fakes.intakes import count, painted, plays_of


# REQ-75
@pytest.mark.fault
def test_batches_twice_and_out_of_order_are_stored_once_and_counted_once(
    delivery: Delivery,
) -> None:
    device = delivery.enrolled()
    disclosure, _ = painted(delivery, device, 60)
    batches = [device.batch(device.links[at : at + 7]) for at in range(0, 60, 7)]
    shuffled = batches * 3
    random.Random(15).shuffle(shuffled)  # noqa: S311 - an order, not a secret
    refused = 0

    for _ in range(len(batches)):
        for body in shuffled:
            try:
                delivery.conversations.take_evidence(body)
            except ChainAhead:
                refused += 1

    with delivery.county.database.reading() as session:
        [day] = shown_days(session, disclosure)
    assert (day.seconds, day.exposures) == (720, 60)
    assert count(delivery, EvidenceBatch) == len(batches)
    assert refused > 0


def test_the_receipt_says_up_to_where_it_is_stored(delivery: Delivery) -> None:
    device = delivery.enrolled()
    painted(delivery, device, 9)

    first = delivery.conversations.take_evidence(device.batch(device.links[:4]))
    overlap = delivery.conversations.take_evidence(device.batch(device.links[2:9]))

    assert (first.stored_to, overlap.stored_to) == (4, 9)


def test_each_writer_has_a_chain_of_its_own(delivery: Delivery) -> None:
    device = delivery.enrolled()
    painted(delivery, device, 2)

    one = delivery.conversations.take_evidence(device.batch(device.links, "player-1"))
    two = delivery.conversations.take_evidence(device.batch(device.links, "player-2"))

    assert (one.writer, one.stored_to) == ("player-1", 2)
    assert (two.writer, two.stored_to) == ("player-2", 2)


def test_the_signed_batch_is_kept_as_it_came(delivery: Delivery) -> None:
    device = delivery.enrolled()
    painted(delivery, device, 5)
    delivery.conversations.take_evidence(device.batch(device.links[:3]))
    delivery.conversations.take_evidence(device.batch(device.links[1:]))

    with delivery.county.database.reading() as session:
        plays = plays_of(session, device.id)

    assert list(reversed(plays)) == [link.record for link in device.links]


def test_a_withdrawal_collects_the_word_of_every_device(delivery: Delivery) -> None:
    county = delivery.county
    device, silent = delivery.enrolled(), delivery.enrolled(name="大厅二号屏")
    made = county.approved()
    disclosure = made.line.disclosure
    asked = county.cases.withdrawing.request(
        county.people["reviewer"],
        disclosure,
        manifest_sha256=made.line.manifest_sha256 or "",
        cause=WithdrawalCause.ORDER,
        explanation="法院通知。",
    )
    county.take_down(asked)
    adopted_at, gone_at = NOON + timedelta(seconds=1), NOON + timedelta(seconds=2)
    device.add(
        AdoptionReceipt(
            programme_version=2,
            programme="b" * 64,
            at=adopted_at,
            withdrawn=(disclosure,),
            vanished=(),
            refused=(),
        ),
        GoneReceipt(disclosure=disclosure, at=gone_at),
    )

    delivery.conversations.take_evidence(device.batch(device.links))

    with county.database.reading() as session:
        receipts = {
            receipt.device: receipt
            for receipt in receipts_of(session, disclosure, since=NOON)
        }
        later = receipts_of(session, disclosure, since=NOON + timedelta(days=1))
    assert receipts[device.id].adopted_at == adopted_at
    assert receipts[device.id].gone_at == gone_at
    assert receipts[silent.id].gone_at is None
    assert all(receipt.gone_at is None for receipt in later)
    assert count(delivery, Adoption) == 1


def test_a_kiosk_proves_by_listing_while_in_service(delivery: Delivery) -> None:
    device = delivery.enrolled(KIOSK, "大厅一体机")
    made = delivery.county.approved()
    for hour in range(2):
        device.add(
            ServicePresence(
                from_at=NOON + timedelta(hours=hour),
                to_at=NOON + timedelta(hours=hour + 1),
                programme_version=1,
                disclosures=(made.line.disclosure,),
            )
        )
    delivery.county.clock.forward(hours=2)

    delivery.conversations.take_evidence(device.batch(device.links))

    with delivery.county.database.reading() as session:
        [day] = shown_days(session, made.line.disclosure)
    assert (day.listed, day.seconds) == (True, 7200)


def test_gaps_and_faults_are_on_record(delivery: Delivery) -> None:
    device = delivery.enrolled()
    fault = SlideFault(disclosure="d-1", page="c" * 64, reason="undecodable", at=NOON)
    gap = GapRecord(first_lost=3, last_lost=0, reason="rebuilt", at=NOON)
    device.add(gap, fault, fault)

    delivery.conversations.take_evidence(device.batch(device.links))

    with delivery.county.database.reading() as session:
        row = session.scalars(select(SlideFaultRow)).one()
    assert row.times == 2
    assert count(delivery, EvidenceGap) == 1


def test_late_evidence_for_a_day_that_is_over_has_the_days_counted_anew(
    delivery: Delivery,
) -> None:
    device = delivery.enrolled()
    painted(delivery, device, 2)
    delivery.conversations.take_evidence(device.batch(device.links[:1]))
    with delivery.county.database.reading() as session:
        same_day = session.get(ReleaseDue, progress_target_of(SCREEN))
    delivery.county.clock.forward(days=2)

    delivery.conversations.take_evidence(device.batch(device.links[1:]))

    with delivery.county.database.reading() as session:
        later = session.get(ReleaseDue, progress_target_of(SCREEN))
    assert same_day is None
    assert later is not None


def test_pages_of_an_unknown_manifest_are_one_turn(delivery: Delivery) -> None:
    device = delivery.enrolled()
    device.add(play("d-9", "f" * 64, page=1, pages=2))
    second_at = NOON + timedelta(seconds=12)
    device.add(play("d-9", "f" * 64, page=2, pages=2, at=second_at))

    delivery.conversations.take_evidence(device.batch(device.links))

    with delivery.county.database.reading() as session:
        [day] = shown_days(session, "d-9")
    assert day.exposures == 1


def test_a_day_with_enough_exposures_counts_on_the_group(delivery: Delivery) -> None:
    device = delivery.enrolled()
    disclosure, manifest = painted(delivery, device, 0)
    next_day = NOON + timedelta(days=1)
    for number in range(30):
        at = next_day + timedelta(seconds=12 * number)
        device.add(play(disclosure, manifest, at=at))
    delivery.county.clock.forward(days=1, hours=1)
    delivery.conversations.take_evidence(device.batch(device.links))

    with delivery.county.database.reading() as session:
        days = counted_days(session, SCREEN, least=30, disclosures=[disclosure])
        stricter = counted_days(session, SCREEN, least=31, disclosures=[disclosure])

    assert days == {disclosure: frozenset({date(2026, 11, 24)})}
    assert stricter == {}


@pytest.mark.parametrize("ahead", [timedelta(minutes=6), timedelta(days=400)])
def test_what_speaks_of_a_time_to_come_is_kept_and_proves_no_day(
    delivery: Delivery, ahead: timedelta
) -> None:
    device = delivery.enrolled()
    made = delivery.county.approved()
    disclosure, manifest = made.line.disclosure, made.line.manifest_sha256 or ""
    listed = ServicePresence(
        from_at=NOON,
        to_at=NOON + ahead,
        programme_version=1,
        disclosures=(disclosure,),
    )
    device.add(play(disclosure, manifest, at=NOON + ahead), listed)

    receipt = delivery.conversations.take_evidence(device.batch(device.links))

    assert receipt.stored_to == 2
    assert count(delivery, EvidenceBatch) == 1
    with delivery.county.database.reading() as session:
        assert shown_days(session, disclosure) == ()
        assert counted_days(session, SCREEN, least=1, disclosures=[disclosure]) == {}
