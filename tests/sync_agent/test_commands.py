import json
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from programme.clock import SystemClock
from programme.stick import MARK
from programme.witness import KeptCheckpoint
from sync_agent.commands import app
from sync_agent.inner.errors import Flaw, ReleaseRefused
from sync_agent.inner.stick_desk import StickDesk
from sync_agent.inner.stick_door import StickDoor
from sync_agent.kept import keep
from sync_agent.layout import Layout
from sync_agent.state import AgentState, StateReport, write_state
from sync_agent.sticks import StickStage
from tests.fakes.beside import beside
from tests.fakes.log_heads import LOG, note

NOW = SystemClock().now().replace(microsecond=0)


def settings_file(folder: Path, *more: str) -> str:
    file = folder / "agent.toml"
    root = folder / "device"
    words = ['centre_url = "https://centre.example"', f'state_folder = "{root}"']
    file.write_text("\n".join([*words, *more]) + "\n")
    return str(file)


def test_the_state_of_a_device_is_told_as_json(tmp_path: Path) -> None:
    file = settings_file(tmp_path)
    (tmp_path / "device").mkdir()
    report = StateReport(state=AgentState.ENROLLING, since_at=NOW, code="ABCDEFGH")
    write_state(tmp_path / "device", report)

    said = CliRunner().invoke(app, ["state", "--settings", file])

    assert said.exit_code == 0
    told = json.loads(said.output)
    assert (told["state"], told["code"]) == ("enrolling", "ABCDEFGH")


def test_an_agent_that_never_ran_has_no_state(tmp_path: Path) -> None:
    said = CliRunner().invoke(app, ["state", "--settings", settings_file(tmp_path)])

    assert said.exit_code == 1
    assert "还没有运行过" in said.stderr
    assert said.stdout == ""


@pytest.mark.parametrize("command", ["run", "state"])
def test_wrong_settings_are_named_with_section_and_field(
    tmp_path: Path, command: str
) -> None:
    file = settings_file(tmp_path, "[polling]", "interval_s = 0")

    said = CliRunner().invoke(app, [command, "--settings", file])

    assert said.exit_code == 1
    assert "polling" in said.stderr
    assert "interval_s" in said.stderr


def test_an_agent_that_cannot_start_says_why(tmp_path: Path) -> None:
    file = settings_file(tmp_path, f'ca_file = "{tmp_path}/ca.pem"')

    said = CliRunner().invoke(app, ["run", "--settings", file])

    assert said.exit_code == 1
    assert "没有证书文件" in said.stderr


def test_what_a_device_keeps_of_the_log_is_copied_for_an_inspector(
    tmp_path: Path,
) -> None:
    file = settings_file(tmp_path)
    empty = CliRunner().invoke(app, ["checkpoints", "--settings", file])
    kept = KeptCheckpoint(key=LOG.text(), checkpoint=note(5), at=NOW)
    keep(Layout(tmp_path / "device"), kept)

    said = CliRunner().invoke(app, ["checkpoints", "--settings", file])

    assert (empty.exit_code, said.exit_code) == (1, 0)
    assert "还没有留存" in empty.stderr
    assert KeptCheckpoint.parse(said.stdout.strip().encode()) == kept


def prepared(folder: Path) -> Path:
    """Return a stick that the centre has prepared."""
    mark = folder / "stick" / MARK
    mark.parent.mkdir(parents=True)
    mark.write_bytes(b"{}")
    return folder / "stick"


def importing(folder: Path, *words: str) -> Result:
    file = settings_file(folder)
    return CliRunner().invoke(app, ["import", *words, "--settings", file])


def test_an_import_needs_a_stick_of_the_centre_and_an_agent_at_work(
    tmp_path: Path,
) -> None:
    strange = importing(tmp_path, str(tmp_path))
    alone = importing(tmp_path, str(prepared(tmp_path)))

    assert (strange.exit_code, alone.exit_code) == (1, 1)
    assert "mingbai export" in strange.stderr
    assert "没有运行" in alone.stderr


@pytest.mark.parametrize(
    ("stage", "code"), [(StickStage.DONE, 0), (StickStage.FAILED, 1)]
)
def test_an_import_waits_for_the_agent_and_says_what_it_said(
    tmp_path: Path, stage: StickStage, code: int
) -> None:
    root = tmp_path / "device"
    root.mkdir()
    desk = StickDesk(Layout(root), SystemClock())
    door = StickDoor(Layout(root).stick_socket)

    def serve() -> None:
        asked = door.next()
        assert asked is not None
        desk.begin(asked)
        if stage is StickStage.DONE:
            desk.done(asked, "导入好了", records=3)
        else:
            desk.failed(asked, ReleaseRefused(Flaw.OLDER, "签名信息"))

    door.ring_with(serve)
    with closing(door), beside(door.listen):
        said = importing(tmp_path, str(prepared(tmp_path)))

    assert said.exit_code == code
    assert ("导入好了" if code == 0 else "还旧") in said.output
