from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from programme.programme import WithdrawalCause
from programme.records import AdoptionReceipt, ErasureReceipt, GoneReceipt
from publishing.desk.views import DraftView
from publishing.inspection.condition import Condition
from publishing.inspection.fleet import Fleet
from publishing.inspection.recalls import Recalls, RecallTable
from tests.fakes.delivery import Delivery, FakeDevice, new_delivery
from tests.fakes.publications import publish_everything, withdraw

HOUR = timedelta(hours=1)


@pytest.fixture
def delivery(tmp_path: Path) -> Iterator[Delivery]:
    with new_delivery(tmp_path) as made:
        yield made


def table(delivery: Delivery) -> RecallTable:
    recalls = Recalls(acting=delivery.county.cases.acting)
    return recalls.table(delivery.county.people["publisher"])


def adopted(
    delivery: Delivery,
    device: FakeDevice,
    version: int,
    *withdrawn: str,
    ahead: timedelta = timedelta(),
) -> None:
    receipt = AdoptionReceipt(
        programme_version=version,
        programme=f"{version:064x}",
        at=delivery.county.clock.now() + ahead,
        withdrawn=withdrawn,
        vanished=(),
        refused=(),
    )
    delivery.conversations.take_evidence(device.batch(device.add(receipt)))


def later(delivery: Delivery, span: timedelta) -> datetime:
    delivery.county.clock.forward(seconds=span.total_seconds())
    return delivery.county.clock.now()


def hung(delivery: Delivery, **changed: object) -> DraftView:
    made = delivery.county.approved(**changed)
    publish_everything(delivery)
    later(delivery, HOUR)
    return made


# F33
def test_the_page_says_who_is_still_out_and_until_when_it_may_show(
    delivery: Delivery,
) -> None:
    made = hung(delivery)
    here = delivery.enrolled(name="大厅一号屏")
    away = delivery.enrolled(name="大厅二号屏")
    adopted(delivery, here, 1)
    adopted(delivery, away, 1)
    left_at = delivery.county.clock.now()
    later(delivery, timedelta(days=20))
    withdraw(delivery, made)
    adopted(delivery, here, 2, made.line.disclosure)
    later(delivery, timedelta(days=10))

    found = table(delivery)

    [recall] = found.open
    [out] = recall.out
    assert (recall.title, recall.register_number) == (
        made.line.title,
        made.line.register_number,
    )
    assert (recall.answered, recall.devices) == (1, 2)
    assert (out.device, out.version, out.adopted_at) == (away.id, 1, left_at)
    assert out.open_until is not None
    assert out.may_show(out.open_until - timedelta(seconds=1))
    assert not out.may_show(out.open_until)
    assert found.done == ()


def test_a_receipt_ends_the_chase_and_the_tile_says_so_until_then(
    delivery: Delivery,
) -> None:
    made = hung(delivery)
    device = delivery.enrolled()
    adopted(delivery, device, 1)
    later(delivery, HOUR)
    withdraw(delivery, made)
    later(delivery, HOUR * 30)
    fleet = Fleet(acting=delivery.county.cases.acting, devices=delivery.devices)
    actor = delivery.county.people["publisher"]

    [before] = fleet.tiles(actor)
    adopted(delivery, device, 2, made.line.disclosure)
    [after] = fleet.tiles(actor)
    found = table(delivery)

    assert before.health.condition is Condition.RECALLED
    assert "1 件" in before.health.sentence
    assert after.health.condition is not Condition.RECALLED
    assert found.open == ()
    assert [one.answered for one in found.done] == [1]


def test_a_clear_glass_alone_is_an_answer_as_well(delivery: Delivery) -> None:
    made = hung(delivery)
    device = delivery.enrolled()
    adopted(delivery, device, 1)
    later(delivery, HOUR)
    withdraw(delivery, made)
    gone = GoneReceipt(disclosure=made.line.disclosure, at=delivery.county.clock.now())

    delivery.conversations.take_evidence(device.batch(device.add(gone)))

    assert table(delivery).open == ()


def test_who_never_held_it_is_not_chased(delivery: Delivery) -> None:
    early = delivery.enrolled(name="先来的")
    adopted(delivery, early, 1)
    later(delivery, HOUR)
    made = hung(delivery)
    silent = delivery.enrolled(name="没拿过节目的")
    withdraw(delivery, made)
    later(delivery, HOUR * 2)
    late = delivery.enrolled(name="后来的")
    adopted(delivery, late, 3)
    revoked = delivery.enrolled(name="停用的")
    delivery.devices.revoke(
        delivery.county.people["publisher"], revoked.id, reason="坏了"
    )

    found = table(delivery)

    assert silent.id
    assert found.open == ()


def test_a_clock_that_runs_ahead_answers_no_recall_that_is_still_to_come(
    delivery: Delivery,
) -> None:
    made = hung(delivery)
    device = delivery.enrolled()
    adopted(delivery, device, 1, made.line.disclosure, ahead=timedelta(days=365))
    later(delivery, HOUR)
    withdraw(delivery, made)
    later(delivery, HOUR * 2)

    [recall] = table(delivery).open

    assert [out.device for out in recall.out] == [device.id]
    assert recall.answered == 0


def test_nobody_ends_a_chase_by_taking_a_device_off_the_list(
    delivery: Delivery,
) -> None:
    made = hung(delivery)
    device = delivery.enrolled()
    adopted(delivery, device, 1)
    later(delivery, HOUR)
    withdraw(delivery, made)
    later(delivery, HOUR)
    publisher = delivery.county.people["publisher"]
    delivery.devices.revoke(publisher, device.id, reason="坏了")

    found = table(delivery)

    [recall] = found.done
    assert found.open == ()
    assert [(out.device, out.revoked) for out in recall.out] == [(device.id, True)]
    assert (recall.answered, recall.devices) == (0, 1)


def test_what_was_adopted_just_after_may_be_the_programme_before(
    delivery: Delivery,
) -> None:
    made = hung(delivery)
    device = delivery.enrolled()
    withdraw(delivery, made)
    later(delivery, timedelta(seconds=1))
    adopted(delivery, device, 1)

    in_doubt = table(delivery)
    later(delivery, HOUR)
    adopted(delivery, device, 2)
    settled = table(delivery)

    assert [len(one.out) for one in in_doubt.open] == [1]
    assert settled.open == ()


def test_who_ended_a_sync_of_before_and_went_away_stays_on_the_list(
    delivery: Delivery,
) -> None:
    made = hung(delivery)
    device = delivery.enrolled()
    withdraw(delivery, made)
    later(delivery, timedelta(seconds=5))
    adopted(delivery, device, 1)

    later(delivery, timedelta(days=3))

    [recall] = table(delivery).open
    assert [out.device for out in recall.out] == [device.id]


def test_an_end_that_is_open_is_said_to_be_none(delivery: Delivery) -> None:
    made = hung(delivery, mandate="long_term")
    device = delivery.enrolled()
    adopted(delivery, device, 1)
    later(delivery, HOUR)
    withdraw(delivery, made)

    [recall] = table(delivery).open

    assert [out.open_until for out in recall.out] == [None]
    assert recall.out[0].may_show(delivery.county.clock.now() + timedelta(days=9999))


# REQ-22
def test_what_names_a_person_is_chased_until_it_is_erased(delivery: Delivery) -> None:
    made = hung(delivery)
    device = delivery.enrolled()
    adopted(delivery, device, 1)
    later(delivery, HOUR)
    withdraw(delivery, made, cause=WithdrawalCause.PERSONAL_DATA)
    adopted(delivery, device, 2, made.line.disclosure)

    before = table(delivery)
    erased = ErasureReceipt(
        disclosure=made.line.disclosure,
        manifest=made.line.manifest_sha256 or "",
        at=delivery.county.clock.now(),
    )
    delivery.conversations.take_evidence(device.batch(device.add(erased)))
    after = table(delivery)

    assert before.open == ()
    [owed] = before.erasing
    assert (owed.title, owed.devices, owed.erased) == (made.line.title, 1, 0)
    assert after.erasing == ()
