import shutil
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from programme.clock import SystemClock
from programme.programme import target_of
from sync_agent.disk import DiskRefused
from sync_agent.inner.errors import Flaw, ReleaseRefused
from sync_agent.inner.http_errors import AnswerTooSlow, CentreUnreachable
from sync_agent.inner.trust import Trust
from sync_agent.store import Store
from tests.fakes.centre_repository import FakeCentre
from tests.fakes.centre_server import Reply
from tests.fakes.device import Device
from tests.fakes.group_publication import GROUP, MADE_AT, Publication

TIMESTAMP = "/repository/metadata/timestamp.json"


@pytest.fixture
def showing(device: Device) -> Device:
    """Give a device that shows d-1, and a centre that is about to add d-2."""
    device.centre.publish(Publication(entries=[device.centre.approved("d-1")]))
    device.sync.run()
    return device


def publish_more(device: Device) -> None:
    entries = [device.centre.approved("d-1"), device.centre.approved("d-2")]
    device.centre.publish(Publication(entries=entries))


def refused(device: Device) -> Flaw:
    with pytest.raises(ReleaseRefused) as refusal:
        device.sync.run(force=True)
    assert device.shown() == ["d-1"]
    return refusal.value.flaw


def metadata(device: Device) -> Path:
    return device.centre.folder / "metadata"


def test_older_metadata_are_refused(showing: Device, tmp_path: Path) -> None:
    shutil.copytree(metadata(showing), tmp_path / "old")
    showing.centre.write_timestamp()
    showing.sync.run()
    shutil.copytree(tmp_path / "old", metadata(showing), dirs_exist_ok=True)

    assert refused(showing) is Flaw.OLDER


def test_expired_metadata_are_refused(showing: Device) -> None:
    showing.centre.expires["timestamp"] = MADE_AT - timedelta(days=300)
    publish_more(showing)

    assert refused(showing) is Flaw.EXPIRED


def test_metadata_that_another_key_signed_are_refused(
    showing: Device, tmp_path: Path
) -> None:
    thief = FakeCentre(tmp_path / "thief")
    thief.release()
    thief.write_timestamp()
    stolen = thief.folder / "metadata" / "timestamp.json"
    shutil.copy(stolen, metadata(showing) / "timestamp.json")

    assert refused(showing) is Flaw.WRONG_SIGNATURE


def test_metadata_that_do_not_belong_together_are_refused(showing: Device) -> None:
    publish_more(showing)
    newest = metadata(showing) / "2.snapshot.json"
    newest.write_bytes((metadata(showing) / "1.snapshot.json").read_bytes())

    assert refused(showing) is Flaw.OLDER


def test_metadata_that_are_no_metadata_are_refused(showing: Device) -> None:
    (metadata(showing) / "timestamp.json").write_bytes(b"<html>welcome</html>")

    assert refused(showing) is Flaw.MALFORMED


def test_metadata_that_are_missing_are_refused(showing: Device) -> None:
    publish_more(showing)
    (metadata(showing) / "2.snapshot.json").unlink()

    assert refused(showing) is Flaw.MISSING_FILE


def test_an_error_of_the_server_is_not_taken_for_a_bad_release(
    showing: Device,
) -> None:
    publish_more(showing)
    path = "/repository/metadata/2.snapshot.json"
    showing.server.replies[path] = Reply(status=503)

    with pytest.raises(CentreUnreachable):
        showing.sync.run()


def test_a_frozen_timestamp_is_noticed_when_it_expires(
    device: Device,
) -> None:
    device.centre.expires["timestamp"] = device.clock.now() + timedelta(days=1)
    device.centre.publish(Publication(entries=[device.centre.approved("d-1")]))
    device.sync.run()
    assert device.sync.run() is None
    device.server.replies[TIMESTAMP] = Reply(status=304)
    device.clock.moved = timedelta(days=2)

    with pytest.raises(CentreUnreachable):
        device.sync.run()


def target_path(device: Device) -> Path:
    folder = device.centre.folder / "targets" / "programmes"
    return max(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)


# B18
def test_a_target_that_is_a_byte_too_long_is_refused(showing: Device) -> None:
    publish_more(showing)
    path = target_path(showing)
    path.write_bytes(path.read_bytes() + b" ")

    assert refused(showing) is Flaw.MIXED


def test_a_target_with_other_bytes_is_refused(showing: Device) -> None:
    publish_more(showing)
    path = target_path(showing)
    path.write_bytes(path.read_bytes().replace(b"qinghe", b"qongha"))

    assert refused(showing) is Flaw.MIXED


# B18
def test_a_target_without_end_is_left_at_its_signed_length(showing: Device) -> None:
    publish_more(showing)
    name = target_path(showing).name
    endless = Reply(body=b"a" * 30_000_000)
    showing.server.replies[f"/repository/targets/programmes/{name}"] = endless

    assert refused(showing) is Flaw.MIXED


# B18
def test_a_target_that_trickles_ends_at_the_deadline(showing: Device) -> None:
    publish_more(showing)
    path = target_path(showing)
    showing.server.replies[f"/repository/targets/programmes/{path.name}"] = Reply(
        body=path.read_bytes(), trickle=True
    )
    begun = showing.clock.monotonic()

    with pytest.raises(AnswerTooSlow):
        showing.sync.run()

    assert 1.8 < showing.clock.monotonic() - begun < 4
    assert showing.shown() == ["d-1"]


def test_another_client_can_use_the_metadata_alone(device: Device) -> None:
    programme = device.centre.publish(Publication())
    trust = Trust(
        http=device.http,
        metadata_url=f"{device.server.repository_url}/metadata",
        targets_url=f"{device.server.repository_url}/targets",
        folder=device.layout.metadata,
        bootstrap=device.centre.root_bytes,
        clock=device.clock,
    )

    signed = trust.update()
    info = signed.target(target_of(GROUP))
    assert info is not None
    data = signed.download(info, device.layout.root / "programme.json")

    assert data == programme.canonical()
    assert signed.target("programmes/none.json") is None


def test_a_new_root_is_followed_and_an_old_one_refused(device: Device) -> None:
    device.centre.publish(Publication(entries=[device.centre.approved("d-1")]))
    device.sync.run()
    device.centre.turn_root()
    device.centre.write_timestamp()

    device.sync.run()

    assert (device.layout.metadata / "root_history" / "2.root.json").exists()
    assert device.shown() == ["d-1"]


# F19
def test_versions_begin_lower_only_under_other_everyday_keys(device: Device) -> None:
    device.centre.programme_version = 1_000_000
    device.centre.publish(Publication(entries=[device.centre.approved("d-1")]))
    device.sync.run()
    device.centre.programme_version = 0
    publish_more(device)
    assert refused(device) is Flaw.OLDER

    device.centre.turn_root()
    device.centre.write_timestamp()
    device.sync.run()

    assert device.shown() == ["d-1", "d-2"]
    device.centre.programme_version = 0
    device.centre.publish(Publication(entries=[device.centre.approved("d-3")]))
    with pytest.raises(ReleaseRefused):
        device.sync.run()


def test_metadata_on_a_disk_that_refuses_are_not_used(device: Device) -> None:
    device.centre.publish(Publication())
    device.layout.metadata.write_text("in the way of the folder")

    with pytest.raises(DiskRefused):
        device.sync.run()

    assert Store(device.layout.root).load() is None


def test_a_timestamp_that_this_disk_spoiled_is_asked_for_anew(showing: Device) -> None:
    (showing.layout.metadata / "timestamp.json").write_bytes(b"rubbish")
    publish_more(showing)

    showing.sync.run()

    assert showing.shown() == ["d-1", "d-2"]


@pytest.mark.parametrize("status", [302, 500, 511])
def test_whatever_stands_in_between_is_not_taken_for_a_bad_release(
    showing: Device, status: int
) -> None:
    publish_more(showing)
    headers = {"Location": "/login"}
    showing.server.replies[TIMESTAMP] = Reply(status=status, headers=headers)

    with pytest.raises(CentreUnreachable):
        showing.sync.run()

    assert showing.shown() == ["d-1"]
    assert showing.server.asked_for("/login") == []


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        (None, True),
        (timedelta(minutes=1), True),
        (timedelta(0), False),
        ("yesterday", False),
    ],
)
def test_a_tag_that_the_next_release_might_have_as_well_is_not_asked_with(
    showing: Device, changed: timedelta | str | None, *, kept: bool
) -> None:
    # As nginx does it: the second of the change, and the length.
    headers = {"ETag": '"6a1-1f4"'}
    if isinstance(changed, timedelta):
        headers["Last-Modified"] = format_datetime(
            SystemClock().now() - changed, usegmt=True
        )
    elif changed is not None:
        headers["Last-Modified"] = changed
    showing.centre.write_timestamp()
    body = (metadata(showing) / "timestamp.json").read_bytes()
    showing.server.replies[TIMESTAMP] = Reply(body=body, headers=headers)
    showing.sync.run()

    showing.sync.run()

    asked = zip(showing.server.asked, showing.server.asked_with, strict=True)
    [*_, last] = [told for one, told in asked if one == f"GET {TIMESTAMP}"]
    assert last.get("If-None-Match") == ('"6a1-1f4"' if kept else None)
