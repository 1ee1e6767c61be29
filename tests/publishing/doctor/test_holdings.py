"""What the centre lacks of its own files, the doctor names with what to do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from config.doctor import Finding, Level
from programme.canonical import sha256_hex
from programme.programme import target_of
from publishing.doctor.holdings import kept, repository
from publishing.migrations.upgrading import head
from tests.fakes.backups import BackedUp, backed_up
from tests.fakes.centre_settings import settings_of
from tests.fakes.delivery import SCREEN, Delivery
from tests.fakes.holdings import Shown, attested, delivered, flip, forgotten

BIN = "bin-05.json"
SCAN = b"signed on paper"


@pytest.fixture
def one(tmp_path: Path) -> Iterator[BackedUp]:
    with backed_up(tmp_path) as made:
        with made.delivery.county.database.session() as session:
            session.execute(text("CREATE TABLE alembic_version (version_num TEXT)"))
            session.execute(
                text("INSERT INTO alembic_version VALUES (:head)"), {"head": head()}
            )
        yield made


def found(one: BackedUp) -> list[Finding]:
    now = one.delivery.county.clock.now()
    told = settings_of(one.folder)
    every = [*repository(one.delivery.places, now), *kept(told, now)]
    watched = {"发布库", "经办的文件", "展示记录"}
    return [finding for finding in every if finding.about in watched]


def lose(delivery: Delivery, what: str) -> str:
    """Lose something, and return what the doctor must name."""
    shown, files = Shown(delivery), delivery.county.services.files
    scan = files.put(SCAN).sha256
    attested(delivery, scan)
    folder = delivery.repository.metadata_folder
    state = delivery.repository.state()
    target = target_of(SCREEN)
    programme = sha256_hex(delivery.repository.read_target(target) or b"")
    paths = {
        "page": shown.page,
        "manifest": shown.manifest,
        "shard": delivery.repository.asset_path(delivery.programme().shards[0].sha256),
        "programme": delivery.repository.target_path(target, programme),
        "bin": folder / f"{state.snapshot.signed.meta[BIN].version}.{BIN}",
        "copy": files.path_of(shown.page.name),
        "scan": files.path_of(scan),
    }
    paths[what].unlink()
    return paths[what].name


@pytest.mark.parametrize(
    ("what", "words", "advice"),
    [
        ("page", "要发给设备的文件不见了", "自己换上好的一份"),
        ("manifest", "要发给设备的文件不见了", "自己换上好的一份"),
        ("shard", "要发给设备的文件不见了", "自己换上好的一份"),
        ("programme", "发布的节目单或目录不见了", "mingbai keys request people"),
        ("bin", "发布库的签名文件不见了", "mingbai restore"),
        ("copy", "经办存的文件不见了", "重新批准"),
        ("scan", "签字扫描件或纸面材料不见了", "纸面原件"),
    ],
)
def test_a_file_that_is_gone_is_named_with_what_to_do(
    one: BackedUp, what: str, words: str, advice: str
) -> None:
    name = lose(one.delivery, what)

    [bad] = [finding for finding in found(one) if finding.level is Level.BAD]

    assert words in bad.words
    assert name in bad.words
    assert advice in bad.advice


def test_records_that_are_gone_are_named_by_device_and_numbers(one: BackedUp) -> None:
    device = delivered(one.delivery)
    forgotten(one.delivery, 1)

    [bad] = [finding for finding in found(one) if finding.level is Level.BAD]

    assert bad.about == "展示记录"
    assert f"{device}/player-1/2-2" in bad.words
    assert "证明不了" in bad.words
    assert "书面说明" in bad.advice


def test_turned_bytes_are_counted_by_kind(one: BackedUp) -> None:
    shown = Shown(one.delivery)
    for path in (shown.page, shown.manifest):
        flip(path)
    delivered(one.delivery)

    bad, *others = found(one)

    assert bad.words.startswith("2 个要发给设备的文件坏了")
    assert {finding.level for finding in others} == {Level.GOOD}


def test_a_database_of_another_version_is_not_asked(one: BackedUp) -> None:
    with one.delivery.county.database.session() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    assert [finding.about for finding in found(one)] == ["发布库"]
