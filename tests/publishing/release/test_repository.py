import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from tuf.api.exceptions import BadVersionNumberError, ExpiredMetadataError

from publishing.release.errors import RepositoryDamaged, RepositoryUnwritable
from publishing.release.publication import Asset
from tests.fakes.counties import County, found_county
from tests.fakes.disks import FullDisk, Killed, StoppingDisk
from tests.fakes.readers import Reader

SCREEN, KIOSK = "programmes/qinghe-hall-screen.json", "programmes/qinghe-kiosk.json"


@pytest.fixture
def county(tmp_path: Path) -> County:
    return found_county(tmp_path / "centre")


@pytest.fixture
def reader(county: County, tmp_path: Path) -> Reader:
    return Reader(county.repository().folder, tmp_path / "device")


def files_of(folder: Path) -> set[str]:
    return {file.name for file in (folder / "metadata").iterdir()}


def test_what_is_published_is_what_a_device_gets(
    county: County, reader: Reader
) -> None:
    county.repository().publish({SCREEN: b"one", KIOSK: b"two"}, county.now)

    assert (reader.get(SCREEN), reader.get(KIOSK)) == (b"one", b"two")
    assert reader.get("progress/nobody.json") is None


def test_the_same_bytes_again_sign_nothing(county: County) -> None:
    repository = county.repository()
    first = repository.publish({SCREEN: b"one"}, county.now)

    again = repository.publish({SCREEN: b"one"}, county.now)

    assert again.changed == ()
    assert again.timestamp_version == first.timestamp_version


def test_only_the_touched_bin_is_signed_again(county: County) -> None:
    repository = county.repository()
    before = files_of(repository.folder)

    repository.publish({SCREEN: b"one"}, county.now)

    new = sorted(files_of(repository.folder) - before - {".lock"})
    assert len(new) == 2
    assert "2.snapshot.json" in new


def test_another_program_with_the_same_folder_goes_on_from_there(
    county: County, reader: Reader
) -> None:
    county.repository().publish({SCREEN: b"one"}, county.now)

    second = county.repository().publish({SCREEN: b"two"}, county.now)

    assert second.timestamp_version == 3
    assert reader.get(SCREEN) == b"two"


def test_threads_that_publish_at_once_lose_nothing(
    county: County, reader: Reader
) -> None:
    repository = county.repository()
    names = [f"programmes/g{number}.json" for number in range(8)]
    threads = [
        threading.Thread(
            target=repository.publish, args=({name: name.encode()}, county.now)
        )
        for name in names
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [reader.get(name) for name in names] == [name.encode() for name in names]


@pytest.mark.fault
def test_a_publication_stopped_at_any_step_leaves_old_or_new_whole(
    county: County, reader: Reader
) -> None:
    county.repository().publish({SCREEN: b"0", KIOSK: b"k"}, county.now)
    stopped_at, seen = 0, []
    finished = False

    while not finished:
        new = f"{stopped_at + 1}".encode()
        old = reader.get(SCREEN)
        try:
            county.repository(StoppingDisk(stopped_at)).publish(
                {SCREEN: new}, county.now
            )
            finished = True
        except Killed:
            stopped_at += 1
        seen.append(reader.get(SCREEN))
        assert seen[-1] in {old, new}
        assert reader.get(KIOSK) == b"k"

    assert stopped_at >= 10
    assert seen[-1] == f"{stopped_at + 1}".encode()


@pytest.mark.fault
def test_a_publisher_killed_again_and_again_never_breaks_the_repository(
    county: County, reader: Reader
) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from programme.clock import SystemClock\n"
        "from tests.fakes.counties import County, Places\n"
        "now = SystemClock().now()\n"
        "county = County(places=Places(folder=Path(sys.argv[1])), now=now)\n"
        "repository = county.repository()\n"
        "print('ready', flush=True)\n"
        "number = int(sys.argv[2])\n"
        "while True:\n"
        "    number += 1\n"
        f"    repository.publish({{{SCREEN!r}: b'%d' % number}}, now)\n"
    )
    newest = 0

    for round_number in range(12):
        child = subprocess.Popen(  # noqa: S603 - our own words, no shell
            [sys.executable, "-c", program, str(county.places.folder), str(newest)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        )
        assert child.stdout is not None
        child.stdout.readline()
        threading.Event().wait(0.01 + 0.007 * round_number)
        child.send_signal(signal.SIGKILL)
        child.communicate()
        shown = int(reader.get(SCREEN) or b"0")
        assert shown >= newest
        newest = shown

    last = county.repository().publish({SCREEN: b"last"}, county.now)
    assert last.changed == (SCREEN,)
    assert reader.get(SCREEN) == b"last"


def test_a_full_disk_refuses_with_the_reason_and_the_old_content_stays(
    county: County, reader: Reader
) -> None:
    county.repository().publish({SCREEN: b"one"}, county.now)
    disk = FullDisk()
    repository = county.repository(disk)

    with pytest.raises(RepositoryUnwritable, match="磁盘满了"):
        repository.publish({SCREEN: b"two"}, county.now)

    assert reader.get(SCREEN) == b"one"
    disk.full = False
    repository.publish({SCREEN: b"two"}, county.now)
    assert reader.get(SCREEN) == b"two"


def test_signatures_are_renewed_in_the_last_third_of_their_life(
    county: County,
) -> None:
    repository = county.repository()

    fresh = repository.renew(county.now + timedelta(days=4))
    near = repository.renew(county.now + timedelta(days=5))
    renewed = repository.renew(county.now + timedelta(days=5, hours=1))

    assert (fresh, near, renewed) == (False, True, False)


def test_bins_without_news_are_renewed_before_they_expire(county: County) -> None:
    repository = county.repository()

    repository.renew(county.now + timedelta(days=300))

    names = files_of(repository.folder)
    assert "2.bin-00.json" in names
    assert "2.bin-3f.json" in names


def test_a_device_accepts_no_timestamp_that_was_not_renewed(
    county: County, reader: Reader
) -> None:
    county.repository().publish({SCREEN: b"old"}, county.now - timedelta(days=8))

    with pytest.raises(ExpiredMetadataError):
        reader.get(SCREEN)
    county.repository().renew(county.now)

    assert reader.get(SCREEN) == b"old"


def test_a_device_accepts_no_older_repository(county: County, reader: Reader) -> None:
    repository = county.repository()
    repository.publish({SCREEN: b"one"}, county.now)
    old = (repository.metadata_folder / "timestamp.json").read_bytes()
    repository.publish({SCREEN: b"two"}, county.now)
    reader.get(SCREEN)

    (repository.metadata_folder / "timestamp.json").write_bytes(old)

    with pytest.raises(BadVersionNumberError):
        reader.get(SCREEN)


def test_current_bytes_can_be_read_back(county: County) -> None:
    repository = county.repository()
    repository.publish({SCREEN: b"one"}, county.now)

    assert repository.read_target(SCREEN) == b"one"
    assert repository.read_target(KIOSK) is None


def test_a_target_file_that_went_away_is_damage(county: County) -> None:
    repository = county.repository()
    repository.publish({SCREEN: b"one"}, county.now)
    for file in (repository.folder / "targets" / "programmes").iterdir():
        file.unlink()

    with pytest.raises(RepositoryDamaged, match="programmes"):
        repository.read_target(SCREEN)


def test_a_timestamp_that_is_not_metadata_is_damage(county: County) -> None:
    repository = county.repository()
    (repository.metadata_folder / "timestamp.json").write_bytes(b"{}")

    with pytest.raises(RepositoryDamaged, match=r"timestamp\.json"):
        repository.publish({SCREEN: b"one"}, county.now)


def test_a_role_in_anothers_place_is_damage(county: County) -> None:
    repository = county.repository()
    folder = repository.metadata_folder
    (folder / "timestamp.json").write_bytes((folder / "1.snapshot.json").read_bytes())

    with pytest.raises(RepositoryDamaged, match="snapshot"):
        repository.state()


def test_assets_lie_under_their_digest_and_are_written_once(county: County) -> None:
    repository = county.repository()
    sha256 = "ab" + "0" * 62

    repository.add_assets([Asset(sha256=sha256, load=lambda: b"picture")])
    repository.add_assets([Asset(sha256=sha256, load=lambda: b"never written")])

    path = repository.folder / "assets" / "ab" / sha256
    assert path == repository.asset_path(sha256)
    assert path.read_bytes() == b"picture"
