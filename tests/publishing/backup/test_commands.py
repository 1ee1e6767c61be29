import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from publishing.backup.commands import app as backup
from publishing.backup.restore_commands import app as restore
from publishing.backup.shelf import Shelf
from publishing.database_server import DATABASE_NAME
from tests.fakes.backups import BackedUp

FIRST, SECOND = "first-passphrase", "second-passphrase"


@pytest.fixture
def settings(county: BackedUp, tmp_path: Path) -> Path:
    """Give the settings file of a county that has no holders of keys yet."""
    shutil.rmtree(county.folder / "holders")
    file = tmp_path / "centre.toml"
    file.write_text(
        f'county = "qinghe"\ndata_folder = "{county.folder}"\n'
        f'[backup]\nfolder = "{county.shelf.folder}"\n'
    )
    return file


def say(*words: str, given: str = "") -> Result:
    app = {"backup": backup, "restore": restore}[words[0]]
    return CliRunner().invoke(app, list(words[1:]), input=given)


def told(result: Result) -> str:
    return result.stdout + result.stderr


def test_from_the_first_backup_to_a_county_that_came_back(
    county: BackedUp, settings: Path, tmp_path: Path
) -> None:
    named = ["--settings", str(settings)]
    empty = say("backup", "list", *named)
    sticks = [tmp_path / "one.key", tmp_path / "two.key"]
    holders = [
        say("backup", "holder", *named, "--name", name, "--out", str(stick), given=word)
        for name, stick, word in (
            ("办公室主任岗", sticks[0], f"{FIRST}\n{FIRST}\n"),
            ("机要岗", sticks[1], f"{SECOND}\n{SECOND}\n"),
        )
    ]
    again = say(
        *("backup", "holder", *named, "--name", "x", "--out", str(sticks[0])),
        given=f"{FIRST}\n{FIRST}\n",
    )
    short = say(
        *("backup", "holder", *named, "--name", "x", "--out", str(tmp_path / "x")),
        given="short\nshort\n",
    )

    made = say("backup", "run", *named)
    listed = say("backup", "list", *named)
    checked = say("backup", "check", *named)
    drill = say("restore", *named, "--drill")
    refused = say("restore", *named)
    into = tmp_path / "back"
    keys = [word for stick in sticks for word in ("--holder-key", str(stick))]
    back = say(
        *("restore", *named, "--into", str(into), *keys), given=f"{FIRST}\n{SECOND}\n"
    )

    assert "还没有备份" in told(empty)
    assert "还要再登记一位" in holders[0].stdout
    assert "有 2 位保管人" in holders[1].stdout
    assert "已经有了" in told(again)
    assert "口令太短" in told(short)
    assert "密钥封给了：办公室主任岗、机要岗" in made.stdout
    assert "核对过  有密钥" in listed.stdout
    assert "完好" in checked.stdout
    assert "演练成功" in drill.stdout
    assert refused.exit_code == 1
    assert "--replace" in told(refused)
    assert back.exit_code == 0, told(back)
    assert "恢复好了" in back.stdout
    assert (into / DATABASE_NAME).is_file()
    assert (into / "keys" / "timestamp.key").is_file()
    assert not list(county.shelf.folder.glob(".drill-*"))


def test_what_is_wrong_is_said_with_what_to_do(
    county: BackedUp, settings: Path, tmp_path: Path
) -> None:
    named = ["--settings", str(settings)]
    nothing = say("restore", *named, "--drill")
    made = say("backup", "run", *named)
    stick = tmp_path / "stick"
    stick.write_text("nothing")
    no_keys = say("restore", *named, "--holder-key", str(stick))
    unknown = say("backup", "check", *named, "--name", "2020-01-01t00-00-00")
    shelf = Shelf(county.shelf.folder)
    shelf.pool.drop(shelf.named(None).record.database.parts)
    spoiled = say("backup", "check", *named)
    wrong = say("backup", "run", "--settings", str(tmp_path / "none.toml"))

    assert "备份盘接上了没有" in told(nothing)
    assert "登记至少两位保管人" in made.stdout
    assert "这份备份里没有密钥" in told(no_keys)
    assert "没有这一份" in told(unknown)
    assert "缺失或损坏" in told(spoiled)
    assert "读不出来" in told(wrong)
    codes = {nothing, no_keys, unknown, spoiled, wrong}
    assert {one.exit_code for one in codes} == {1}
