import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sync_agent.disk import DiskRefused
from sync_agent.inner.release import ReleaseReader
from sync_agent.inner.repair import Repair
from sync_agent.store import Store
from tests.fakes.device import Device
from tests.fakes.group_publication import Publication


@pytest.fixture
def showing(device: Device) -> Device:
    """Give a device that shows two pages of d-1 and has a directory."""
    entries = [device.centre.approved("d-1", pages=2)]
    publication = Publication(entries=entries, directory=device.centre.directory())
    device.centre.publish(publication)
    device.sync.run()
    return device


def repair(device: Device) -> Repair:
    return Repair(device.layout, Store(device.layout.root))


def page(device: Device, number: int = 0) -> str:
    return device.held().items[0].manifest.pages[0].pages[number].asset.sha256


def spoil(path: Path) -> Path:
    path.write_bytes(path.read_bytes() + b"x")
    return path


def test_a_whole_device_needs_no_repair(showing: Device) -> None:
    assert repair(showing).look_at_all() == ()


def test_a_device_that_adopted_nothing_needs_no_repair(device: Device) -> None:
    assert repair(device).look_at_all() == ()


def test_a_spoiled_page_is_removed_and_comes_again(showing: Device) -> None:
    name = page(showing)
    path = spoil(showing.layout.assets.path_of(name))

    removed = repair(showing).look_at_all()

    assert removed == (name,)
    assert not path.exists()
    showing.sync.run(force=True)
    assert repair(showing).look_at_all() == ()


def test_a_missing_page_is_told(showing: Device) -> None:
    name = page(showing)
    showing.layout.assets.path_of(name).unlink()

    assert repair(showing).look_at_all() == (name,)


@pytest.mark.parametrize("part", ["programme", "people", "directory"])
@pytest.mark.parametrize("damage", ["spoil", "remove"])
def test_a_spoiled_document_is_removed_and_comes_again(
    showing: Device, part: str, damage: str
) -> None:
    name = getattr(showing.held().adopted, part).sha256
    path = showing.layout.document(name)
    if damage == "spoil":
        spoil(path)
    else:
        path.unlink()

    removed = repair(showing).look_at_all()

    assert removed == (name,)
    assert not path.exists()
    showing.sync.run(force=True)
    assert repair(showing).look_at_all() == ()
    assert showing.shown() == ["d-1"]


def test_a_spoiled_manifest_has_every_file_looked_at(showing: Device) -> None:
    name, lonely = showing.held().items[0].entry.manifest.sha256, page(showing)
    for each in (name, lonely):
        spoil(showing.layout.assets.path_of(each))

    assert set(repair(showing).look_at_all()) == {name, lonely}


def test_with_both_pointers_spoiled_every_file_is_looked_at(showing: Device) -> None:
    name = page(showing)
    spoil(showing.layout.assets.path_of(name))
    for path in (showing.layout.pointer, showing.layout.pointer_copy):
        path.write_bytes(b"rubbish")

    removed = repair(showing).look_at_all()

    assert name in removed
    assert not showing.layout.assets.holds(name)


def test_what_a_reader_reports_is_looked_at_and_nothing_else(showing: Device) -> None:
    reported, other = page(showing, 0), page(showing, 1)
    for name in (reported, other):
        spoil(showing.layout.assets.path_of(name))

    assert repair(showing).look_at([reported]) == (reported,)

    assert showing.layout.assets.holds(other)


def test_a_false_report_removes_nothing(showing: Device) -> None:
    assert repair(showing).look_at([page(showing)]) == ()

    assert showing.layout.assets.holds(page(showing))


def test_a_reported_document_is_removed_where_it_is_spoiled(showing: Device) -> None:
    name = showing.held().adopted.programme.sha256

    assert repair(showing).look_at([name]) == ()

    spoil(showing.layout.document(name))
    assert repair(showing).look_at([name]) == (name,)
    assert not showing.layout.document(name).exists()


def test_what_a_killed_agent_left_is_swept(showing: Device) -> None:
    left = (
        showing.layout.root / ".adopted.json.0a1b.new",
        showing.layout.documents / ".a.json.0a1b.new",
        showing.layout.metadata / "tmp0a1b",
    )
    for path in left:
        path.write_bytes(b"half")

    repair(showing).look_at_all()

    assert not any(path.exists() for path in left)


@contextmanager
def no_file_can_be_opened() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_where_no_file_can_be_opened_any_more_none_is_taken_for_damaged(
    showing: Device,
) -> None:
    layout, adopted = showing.layout, showing.held().adopted
    looking = repair(showing)
    files = {path for path in layout.root.rglob("*") if path.is_file()}
    name = page(showing)

    with no_file_can_be_opened():
        with pytest.raises(DiskRefused):
            layout.assets.damaged(name)
        with pytest.raises(DiskRefused):
            ReleaseReader(layout, adopted.group).held(adopted)
        with pytest.raises(DiskRefused):
            looking.look_at([name])

    assert {path for path in layout.root.rglob("*") if path.is_file()} == files
