import shutil
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.doctor import Finding, Level
from config.doctor_machine import (
    certificate,
    clock,
    disk,
    ends,
    listening,
    program,
    secrets,
    services,
)
from publishing.release.authority import make_authority, make_server
from tests.fakes.small_disks import NOT_ROOT, small_disk

NOW = datetime(2026, 11, 29, 4, 0, tzinfo=UTC)


def levels(found: list[Finding]) -> list[str]:
    return [one.level.value for one in found]


def test_a_folder_is_looked_at_for_being_there_and_for_room(tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free

    assert levels(list(disk(tmp_path / "none", least_bytes=1))) == ["bad"]
    assert levels(list(disk(tmp_path, least_bytes=1))) == ["good"]
    [full] = disk(tmp_path, least_bytes=free * 2)
    assert full.level is Level.BAD
    assert "清理磁盘" in full.advice
    assert levels(list(disk(tmp_path, least_bytes=free // 3))) == ["warn"]


@pytest.mark.skipif(bool(NOT_ROOT), reason=NOT_ROOT)
def test_a_disk_that_turned_read_only_is_told(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", megabytes=1, read_only=True) as folder:
        found = list(disk(folder, least_bytes=1))

    assert found[0].level is Level.BAD
    assert "只读" in found[0].words


def test_a_clock_before_what_was_signed_already_is_wrong() -> None:
    def about_clock(now: datetime, known: datetime | None = None) -> Level:
        return next(iter(clock(now, known=known))).level

    assert about_clock(NOW) is Level.GOOD
    assert about_clock(NOW, NOW + timedelta(hours=23)) is Level.GOOD
    assert about_clock(NOW, NOW + timedelta(hours=25)) is Level.BAD
    assert about_clock(datetime(1970, 1, 1, tzinfo=UTC)) is Level.BAD


def test_secret_files_that_others_can_read_are_named(tmp_path: Path) -> None:
    key = tmp_path / "time.key"
    key.write_text("secret")
    key.chmod(0o640)
    open_one = list(secrets([key, tmp_path / "none"]))
    key.chmod(0o600)

    assert levels(open_one) == ["bad"]
    assert "chmod 600" in open_one[0].advice
    assert levels(list(secrets([key]))) == ["good"]


def test_a_certificate_is_told_by_its_end(tmp_path: Path) -> None:
    path = tmp_path / "server.pem"
    made = make_server(make_authority("qinghe", NOW), ["127.0.0.1"], NOW)
    path.write_bytes(made.certificate)

    def at(days: int) -> list[str]:
        now = NOW + timedelta(days=days)
        return levels(list(certificate(path, now, about="证书", advice="续")))

    assert [at(0), at(366), at(396), at(397)] == [
        ["good"],
        ["good"],
        ["warn"],
        ["bad"],
    ]
    path.write_text("none")
    assert at(0) == ["bad"]


def test_an_end_is_half_open() -> None:
    [over] = ends(NOW, NOW, about="签名", advice="续")

    assert over.level is Level.BAD
    assert "已经过期" in over.words


def test_a_port_and_a_program_are_there_or_not() -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
        closed = list(listening("127.0.0.1", port, about="页面", advice="开"))
        door.listen()
        opened = list(listening("127.0.0.1", port, about="页面", advice="开"))

    assert levels(closed + opened) == ["bad", "good"]
    assert levels(list(program("sh", about="壳", advice="装"))) == ["good"]
    assert levels(list(program("no-such-thing", about="壳", advice="装"))) == ["bad"]


def test_of_services_that_no_manager_knows_nothing_is_said() -> None:
    assert list(services(["mingbai-nothing.service"])) == []
