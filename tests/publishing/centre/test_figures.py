import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.local_door import LocalDoor
from config.serving import StartRefused
from programme.enrolment import PURPOSE_STATUS, DeviceStatus
from programme.envelope import seal
from publishing.centre.figures import figures_door, figures_of
from publishing.holdings.lack import Flaw, Kind, Lack
from publishing.holdings.rows import note
from publishing.tables.backups import BackupRun
from tests.fakes.delivery import Delivery, FakeDevice, new_delivery


@pytest.fixture
def delivery(tmp_path: Path) -> Iterator[Delivery]:
    with new_delivery(tmp_path) as made:
        yield made


def says(delivery: Delivery, device: FakeDevice, *conditions: str) -> None:
    status = DeviceStatus(
        device=device.id,
        state=conditions[0],
        said_at=delivery.county.clock.now(),
        programme_version=1,
        programme=None,
        last_sync_at=None,
        last_error="",
        free_bytes=9_000_000_000,
        unsent_records=7,
        conditions=conditions,
    )
    sealed = seal(status, PURPOSE_STATUS, device.key)
    delivery.conversations.take_status(sealed.canonical())


def figures(delivery: Delivery) -> dict[str, float]:
    with delivery.county.database.reading() as session:
        found = figures_of(session, delivery.county.clock.now())
    return {
        metric.name + "".join(f"/{value}" for _, value in sample.labels): sample.value
        for metric in found
        for sample in metric.samples
    }


def backed_up(delivery: Delivery) -> None:
    now = delivery.county.clock.now()
    row = BackupRun(
        name="b-1",
        why="nightly",
        begun_at=now,
        ended_at=now,
        good=True,
        reason="",
        files=1,
        rows=1,
        length=1,
        new_bytes=1,
        holders="",
    )
    with delivery.county.database.session() as session:
        session.add(row)


def test_the_county_is_counted_and_nobody_is_named(delivery: Delivery) -> None:
    before = figures(delivery)
    one, two = delivery.enrolled(name="一号屏"), delivery.enrolled(name="二号屏")
    says(delivery, one, "current")
    says(delivery, two, "storage_failing", "clock_doubted", "of a newer version")
    backed_up(delivery)
    lost, *mended = (
        Lack(kind=Kind.ASSET, name=f"repository/assets/{name}", flaw=Flaw.MISSING)
        for name in ("a", "b", "c")
    )
    with delivery.county.database.session() as session:
        note(session, delivery.county.clock.now(), lost=[lost], mended=mended)
    delivery.county.clock.forward(seconds=60)

    after = figures(delivery)

    assert "mingbai_centre_backup_age_seconds" not in before
    assert before["mingbai_centre_devices/fine"] == 0
    expected = {
        "mingbai_centre_devices/fine": 1,
        "mingbai_centre_devices/disk": 1,
        "mingbai_centre_device_states/current": 1,
        "mingbai_centre_device_states/storage_failing": 1,
        "mingbai_centre_device_states/clock_doubted": 1,
        "mingbai_centre_unsent_records": 14,
        "mingbai_centre_oldest_word_seconds": 60,
        "mingbai_centre_recalls_out": 0,
        "mingbai_centre_backup_age_seconds": 60,
        "mingbai_centre_evidence_batches_total": 0,
        "mingbai_centre_files_lacking": 1,
        "mingbai_centre_files_mended": 2,
    }
    assert {name: after[name] for name in expected} == expected


def test_the_figures_are_scraped_on_this_machine(delivery: Delivery) -> None:
    county = delivery.county
    with LocalDoor(0, pages={}) as probe:
        port = probe.port
    with figures_door(port, county.database, county.clock):
        url = f"http://127.0.0.1:{port}/metrics"
        with urllib.request.urlopen(url, timeout=9) as answer:
            told = answer.read().decode()

    assert "mingbai_centre_recalls_out 0\n" in told


def test_no_port_is_no_door_and_a_taken_one_is_said(delivery: Delivery) -> None:
    county = delivery.county
    with figures_door(0, county.database, county.clock):
        pass
    with (
        LocalDoor(0, pages={}) as taken,
        pytest.raises(StartRefused, match=str(taken.port)),
        figures_door(taken.port, county.database, county.clock),
    ):
        pass
