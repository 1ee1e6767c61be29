import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from programme.records import GoneReceipt
from sync_agent.disk import DiskRefused
from sync_agent.inner.needs import assets_of, documents_of, files_of_all
from sync_agent.inner.repair import Repair
from sync_agent.inner.scrub import Scrub
from sync_agent.outbox_file import path_of
from sync_agent.store import Store
from tests.fakes.beside import beside
from tests.fakes.device import Device
from tests.fakes.group_publication import Publication
from tests.fakes.running_agent import wait_for


class Told(list[str]):
    """Remember what was reported as damaged."""


def scrub_of(device: Device, told: Told, mb_per_minute: float = 1e6) -> Scrub:
    return Scrub(
        device.layout,
        store=Store(device.layout.root),
        mb_per_minute=mb_per_minute,
        on_damage=told.append,
    )


def showing(device: Device, *names: str) -> None:
    entries = [device.centre.approved(name, pages=2) for name in names]
    device.centre.publish(Publication(entries=entries))
    device.sync.run()


def names_of(device: Device) -> set[str]:
    held = device.held()
    return {*assets_of(held), *documents_of(held.adopted)}


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def round_of(scrub: Scrub) -> int:
    """Look until a round is over; return how many steps that took."""
    steps, before = 0, scrub.seen.rounds
    while scrub.seen.rounds == before:
        scrub.step()
        steps += 1
    return steps


def test_a_round_reads_every_file_once_and_begins_anew(device: Device) -> None:
    showing(device, "d-1", "d-2")
    told = Told()
    scrub = scrub_of(device, told)

    assert round_of(scrub) == len(names_of(device)) + 1
    assert round_of(scrub) == len(names_of(device)) + 1

    whole = 0
    for name in names_of(device):
        path = device.layout.document(name)
        asset = device.layout.assets.path_of(name)
        whole += (path if path.exists() else asset).stat().st_size
    whole += path_of(device.layout.root, device.outbox.writer).stat().st_size
    assert scrub.seen.read_bytes == 2 * whole
    assert told == []


def pages_of(device: Device) -> list[str]:
    held = device.held()
    return sorted(ref.sha256 for ref in files_of_all(held.items, held.programme.panel))


def test_every_flipped_file_is_told_and_a_missing_one_as_well(device: Device) -> None:
    showing(device, "d-1", "d-2")
    told = Told()
    scrub = scrub_of(device, told)
    round_of(scrub)
    page, lost, *_ = pages_of(device)
    document = min(documents_of(device.held().adopted))
    flip(device.layout.assets.path_of(page))
    device.layout.assets.path_of(lost).unlink()
    flip(device.layout.document(document))

    round_of(scrub)

    assert set(told) == {page, lost, document}
    assert scrub.seen.damaged_files == 3


# REQ-75, F10
def test_a_damaged_page_comes_again_while_its_good_siblings_go_on_showing(
    device: Device,
) -> None:
    showing(device, "d-1", "d-2")
    told, store = Told(), Store(device.layout.root)
    damaged, *siblings = pages_of(device)
    path = device.layout.assets.path_of(damaged)
    before = path.read_bytes()
    flip(path)

    round_of(scrub_of(device, told))
    repair = Repair(device.layout, store)
    removed = repair.look_at(told)
    meanwhile = [device.layout.assets.damaged(name) for name in siblings]
    shown = device.shown()
    device.sync.run(force=True)

    assert removed == (damaged,)
    assert not any(meanwhile)
    assert shown == ["d-1", "d-2"]
    assert path.read_bytes() == before
    fetched = device.server.asked_for(damaged)
    assert len(fetched) == 2


def test_what_a_newer_set_does_not_name_any_more_is_no_damage(device: Device) -> None:
    showing(device, "d-1")
    told = Told()
    scrub = scrub_of(device, told)
    scrub.step()
    gone, [item] = pages_of(device), device.held().items
    withdrawals = [device.centre.withdrawal(item.entry)]
    device.centre.publish(Publication(withdrawals=withdrawals))
    device.sync.run()
    for page in gone:
        device.layout.assets.path_of(page).unlink()

    round_of(scrub)

    assert device.shown() == []
    assert told == []
    assert scrub.seen.damaged_files == 0


def test_the_pause_keeps_to_the_rate(device: Device) -> None:
    showing(device, "d-1")
    scrub = scrub_of(device, Told(), mb_per_minute=0.006)

    pause = scrub.step()

    assert pause == scrub.seen.read_bytes / 100


def test_damaged_records_are_counted_delivered_or_not(device: Device) -> None:
    for number in range(5):
        record = GoneReceipt(disclosure=f"d-{number}", at=device.clock.now())
        device.outbox.append(record)
    path = path_of(device.layout.root, device.outbox.writer)
    with closing(sqlite3.connect(path)) as connection:
        sql = "UPDATE records SET body = ? WHERE number IN (2, 4)"
        connection.execute(sql, (b"spoiled",))
        connection.commit()
    (device.layout.root / "outbox-kiosk-1.sqlite3").write_bytes(b"no database" * 99)
    scrub = scrub_of(device, Told())

    scrub.step()

    assert scrub.seen.damaged_records == 2
    assert scrub.seen.rounds == 1


def test_it_goes_on_beside_the_agent_and_over_what_cannot_be_read(
    device: Device,
) -> None:
    showing(device, "d-1")
    told = Told()
    scrub = scrub_of(device, told)
    asset = pages_of(device)[0]
    flip(device.layout.assets.path_of(asset))

    with beside(scrub.run, ring=lambda: None):
        wait_for(lambda: told)

    assert told == [asset]
    assert scrub.seen.rounds == 0


def test_without_a_rate_nothing_is_read(device: Device) -> None:
    showing(device, "d-1")
    scrub = scrub_of(device, Told(), mb_per_minute=0)

    with beside(scrub.run, ring=lambda: None):
        pass

    assert scrub.seen.read_bytes == 0


def test_a_set_that_cannot_be_read_and_a_listener_that_stumbles_end_nothing(
    device: Device,
) -> None:
    showing(device, "d-1")
    flip(device.layout.assets.path_of(pages_of(device)[0]))
    asked: list[str] = []

    def stumble(name: str) -> None:
        asked.append(name)
        raise LookupError

    stumbling = Scrub(
        device.layout,
        store=Store(device.layout.root),
        mb_per_minute=1e6,
        on_damage=stumble,
    )
    with beside(stumbling.run):
        wait_for(lambda: asked)
    for path in (device.layout.pointer, device.layout.pointer_copy):
        path.write_bytes(b"spoiled")
    unreadable = scrub_of(device, Told())
    with beside(unreadable.run):
        pass

    assert unreadable.seen.read_bytes == 0


def test_a_chain_that_goes_while_it_is_looked_at_is_no_longer_counted(
    device: Device,
) -> None:
    device.outbox.append(GoneReceipt(disclosure="d-1", at=device.clock.now()))
    path = path_of(device.layout.root, "kiosk-9")
    path.symlink_to(device.layout.root / "nowhere")
    scrub = scrub_of(device, Told())

    with pytest.raises(DiskRefused):
        scrub.step()
    path.unlink()

    assert scrub.step() == 60.0
