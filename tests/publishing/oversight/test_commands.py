import json
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from publishing.database import open_database
from publishing.oversight.commands import app
from publishing.oversight.journal import record
from publishing.tables.base import Base
from tests.fakes.hand_clock import NOON


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "mingbai.sqlite3"
    database = open_database(file)
    Base.metadata.create_all(database.engine)
    with database.session() as session:
        for number in range(3):
            record(session, actor="a", act="b", subject=str(number), at=NOON)
    database.close()
    return file


def _spoil(path: Path) -> None:
    database = open_database(path)
    with database.session() as session:
        session.execute(text("UPDATE journal SET actor = 'x' WHERE number = 2"))
    database.close()


def test_a_whole_journal_exits_with_0(path: Path) -> None:
    answer = CliRunner().invoke(app, ["verify", "--database", str(path), "--json"])

    told = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert (told["holds"], told["entries"], told["first_bad"]) == (True, 3, None)


def test_a_spoilt_journal_exits_with_1_and_names_the_first_bad_number(
    path: Path,
) -> None:
    _spoil(path)

    answer = CliRunner().invoke(app, ["verify", "--database", str(path), "--json"])

    told = json.loads(answer.stdout)
    assert answer.exit_code == 1
    assert (told["holds"], told["first_bad"], told["flaw"]) == (False, 2, "edited")


def test_people_read_it_in_plain_words(path: Path) -> None:
    whole = CliRunner().invoke(app, ["verify", "--database", str(path)])
    _spoil(path)
    spoilt = CliRunner().invoke(app, ["verify", "--database", str(path)])

    assert "操作记录完好：3 条" in whole.stdout
    assert "第 2 条起不能信" in spoilt.stdout


def test_the_settings_say_where_the_database_is(path: Path) -> None:
    settings = path.parent / "centre.toml"
    settings.write_text(f'data_folder = "{path.parent}"\n', encoding="utf-8")

    answer = CliRunner().invoke(app, ["verify", "--settings", str(settings)])

    assert answer.exit_code == 0


@pytest.mark.parametrize("content", [None, b"", b"no database at all" * 200])
def test_what_is_no_database_is_a_typed_error(
    tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "other.sqlite3"
    if content is not None:
        file.write_bytes(content)

    answer = CliRunner().invoke(app, ["verify", "--database", str(file), "--json"])

    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["error"]["code"] == "journal_unreadable"


def test_settings_that_cannot_be_read_are_a_typed_error(tmp_path: Path) -> None:
    missing = tmp_path / "missing.toml"

    answer = CliRunner().invoke(app, ["verify", "--settings", str(missing), "--json"])

    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["error"]["code"] == "journal_unreadable"
