"""Cut the power at random moments and look at what is left: device, records, centre.

    python -m benchmarks.power_cuts F1 --rounds 1000
    python -m benchmarks.power_cuts F3 --rounds 1000
    python -m benchmarks.power_cuts F21 --rounds 200

The exit code is 77 where this machine cannot do it: root, ext4 and loop files are
needed. One seed draws the same moments again.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from random import Random

from benchmarks.faults import NOT_RUN
from programme.chain import GENESIS, check_links
from programme.clock import SystemClock
from programme.manifest import Manifest
from programme.programme import Shard
from programme.records import ChainedRecord, GoneReceipt
from sync_agent.drain import Drain
from sync_agent.inner.needs import assets_of
from sync_agent.layout import Layout
from sync_agent.outbox import Outbox
from sync_agent.outbox_file import path_of
from sync_agent.store import Store
from tests.fakes.delivery import SCREEN, Delivery, new_delivery, opened_delivery
from tests.fakes.device import Device, device_beside_centre
from tests.fakes.group_publication import Publication
from tests.fakes.power import NoPower, PowerDisk, cut_during, power_disk
from tests.fakes.publications import publish_everything

_OLD, _NEW = ["d-1", "d-2"], ["d-1", "d-2", "d-3"]
_PICTURE_WITHIN_S = 20.0
_WRITER = "player-1"


def main(words: Sequence[str]) -> int:
    """Run one row; return 1 where it failed and 77 where it could not run."""
    parser = argparse.ArgumentParser(description="cut the power at random moments")
    parser.add_argument("row", choices=sorted(_ROWS))
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=20261129)
    asked = parser.parse_args(words)
    chance = Random(asked.seed)  # noqa: S311 - moments that can be drawn again
    try:
        with tempfile.TemporaryDirectory() as folder:
            print(_ROWS[asked.row](Path(folder), asked.rounds, chance))
    except NoPower as error:
        print(f"not run: {error}")
        return NOT_RUN
    except AssertionError as error:
        print(f"{asked.row} FAILED: {error}")
        return 1
    return 0


def agent_adopts(folder: Path, rounds: int, chance: Random) -> str:
    """F1: after a cut during an adoption the old set or the new one is there, whole."""
    seen = {len(_OLD): 0, len(_NEW): 0}
    slowest = 0.0
    with (
        power_disk(folder, megabytes=64) as disk,
        device_beside_centre(folder) as device,
    ):
        publication = Publication(entries=_entries(device, _OLD))
        device.centre.publish(publication)
        device.sync.run()
        device.outbox.close()
        before = folder / "before"
        shutil.copytree(device.layout.root, before)
        publication.entries += _entries(device, _NEW[-1:])
        device.centre.publish(publication)
        took = _unharmed(device, disk.root / "unharmed", before)
        for number in range(rounds):
            root = _laid(disk, before, f"device-{number}")

            said = cut_during(
                disk,
                lambda say, root=root: _adopt(device, root, say),  # type: ignore[misc]
                after_s=chance.uniform(0, 1.2 * took),
            )
            began = time.monotonic()
            shown = _shown_whole(root)
            slowest = max(slowest, time.monotonic() - began)

            _must(shown in (_OLD, _NEW), f"round {number}: {shown}")
            _must(
                not said or shown == _NEW, f"round {number}: what was adopted is lost"
            )
            seen[len(shown)] += 1
            shutil.rmtree(root)
    _must(slowest <= _PICTURE_WITHIN_S, f"{slowest:.1f} s until it could be read")
    return (
        f"{rounds} cuts: {seen[len(_OLD)]} old, {seen[len(_NEW)]} new, 0 mixed; "
        f"all files read and checked within {slowest:.2f} s of the mount"
    )


def records_are_written(folder: Path, rounds: int, chance: Random) -> str:
    """F3: what was acknowledged is stored, and the chain has no break."""
    acknowledged = stored = 0
    with power_disk(folder, megabytes=64) as disk:
        for number in range(rounds):
            root = disk.root / f"outbox-{number}"
            root.mkdir()
            _settle(disk)

            said = cut_during(
                disk,
                lambda say, root=root: _write_records(root, say),  # type: ignore[misc]
                after_s=chance.uniform(0, 0.4),
            )
            links = _links(root)

            check_links(links, after_number=0, after_digest=GENESIS)
            last = max(map(int, said), default=0)
            _must(
                len(links) >= last, f"round {number}: {last} said, {len(links)} stored"
            )
            acknowledged, stored = acknowledged + last, stored + len(links)
            shutil.rmtree(root)
    _must(acknowledged > 0, "nothing was ever acknowledged")
    return f"{rounds} cuts: {acknowledged} acknowledged, {stored} stored, 0 lost"


def centre_publishes(folder: Path, rounds: int, chance: Random) -> str:
    """F21: what was reported as published is published, and the repository whole."""
    reported = 0
    with new_delivery(folder / "before") as delivery:
        publish_everything(delivery)
        people = dict(delivery.county.people)
    with power_disk(folder, megabytes=256) as disk:
        took = _two_published(_laid(disk, folder / "before", "unharmed"), people)
        for number in range(rounds):
            root = _laid(disk, folder / "before", f"centre-{number}")

            said = cut_during(
                disk,
                lambda say, root=root: _publish(root, people, say),  # type: ignore[misc]
                after_s=chance.uniform(0.2 * took, 1.5 * took),
            )
            with opened_delivery(root) as again:
                shown = _whole(again)
                again.publisher.publish_due()
                _whole(again)

            lost = set(said) - set(shown)
            _must(not lost, f"round {number}: reported and lost: {lost}")
            reported += len(said)
            shutil.rmtree(root)
    _must(reported > 0, "nothing was ever published")
    return f"{rounds} cuts: {reported} reported as published, 0 lost, repository whole"


_ROWS: dict[str, Callable[[Path, int, Random], str]] = {
    "F1": agent_adopts,
    "F3": records_are_written,
    "F21": centre_publishes,
}


def _entries(device: Device, names: Sequence[str]) -> list:  # type: ignore[type-arg]
    return [device.centre.approved(name, pages=3) for name in names]


def _laid(disk: PowerDisk, source: Path, name: str) -> Path:
    """Copy a folder onto the disk, and make the copy last."""
    root = disk.root / name
    shutil.copytree(source, root)
    _settle(disk)
    return root


def _settle(disk: PowerDisk) -> None:
    disk.off()
    disk.on()


def _unharmed(device: Device, root: Path, before: Path) -> float:
    """Return how many seconds an adoption takes that nobody disturbs."""
    shutil.copytree(before, root)
    began = time.monotonic()
    _adopt(device, root, lambda _: None)
    took = time.monotonic() - began
    device.outbox.close()
    _must(_shown_whole(root) == _NEW, "an adoption in peace does not come through")
    shutil.rmtree(root)
    return took


def _adopt(device: Device, root: Path, say: Callable[[str], None]) -> None:
    device.layout = Layout(root)
    device.start()
    device.sync.run()
    say("adopted")


def _shown_whole(root: Path) -> list[str]:
    held = Store(root).load()
    if held is None:
        return []
    assets = Layout(root).assets
    bad = [name for name in assets_of(held) if assets.damaged(name)]
    _must(not bad and not held.damaged, f"damaged: {bad or held.damaged}")
    return [item.disclosure for item in held.items]


def _write_records(root: Path, say: Callable[[str], None]) -> None:
    clock = SystemClock()
    outbox = Outbox(path_of(root, _WRITER), _WRITER, clock)
    for number in range(1_000_000):
        record = GoneReceipt(disclosure=f"d-{number}", at=clock.now())
        say(str(outbox.append(record)))


def _links(root: Path) -> tuple[ChainedRecord, ...]:
    if not path_of(root, _WRITER).exists():
        return ()
    # The writer opens it first after a start: it makes good what a cut left half made.
    clock = SystemClock()
    with closing(Outbox(path_of(root, _WRITER), _WRITER, clock)) as outbox:
        outbox.append(GoneReceipt(disclosure="after", at=clock.now()))
        if outbox.writer != _WRITER:
            # Cut while the file was being made: another one has taken its place.
            return ()
    with Drain(root, _WRITER, clock) as drain:
        runs = drain.all_undelivered(most=10_000, most_bytes=10**9)
        return tuple(link for run in runs for link in run)[:-1]


def _publish(root: Path, people: dict[str, str], say: Callable[[str], None]) -> None:
    with opened_delivery(root) as delivery:
        delivery.county.people.update(people)
        for number in range(1_000):
            made = delivery.county.approved(title=f"第 {number} 件")
            done = delivery.publisher.publish_due()
            _must(not done.problems, str(done.problems))
            say(made.line.disclosure)


class _Enough(Exception):
    """End a child's work in the parent."""


def _two_published(root: Path, people: dict[str, str]) -> float:
    """Return how long it takes to start and publish twice, undisturbed."""
    began, words = time.monotonic(), []

    def say(word: str) -> None:
        words.append(word)
        if len(words) > 1:
            raise _Enough

    with suppress(_Enough):
        _publish(root, people, say)
    shutil.rmtree(root)
    return time.monotonic() - began


def _whole(delivery: Delivery) -> list[str]:
    """Return what a device gets, every file of it there."""
    shown, store = [], delivery.repository
    for ref in delivery.programme(SCREEN).shards:
        for entry in Shard.parse(store.asset_path(ref.sha256).read_bytes()).entries:
            data = store.asset_path(entry.manifest.sha256).read_bytes()
            for asset in Manifest.parse_named(data, entry.manifest.sha256).assets():
                _must(
                    store.asset_path(asset.sha256).stat().st_size == asset.length,
                    f"{asset.sha256} is torn",
                )
            shown.append(entry.disclosure)
    return shown


def _must(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - as assert reads
    if not holds:
        raise AssertionError(otherwise)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
