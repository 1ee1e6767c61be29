"""What is carried lives long, and never has the number of what is fetched."""

from pathlib import Path

import pytest
from tuf.api.exceptions import BadVersionNumberError
from tuf.api.metadata import Metadata, Snapshot, Timestamp

from programme.programme import target_of
from publishing.release.carrying import CarryingRepository
from publishing.release.disk import RealDisk
from publishing.release.keyring import read_online_signers
from publishing.release.metadata import Lifetimes
from publishing.sticks.content import names_for
from tests.fakes.delivery import LONG, SCREEN, Delivery
from tests.fakes.disks import Killed, StoppingDisk
from tests.fakes.hand_clock import NOON
from tests.fakes.readers import Reader
from tests.fakes.sticks import laid_out

NAMES = names_for([SCREEN])
WEEK = Lifetimes(snapshot_days=30, timestamp_days=7)


def repository(
    delivery: Delivery, disk: RealDisk | None = None, lifetimes: Lifetimes = WEEK
) -> CarryingRepository:
    return CarryingRepository(
        delivery.repository.folder,
        signers=read_online_signers(delivery.places.keys),
        lifetimes=lifetimes,
        disk=disk or RealDisk(),
    )


def versions(data: dict[str, bytes]) -> tuple[int, int]:
    [snapshot] = [name for name in data if "snapshot" in name]
    timestamp = Metadata[Timestamp].from_bytes(data["timestamp.json"])
    named = Metadata[Snapshot].from_bytes(data[snapshot])
    assert timestamp.signed.snapshot_meta.version == named.signed.version
    return timestamp.signed.version, named.signed.version


def test_the_stick_s_word_lives_ninety_days_and_the_fetched_one_seven(
    delivery: Delivery,
) -> None:
    carrying = repository(delivery)

    carried = carrying.carried(NAMES, days=90, now=NOON)

    held = Metadata[Timestamp].from_bytes(carried.signed["timestamp.json"]).signed
    state = carrying.state()
    assert (held.expires - NOON).days == 90
    assert (carried.good_until - NOON).days == 90
    assert (state.timestamp.signed.expires - NOON).days == 7
    assert (state.snapshot.signed.expires - NOON).days == 30
    assert all(path.is_file() for path in carried.files)


def test_a_stick_is_good_only_as_long_as_every_role_on_it(delivery: Delivery) -> None:
    carried = repository(delivery).carried(NAMES, days=400_000, now=NOON)

    assert carried.good_until < NOON.replace(year=2200)


def test_no_two_words_ever_have_the_same_number(delivery: Delivery) -> None:
    carrying = repository(delivery)
    before = carrying.state()
    numbers = [(before.timestamp.signed.version, before.snapshot.signed.version)]

    for _ in range(3):
        numbers.append(
            versions(dict(carrying.carried(NAMES, days=90, now=NOON).signed))
        )
        state = carrying.state()
        numbers.append((state.timestamp.signed.version, state.snapshot.signed.version))

    assert numbers == sorted(set(numbers))


def test_a_device_goes_from_the_line_to_a_stick_and_back_and_never_to_an_older_one(
    delivery: Delivery, tmp_path: Path
) -> None:
    delivery.county.approved()
    delivery.publisher.publish_due()
    carrying = repository(delivery, lifetimes=LONG)
    own = tmp_path / "own"
    fetched = Reader(delivery.repository.folder, own)
    old = laid_out(carrying, tmp_path / "old", NOON)
    assert fetched.get(target_of(SCREEN))

    new = laid_out(carrying, tmp_path / "new", NOON)

    assert Reader(new, own).get(target_of(SCREEN))
    assert fetched.get(target_of(SCREEN))
    for stick in (old, new):
        with pytest.raises(BadVersionNumberError):
            Reader(stick, own).get(target_of(SCREEN))


def test_a_centre_that_dies_while_it_signs_loses_a_number_and_nothing_else(
    delivery: Delivery, tmp_path: Path
) -> None:
    delivery.county.approved()
    delivery.publisher.publish_due()
    carrying = repository(delivery, lifetimes=LONG)
    known = {versions(dict(carrying.carried(NAMES, days=90, now=NOON).signed))}
    step = 0
    while True:
        disk = StoppingDisk(step)
        try:
            done = repository(delivery, disk, LONG).carried(NAMES, days=90, now=NOON)
        except Killed:
            step += 1
            own = tmp_path / f"own-{step}"
            assert Reader(delivery.repository.folder, own).get(target_of(SCREEN))
            continue
        known.add(versions(dict(done.signed)))
        break
    known.add(versions(dict(carrying.carried(NAMES, days=90, now=NOON).signed)))
    assert step > 3
    assert len(known) == 3
