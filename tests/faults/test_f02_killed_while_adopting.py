import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from programme.keys import to_base64url
from sync_agent.inner.needs import assets_of
from sync_agent.layout import Layout
from sync_agent.store import Store
from tests.fakes.device import Device
from tests.fakes.group_publication import Publication
from tests.fakes.strained import Outcome, Strained, strace_missing, strained

SAMPLE = int(os.environ.get("MINGBAI_F02_SAMPLE", "14"))
SEED = 20261123
OLD, NEW = ["d-1", "d-2"], ["d-1", "d-2", "d-3"]

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(bool(strace_missing()), reason=strace_missing()),
]


def shown_whole(folder: Path) -> list[str]:
    """Return what a reader sees; fail if any file of it is missing or damaged."""
    held = Store(folder).load()
    assert held is not None
    assert held.damaged == ()
    assets = Layout(folder).assets
    assert not [name for name in assets_of(held) if assets.damaged(name)]
    return [item.disclosure for item in held.items]


def adopt_in(folder: Path, device: Device, child: Strained, inject: str) -> Outcome:
    arguments = {
        "folder": str(folder),
        "url": device.server.repository_url,
        "root": to_base64url(device.centre.root_bytes),
    }
    return child.run("adopt", arguments, inject)


@pytest.fixture
def before(device: Device, tmp_path: Path) -> Path:
    """Give a folder that shows the old set, beside a centre that has the new one."""
    publication = Publication(
        entries=[device.centre.approved("d-1", pages=2), device.centre.approved("d-2")],
        directory=device.centre.directory(),
    )
    device.centre.publish(publication)
    device.sync.run()
    folder = tmp_path / "before"
    shutil.copytree(device.layout.root, folder, symlinks=True)
    publication.entries.append(device.centre.approved("d-3", pages=3))
    device.centre.publish(publication)
    return folder


def test_an_agent_killed_at_any_call_of_an_adoption_shows_old_or_new_whole(
    device: Device,
    before: Path,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    seen, killed = set(), 0
    with strained(tmp_path) as child:
        whole = tmp_path / "whole"
        shutil.copytree(before, whole, symlinks=True)
        unharmed = adopt_in(whole, device, child, "inject=fsync:error=EIO:when=60000")
        assert shown_whole(whole) == NEW
        places = unharmed.places()
        chance = Random(SEED)  # noqa: S311 - a sample that can be drawn again
        for name, number in chance.sample(places, min(SAMPLE, len(places))):
            folder = tmp_path / "killed"
            shutil.copytree(before, folder, symlinks=True)
            inject = f"inject={name}:signal=SIGKILL:when={number}"

            assert adopt_in(folder, device, child, inject).status == -9
            shown = shown_whole(folder)
            device.layout = Layout(folder)
            device.start()
            device.sync.run()

            assert shown in (OLD, NEW)
            assert shown_whole(folder) == NEW
            seen.add(len(shown))
            killed += 1
            device.outbox.close()
            shutil.rmtree(folder)
    assert seen == {len(OLD), len(NEW)}
    record_property("outcome", f"{killed} of {killed} kills left old or new whole")
