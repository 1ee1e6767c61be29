from pathlib import Path

import pytest

from config.doctor import Level
from kiosk.printing.leftovers import leftovers


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cupsd.conf"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("", ["打印的文件留 1 天", "打印的记录留着"]),
        ("PreserveJobHistory No", ["打印的文件留 1 天"]),
        ("PreserveJobFiles No\n", ["打印的记录留着"]),
        ("preservejobfiles 2h\nPreserveJobHistory Off", ["打印的文件留 2 小时"]),
        (
            "PreserveJobFiles 5m # x\nPreserveJobHistory No",
            ["打印的文件留 5 分钟"],
        ),
        ("PreserveJobFiles 30\nPreserveJobHistory No", ["打印的文件留 30 秒"]),
        ("PreserveJobFiles Yes\nPreserveJobHistory 5", ["着不删", "打印的记录留着"]),
        ("#PreserveJobFiles No\nPreserveJobHistory No", ["打印的文件留 1 天"]),
        ("PreserveJobFiles No\nPreserveJobFiles 7d", ["打印的文件留 7 天"]),
    ],
)
def test_what_stays_of_prints_is_told_with_what_to_write(
    file: Path, told: str, kept: list[str]
) -> None:
    file.write_text(told)

    [one] = leftovers("hall", file)

    assert one.level is Level.WARN
    assert all(words in one.words for words in kept)
    assert "PreserveJobFiles No" in one.advice
    assert "cancel -a -x hall" in one.advice
    assert str(file) in one.advice


@pytest.mark.parametrize(
    "told",
    [
        "PreserveJobFiles No\nPreserveJobHistory No\n",
        "PreserveJobFiles 1d\npreservejobhistory no\nPRESERVEJOBFILES off",
        "PreserveJobFiles 0\nPreserveJobHistory 0",
    ],
)
def test_a_print_system_that_forgets_is_well(file: Path, told: str) -> None:
    file.write_text(told)

    [one] = leftovers("hall", file)

    assert one.level is Level.GOOD


def test_a_machine_without_cups_and_settings_that_cannot_be_read_are_told(
    file: Path, tmp_path: Path
) -> None:
    [none] = leftovers("hall", file)
    [shut] = leftovers("hall", tmp_path)

    assert "没有装 CUPS" in none.words
    assert "sudo mingbai doctor kiosk" in shut.advice
    assert none.level is shut.level is Level.WARN


def test_where_nobody_prints_nothing_is_asked(file: Path) -> None:
    assert list(leftovers("", file)) == []
