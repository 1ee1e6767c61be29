"""Pictures of what named persons leave the disk with it (REQ-22)."""

from datetime import timedelta

from programme.window import FixedEnd, Window
from sync_agent.captures import Captures, Shows
from tests.fakes.device import Device
from tests.fakes.erasing import DAY, look, named, published, receipts, tomorrow
from tests.fakes.group_publication import MADE_AT


def photographed(device: Device, disclosure: str, page: str) -> str:
    shows = Shows(disclosure=disclosure, page=page)
    data = f"{disclosure} {page}".encode()
    return Captures(device.layout.root).keep(data, budget_bytes=10**6, shows=shows)


def test_pictures_of_it_go_with_it_before_the_receipt_and_others_stay(
    device: Device,
) -> None:
    entry = named(device, ends_at=tomorrow(device))
    published(device, entry, device.centre.approved("d-1"))
    page = device.held().items[0].manifest.pages[0].pages[0].asset.sha256
    mine = photographed(device, "list", page)
    other = photographed(device, "d-1", page)
    captures = Captures(device.layout.root)
    look(device)
    assert set(captures.waiting()) == {mine, other}
    device.clock.moved = 2 * DAY

    look(device)

    assert captures.waiting() == (other,)
    assert len(receipts(device)) == 1
    # Taken while the page was leaving the glass: it goes at the next look.
    photographed(device, "list", page)
    look(device)
    assert captures.waiting() == (other,)


def test_a_window_that_was_lengthened_keeps_its_new_pictures(device: Device) -> None:
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
    page = device.held().items[0].manifest.pages[0].pages[0].asset.sha256
    mine = photographed(device, "list", page)

    look(device)

    assert Captures(device.layout.root).waiting() == (mine,)


def test_while_a_part_is_damaged_pictures_wait_with_the_receipt(device: Device) -> None:
    entry = named(device, ends_at=tomorrow(device))
    other = device.centre.approved("d-1")
    published(device, entry, other)
    mine = photographed(device, "list", "a" * 64)
    look(device)
    device.layout.assets.path_of(other.manifest.sha256).write_bytes(b"spoilt")
    device.clock.moved = 2 * DAY

    look(device)

    assert Captures(device.layout.root).waiting() == (mine,)
    assert receipts(device) == []


def test_a_clock_in_doubt_lets_old_pictures_wait(device: Device) -> None:
    published(device, device.centre.approved("d-1"))
    mine = photographed(device, "d-1", "a" * 64)
    device.clock.moved = 400 * DAY
    captures = Captures(device.layout.root)

    look(device, sure=False)
    waited = captures.waiting()
    look(device)

    assert waited == (mine,)
    assert captures.waiting() == ()


def test_a_look_leaves_no_empty_folders_of_delivered_pictures(device: Device) -> None:
    published(device, device.centre.approved("d-1"))
    captures = Captures(device.layout.root)
    captures.drop(photographed(device, "d-1", "a" * 64))
    for _ in range(4):
        device.clock.moved += timedelta(hours=2)
        look(device)

    assert not (device.layout.root / "captures" / "shows" / "d-1").exists()
