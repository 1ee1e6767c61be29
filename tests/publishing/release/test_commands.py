from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from publishing.release.commands import app


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "centre"
    result = run("init", "--folder", str(made), "--county", "qinghe")
    assert result.exit_code == 0
    return made


def test_init_says_what_to_carry_away_and_why(tmp_path: Path) -> None:
    made = tmp_path / "centre"

    result = run("init", "--folder", str(made), "--county", "qinghe")

    assert f"{made}/offline" in result.stdout
    assert "U 盘" in result.stdout
    assert (made / "repository" / "metadata" / "timestamp.json").exists()


def test_init_never_overwrites(folder: Path) -> None:
    result = run("init", "--folder", str(folder), "--county", "qinghe")

    assert result.exit_code == 1
    assert "没有改动" in result.stderr


def test_show_names_keys_and_what_still_lies_here(folder: Path) -> None:
    result = run("show", "--folder", str(folder))

    assert "approval" in result.stdout
    assert "localhost" in result.stdout
    assert "还没带走" in result.stdout


def test_show_is_silent_about_what_was_carried_away(folder: Path) -> None:
    for file in (folder / "offline").iterdir():
        file.unlink()

    assert "还没带走" not in run("show", "--folder", str(folder)).stdout


def test_show_without_keys_or_certificate_says_what_to_do(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "keys" / "server.pem").unlink()

    for place in (folder, tmp_path / "nothing"):
        result = run("show", "--folder", str(place))
        assert result.exit_code == 1
        assert "mingbai keys init" in result.stderr


def test_the_authority_is_renewed_and_says_whom_to_give_it(folder: Path) -> None:
    before = (folder / "keys" / "ca.pem").read_bytes()

    result = run("renew-authority", "--folder", str(folder))
    shown = run("show", "--folder", str(folder)).stdout
    (folder / "offline" / "ca.key").unlink()
    refused = run("renew-authority", "--folder", str(folder))

    assert "拷到每台设备" in result.stdout
    assert "根证书到期" in shown
    assert (folder / "keys" / "ca.pem").read_bytes() != before
    assert refused.exit_code == 1


def test_a_certificate_is_renewed_for_other_names(folder: Path) -> None:
    result = run(
        "renew-certificate", "--folder", str(folder), "--name", "centre.example"
    )

    assert "重新启动" in result.stdout
    assert "centre.example" in run("show", "--folder", str(folder)).stdout
