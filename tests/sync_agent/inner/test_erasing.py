"""What names persons leaves the disk when its time is up, with a receipt (REQ-22)."""

from datetime import timedelta

import pytest

from programme.canonical import sha256_hex
from programme.programme import WithdrawalCause
from programme.records import Record
from programme.window import FixedEnd, Window
from sync_agent.erasures import Erased, Erasures, Marked, erasures_at
from sync_agent.inner.erasing import Outcome, after_look
from sync_agent.outbox import Outbox, OutboxOverfull
from tests.fakes.device import Device
from tests.fakes.erasing import DAY, eraser, look, named, published, receipts, tomorrow
from tests.fakes.group_publication import MADE_AT


class FullOutbox(Outbox):
    """Take no record any more."""

    def append(self, record: Record, *, client_id: str | None = None) -> int:
        del record, client_id
        raise OutboxOverfull(held=0, refused=1)


def test_on_its_minute_it_leaves_the_disk_also_without_a_network(
    device: Device,
) -> None:
    entry = named(device, ends_at=tomorrow(device))
    published(device, entry, device.centre.approved("d-1"))
    assert look(device) == Outcome()
    device.clock.moved = DAY - timedelta(minutes=1)
    assert look(device) == Outcome()
    assert device.shown() == ["list", "d-1"]

    device.clock.moved = DAY + timedelta(seconds=1)

    assert look(device) == Outcome(told=1)
    assert device.shown() == ["d-1"]
    assert not device.layout.assets.holds(entry.manifest.sha256)
    (receipt,) = receipts(device)
    assert (receipt.disclosure, receipt.manifest) == ("list", entry.manifest.sha256)


def test_no_word_of_it_is_left_among_the_files(device: Device) -> None:
    entry = named(device, ends_at=tomorrow(device), name="list-of-persons")
    published(device, device.centre.approved("d-1"), entry)
    look(device)
    device.clock.moved = 2 * DAY

    look(device)

    shards = [
        path
        for path in (device.layout.root / "assets").rglob("*")
        if path.is_file() and b"list-of-persons" in path.read_bytes()
    ]
    # The shard names the entry by its id; pages, blocks and manifest are gone.
    assert len(shards) == 1


def test_it_is_not_fetched_again_while_the_programme_still_names_it(
    device: Device,
) -> None:
    entry = named(device, ends_at=tomorrow(device))
    publication = published(device, entry)
    look(device)
    device.clock.moved = 2 * DAY
    look(device)
    publication.entries.append(device.centre.approved("d-1"))
    device.centre.publish(publication)

    device.start()
    device.sync.run()

    assert device.shown() == ["d-1"]
    assert not device.layout.assets.holds(entry.manifest.sha256)
    assert look(device) == Outcome()
    assert len(receipts(device)) == 1


def test_a_window_that_is_lengthened_brings_it_back(device: Device) -> None:
    ends = tomorrow(device)
    entry = named(device, ends_at=ends)
    publication = published(device, entry)
    look(device)
    device.clock.moved = 2 * DAY
    look(device)
    longer = Window(starts_at=MADE_AT, end=FixedEnd(at=ends + 5 * DAY))
    publication.entries = [entry.model_copy(update={"window": longer})]
    device.centre.publish(publication)

    device.sync.run()
    assert device.shown() == ["list"]
    assert look(device) == Outcome()

    device.clock.moved = 7 * DAY
    assert look(device) == Outcome(told=1)
    assert len(receipts(device)) == 2


def test_a_window_that_is_lengthened_in_time_gives_no_receipt(device: Device) -> None:
    ends = tomorrow(device)
    entry = named(device, ends_at=ends)
    publication = published(device, entry)
    look(device)
    longer = Window(starts_at=MADE_AT, end=FixedEnd(at=ends + 5 * DAY))
    publication.entries = [entry.model_copy(update={"window": longer})]
    device.centre.publish(publication)
    device.sync.run()

    assert look(device) == Outcome()
    assert device.shown() == ["list"]
    assert receipts(device) == []

    device.clock.moved = 7 * DAY
    assert look(device) == Outcome(told=1)
    (receipt,) = receipts(device)
    assert receipt.manifest == entry.manifest.sha256


def test_what_the_programme_names_no_more_goes_at_the_next_look(
    device: Device,
) -> None:
    entry = named(device, ends_at=tomorrow(device))
    publication = published(device, entry, device.centre.approved("d-1"))
    look(device)
    publication.entries.pop(0)
    device.centre.publish(publication)
    device.clock.moved = 2 * DAY
    device.sync.run()

    assert look(device) == Outcome(told=1)
    assert not device.layout.assets.holds(entry.manifest.sha256)


def test_a_clock_in_doubt_erases_nothing(device: Device) -> None:
    published(device, named(device, ends_at=tomorrow(device)))
    look(device)
    device.clock.moved = 400 * DAY

    assert look(device, sure=False) == Outcome()
    assert device.shown() == ["list"]


def test_what_a_clock_ended_too_early_is_wanted_again(device: Device) -> None:
    published(device, named(device, ends_at=tomorrow(device)))
    look(device)
    device.clock.moved = 400 * DAY
    look(device)
    device.clock.moved = timedelta(0)

    assert look(device) == Outcome(wanted_again=True)
    device.sync.run(force=True)

    assert device.shown() == ["list"]
    device.clock.moved = 2 * DAY
    assert look(device) == Outcome(told=1)


def test_other_disclosures_keep_their_files(device: Device) -> None:
    published(device, device.centre.approved("d-1"))
    look(device)
    device.clock.moved = 400 * DAY

    assert look(device) == Outcome()
    assert device.shown() == ["d-1"]


@pytest.mark.parametrize(
    ("cause", "told"),
    [
        (WithdrawalCause.PERSONAL_DATA, 1),
        (WithdrawalCause.SECRECY, 1),
        (WithdrawalCause.THIRD_PERSON, 1),
        (WithdrawalCause.CORRECTION, 0),
    ],
)
def test_what_is_taken_down_for_a_persons_sake_is_erased_at_once(
    device: Device, cause: WithdrawalCause, told: int
) -> None:
    entry = device.centre.approved("d-1")
    publication = published(device, entry)
    publication.entries = []
    publication.withdrawals = [device.centre.withdrawal(entry, cause=cause)]
    device.centre.publish(publication)
    device.sync.run()

    assert look(device) == Outcome(told=told)
    assert device.layout.assets.holds(entry.manifest.sha256) is not bool(told)
    assert look(device) == Outcome()


def test_a_receipt_that_finds_no_room_is_written_later(device: Device) -> None:
    published(device, named(device, ends_at=tomorrow(device)))
    look(device)
    device.clock.moved = 2 * DAY
    full = eraser(device, FullOutbox(device.layout.root / "x", "agent", device.clock))

    assert full.run(device.held(), sure=lambda: True) == Outcome()
    assert device.shown() == []
    assert look(device) == Outcome(told=1)
    assert len(receipts(device)) == 1


def test_a_spoiled_list_of_erasures_is_made_again(device: Device) -> None:
    published(device, named(device, ends_at=tomorrow(device)))
    look(device)
    device.layout.erasures.write_bytes(b"{")

    assert erasures_at(device.layout.erasures) == Erasures()
    look(device)

    (marked,) = erasures_at(device.layout.erasures).marked
    assert marked.disclosure == "list"


def test_of_many_erasures_none_is_forgotten_before_it_was_told(device: Device) -> None:
    published(device, device.centre.approved("d-1"))
    digests = [sha256_hex(str(number).encode()) for number in range(2_100)]
    erased = tuple(
        Erased(
            marked=Marked(
                disclosure="d-9", manifest=digest, entry=digest, up_at=MADE_AT
            ),
            at=MADE_AT,
            told=place >= 50,
        )
        for place, digest in enumerate(digests)
    )

    after = after_look(
        Erasures(erased=erased), device.held(), device.clock.now(), sure=lambda: True
    )

    left = [one.marked.entry for one in after.erased]
    assert left == [*digests[:50], *digests[100:]]
