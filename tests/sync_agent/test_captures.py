import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from programme.clock import SystemClock
from sync_agent.captures import Captures, Shows


def aged(captures: Captures, root: Path, data: bytes, age: int) -> str:
    name = captures.keep(data, budget_bytes=1000)
    place = root / "captures" / "shows" / "_" / "_" / name[:2] / name
    os.utime(place, (1_700_000_000 - age,) * 2)
    return name


def test_the_oldest_picture_gives_way_when_the_budget_is_used_up(
    tmp_path: Path,
) -> None:
    captures = Captures(tmp_path)
    oldest = aged(captures, tmp_path, b"a" * 400, 30)
    older = aged(captures, tmp_path, b"b" * 400, 20)

    newest = captures.keep(b"c" * 400, budget_bytes=1000)

    assert captures.waiting() == (older, newest)
    assert captures.read(oldest) is None
    assert captures.read(newest) == b"c" * 400


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert Captures(tmp_path).waiting() == ()


def shot(captures: Captures, data: bytes, disclosure: str = "", page: str = "") -> str:
    shows = Shows(disclosure=disclosure, page=page)
    return captures.keep(data, budget_bytes=10_000, shows=shows)


# REQ-22
def test_what_shows_an_erased_disclosure_goes_and_a_later_version_keeps_its_own(
    tmp_path: Path,
) -> None:
    captures, old, new = Captures(tmp_path), "a" * 64, "b" * 64
    shot(captures, b"names", "list", old)
    shot(captures, b"unknown page", "list")
    corrected = shot(captures, b"corrected", "list", new)
    other = shot(captures, b"other", "d-1", old)
    plain = shot(captures, b"default page")

    gone = captures.erase({"list": {new}})

    assert gone == 2
    assert set(captures.waiting()) == {corrected, other, plain}
    assert captures.erase({}) == 0


# REQ-22
def test_with_it_goes_what_an_earlier_build_kept_and_what_a_writing_left(
    tmp_path: Path,
) -> None:
    captures, page = Captures(tmp_path), "a" * 64
    name = shot(captures, b"kept long ago")
    place = tmp_path / "captures" / "shows" / "_" / "_" / name[:2] / name
    old = tmp_path / "captures" / name[:2] / name
    old.parent.mkdir()
    place.rename(old)
    shot(captures, b"names", "list", page)
    folder = tmp_path / "captures" / "shows" / "list" / page / "ab"
    folder.mkdir(exist_ok=True)
    leaving = folder / f".{'c' * 64}.00112233.new"
    leaving.write_bytes(b"names")
    assert captures.read(name) == b"kept long ago"

    captures.erase({"list": ()})

    assert captures.waiting() == ()
    assert not leaving.exists()


def test_pictures_that_are_too_old_go_and_younger_ones_stay(tmp_path: Path) -> None:
    captures = Captures(tmp_path)
    aged(captures, tmp_path, b"a" * 40, 30)
    young = aged(captures, tmp_path, b"b" * 40, 10)

    gone = captures.drop_older(datetime.fromtimestamp(1_700_000_000 - 20, UTC))

    assert gone == 1
    assert captures.waiting() == (young,)


def test_folders_that_delivered_pictures_leave_empty_do_not_pile_up(
    tmp_path: Path,
) -> None:
    captures, page = Captures(tmp_path), "a" * 64
    waits = shot(captures, b"waits", "list", page)
    delivered = [shot(captures, bytes([n]), f"d-{n}", page) for n in range(20)]
    for name in delivered:
        captures.drop(name)
    now = SystemClock().now()
    folders = tmp_path / "captures" / "shows"

    fresh = captures.drop_folders(now - timedelta(hours=1))
    gone = [captures.drop_folders(now + timedelta(hours=1)) for _ in range(2)]

    assert fresh == 0
    assert gone == [60, 0]
    assert [folder.name for folder in folders.iterdir()] == ["list"]
    assert captures.waiting() == (waits,)
