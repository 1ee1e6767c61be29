"""Staff see which devices have erased what names persons, and which have not."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from programme.afterwards import Afterwards
from programme.manifest import Manifest
from programme.programme import WithdrawalCause
from programme.records import ErasureReceipt
from publishing.desk.views import DraftView
from publishing.evidence.erasures import (
    DeviceErasure,
    erasures_of,
    forgotten,
    lawful_pages,
)
from publishing.tables.disclosures import ManifestRow
from publishing.tables.schedule import GroupEntry
from tests.fakes.delivery import SCREEN, Delivery, FakeDevice
from tests.fakes.desk import County
from tests.fakes.publications import withdraw


@pytest.fixture
def device(delivery: Delivery) -> FakeDevice:
    return delivery.enrolled()


def names_persons(delivery: Delivery, manifest: str) -> None:
    """Turn a published version into one that names persons."""
    with delivery.county.database.session() as session:
        row = session.get_one(ManifestRow, manifest)
        signed = Manifest.parse(row.body)
        body = signed.model_copy(update={"afterwards": Afterwards(erased=True)})
        row.body = body.canonical()


def asked(delivery: Delivery, disclosure: str) -> tuple[DeviceErasure, ...]:
    with delivery.county.database.reading() as session:
        return erasures_of(session, disclosure, delivery.county.clock.now())


def ended(delivery: Delivery) -> None:
    delivery.county.clock.forward(hours=2)
    now = delivery.county.clock.now()
    with delivery.county.database.session() as session:
        session.execute(update(GroupEntry).values(ends_at=now - timedelta(hours=1)))


@pytest.mark.usefixtures("device")
def test_nothing_is_owed_before_its_time_is_up(delivery: Delivery) -> None:
    made = delivery.county.approved()
    names_persons(delivery, made.line.manifest_sha256 or "")

    assert asked(delivery, made.line.disclosure) == ()


def test_a_device_owes_it_until_its_receipt_comes(
    delivery: Delivery, device: FakeDevice
) -> None:
    made = delivery.county.approved()
    disclosure, manifest = made.line.disclosure, made.line.manifest_sha256 or ""
    names_persons(delivery, manifest)
    ended(delivery)

    (owing,) = asked(delivery, disclosure)
    assert (owing.device, owing.erased_at) == (device.id, None)

    at = delivery.county.clock.now()
    device.add(ErasureReceipt(disclosure=disclosure, manifest=manifest, at=at))
    delivery.conversations.take_evidence(device.batch(device.links, "agent-1"))
    (done,) = asked(delivery, disclosure)

    assert done.erased_at == at


@pytest.mark.usefixtures("device")
def test_what_names_nobody_is_owed_by_nobody(delivery: Delivery) -> None:
    made = delivery.county.approved()
    ended(delivery)

    assert asked(delivery, made.line.disclosure) == ()


def test_what_was_taken_down_for_a_persons_sake_is_owed_whatever_it_is(
    delivery: Delivery, device: FakeDevice
) -> None:
    made = delivery.county.approved()
    withdraw(delivery, made, cause=WithdrawalCause.PERSONAL_DATA)

    (owing,) = asked(delivery, made.line.disclosure)
    assert owing.device == device.id


def test_a_device_that_came_later_owes_no_word_of_what_it_never_got(
    delivery: Delivery, device: FakeDevice
) -> None:
    made = delivery.county.approved()
    names_persons(delivery, made.line.manifest_sha256 or "")
    ended(delivery)
    delivery.enrolled(name="后来的")

    assert [one.device for one in asked(delivery, made.line.disclosure)] == [device.id]


def changed(county: County, first: DraftView) -> DraftView:
    drafter = county.people["drafter"]
    change = county.cases.changing.change(drafter, first.line.disclosure)
    form = change.form.model_copy(
        update={"title": "改过的题名", "change_note": "错字", "secrecy_basis": "已核对"}
    )
    edited = county.cases.drafting.edit(
        drafter, change.line.id, form, edition=change.line.edition
    )
    return county.approve_change(edited)


# REQ-22
def test_what_came_down_for_a_persons_sake_takes_the_versions_before_it_along(
    delivery: Delivery,
) -> None:
    county = delivery.county
    first = county.approved()
    county.clock.forward(hours=1)
    second = changed(county, first)
    county.clock.forward(hours=1)
    withdraw(delivery, second, cause=WithdrawalCause.PERSONAL_DATA)
    disclosure, now = first.line.disclosure, county.clock.now()

    with county.database.reading() as session:
        gone = forgotten(session, disclosure, now)
        lawful = lawful_pages(session, disclosure, SCREEN, now)

    both = {first.line.manifest_sha256, second.line.manifest_sha256}
    assert gone.taken_down == both
    assert lawful == frozenset()
