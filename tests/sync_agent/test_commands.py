import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from programme.clock import SystemClock
from sync_agent.commands import app
from sync_agent.state import AgentState, StateReport, write_state

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
