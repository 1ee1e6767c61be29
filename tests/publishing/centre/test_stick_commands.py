"""`mingbai export` takes in what a stick brings, and writes what it is to carry."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from typer.testing import CliRunner, Result

from programme.keys import key_id
from programme.stick import MARK, REQUEST
from publishing.centre.commands import app
from tests.fakes.delivery import SCREEN, FakeDevice, new_delivery
from tests.fakes.sticks import put_back_on


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """Return the settings of a centre whose folder is whole."""
    centre = tmp_path / "made" / "centre"
    with new_delivery(tmp_path / "made") as delivery:
        delivery.county.approved()
        delivery.publisher.publish_due()
        with delivery.county.database.session() as session:
            # The tables were made as they are today, without the way there.
            folder = str(files("publishing.migrations"))
            MigrationContext.configure(session.connection()).stamp(
                ScriptDirectory(folder), "head"
            )
    shutil.copy(tmp_path / "made" / "mingbai.sqlite3", centre)
    file = tmp_path / "centre.toml"
    lines = (
        'county = "qinghe"',
        f'data_folder = "{centre}"',
        'wake_url = "https://127.0.0.1:1/wake"',
    )
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def export(settings: Path, stick: Path, *words: str) -> Result:
    told = ["export", str(stick), "--settings", str(settings), *words]
    return CliRunner().invoke(app, told)


def test_one_command_serves_a_stick_and_says_what_is_to_be_done(
    settings: Path, tmp_path: Path
) -> None:
    stick, device = tmp_path / "stick", FakeDevice()
    stick.mkdir()
    files_back = {REQUEST: device.request().canonical(), "status.json": b"{}"}
    put_back_on(stick, key_id(device.key.public), files_back)

    only = export(settings, stick, "--take-in-only")
    whole = export(settings, stick, "--group", SCREEN)
    wrong = export(settings, stick, "--group", "none")

    assert (only.exit_code, whole.exit_code, wrong.exit_code) == (0, 0, 1)
    assert "1 台设备等着登记" in only.stdout
    assert "没有收" in only.stderr
    assert "1 个分组、0 台设备" in whole.stdout
    assert "none" in wrong.stderr
    assert (stick / MARK).is_file()


def test_a_centre_without_its_certificate_says_so(
    settings: Path, tmp_path: Path
) -> None:
    (tmp_path / "made" / "centre" / "keys" / "server.pem").unlink()

    said = export(settings, tmp_path)

    assert said.exit_code == 1
    assert "server.pem" in said.stderr
