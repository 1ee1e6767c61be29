import os
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from sync_agent.assets import AssetUnusable
from sync_agent.inner.errors import SyncFailed
from sync_agent.inner.needs import assets_of, files_of_all
from sync_agent.inner.repair import Repair
from sync_agent.store import Store, StoreDamaged
from tests.fakes.device import Device
from tests.fakes.group_publication import Publication

FLIPS = int(os.environ.get("MINGBAI_F10_FLIPS", "60"))
SEED = 20261123

pytestmark = pytest.mark.fault


def flip(path: Path, chance: Random) -> bytes:
    """Flip one bit of a file and return what it was before."""
    before = path.read_bytes()
    data = bytearray(before)
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    return before


def usable(root: Path) -> bool:
    """Say whether a fresh reader gets every file; fail if it gets wrong bytes."""
    store = Store(root)
    try:
        held = store.load()
    except StoreDamaged:
        return False
    assert held is not None
    try:
        for ref in files_of_all(held.items, held.programme.panel):
            store.read_asset(ref)
    except AssetUnusable:
        return False
    return held.damaged == ()


def test_every_flipped_byte_is_refused_before_display_and_fetched_again(
    device: Device, record_property: Callable[[str, object], None]
) -> None:
    publication = Publication(
        entries=[device.centre.approved(f"d-{n}", pages=2) for n in range(3)],
        directory=device.centre.directory(),
    )
    device.centre.publish(publication)
    device.sync.run()
    layout, chance = device.layout, Random(SEED)  # noqa: S311 - to be drawn again
    held = device.held()
    paths = [layout.assets.path_of(name) for name in sorted(assets_of(held))]
    paths += sorted(layout.documents.glob("*.json"))

    for _ in range(FLIPS):
        path = chance.choice(paths)
        before = flip(path, chance)

        assert not usable(layout.root)
        removed = Repair(layout, Store(layout.root)).look_at_all()
        assert path.stem in removed
        assert not path.exists()
        device.sync.run(force=True)

        assert path.read_bytes() == before
        assert usable(layout.root)
    record_property("outcome", f"{FLIPS} of {FLIPS} flips refused and fetched again")


def test_a_flip_in_the_pointer_shows_the_copy_and_is_mended(device: Device) -> None:
    device.centre.publish(Publication(entries=[device.centre.approved("d-1")]))
    device.sync.run()
    chance = Random(SEED)  # noqa: S311 - to be drawn again
    for _ in range(20):
        before = flip(device.layout.pointer, chance)

        assert device.shown() == ["d-1"]
        device.sync.verify_held()

        assert device.layout.pointer.read_bytes() == before


def test_a_damaged_file_without_a_network_is_not_shown_and_the_rest_is(
    device: Device,
) -> None:
    entries = [device.centre.approved("d-1"), device.centre.approved("d-2")]
    device.centre.publish(Publication(entries=entries))
    device.sync.run()
    flip(device.layout.assets.path_of(entries[0].manifest.sha256), Random(SEED))  # noqa: S311 - repeatable
    device.centre.asset_path(entries[0].manifest.sha256).unlink()
    Repair(device.layout, Store(device.layout.root)).look_at_all()
    device.start()

    with pytest.raises(SyncFailed):
        device.sync.verify_held()

    assert device.shown() == ["d-2"]
