import contextlib
import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from sync_agent.inner.errors import SyncFailed
from sync_agent.inner.http_errors import HttpFailed
from tests.fakes.centre_server import Reply
from tests.fakes.device import Device
from tests.fakes.group_publication import Publication

SEED = 20261123
ROUNDS = int(os.environ.get("MINGBAI_F18_ROUNDS", "40"))
RELEASES = 5

pytestmark = pytest.mark.fault


def history(device: Device, tmp_path: Path) -> list[Path]:
    """Let the centre release several times; keep each state of its metadata."""
    kept = []
    publication = Publication()
    for number in range(RELEASES):
        publication.entries.append(device.centre.approved(f"d-{number}"))
        device.centre.publish(publication)
        copy = tmp_path / f"release-{number}"
        shutil.copytree(device.centre.folder / "metadata", copy)
        kept.append(copy)
    return kept


def test_no_replay_and_no_mixture_of_releases_is_ever_accepted(
    device: Device, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    kept = history(device, tmp_path)
    device.sync.run()
    newest = device.shown()
    chance = Random(SEED)  # noqa: S311 - to be drawn again
    serving = device.centre.folder / "metadata"
    names = sorted(path.name for path in kept[-1].iterdir())
    accepted = 0
    for _ in range(ROUNDS):
        for name in names:
            source = chance.choice(kept) / name
            if source.exists():
                shutil.copy(source, serving / name)

        device.start()
        with contextlib.suppress(SyncFailed, HttpFailed):
            device.sync.run(force=True)
        accepted += device.shown() != newest

    record_property("outcome", f"{accepted} of {ROUNDS} mixtures accepted")
    assert accepted == 0


def test_metadata_under_another_version_s_name_are_refused(
    device: Device, tmp_path: Path
) -> None:
    history(device, tmp_path)
    serving = device.centre.folder / "metadata"
    fifth = serving / "5.snapshot.json"
    fifth.write_bytes((serving / "3.snapshot.json").read_bytes())

    with pytest.raises(SyncFailed):
        device.sync.run()


def test_a_freeze_is_noticed_when_the_timestamp_has_expired(device: Device) -> None:
    device.centre.expires["timestamp"] = device.clock.now() + timedelta(hours=6)
    device.centre.publish(Publication(entries=[device.centre.approved("d-1")]))
    device.sync.run()
    frozen = Reply(status=304)
    device.server.replies["/repository/metadata/timestamp.json"] = frozen
    noticed = 0
    for hour in (1, 5, 7, 24, 1000):
        device.clock.moved = timedelta(hours=hour)
        try:
            device.sync.run()
        except (SyncFailed, HttpFailed):
            noticed += 1

    assert noticed == 3
    assert device.shown() == ["d-1"]
