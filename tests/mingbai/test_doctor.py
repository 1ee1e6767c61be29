import json
from importlib import metadata
from pathlib import Path

from typer.testing import CliRunner

from config.doctor import bad, good, warn
from mingbai.doctor import GROUP, app, told, told_as_json

FOUND = (
    good("字体", "在"),
    warn("对时", "没有自动对时", "请打开 systemd-timesyncd。"),
    bad("备份", "没有", "请运行 mingbai backup run。"),
)


def test_the_worst_is_told_first_with_what_to_do() -> None:
    assert told(FOUND).splitlines() == [
        "［坏］备份：没有",
        "      → 请运行 mingbai backup run。",
        "［看］对时：没有自动对时",
        "      → 请打开 systemd-timesyncd。",
        "［好］字体：在",
        "共 3 项：1 项坏了，1 项要看一看，1 项正常。",
    ]


def test_foreign_words_are_printed_plain() -> None:
    foreign = bad("经办的文件", "\x1b[2J\n［好］", "看 \u202e")

    assert told([foreign]).splitlines()[:2] == [
        "［坏］经办的文件：\\u001b[2J\\u000a［好］",
        "      → 看 \\u202e",
    ]


def test_a_program_gets_json() -> None:
    assert json.loads(told_as_json(FOUND))[2] == {
        "about": "备份",
        "level": "bad",
        "words": "没有",
        "advice": "请运行 mingbai backup run。",
    }


def test_a_half_that_is_not_there_is_told_apart_from_one_that_is_ill(
    tmp_path: Path,
) -> None:
    none = str(tmp_path / "none.toml")

    unknown = CliRunner().invoke(app, ["moon"])
    ill = CliRunner().invoke(app, ["player", "--settings", none, "--json"])

    assert unknown.exit_code == 2
    assert "没有 moon 可查" in unknown.stderr
    assert ill.exit_code == 1
    assert json.loads(ill.stdout)[0]["about"] == "设置"


def test_each_half_has_registered_what_examines_it() -> None:
    known = {entry.name for entry in metadata.entry_points(group=GROUP)}

    assert known == {"centre", "device", "kiosk", "player"}
