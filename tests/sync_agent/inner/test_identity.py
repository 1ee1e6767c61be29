from pathlib import Path

import pytest

from programme.enrolment import EnrolmentAccepted
from programme.keys import SigningKey, to_base64url
from sync_agent.disk import DiskRefused
from sync_agent.inner.identity import keep_identity, own_key, read_identity
from sync_agent.layout import Layout

ROOT = b'{"signed":{}}'


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """Give an empty folder of a device."""
    return Layout(tmp_path)


def accepted() -> EnrolmentAccepted:
    return EnrolmentAccepted(
        device="qinghe-device-1",
        group="qinghe-hall-screen",
        root_metadata=to_base64url(ROOT),
        wake_url="https://centre.example/wake",
    )


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_the_key_is_made_once_and_only_its_owner_may_read_it(layout: Layout) -> None:
    first = own_key(layout)
    second = own_key(layout)

    assert first.raw == second.raw
    assert mode(layout.key) == 0o600


@pytest.mark.parametrize("damaged", [b"", b"too short", bytes(33)])
def test_a_damaged_key_is_replaced_by_a_new_one(layout: Layout, damaged: bytes) -> None:
    layout.key.write_bytes(damaged)
    layout.key.chmod(0o644)

    key = own_key(layout)

    assert layout.key.read_bytes() == key.raw
    assert mode(layout.key) == 0o600


def test_a_key_that_cannot_be_read_is_the_disk_s_refusal(layout: Layout) -> None:
    layout.key.mkdir()

    with pytest.raises(DiskRefused, match="key"):
        own_key(layout)


def test_a_device_knows_again_who_it_is(layout: Layout) -> None:
    key = own_key(layout)

    kept = keep_identity(layout, key, accepted())

    assert read_identity(layout, key) == kept
    assert (kept.device, kept.group) == ("qinghe-device-1", "qinghe-hall-screen")
    assert kept.root_bytes == ROOT
    assert mode(layout.identity) == 0o600


def test_a_device_that_was_never_enrolled_is_nobody(layout: Layout) -> None:
    assert read_identity(layout, own_key(layout)) is None


@pytest.mark.parametrize("damaged", [b"", b"{}", b"\xff\xfe", b'{"format":'])
def test_a_device_whose_identity_is_damaged_is_nobody(
    layout: Layout, damaged: bytes
) -> None:
    key = own_key(layout)
    keep_identity(layout, key, accepted())
    layout.identity.write_bytes(damaged)
    layout.identity_copy.write_bytes(damaged)

    assert read_identity(layout, key) is None


def test_a_device_whose_identity_cannot_be_read_is_nobody(layout: Layout) -> None:
    layout.identity.mkdir()

    assert read_identity(layout, own_key(layout)) is None


def test_an_identity_of_another_key_is_not_this_device_s(layout: Layout) -> None:
    keep_identity(layout, SigningKey.generate(), accepted())

    assert read_identity(layout, own_key(layout)) is None


def test_an_identity_that_the_disk_refuses_is_not_kept(layout: Layout) -> None:
    layout.identity.mkdir()

    with pytest.raises(DiskRefused):
        keep_identity(layout, own_key(layout), accepted())


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 0x04
    path.write_bytes(data)


# F10: without its key, or its first root, a device is nobody until somebody comes.
@pytest.mark.parametrize("name", ["key", "key.copy", "identity", "identity.copy"])
def test_one_flipped_byte_makes_no_device_a_stranger(layout: Layout, name: str) -> None:
    kept = keep_identity(layout, own_key(layout), accepted())
    path = layout.root / (name if name.startswith("key") else f"{name}.json")
    whole = path.read_bytes()

    for place in range(0, len(whole), 5):
        flip(path, place)
        assert read_identity(layout, own_key(layout)) == kept
        assert path.read_bytes() == whole


def test_a_key_or_an_identity_that_was_removed_does_not_come_back(
    layout: Layout,
) -> None:
    key = own_key(layout)
    keep_identity(layout, key, accepted())

    layout.identity.unlink()
    assert read_identity(layout, key) is None
    layout.key.unlink()
    assert own_key(layout).raw != key.raw


def test_a_new_enrolment_takes_the_place_of_copy_and_all(layout: Layout) -> None:
    key = own_key(layout)
    keep_identity(layout, key, accepted())

    moved = keep_identity(
        layout, key, accepted().model_copy(update={"group": "qinghe-other"})
    )
    flip(layout.identity, 40)

    assert read_identity(layout, key) == moved


def test_a_device_of_before_gets_its_copies(layout: Layout) -> None:
    key = own_key(layout)
    kept = keep_identity(layout, key, accepted())
    for copy in (layout.key_copy, layout.identity_copy):
        copy.unlink()

    read_identity(layout, own_key(layout))
    flip(layout.key, 3)
    flip(layout.identity, 3)

    assert read_identity(layout, own_key(layout)) == kept
