import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from programme.canonical import sha256_hex
from programme.manifest import Manifest
from programme.programme import Shard
from tests.fakes.delivery import SCREEN, Delivery, new_delivery, opened_delivery
from tests.fakes.publications import due, publish_everything
from tests.fakes.strained import CENTRE_JOBS, strace_missing, strained

SAMPLE = int(os.environ.get("MINGBAI_F20_SAMPLE", "6"))
SEED = 20261129
REPAIR_S = 30

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(bool(strace_missing()), reason=strace_missing()),
]


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """Give the folder of a county that shows one thing, and has approved another."""
    folder = tmp_path / "before"
    with new_delivery(folder) as delivery:
        delivery.county.approved()
        publish_everything(delivery)
        assert len(delivery.shown(SCREEN)) == 1
        delivery.county.approved()
    return folder


def shown_whole(delivery: Delivery) -> int:
    """Return how many things a device gets; fail where a file of one is not whole.

    The device keeps its metadata from before: nothing may have gone back for it.
    """
    store, count = delivery.repository, 0
    for ref in delivery.programme(SCREEN).shards:
        shard = store.asset_path(ref.sha256).read_bytes()
        assert sha256_hex(shard) == ref.sha256
        for entry in Shard.parse(shard).entries:
            manifest = store.asset_path(entry.manifest.sha256).read_bytes()
            assert sha256_hex(manifest) == entry.manifest.sha256
            for asset in Manifest.parse(manifest).assets():
                data = store.asset_path(asset.sha256).read_bytes()
                assert sha256_hex(data) == asset.sha256
            count += 1
    return count


def test_a_centre_killed_at_any_call_of_a_publication_leaves_old_or_new_whole(
    before: Path,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    seen, slowest = [], 0.0
    with strained(tmp_path, CENTRE_JOBS) as child:
        whole = tmp_path / "whole"
        shutil.copytree(before, whole, symlinks=True)
        unharmed = child.run(
            "publish", {"folder": str(whole)}, "inject=fsync:error=EIO:when=60000"
        )
        with opened_delivery(whole) as delivery:
            assert shown_whole(delivery) == 2
        places = unharmed.places()
        chance = Random(SEED)  # noqa: S311 - a sample that can be drawn again
        for name, number in chance.sample(places, min(SAMPLE, len(places))):
            folder = tmp_path / "killed"
            shutil.copytree(before, folder, symlinks=True)
            inject = f"inject={name}:signal=SIGKILL:when={number}"

            outcome = child.run("publish", {"folder": str(folder)}, inject)
            assert outcome.status == -9
            began = time.monotonic()
            with opened_delivery(folder) as delivery:
                seen.append(shown_whole(delivery))
                delivery.publisher.publish_due()
                slowest = max(slowest, time.monotonic() - began)

                assert shown_whole(delivery) == 2
                assert due(delivery) == []
            shutil.rmtree(folder)

    assert set(seen) <= {1, 2}
    assert slowest <= REPAIR_S
    told = f"{len(seen)} kills at {len(places)} calls: repository whole each time"
    record_property("outcome", f"{told}; slowest repair {slowest:.1f} s")
