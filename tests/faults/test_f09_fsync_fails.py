import contextlib
import shutil
from pathlib import Path

import pytest

from programme.keys import to_base64url
from programme.records import GoneReceipt
from sync_agent.drain import Drain
from sync_agent.outbox_file import OutboxDestroyed, writers_in
from sync_agent.store import Store
from tests.fakes.device import Device, MovedClock
from tests.fakes.group_publication import Publication
from tests.fakes.strained import Strained, strace_missing, strained

PLACES = 10
COUNT = 12

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(bool(strace_missing()), reason=strace_missing()),
]


def stored(folder: Path) -> set[str]:
    """Return the records that are on the disk, read by other connections.

    Where the first writing of a file failed, another file took over.
    """
    found = set()
    for writer in writers_in(folder):
        with contextlib.suppress(OutboxDestroyed):
            with Drain(folder, writer, MovedClock()) as drain:
                rows = drain.undelivered(most=500, most_bytes=10**6)
            found |= {
                row.record.disclosure
                for row in rows
                if isinstance(row.record, GoneReceipt)
            }
    return found


def acknowledged(child: Strained, folder: Path, inject: str) -> set[str]:
    arguments = {"folder": str(folder), "writer": "player-1", "count": COUNT}
    outcome = child.run("append", arguments, inject)
    assert outcome.status == 0
    assert isinstance(outcome.result, list)
    return set(outcome.result)


@pytest.mark.parametrize("call", ["fsync", "fdatasync", "pwrite64"])
def test_a_record_is_acknowledged_only_when_its_fsync_came_through(
    tmp_path: Path, call: str
) -> None:
    all_names = {f"d-{number}" for number in range(COUNT)}
    with strained(tmp_path) as child:
        for when in range(1, PLACES + 1):
            folder = tmp_path / f"{call}-{when}"
            folder.mkdir()
            inject = f"inject={call}:error=EIO:when={when}"

            told = acknowledged(child, folder, inject)

            assert told <= stored(folder)
            assert told <= all_names
            assert len(told) >= COUNT - 3


def test_an_adoption_whose_fsync_fails_shows_old_or_new_whole(
    device: Device, tmp_path: Path
) -> None:
    publication = Publication(entries=[device.centre.approved("d-1", pages=2)])
    device.centre.publish(publication)
    device.sync.run()
    publication.entries.append(device.centre.approved("d-2", pages=2))
    device.centre.publish(publication)
    arguments = {
        "url": device.server.repository_url,
        "root": to_base64url(device.centre.root_bytes),
    }
    outcomes = set()
    with strained(tmp_path) as child:
        for when in range(1, 40, 6):
            folder = tmp_path / f"failing-{when}"
            shutil.copytree(device.layout.root, folder, symlinks=True)
            inject = f"inject=fsync:error=EIO:when={when}"

            outcome = child.run("adopt", arguments | {"folder": str(folder)}, inject)

            held = Store(folder).load()
            assert held is not None
            assert held.damaged == ()
            shown = [item.disclosure for item in held.items]
            assert shown in (["d-1"], ["d-1", "d-2"])
            if outcome.result == "DiskRefused":
                outcomes.add(tuple(shown))
    assert outcomes
