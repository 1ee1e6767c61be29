"""Records stay here until the centre's own letter says that they have arrived."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from programme.keys import SigningKey, key_id
from programme.records import Record
from programme.stick import (
    BACK,
    FOLDER,
    MARK,
    REPOSITORY,
    Stored,
    back_folder,
    batch_name,
)
from sync_agent.captures import Captures
from sync_agent.inner.courier import unsent_in
from sync_agent.outbox import Submission, open_outbox
from sync_agent.questions import PROGRAM
from sync_agent.sticks import StickStage
from tests.fakes.device import Device
from tests.fakes.group_publication import Publication
from tests.fakes.small_disks import NOT_ROOT, fill, small_disk
from tests.fakes.stick_holders import Holder, holding

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def holder(device: Device, tmp_path: Path) -> Iterator[Holder]:
    """Give a device that has taken a stick, whose receipt waits."""
    device.centre.publish(Publication(entries=[device.centre.approved("d-1")]))
    with holding(device, tmp_path / "stick") as made:
        made.lay()
        made.take()
        yield made


def unsent(holder: Holder) -> int:
    return unsent_in(holder.device.layout.root, holder.device.clock)


def writer(holder: Holder) -> str:
    return holder.device.outbox.writer


def test_what_lies_on_a_stick_is_not_delivered(holder: Holder) -> None:
    assert holder.given() == [batch_name(writer(holder), 1), "status.json"]
    assert unsent(holder) == 1


def test_a_letter_of_the_centre_marks_what_has_arrived_and_clears_the_stick(
    holder: Holder, gone: Callable[[int], Record]
) -> None:
    for number in range(3):
        holder.device.outbox.append(gone(number))
    holder.write(Stored(writer=writer(holder), stored_to=3), age=HOUR)

    report = holder.take()

    assert (unsent(holder), report.records) == (1, 1)
    assert holder.given() == [batch_name(writer(holder), 4), "status.json"]


def test_a_letter_makes_the_device_as_fresh_as_the_letter_is(holder: Holder) -> None:
    letter = holder.write(age=2 * DAY)
    holder.take()
    before = holder.standing.tell().last_sync_at
    holder.write(age=-2 * DAY)

    holder.take()

    after = holder.standing.tell().last_sync_at
    assert before == letter.made_at
    assert after is not None
    assert abs(after - holder.now()) < HOUR


@pytest.mark.parametrize(
    "changed",
    [{"key": SigningKey.generate()}, {"device": "qinghe-device-2"}],
    ids=["forged", "another device's"],
)
def test_a_letter_that_is_not_the_centre_s_to_this_device_is_not_believed(
    holder: Holder, changed: dict[str, object]
) -> None:
    holder.write(Stored(writer=writer(holder), stored_to=1), age=HOUR, **changed)

    assert holder.take().stage is StickStage.DONE
    assert unsent(holder) == 1


def test_an_old_letter_is_void_when_a_newer_one_was_read(holder: Holder) -> None:
    holder.write(Stored(writer=writer(holder), stored_to=1), age=HOUR)
    holder.take()
    holder.write(Stored(writer=writer(holder), stored_to=0), age=DAY)

    holder.take()

    assert unsent(holder) == 0


def test_what_a_restored_centre_has_lost_is_given_again(holder: Holder) -> None:
    holder.write(Stored(writer=writer(holder), stored_to=1), age=DAY)
    holder.take()
    holder.write(Stored(writer=writer(holder), stored_to=0), age=HOUR)

    report = holder.take()

    assert (unsent(holder), report.records) == (1, 1)


def test_chains_that_are_not_here_are_passed_over(holder: Holder) -> None:
    holder.write(Stored(writer="player-gone", stored_to=9), age=HOUR)
    spoilt = holder.device.layout.root / "outbox-player-bad.sqlite3"
    spoilt.write_bytes(b"no database at all, whatever it says")

    report = holder.take()

    assert (report.stage, unsent(holder)) == (StickStage.DONE, 1)
    holder.write(Stored(writer="player-bad", stored_to=9), age=timedelta(0))
    assert holder.take().stage is StickStage.DONE


def test_a_question_is_erased_here_when_the_centre_has_it(
    holder: Holder, gone: Callable[[int], Record]
) -> None:
    root = holder.device.layout.root
    outbox = open_outbox(root, PROGRAM, holder.device.clock)
    outbox.append(gone(1))
    outbox.close()
    holder.write(Stored(writer=outbox.writer, stored_to=1), age=HOUR)

    holder.take()

    assert not outbox.path.exists()


def test_pictures_go_along_part_by_part_until_the_letter_names_them(
    holder: Holder,
) -> None:
    captures = Captures(holder.device.layout.root)
    name = captures.keep(bytes(70_000), budget_bytes=1_000_000)
    holder.take()
    parts = [one for one in holder.given() if one.startswith(f"picture-{name}")]
    holder.write(age=HOUR, pictures=(name,))

    holder.take()

    assert len(parts) == 3
    assert captures.waiting() == ()
    assert [one for one in holder.given() if "picture" in one] == []


@pytest.mark.parametrize("link", [FOLDER, BACK, "the device's own"])
def test_a_stick_that_leads_elsewhere_is_neither_written_nor_tidied(
    holder: Holder, tmp_path: Path, link: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    own = back_folder(key_id(holder.key.public))
    place = holder.stick / (own if link not in {FOLDER, BACK} else link)
    shutil.move(place, elsewhere)
    place.symlink_to(elsewhere)
    busy = elsewhere / ".state.json.0badcafe.new"
    busy.touch()
    before = {path.name: path.stat().st_mtime_ns for path in elsewhere.rglob("*")}

    report = holder.take()

    assert (report.stage, report.code) == (StickStage.FAILED, "stick_unwritable")
    after = {path.name: path.stat().st_mtime_ns for path in elsewhere.rglob("*")}
    assert after == before


def test_what_a_torn_stick_holds_is_written_anew(holder: Holder) -> None:
    batch = next(holder.stick.glob("mingbai/back/*/batch-*"))
    whole = batch.read_bytes()
    batch.write_bytes(whole[:100])
    (batch.parent / ".batch.1234.new").write_bytes(b"torn")

    holder.take()

    assert batch.read_bytes() == whole
    assert len(holder.given()) == 2


@pytest.mark.skipif(bool(NOT_ROOT), reason=NOT_ROOT)
def test_a_stick_without_room_takes_what_it_can_and_says_what_is_left(
    holder: Holder, tmp_path: Path, gone: Callable[[int], Record]
) -> None:
    Captures(holder.device.layout.root).keep(bytes(40_000), budget_bytes=1_000_000)
    holder.device.outbox.append_all(
        [Submission(client_id=f"{n}", record=gone(n)) for n in range(600)]
    )
    holder.take()
    first = next(holder.stick.glob("mingbai/back/*/batch-*-000000000001.json"))
    with small_disk(tmp_path / "small", megabytes=4) as small:
        shutil.copytree(holder.stick / REPOSITORY, small / REPOSITORY)
        shutil.copy(holder.stick / MARK, small / MARK)
        fill(small, leaving=2 * 1024 * 1024 + first.stat().st_size + 12_000)

        report = holder.take(small)

    assert (report.stage, report.records) == (StickStage.DONE, 500)
    assert "101 条 U 盘放不下" in report.message
