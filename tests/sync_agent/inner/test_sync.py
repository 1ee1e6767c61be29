import socket

import pytest

from programme.boards import DisplayKind
from programme.keys import SigningKey
from sync_agent.inner.errors import Flaw, NothingReleased, ReleaseRefused
from sync_agent.inner.http_errors import CentreUnreachable
from sync_agent.store import Store
from tests.fakes.centre_server import Reply
from tests.fakes.device import Device
from tests.fakes.group_publication import Publication
from tests.fakes.overrides import notice
from tests.fakes.told import reasons, receipts


def test_a_device_shows_what_was_approved(device: Device) -> None:
    publication = Publication(
        entries=[device.centre.approved("d-1", pages=3), device.centre.approved("d-2")],
        directory=device.centre.directory(),
    )
    programme = device.centre.publish(publication)

    device.sync.run()

    held = device.held()
    assert device.shown() == ["d-1", "d-2"]
    assert held.programme == programme
    assert held.directory == publication.directory
    assert len(held.directory_shards) == 1
    page = held.items[0].manifest.pages[0].pages[2]
    assert Store(device.layout.root).read_asset(page.asset).startswith(b"RIFF")


def test_nothing_new_costs_one_request(device: Device) -> None:
    device.centre.publish(Publication(entries=[device.centre.approved("d-1")]))
    device.sync.run()
    device.server.asked.clear()

    again = device.sync.run()

    assert again is None
    assert device.server.asked == ["GET /repository/metadata/timestamp.json"]


def test_one_new_entry_fetches_only_what_is_new(device: Device) -> None:
    publication = Publication(entries=[device.centre.approved("d-1", pages=3)])
    device.centre.publish(publication)
    device.sync.run()
    device.server.asked.clear()
    publication.entries.append(device.centre.approved("d-2", pages=3))
    device.centre.publish(publication)

    device.sync.run()

    # One shard, one manifest, its blocks and three pages.
    assert len(device.server.asked_for("/assets/")) == 6
    assert device.shown() == ["d-1", "d-2"]


def test_a_group_without_a_programme_waits(device: Device) -> None:
    device.centre.release()

    with pytest.raises(NothingReleased):
        device.sync.run()

    assert Store(device.layout.root).load() is None


def test_a_missing_file_leaves_the_old_programme(device: Device) -> None:
    publication = Publication(entries=[device.centre.approved("d-1")])
    device.centre.publish(publication)
    device.sync.run()
    revision = Store(device.layout.root).revision()
    fresh = device.centre.approved("d-2")
    publication.entries.append(fresh)
    device.centre.publish(publication)
    device.centre.asset_path(fresh.manifest.sha256).unlink()

    with pytest.raises(ReleaseRefused) as refusal:
        device.sync.run()

    assert refusal.value.flaw is Flaw.MISSING_FILE
    assert device.shown() == ["d-1"]
    assert Store(device.layout.root).revision() == revision


def test_a_file_with_other_bytes_leaves_the_old_programme(device: Device) -> None:
    entry = device.centre.approved("d-1")
    device.centre.publish(Publication(entries=[entry]))
    path = device.centre.asset_path(entry.manifest.sha256)
    path.write_bytes(path.read_bytes().replace(b"d-1", b"d-7"))

    with pytest.raises(ReleaseRefused) as refusal:
        device.sync.run()

    assert refusal.value.flaw is Flaw.WRONG_FILE
    assert Store(device.layout.root).load() is None


def test_what_came_before_a_failure_is_not_fetched_again(device: Device) -> None:
    publication = Publication(entries=[device.centre.approved("d-1", pages=2)])
    device.centre.publish(publication)
    last = device.centre.manifest("d-1", pages=2).pages[0].pages[1].asset
    path = f"/repository/assets/{last.sha256[:2]}/{last.sha256}"
    whole = device.centre.asset_path(last.sha256).read_bytes()
    device.server.replies[path] = Reply(body=whole, cut_after=10)
    with pytest.raises(CentreUnreachable):
        device.sync.run()
    device.server.replies.clear()
    device.server.asked.clear()

    device.sync.run()

    assert device.server.asked_for("/assets/") == [f"GET {path}"]
    assert device.shown() == ["d-1"]


def test_people_who_may_no_longer_decide_lose_what_they_signed(
    device: Device,
) -> None:
    publication = Publication(entries=[device.centre.approved("d-1")])
    device.centre.publish(publication)
    device.sync.run()
    device.centre.approval_key = SigningKey.generate()
    device.centre.people_version += 1
    device.centre.publish(publication)

    device.sync.run()

    assert device.shown() == []
    assert reasons(device) == {"d-1": "signature_refused"}


def test_an_approved_emergency_notice_is_shown(device: Device) -> None:
    override = notice(device)
    device.centre.publish(Publication(override=override))

    device.sync.run()

    assert device.held().programme.override == override


def test_readers_are_told_of_an_adoption(device: Device) -> None:
    device.layout.watchers.mkdir()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as watcher:
        watcher.bind(str(device.layout.watchers / "player.sock"))
        watcher.settimeout(5)
        device.centre.publish(Publication())

        device.sync.run()

        assert watcher.recv(64) == b"adopted"


def test_a_kiosk_needs_no_pages(device: Device) -> None:
    manifest = device.centre.manifest("d-1").model_copy(update={"pages": ()})
    publication = Publication(
        entries=[device.centre.entry(manifest)], display_kind=DisplayKind.KIOSK
    )
    device.centre.publish(publication)

    device.sync.run()

    assert device.shown() == ["d-1"]


def test_what_is_held_is_judged_again_at_start(device: Device) -> None:
    device.centre.publish(Publication(entries=[device.centre.approved("d-1")]))
    device.sync.run()
    adopted = device.held().adopted
    device.start()

    device.sync.verify_held()

    assert device.held().adopted == adopted
    assert len(receipts(device)) == 1


def test_a_spoiled_pointer_is_written_anew_from_its_copy(device: Device) -> None:
    device.centre.publish(Publication(entries=[device.centre.approved("d-1")]))
    device.sync.run()
    device.layout.pointer.write_bytes(b"rubbish")
    assert device.shown() == ["d-1"]

    device.sync.verify_held()

    assert device.layout.pointer.read_bytes() == device.layout.pointer_copy.read_bytes()


def test_a_device_with_both_pointers_spoiled_adopts_anew(device: Device) -> None:
    device.centre.publish(Publication(entries=[device.centre.approved("d-1")]))
    device.sync.run()
    device.layout.pointer.write_bytes(b"rubbish")
    device.layout.pointer_copy.write_bytes(b"rubbish")

    device.sync.run(force=True)

    assert device.shown() == ["d-1"]


def test_a_device_without_its_people_refuses_until_they_are_here_again(
    device: Device,
) -> None:
    device.centre.publish(Publication(entries=[device.centre.approved("d-1")]))
    device.sync.run()
    people = device.layout.document(device.held().adopted.people.sha256)
    people.write_bytes(b"rubbish")

    with pytest.raises(ReleaseRefused):
        device.sync.verify_held()
    device.sync.run(force=True)

    assert device.shown() == ["d-1"]
