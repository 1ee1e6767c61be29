from datetime import timedelta
from pathlib import Path

import pytest

from config.doctor import Finding, Level
from programme.records import GoneReceipt
from sync_agent.doctor import examine_device
from sync_agent.inner.needs import assets_of
from sync_agent.state import AgentState, StateReport, write_state
from tests.fakes.device import Device
from tests.fakes.group_publication import Publication


@pytest.fixture
def file(device: Device, tmp_path: Path) -> Path:
    path = tmp_path / "agent.toml"
    url = device.server.repository_url.removesuffix("/repository")
    path.write_text(
        f'centre_url = "{url}"\nstate_folder = "{device.layout.root}"\n'
        '[glass]\nkind = "screen"\nwidth = 1920\nheight = 1080\n'
    )
    return path


def found(file: Path, device: Device) -> dict[str, Finding]:
    return {one.about: one for one in examine_device(file, device.clock)}


def test_a_device_in_order_and_what_is_wrong_with_one_that_is_not(
    device: Device, file: Path
) -> None:
    fresh = found(file, device)
    publication = Publication(entries=[device.centre.approved("d-1", pages=2)])
    device.centre.publish(publication)
    device.sync.run()
    now = device.clock.now()
    well = StateReport(state=AgentState.CURRENT, since_at=now, last_sync_at=now)
    write_state(device.layout.root, well)
    good = found(file, device)
    name = next(iter(assets_of(device.held())))
    device.layout.assets.path_of(name).write_bytes(b"spoiled")
    device.clock.moved = timedelta(days=8)
    harmed = found(file, device)

    assert fresh["节目单"].level is Level.BAD
    assert "登记码" in fresh["节目单"].advice
    assert "mingbai agent run" in fresh["同步程序"].advice
    assert good["节目单"].words.startswith("第 1 版，")
    assert good["节目单"].words.endswith("1 件")
    assert {good[one].level for one in ("节目单", "素材", "同步程序", "记录")} == {
        Level.GOOD
    }
    assert "1 个文件缺失或损坏" in harmed["素材"].words
    assert "8 天没有和中心同步" in harmed["同步"].words


def test_a_device_that_waits_for_its_code_and_one_whose_outbox_is_spoiled(
    device: Device, file: Path
) -> None:
    report = StateReport(
        state=AgentState.ENROLLING, since_at=device.clock.now(), code="ABCD2345"
    )
    write_state(device.layout.root, report)
    device.outbox.append(GoneReceipt(disclosure="d-1", at=device.clock.now()))
    device.outbox.close()
    for path in device.layout.root.glob("outbox-*"):
        path.write_bytes(b"spoiled")
    told = list(examine_device(file, device.clock))

    assert any("ABCD2345" in one.advice for one in told)
    assert any("不用动它" in one.advice for one in told)


def test_settings_that_cannot_be_read_are_the_only_finding(
    device: Device, tmp_path: Path
) -> None:
    [one] = examine_device(tmp_path / "none.toml", device.clock)

    assert (one.about, one.level) == ("设置", Level.BAD)


def test_content_that_takes_more_than_it_should_is_said_and_stays(
    device: Device, file: Path
) -> None:
    entry = device.centre.approved("d-1", pages=2)
    device.centre.publish(Publication(entries=[entry]))
    device.sync.run()
    file.write_text(f"{file.read_text()}[storage]\ncontent_bytes = 100\n")

    told = [one for one in examine_device(file, device.clock) if one.about == "素材"]

    assert [one.level for one in told] == [Level.WARN, Level.GOOD]
    assert "一件也不会丢" in told[0].advice
    assert device.shown() == ["d-1"]
