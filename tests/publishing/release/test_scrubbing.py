import logging
from pathlib import Path

import pytest

from programme.canonical import sha256_hex
from programme.manifest import Manifest
from programme.programme import Programme
from publishing.release.scrubbing import AssetScrub, damaged_in
from tests.fakes.delivery import SCREEN, Delivery


class Shown:
    """Be a disclosure that a screen shows, with its files in the repository."""

    def __init__(self, delivery: Delivery) -> None:
        made = delivery.county.approved()
        delivery.publisher.publish_changes([SCREEN])
        at = delivery.repository.asset_path
        self.manifest = at(made.line.manifest_sha256 or "")
        told = Manifest.parse(self.manifest.read_bytes())
        self.page = at(told.pages[0].pages[0].asset.sha256)
        programme: Programme = delivery.programme()
        self.shard = at(programme.shards[0].sha256)


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def scrub_of(delivery: Delivery) -> AssetScrub:
    return AssetScrub(
        delivery.repository,
        files=delivery.county.services.files,
        clock=delivery.county.clock,
    )


def look_for_a_day(delivery: Delivery) -> None:
    for _ in range(24):
        scrub_of(delivery).look()
        delivery.county.clock.forward(hours=1)


def test_within_a_day_a_damaged_page_and_manifest_are_whole_again(
    delivery: Delivery, caplog: pytest.LogCaptureFixture
) -> None:
    shown = Shown(delivery)
    for path in (shown.page, shown.manifest):
        flip(path)
    assert set(damaged_in(delivery.repository)) == {shown.page, shown.manifest}

    look_for_a_day(delivery)

    for path in (shown.page, shown.manifest):
        assert sha256_hex(path.read_bytes()) == path.name
        assert f"{path} was damaged and is whole again" in caplog.text
    assert list(damaged_in(delivery.repository)) == []


def test_what_has_no_whole_copy_is_told_as_an_error_and_left(
    delivery: Delivery, caplog: pytest.LogCaptureFixture
) -> None:
    shown = Shown(delivery)
    for path in (shown.page, shown.manifest):
        flip(delivery.county.services.files.path_of(path.name))
    left = {shown.page, shown.manifest, shown.shard}
    for path in left:
        flip(path)

    look_for_a_day(delivery)

    assert set(damaged_in(delivery.repository)) == left
    errors = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert len(errors) == len(left)


def test_what_a_broken_write_left_is_no_damage_and_what_is_gone_stays_gone(
    delivery: Delivery,
) -> None:
    shown = Shown(delivery)
    shown.page.with_name(".new-page").write_bytes(b"half")
    body = shown.page.read_bytes()
    shown.page.unlink()

    delivery.repository.mend(shown.page, body)

    assert list(damaged_in(delivery.repository)) == []
    assert not shown.page.exists()


def test_what_cannot_be_read_is_damaged(delivery: Delivery) -> None:
    shown = Shown(delivery)
    shown.page.unlink()
    shown.page.mkdir()

    assert list(damaged_in(delivery.repository)) == [shown.page]


def test_office_hours_alone_come_to_every_folder(delivery: Delivery) -> None:
    shown = Shown(delivery)
    flip(shown.page)
    scrub = scrub_of(delivery)

    for _ in range(32):
        for _ in range(8):
            scrub.look()
            delivery.county.clock.forward(hours=1)
        delivery.county.clock.forward(hours=16)

    assert list(damaged_in(delivery.repository)) == []
