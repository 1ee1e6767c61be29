"""A stick gets what its groups need, whole or not at all, and what is too old goes."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from programme.envelope import Envelope, unseal
from programme.keys import key_id
from programme.programme import target_of
from programme.stick import (
    MARK,
    PURPOSE_LETTER,
    PURPOSE_WELCOME,
    StickLetter,
    StickMark,
    StickWelcome,
    Vouched,
    letter_path,
    welcome_path,
)
from programme.vouching import vouched
from publishing.release.disk import RealDisk
from publishing.sticks.errors import NoSuchAddressee, StickRefused, StickUnwritable
from publishing.tables.journal import JournalEntry
from tests.fakes.delivery import KIOSK, SCREEN, TIME_KEY, Delivery
from tests.fakes.disks import FullDisk, Killed, StoppingDisk
from tests.fakes.hand_clock import NOON
from tests.fakes.intakes import painted
from tests.fakes.readers import Reader
from tests.fakes.small_disks import NOT_ROOT, small_disk
from tests.fakes.sticks import office_of

REPOSITORY = "mingbai/repository"


def published(delivery: Delivery, title: str = "三季度") -> str:
    made = delivery.county.approved(title=title)
    delivery.publisher.publish_due()
    return made.line.disclosure


def test_a_stick_carries_what_one_group_needs_and_nothing_of_another(
    delivery: Delivery, stick: Path, tmp_path: Path
) -> None:
    published(delivery)

    carried = office_of(delivery).carry(stick, groups=[SCREEN])

    reader = Reader(stick / REPOSITORY, tmp_path / "own")
    assert carried.groups == (SCREEN,)
    assert reader.get(target_of(SCREEN))
    names = {path.name for path in (stick / REPOSITORY / "targets").rglob("*.json")}
    assert not [name for name in names if KIOSK in name]
    mark = StickMark.parse((stick / MARK).read_bytes())
    assert mark.groups == (SCREEN,)
    assert mark.good_until > NOON


@pytest.mark.parametrize("link", ["mingbai", REPOSITORY, "mingbai/letters"])
def test_a_stick_that_leads_off_itself_has_nothing_written_nor_removed(
    delivery: Delivery, stick: Path, link: str
) -> None:
    published(delivery)
    live = delivery.repository.folder
    before = {path for path in live.rglob("*") if path.is_file()}
    (stick / link).parent.mkdir(exist_ok=True)
    (stick / link).symlink_to(live, target_is_directory=True)

    with pytest.raises(StickUnwritable, match="指到别处"):
        office_of(delivery).carry(stick, groups=[KIOSK])

    after = {path for path in live.rglob("*") if path.is_file()}
    assert before <= after
    # What a stick carries is signed in the repository first.
    assert {path.parent for path in after - before} == {live / "metadata"}


def test_every_open_group_is_served_where_none_is_named(
    delivery: Delivery, stick: Path
) -> None:
    published(delivery)

    carried = office_of(delivery).carry(stick)

    assert {SCREEN, KIOSK} <= set(carried.groups)
    assert set(carried.empty) == set(carried.groups) - {SCREEN, KIOSK}


def test_devices_are_welcomed_and_told_what_of_theirs_has_arrived(
    delivery: Delivery, stick: Path
) -> None:
    device = delivery.enrolled()
    painted(delivery, device, 3)
    delivery.conversations.take_evidence(device.batch(device.links))

    office_of(delivery).carry(stick, devices=[device.id])

    key = key_id(device.key.public)
    authority = delivery.places.authority_certificate.read_bytes()
    welcome = vouched(
        Vouched.parse((stick / welcome_path(key)).read_bytes()),
        StickWelcome,
        PURPOSE_WELCOME,
        authority=authority,
        now=NOON,
    )
    envelope = Envelope.parse((stick / letter_path(device.id)).read_bytes())
    letter = unseal(envelope, StickLetter, PURPOSE_LETTER, TIME_KEY.public)
    assert (welcome.key, welcome.accepted.device) == (key, device.id)
    assert [(one.writer, one.stored_to) for one in letter.stored] == [("player-1", 3)]


def test_a_device_that_was_taken_off_the_list_gets_no_letter(
    delivery: Delivery, stick: Path
) -> None:
    device = delivery.enrolled()
    delivery.devices.revoke(
        delivery.county.people["publisher"], device.id, reason="坏了"
    )

    office = office_of(delivery)
    carried = office.carry(stick, groups=[SCREEN])

    assert carried.devices == 0
    with pytest.raises(NoSuchAddressee, match=device.id):
        office.carry(stick, devices=[device.id])


@pytest.mark.parametrize("named", [{"groups": ["none"]}, {"devices": ["none"]}])
def test_who_is_not_there_is_said_before_anything_is_written(
    delivery: Delivery, stick: Path, named: dict[str, list[str]]
) -> None:
    with pytest.raises(NoSuchAddressee):
        office_of(delivery).carry(stick, **named)

    assert list(stick.iterdir()) == []


def test_what_an_older_release_left_goes_and_the_same_is_written_once(
    delivery: Delivery, stick: Path
) -> None:
    published(delivery)
    office = office_of(delivery)
    first = office.carry(stick)
    again = office.carry(stick)
    before = {path.name for path in (stick / REPOSITORY).rglob("*.json")}
    published(delivery, "四季度")

    office.carry(stick)

    after = {path.name for path in (stick / REPOSITORY).rglob("*.json")}
    assert again.written_bytes < first.written_bytes
    assert before - after
    assert len([name for name in after if name.endswith(".snapshot.json")]) == 1


def test_a_stick_that_is_pulled_out_at_any_step_carries_the_old_or_the_new_whole(
    delivery: Delivery, stick: Path, tmp_path: Path
) -> None:
    published(delivery)
    office_of(delivery).carry(stick, groups=[SCREEN])
    published(delivery, "四季度")
    counting = StoppingDisk(10**9)
    shutil.copytree(stick, tmp_path / "whole")
    office_of(delivery, disk=counting).carry(tmp_path / "whole", groups=[SCREEN])
    seen = set()
    # A sample on the way, and the steps where it changes over.
    for step in (*range(0, counting.steps, 17), *range(counting.steps)[-9::2]):
        torn = tmp_path / f"torn-{step}"
        shutil.copytree(stick, torn)
        with pytest.raises(Killed):
            office_of(delivery, disk=StoppingDisk(step)).carry(torn, groups=[SCREEN])
        data = Reader(torn / REPOSITORY, tmp_path / f"own-{step}").get(
            target_of(SCREEN)
        )
        assert data is not None
        seen.add(data)
        shutil.rmtree(torn)
    assert len(seen) == 2


def test_a_full_stick_and_one_that_lies_are_refused_in_plain_words(
    delivery: Delivery, stick: Path
) -> None:
    published(delivery)

    with pytest.raises(StickUnwritable, match="磁盘满了"):
        office_of(delivery, disk=FullDisk()).carry(stick)
    with pytest.raises(StickUnwritable, match="坏的"):
        office_of(delivery, disk=LyingDisk()).carry(stick)


@pytest.mark.skipif(bool(NOT_ROOT), reason=NOT_ROOT)
def test_a_stick_without_room_is_told_how_much_is_missing(
    delivery: Delivery, tmp_path: Path
) -> None:
    with (
        small_disk(tmp_path / "small", megabytes=3) as small,
        pytest.raises(StickUnwritable, match="只剩 3 MB"),
    ):
        office_of(delivery).carry(small)


def test_no_stick_at_all_is_said(delivery: Delivery, tmp_path: Path) -> None:
    office = office_of(delivery)

    with pytest.raises(StickRefused, match="没有文件夹"):
        office.carry(tmp_path / "none")
    with pytest.raises(StickRefused, match="没有文件夹"):
        office.take_in(tmp_path / "none")


def test_what_was_written_is_on_the_journal(delivery: Delivery, stick: Path) -> None:
    office_of(delivery).carry(stick, groups=[SCREEN])

    with delivery.county.database.reading() as session:
        act = JournalEntry.act == "stick.written"
        [entry] = session.scalars(select(JournalEntry).where(act))
    assert entry.details["groups"] == [SCREEN]


class LyingDisk(RealDisk):
    """Take every file, and keep zeros of it."""

    def put(self, staged: Path, path: Path) -> None:
        super().put(staged, path)
        path.write_bytes(bytes(path.stat().st_size))
