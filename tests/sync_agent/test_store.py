from pathlib import Path
from threading import Event, Thread

import pytest

from directory.index_file import IndexFile, index_file_of
from directory.model import Directory
from programme.blocks import AssetRef
from sync_agent.inner.damage import DamageEar
from sync_agent.inner.prune import Pruner
from sync_agent.store import AssetUnusable, Store, StoreDamaged
from tests.fakes.device import Device
from tests.fakes.group_publication import Publication
from tests.fakes.patience import within


@pytest.fixture
def showing(device: Device) -> Device:
    """Give a device that shows d-1 with two pages."""
    device.centre.publish(
        Publication(
            entries=[device.centre.approved("d-1", pages=2)],
            directory=device.centre.directory(),
        )
    )
    device.sync.run()
    return device


def test_a_new_device_has_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path)

    assert store.revision() == ""
    assert store.adopted() is None
    assert store.load() is None


def test_the_revision_changes_with_each_adoption_and_only_then(
    showing: Device,
) -> None:
    store = Store(showing.layout.root)
    first = store.revision()
    showing.sync.run(force=True)
    again = store.revision()
    showing.centre.publish(Publication(entries=[showing.centre.approved("d-2")]))
    showing.sync.run()

    assert first == again
    assert store.revision() != first


def test_loading_twice_reads_once(showing: Device) -> None:
    store = Store(showing.layout.root)

    assert store.load() is store.load()


def test_an_adoption_is_seen_by_the_next_loading(showing: Device) -> None:
    store = Store(showing.layout.root)
    store.load()
    entries = [showing.centre.approved("d-1", pages=2), showing.centre.approved("d-2")]
    showing.centre.publish(
        Publication(entries=entries, directory=showing.centre.directory())
    )
    showing.sync.run()

    held = store.load()

    assert held is not None
    assert [item.disclosure for item in held.items] == ["d-1", "d-2"]


def test_a_page_is_read_and_found(showing: Device) -> None:
    store = Store(showing.layout.root)
    page = showing.held().items[0].manifest.pages[0].pages[0].asset

    path = store.asset_path(page.sha256)

    assert path is not None
    assert store.read_asset(page) == path.read_bytes()
    assert store.asset_path("0" * 64) is None
    assert store.asset_path("../key") is None


def test_a_damaged_page_is_refused_and_reported(showing: Device) -> None:
    page = showing.held().items[0].manifest.pages[0].pages[0].asset
    showing.layout.assets.path_of(page.sha256).write_bytes(b"rubbish")
    told: list[str] = []
    stopping = Event()

    def heard(name: str) -> None:
        told.append(name)
        stopping.set()

    ear = DamageEar(showing.layout.agent_socket, heard)
    listener = Thread(target=ear.listen, args=(stopping,))
    listener.start()
    with pytest.raises(AssetUnusable):
        Store(showing.layout.root).read_asset(page)
    listener.join(within(5))
    ear.close()

    assert told == [page.sha256]


def test_damage_is_refused_without_an_agent_as_well(showing: Device) -> None:
    with pytest.raises(AssetUnusable):
        Store(showing.layout.root).read_asset(AssetRef(sha256="0" * 64, length=1))


def test_a_damaged_manifest_leaves_out_its_item_only(showing: Device) -> None:
    showing.centre.publish(
        Publication(
            entries=[
                showing.centre.approved("d-1", pages=2),
                showing.centre.approved("d-2"),
            ],
            directory=showing.centre.directory(),
        )
    )
    showing.sync.run()
    name = showing.held().items[0].entry.manifest.sha256
    showing.layout.assets.path_of(name).write_bytes(b"{}")

    store = Store(showing.layout.root)
    held = store.load()

    assert held is not None
    assert [item.disclosure for item in held.items] == ["d-2"]
    assert held.damaged == (name,)
    showing.layout.assets.discard(name)
    showing.sync.run(force=True)
    healed = store.load()
    assert healed is not None
    assert len(healed.items) == 2


def test_a_damaged_directory_leaves_the_disclosures(showing: Device) -> None:
    named = showing.held().adopted.directory
    assert named is not None
    showing.layout.document(named.sha256).write_bytes(b"{}")

    held = Store(showing.layout.root).load()

    assert held is not None
    assert held.directory is None
    assert held.directory_shards == ()
    assert held.damaged == (named.sha256,)
    assert len(held.items) == 1


def _directory_with_index(showing: Device, data: bytes) -> Directory:
    directory = showing.centre.directory(version=2, index=data)
    entries = [showing.centre.approved("d-1", pages=2)]
    showing.centre.publish(Publication(entries=entries, directory=directory))
    showing.sync.run()
    return directory


def test_the_search_index_is_fetched_and_read_with_the_directory(
    showing: Device,
) -> None:
    file = index_file_of((), {}, shards=showing.centre.directory().shards)
    _directory_with_index(showing, file.canonical())

    assert showing.held().directory_index == file


def test_a_search_index_of_an_unknown_version_is_left_out(
    showing: Device, caplog: pytest.LogCaptureFixture
) -> None:
    _directory_with_index(showing, b'{"format":"mingbai.search-index/999"}')

    held = Store(showing.layout.root).load()

    assert held is not None
    assert held.directory is not None
    assert held.directory_index is None
    assert held.damaged == ()
    assert IndexFile.kind_name in caplog.text


def test_a_damaged_search_index_leaves_the_directory_and_is_fetched_again(
    showing: Device,
) -> None:
    file = index_file_of((), {}, shards=showing.centre.directory().shards)
    name = _directory_with_index(showing, file.canonical()).index
    assert name is not None
    showing.layout.assets.path_of(name).write_bytes(b"x")

    held = Store(showing.layout.root).load()

    assert held is not None
    assert held.directory is not None
    assert held.directory_index is None
    showing.layout.assets.discard(name)
    showing.sync.run(force=True)
    assert showing.held().directory_index == file


@pytest.mark.parametrize("part", ["programme", "people"])
def test_without_programme_or_people_nothing_is_shown(
    showing: Device, part: str
) -> None:
    named = getattr(showing.held().adopted, part)
    showing.layout.document(named.sha256).unlink()

    with pytest.raises(StoreDamaged):
        Store(showing.layout.root).load()


def test_two_spoiled_pointers_are_said_to_be_damaged(showing: Device) -> None:
    showing.layout.pointer.write_bytes(b"rubbish")
    showing.layout.pointer_copy.write_bytes(b"rubbish")

    with pytest.raises(StoreDamaged):
        Store(showing.layout.root).adopted()


def test_readers_never_see_a_mixture_while_the_agent_adopts_and_prunes(
    showing: Device,
) -> None:
    store, stopping = Store(showing.layout.root), Event()
    seen: list[tuple[int, int]] = []
    faults: list[Exception] = []

    def read() -> None:
        while not stopping.is_set():
            try:
                held = store.load()
            except StoreDamaged as error:
                faults.append(error)
                continue
            assert held is not None
            seen.append((held.programme.version, len(held.items)))

    reader = Thread(target=read)
    reader.start()
    pruner = Pruner(showing.layout, grace_s=0.0, clock=showing.clock)
    for count in range(2, 12):
        entries = [showing.centre.approved(f"d-{n}") for n in range(1, count + 1)]
        entries[0] = showing.centre.approved("d-1", pages=2)
        directory = showing.centre.directory()
        showing.centre.publish(Publication(entries=entries, directory=directory))
        showing.sync.run()
        pruner.prune(showing.held())
    stopping.set()
    reader.join()

    assert set(seen) <= {(version, version) for version in range(1, 12)}
    assert faults == []
