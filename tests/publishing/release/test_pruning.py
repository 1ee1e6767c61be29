import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from programme.programme import PEOPLE_TARGET
from publishing.release.makers import ask_for_everything
from publishing.release.reading import ASSETS, METADATA, TARGETS
from tests.fakes.delivery import SCREEN, Delivery

OLD = datetime(2026, 1, 1, tzinfo=UTC)
BEFORE = OLD + timedelta(days=1)


def files(delivery: Delivery) -> set[Path]:
    folder = delivery.repository.folder
    return {
        path
        for name in (METADATA, TARGETS, ASSETS)
        for path in (folder / name).rglob("*")
        if path.is_file()
    }


def age_all(delivery: Delivery) -> None:
    for path in files(delivery):
        os.utime(path, (OLD.timestamp(), OLD.timestamp()))


def test_what_nothing_current_names_goes_and_all_else_stays(
    delivery: Delivery,
) -> None:
    county = delivery.county
    county.approved(title="第一件")
    delivery.publisher.publish_changes([SCREEN])
    county.clock.forward(days=60)
    county.approved(title="第二件")
    with county.database.session() as session:
        ask_for_everything(session, county.clock.now())
    delivery.publisher.publish_due()
    stray = delivery.repository.metadata_folder / ".new-timestamp.json"
    stray.write_bytes(b"half")
    age_all(delivery)
    before = len(files(delivery))

    removed = delivery.publisher.prune(BEFORE)

    assert removed > 4
    assert len(files(delivery)) == before - removed
    assert not stray.exists()
    assert (delivery.repository.metadata_folder / "1.root.json").exists()
    assert len(delivery.shown()) == 1
    assert delivery.reader.get(PEOPLE_TARGET) is not None


def test_young_files_stay_for_devices_that_are_in_the_middle(
    delivery: Delivery,
) -> None:
    delivery.county.approved()
    delivery.publisher.publish_changes([SCREEN])

    assert delivery.publisher.prune(BEFORE) == 0


def test_a_removed_file_comes_back_when_it_is_needed_again(
    delivery: Delivery,
) -> None:
    made = delivery.county.approved()
    delivery.publisher.publish_changes([SCREEN])
    sha256 = made.line.manifest_sha256 or ""
    delivery.repository.remove([delivery.repository.asset_path(sha256)])
    delivery.county.approved(title="第二件")
    delivery.makers.forget()

    delivery.publisher.publish_changes([SCREEN])

    assert delivery.repository.asset_path(sha256).exists()
