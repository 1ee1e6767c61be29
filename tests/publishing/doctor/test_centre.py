import os
import shutil
from pathlib import Path

import pytest

from config.doctor import Finding, Level
from publishing.backup.house import maker_of
from publishing.backup.record import Why
from publishing.centre.core import open_core
from publishing.database_server import DATABASE_NAME
from publishing.doctor.centre import examine_centre
from tests.fakes.centre_settings import settings_of
from tests.fakes.counties import County, found_county
from tests.fakes.hand_clock import HandClock


@pytest.fixture
def county(tmp_path: Path) -> County:
    return found_county(tmp_path / "centre")


@pytest.fixture
def clock(county: County) -> HandClock:
    return HandClock(county.now)


@pytest.fixture
def file(county: County, tmp_path: Path) -> Path:
    path = tmp_path / "centre.toml"
    path.write_text(f'county = "qinghe"\ndata_folder = "{county.places.folder}"\n')
    return path


def found(file: Path, clock: HandClock) -> dict[str, Finding]:
    """Return the worst finding of each kind."""
    order = list(Level)
    worst: dict[str, Finding] = {}
    for one in examine_centre(file, clock):
        known = worst.setdefault(one.about, one)
        if order.index(one.level) > order.index(known.level):
            worst[one.about] = one
    return worst


def test_a_centre_in_order_lacks_only_what_an_operator_has_to_do(
    county: County, clock: HandClock, file: Path
) -> None:
    settings = settings_of(county.places.folder)
    with open_core(settings, clock):
        pass
    before = found(file, clock)
    shutil.rmtree(county.places.offline)
    maker_of(settings, clock).make(Why.BY_HAND)
    after = found(file, clock)

    assert before["备份"].level is Level.BAD
    assert "mingbai backup run" in before["备份"].advice
    assert before["离线密钥"].level is Level.WARN
    well = ("密钥", "密钥权限", "发布库", "发布签名", "数据库", "数据库版本", "证书")
    kept = ("经办的文件", "展示记录")
    assert {after[one].level for one in (*well, *kept, "根证书", "备份")} == {
        Level.GOOD
    }
    assert "离线密钥" not in after
    assert after["备份的密钥"].level is Level.WARN
    assert after["备份盘"].level is Level.WARN
    # Nobody runs a centre here.
    assert after["发布中心"].level is Level.BAD


def test_every_fault_made_in_the_folder_is_told_with_what_to_do(
    county: County, clock: HandClock, file: Path
) -> None:
    settings, folder = settings_of(county.places.folder), county.places.folder
    with open_core(settings, clock):
        pass
    maker_of(settings, clock).make(Why.BY_HAND)
    (county.places.keys / "timestamp.key").unlink()
    (county.places.keys / "approval.key").chmod(0o644)
    os.truncate(folder / DATABASE_NAME, 8192)
    next((folder / "repository" / "metadata").glob("1.bin-0*.json")).unlink()
    clock.forward(days=400)
    told = found(file, clock)

    assert "缺 timestamp" in told["密钥"].words
    assert "chmod 600" in told["密钥权限"].advice
    assert "mingbai restore" in told["数据库"].advice
    assert told["发布库"].level is Level.BAD
    assert "已经过期" in told["发布签名"].words
    assert "mingbai keys renew-certificate" in told["证书"].advice
    assert told["备份"].level is Level.BAD
    assert all(one.advice for one in told.values() if one.level is not Level.GOOD)


def test_a_clock_before_the_last_signature_and_no_database_are_told(
    county: County, clock: HandClock, file: Path
) -> None:
    clock.forward(days=-3)
    told = found(file, clock)

    assert told["时钟"].level is Level.BAD
    assert told["数据库"].level is Level.WARN
    assert not (county.places.folder / DATABASE_NAME).exists()


def test_settings_that_cannot_be_read_are_the_only_finding(
    clock: HandClock, tmp_path: Path
) -> None:
    [one] = examine_centre(tmp_path / "none.toml", clock)

    assert (one.about, one.level) == ("设置", Level.BAD)
