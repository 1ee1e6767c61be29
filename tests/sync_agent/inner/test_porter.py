"""A stick is judged as the network is: nothing older, foreign or torn is taken."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from programme.stick import BACK, MARK, REPOSITORY
from sync_agent.sticks import StickStage
from tests.fakes.centre_repository import FakeCentre
from tests.fakes.device import Device
from tests.fakes.group_publication import Publication
from tests.fakes.stick_holders import Holder, holding


@pytest.fixture
def holder(device: Device, tmp_path: Path) -> Iterator[Holder]:
    """Give a device with a prepared stick in hand."""
    publication = Publication(entries=[device.centre.approved("d-1")])
    device.centre.publish(publication)
    with holding(device, tmp_path / "stick") as made:
        made.lay()
        yield made


def test_nothing_is_done_where_nobody_asks(holder: Holder) -> None:
    assert not holder.porter.look()


def test_a_stick_brings_what_the_line_would_and_the_same_again_is_no_news(
    holder: Holder,
) -> None:
    first, second = holder.take(), holder.take()

    assert first.stage is second.stage is StickStage.DONE
    assert "第 1 版节目单，1 件正在公开" in first.message
    assert "没有变化" in second.message
    assert holder.device.shown() == ["d-1"]


def test_an_older_stick_is_refused_and_still_takes_records_along(
    holder: Holder, tmp_path: Path
) -> None:
    old = tmp_path / "old"
    shutil.copytree(holder.stick, old)
    holder.device.centre.publish(
        Publication(entries=[holder.device.centre.approved("d-2")])
    )
    holder.lay()
    holder.take()

    report = holder.take(old)

    assert (report.stage, report.records > 0) == (StickStage.FAILED, True)
    assert "还旧" in report.message
    assert holder.device.shown() == ["d-2"]
    assert list(old.glob("mingbai/back/*/batch-agent-*"))


def test_a_stick_of_another_county_is_refused_and_gets_nothing(
    holder: Holder, tmp_path: Path
) -> None:
    holder.take()
    foreign = FakeCentre(tmp_path / "neighbour")
    foreign.publish(Publication(entries=[foreign.approved("x-1")]))
    shutil.rmtree(holder.stick / "mingbai")
    (holder.stick / "mingbai").mkdir()
    holder.lay(foreign)

    report = holder.take()

    assert report.stage is StickStage.FAILED
    assert "不是本县" in report.message
    assert holder.device.shown() == ["d-1"]
    assert holder.given() == []


def test_a_stick_that_has_expired_is_refused_with_a_word_about_the_clock(
    holder: Holder,
) -> None:
    holder.device.centre.expires["timestamp"] = holder.now() - timedelta(hours=1)
    holder.device.centre.publish(Publication())
    holder.lay()

    report = holder.take()

    assert (report.stage, report.code) == (StickStage.FAILED, "release_refused")
    assert "过期" in report.message
    assert "时钟" in report.message


@pytest.mark.parametrize("part", ["metadata", "assets"])
def test_a_stick_that_lacks_a_part_is_refused_whole(holder: Holder, part: str) -> None:
    shutil.rmtree(holder.stick / REPOSITORY / part)

    report = holder.take()

    assert report.stage is StickStage.FAILED
    assert "不完整" in report.message


def test_a_stick_with_a_flipped_byte_is_refused(holder: Holder) -> None:
    for path in (holder.stick / REPOSITORY / "assets").glob("*/*"):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)

    assert "不完整" in holder.take().message


def test_a_stick_that_is_out_is_said(holder: Holder) -> None:
    (holder.stick / MARK).unlink()

    report = holder.take()

    assert (report.stage, report.code) == (StickStage.FAILED, "stick_gone")


def test_a_stick_without_a_programme_for_the_group_says_so(
    holder: Holder, tmp_path: Path
) -> None:
    holder.device.centre = FakeCentre(tmp_path / "empty")
    holder.device.centre.release()
    holder.__post_init__()
    holder.lay()

    report = holder.take()

    assert report.stage is StickStage.DONE
    assert "还没有给这台设备的节目单" in report.message


def test_what_does_not_pass_is_told_to_the_caretaker(holder: Holder) -> None:
    centre = holder.device.centre
    stranger = FakeCentre(centre.folder.parent / "stranger").approval_key
    bad = centre.entry(centre.manifest("d-2"), key=stranger)
    centre.publish(Publication(entries=[centre.approved("d-1"), bad]))
    holder.lay()

    assert "另有 1 件没有通过核对" in holder.take().message


def test_a_stick_that_cannot_be_written_gives_its_content_all_the_same(
    holder: Holder,
) -> None:
    (holder.stick / BACK).write_bytes(b"in the way")

    report = holder.take()

    assert (report.stage, report.code) == (StickStage.FAILED, "stick_unwritable")
    assert report.message.startswith("导入好了：第 1 版节目单，1 件正在公开。U 盘写不")
    assert holder.device.shown() == ["d-1"]


def test_an_older_stick_that_cannot_be_written_is_called_both(
    holder: Holder, tmp_path: Path
) -> None:
    old = tmp_path / "old"
    shutil.copytree(holder.stick, old)
    (old / BACK).write_bytes(b"in the way")
    holder.device.centre.publish(
        Publication(entries=[holder.device.centre.approved("d-2")])
    )
    holder.lay()
    holder.take()

    message = holder.take(old).message

    assert "还旧" in message
    assert "U 盘写不进去" in message
