import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from programme.canonical import sha256_hex
from programme.programme import target_of
from publishing.holdings.lack import Flaw, Kind
from publishing.holdings.released import damaged_in
from publishing.holdings.watch import PARTS, parts_at
from tests.fakes.delivery import SCREEN, Delivery
from tests.fakes.holdings import (
    Shown,
    attested,
    delivered,
    entered,
    flip,
    forgotten,
    lacking,
    watch_of,
)


def damaged(delivery: Delivery) -> list[Path]:
    return list(damaged_in(delivery.repository.folder / "assets"))


def on_desk(delivery: Delivery, path: Path) -> Path:
    return delivery.county.services.files.path_of(path.name)


def test_a_damaged_page_and_manifest_are_whole_again(
    delivery: Delivery, caplog: pytest.LogCaptureFixture
) -> None:
    shown = Shown(delivery)
    for path in (shown.page, shown.manifest):
        flip(path)
    flip(on_desk(delivery, shown.manifest))

    watch_of(delivery).look()

    for path in (shown.page, shown.manifest, on_desk(delivery, shown.manifest)):
        assert sha256_hex(path.read_bytes()) == path.name
    assert f"{shown.page.name} was damaged, and is whole again" in caplog.text
    assert lacking(delivery) == []
    assert [act for act, _ in entered(delivery)] == ["holding.mended"] * 3


def test_what_has_no_whole_copy_is_told_until_a_backup_has_one(
    delivery: Delivery, caplog: pytest.LogCaptureFixture
) -> None:
    shown = Shown(delivery)
    page = shown.page.read_bytes()
    flip(shown.page)
    flip(on_desk(delivery, shown.page))

    watch_of(delivery).look()
    told = lacking(delivery)
    errors = [one for one in caplog.records if one.levelno == logging.ERROR]
    watch_of(delivery, {told[0].name: page}.get).look()

    assert {one.kind for one in told} == {Kind.ASSET, Kind.DESK}
    assert all(shown.page.name in one.name for one in told)
    assert errors
    assert lacking(delivery) == []
    assert shown.page.read_bytes() == page
    assert on_desk(delivery, shown.page).read_bytes() == page
    acts = [act for act, _ in entered(delivery)]
    assert acts == ["holding.lost", "holding.lost", "holding.mended", "holding.mended"]


@pytest.mark.parametrize("gone", ["page", "manifest", "shard"])
@pytest.mark.parametrize("turned", [False, True])
def test_a_lost_asset_of_an_open_window_is_there_again(
    delivery: Delivery, gone: str, *, turned: bool
) -> None:
    shown = Shown(delivery)
    path: Path = getattr(shown, gone)
    whole = path.read_bytes()
    if turned:
        flip(path)
        watch_of(delivery).look()
    else:
        path.unlink()
        watch_of(delivery).look_through()

    assert path.read_bytes() == whole
    assert lacking(delivery) == []
    assert delivery.shown() != []


def test_a_lost_programme_is_published_again_under_the_next_number(
    delivery: Delivery,
) -> None:
    Shown(delivery)
    before = delivery.programme().version
    name = next(
        (delivery.repository.folder / "targets" / "programmes").glob(f"*.{SCREEN}.json")
    )
    name.unlink()

    watch_of(delivery).look_through()

    assert delivery.programme().version == before + 1
    assert lacking(delivery) == []
    assert delivery.repository.read_target(target_of(SCREEN)) is not None


def test_a_lost_role_of_the_repository_comes_from_a_backup_or_is_told(
    delivery: Delivery,
) -> None:
    Shown(delivery)
    folder = delivery.repository.metadata_folder
    newest = delivery.repository.state().snapshot.signed.meta["bin-05.json"].version
    role = folder / f"{newest}.bin-05.json"
    whole = role.read_bytes()
    role.unlink()

    watch_of(delivery).look_through()
    told = lacking(delivery)
    watch_of(delivery, {told[0].name: whole}.get).look()

    assert [(one.kind, one.flaw) for one in told] == [(Kind.METADATA, Flaw.MISSING)]
    assert "mingbai restore" in told[0].advice
    assert role.read_bytes() == whole
    assert lacking(delivery) == []


def test_the_timestamp_is_never_taken_from_a_backup(delivery: Delivery) -> None:
    stamp = delivery.repository.metadata_folder / "timestamp.json"
    old = stamp.read_bytes()
    Shown(delivery)
    stamp.unlink()

    watch_of(delivery, lambda _: old).look_through()

    assert [one.name for one in lacking(delivery)] == [
        "repository/metadata/timestamp.json"
    ]
    assert not stamp.exists()


def test_a_lost_scan_is_told_once_and_the_alarm_ends_when_it_is_back(
    delivery: Delivery,
) -> None:
    scan = delivery.county.services.files.put(b"signed on paper").sha256
    path = delivery.county.services.files.path_of(scan)
    attested(delivery, scan)
    path.unlink()

    watch_of(delivery).look_through()
    watch_of(delivery).look_through()
    told = lacking(delivery)
    path.write_bytes(b"signed on paper")
    watch_of(delivery).look()

    assert [(one.kind, one.flaw) for one in told] == [(Kind.SCAN, Flaw.MISSING)]
    assert "纸面原件" in told[0].advice
    assert lacking(delivery) == []
    acts = [act for act, _ in entered(delivery)]
    assert acts == ["holding.lost", "holding.whole"]


def test_a_turned_bit_of_a_scan_is_told_as_a_scan(delivery: Delivery) -> None:
    scan = delivery.county.services.files.put(b"signed on paper").sha256
    attested(delivery, scan)
    flip(delivery.county.services.files.path_of(scan))

    watch_of(delivery).look()

    assert [(one.kind, one.flaw) for one in lacking(delivery)] == [
        (Kind.SCAN, Flaw.DAMAGED)
    ]


@pytest.mark.parametrize(("gone", "numbers"), [(1, "2-2"), (2, "3-3")])
def test_records_that_are_gone_from_the_database_are_told(
    delivery: Delivery, gone: int, numbers: str
) -> None:
    device = delivered(delivery)
    forgotten(delivery, gone)

    watch_of(delivery).look()

    assert [one.name for one in lacking(delivery)] == [f"{device}/player-1/{numbers}"]


def test_a_county_that_lacks_nothing_is_told_nothing(delivery: Delivery) -> None:
    Shown(delivery)
    delivered(delivery)

    watch_of(delivery).look_through()
    watch_of(delivery).look()

    assert lacking(delivery) == []
    assert entered(delivery) == []


def test_where_the_disk_refuses_one_file_the_others_are_mended(
    delivery: Delivery,
) -> None:
    shown = Shown(delivery)
    flip(shown.manifest)
    shown.page.unlink()
    shown.page.mkdir()

    watch_of(delivery).look()

    assert sha256_hex(shown.manifest.read_bytes()) == shown.manifest.name
    assert [one.name.rpartition("/")[2] for one in lacking(delivery)] == [
        shown.page.name
    ]


def test_a_damaged_file_that_nothing_names_any_more_is_no_alarm(
    delivery: Delivery,
) -> None:
    shown = Shown(delivery)
    delivery.county.approved(title="下一件")
    delivery.publisher.publish_changes([SCREEN])
    flip(shown.shard)

    watch_of(delivery).look_through()

    assert damaged(delivery) == [shown.shard]
    assert lacking(delivery) == []
    assert entered(delivery) == []


@pytest.mark.parametrize(("days", "hours"), [(1, 24), (32, 8)])
def test_a_day_comes_to_every_part_and_office_hours_alone_do_in_time(
    days: int, hours: int
) -> None:
    begun = datetime(2026, 11, 23, tzinfo=UTC)

    seen = {
        part
        for day in range(days)
        for hour in range(hours)
        for part in parts_at(begun + timedelta(days=day, hours=hour))
    }

    assert seen == set(range(PARTS))


def test_what_a_broken_write_left_is_no_damage_and_what_is_gone_stays_gone(
    delivery: Delivery,
) -> None:
    shown = Shown(delivery)
    shown.page.with_name(".new-page").write_bytes(b"half")
    body = shown.page.read_bytes()
    shown.page.unlink()

    delivery.repository.mend(shown.page, body)

    assert damaged(delivery) == []
    assert not shown.page.exists()
