import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from media.imports.commands import app
from tests.fakes.files import picture, word_of


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


def test_a_good_file_is_described_for_programs(
    runner: CliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "停水.docx"
    file.write_bytes(word_of("停水通知", "11 月 5 日停水。"))

    result = runner.invoke(app, [str(file), "--json"])

    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (answer["ok"], answer["blocks"], answer["title"]) == (True, 1, "停水通知")
    assert answer["kept"] == ["段落 1 段"]
    assert (answer["simplified"], answer["lost"]) == ([], [])
    assert "11 月 5 日停水。" in answer["text"]


def test_a_good_file_is_described_for_people(runner: CliRunner, tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(picture("JPEG"))

    result = runner.invoke(app, [str(file)])

    assert result.stdout.splitlines() == [
        "能导入。标题：a",
        "留下：整页图片 1 页",
        "简化：图片里的文字认不出来，请补上文字",
        "丢掉：无",
        "不公开：无",
        "要人看：图片里的密级标志机器看不出，请人看一遍",
    ]


def test_a_refused_file_ends_with_code_and_sentence(
    runner: CliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(b"8BPS")

    result = runner.invoke(app, [str(file), "--json"])

    answer = json.loads(result.stdout)
    assert result.exit_code == 1
    assert answer["ok"] is False
    assert answer["error"]["code"] == "wrong_type"
    assert "请用原来的软件重新保存" in answer["error"]["message"]


def test_a_file_that_is_not_there_is_said(runner: CliRunner, tmp_path: Path) -> None:
    result = runner.invoke(app, [str(tmp_path / "none.docx")])

    assert result.exit_code == 1
    assert "请检查路径" in result.stderr
