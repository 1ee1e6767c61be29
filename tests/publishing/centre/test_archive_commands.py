"""`mingbai archive make` writes a unit's yearly package, or says why it does not."""

import shutil
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import update
from typer.testing import CliRunner, Result

from publishing.centre.archive_commands import app
from publishing.tables.schedule import EndKind, GroupEntry
from tests.fakes.delivery import new_delivery

BEGAN, ENDED = datetime(2024, 3, 1, tzinfo=UTC), datetime(2024, 6, 1, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """Return the settings of a centre in which one thing ended in 2024."""
    centre = tmp_path / "made" / "centre"
    with new_delivery(tmp_path / "made") as delivery:
        delivery.county.approved(title="二季度财务收支")
        with delivery.county.database.session() as session:
            session.execute(
                update(GroupEntry).values(
                    starts_at=BEGAN, ends_at=ENDED, end_kind=EndKind.FIXED
                )
            )
            # The tables were made as they are today, without the way there.
            folder = str(files("publishing.migrations"))
            MigrationContext.configure(session.connection()).stamp(
                ScriptDirectory(folder), "head"
            )
    shutil.copy(tmp_path / "made" / "mingbai.sqlite3", centre)
    for name in ("files", "captures"):
        if (tmp_path / "made" / name).exists():
            shutil.copytree(tmp_path / "made" / name, centre / name)
    file = tmp_path / "centre.toml"
    lines = (
        'county = "qinghe"',
        f'data_folder = "{centre}"',
        'wake_url = "https://127.0.0.1:1/wake"',
    )
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def make(settings: Path, *, by: str, year: int, folder: Path) -> Result:
    words = ("--settings", settings, "--unit", "qinghe-liuwu", "--year", year)
    told = (*words, "--by", by, "--folder", folder)
    return CliRunner().invoke(app, ["make", *map(str, told)])


# Row of the last table of REQUIREMENTS, "Retention": a yearly archive package.
def test_the_package_is_a_file_whose_check_agrees_with_what_was_printed(
    settings: Path, tmp_path: Path
) -> None:
    made = make(settings, by="publisher-login", year=2024, folder=tmp_path)

    assert made.exit_code == 0, made.output
    assert "1 件" in made.stdout
    [package] = tmp_path.glob("*.zip")
    checked = CliRunner().invoke(app, ["verify", str(package)])
    assert "成立" in checked.stdout
    assert made.stdout.split("SHA-256 ")[1].strip() in checked.stdout


def test_a_stranger_gets_a_reason_and_no_file(settings: Path, tmp_path: Path) -> None:
    made = make(settings, by="nobody", year=2024, folder=tmp_path)

    assert made.exit_code == 1
    assert "账号" in made.stderr
    assert not list(tmp_path.glob("*.zip"))
