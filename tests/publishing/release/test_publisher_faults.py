from pathlib import Path

import pytest

from programme.boards import Audience
from programme.manifest import Manifest
from publishing.release.errors import RepositoryUnwritable
from publishing.releases_due import ask_for, ask_for_groups
from publishing.tables.disclosures import ManifestRow
from publishing.tables.release import ReleaseDue
from publishing.tables.schedule import DisplayGroup
from publishing.tables.units import HallRow
from tests.fakes.delivery import KIOSK, SCREEN, Delivery, new_delivery
from tests.fakes.disks import FullDisk, Killed, StoppingDisk
from tests.fakes.publications import due, publish_everything, withdraw


# REQ-20
def test_an_entry_for_another_audience_is_left_out_with_its_reason(
    delivery: Delivery,
) -> None:
    made = delivery.county.approved()
    with delivery.county.database.session() as session:
        group = session.get_one(DisplayGroup, SCREEN)
        group.audience = Audience.PARTY_MEMBERS

    outcome = delivery.publisher.publish_changes([SCREEN])

    assert delivery.shown(SCREEN) == []
    [reason] = outcome.refused[f"programmes/{SCREEN}.json"]
    assert made.line.disclosure in reason
    assert "公开范围" in reason


def test_an_entry_whose_file_is_gone_is_left_out_and_the_others_stay(
    delivery: Delivery,
) -> None:
    good = delivery.county.approved()
    bad = delivery.county.approved(title="丢了文件的一件")
    files = delivery.county.services.files
    with delivery.county.database.reading() as session:
        body = session.get_one(ManifestRow, bad.line.manifest_sha256).body
    files.path_of(Manifest.parse(body).blocks.sha256).unlink()

    outcome = delivery.publisher.publish_changes([SCREEN])

    assert delivery.shown(SCREEN) == [good.line.disclosure]
    assert "缺少" in outcome.refused[f"programmes/{SCREEN}.json"][0]


def test_a_group_without_a_hall_stays_due_with_the_reason(delivery: Delivery) -> None:
    with delivery.county.database.session() as session:
        session.delete(session.get_one(HallRow, "qinghe"))

    outcome = delivery.publisher.publish_changes([SCREEN])

    assert "大厅" in outcome.problems[f"programmes/{SCREEN}.json"]
    assert f"programmes/{SCREEN}.json" in due(delivery)


def test_what_cannot_be_made_of_one_group_holds_up_no_other(
    delivery: Delivery,
) -> None:
    made = delivery.county.approved()
    with delivery.county.database.session() as session:
        session.get_one(DisplayGroup, KIOSK).time_zone = "Nowhere/Nothing"

    outcome = delivery.publisher.publish_changes([SCREEN, KIOSK])

    assert list(outcome.problems) == [f"programmes/{KIOSK}.json"]
    assert delivery.shown(SCREEN) == [made.line.disclosure]
    assert due(delivery) == [f"programmes/{KIOSK}.json"]


def test_what_is_withdrawn_leaves_the_displays_of_a_closed_group_too(
    delivery: Delivery,
) -> None:
    made = delivery.county.approved()
    delivery.publisher.publish_changes([SCREEN])
    delivery.county.cases.groups.close(delivery.county.people["publisher"], SCREEN)

    delivery.publisher.publish_due()
    still = delivery.shown()
    withdraw(delivery, made)
    delivery.publisher.publish_due()

    assert still == [made.line.disclosure]
    assert delivery.shown() == []
    assert len(delivery.programme().withdrawals) == 1
    assert f"programmes/{SCREEN}.json" not in due(delivery)


def test_a_group_that_does_not_exist_is_due_no_more(delivery: Delivery) -> None:
    outcome = delivery.publisher.publish_changes(["qinghe-none"])

    assert "programmes/qinghe-none.json" not in outcome.published
    assert "programmes/qinghe-none.json" not in due(delivery)


def test_a_clock_that_was_set_back_does_not_keep_an_approval_off_the_glass(
    delivery: Delivery,
) -> None:
    reviewed = delivery.county.reviewed()
    delivery.county.clock.forward(minutes=-3)

    made = delivery.county.approve(reviewed)
    outcome = delivery.publisher.publish_changes([SCREEN])

    assert not outcome.refused
    assert delivery.shown() == [made.line.disclosure]


def test_who_asks_while_it_is_published_stays_due(delivery: Delivery) -> None:
    delivery.publisher.publish_due()
    with delivery.county.database.session() as session:
        ask_for_groups(session, [SCREEN], delivery.county.clock.now())
        ask_for_groups(session, [SCREEN], delivery.county.clock.now())
        row = session.get_one(ReleaseDue, f"programmes/{SCREEN}.json")
        asked = row.asked

    delivery.publisher.publish_due()

    assert asked == 2
    assert due(delivery) == []


def test_an_unknown_target_is_due_no_more(delivery: Delivery) -> None:
    with delivery.county.database.session() as session:
        ask_for(session, "nothing.json", delivery.county.clock.now())

    delivery.publisher.publish_due()

    assert "nothing.json" not in due(delivery)


def test_a_full_disk_leaves_the_publication_due_and_the_old_one_whole(
    tmp_path: Path,
) -> None:
    disk = FullDisk()
    with new_delivery(tmp_path, disk) as delivery:
        delivery.county.approved()

        with pytest.raises(RepositoryUnwritable):
            delivery.publisher.publish_changes([SCREEN])

        assert f"programmes/{SCREEN}.json" in due(delivery)
        disk.full = False
        delivery.publisher.publish_due()
        assert len(delivery.shown(SCREEN)) == 1


@pytest.mark.fault
def test_a_centre_killed_at_any_step_repairs_itself_at_the_next_start(
    tmp_path: Path,
) -> None:
    with new_delivery(tmp_path) as delivery:
        publish_everything(delivery)
    steps = 0
    while True:
        disk = StoppingDisk(steps)
        with new_delivery(tmp_path / str(steps), disk) as delivery:
            delivery.county.approved()
            try:
                delivery.publisher.publish_changes([SCREEN])
            except Killed:
                stopped = True
            else:
                stopped = False
            disk.stop_at = -1
            delivery.publisher.publish_due()
            assert len(delivery.shown(SCREEN)) == 1
            assert due(delivery) == []
        if not stopped:
            break
        steps += 7
    assert steps > 20
