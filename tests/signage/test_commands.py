from pathlib import Path

from typer.testing import CliRunner

from signage.commands import app


def test_wrong_settings_are_all_named_and_nothing_is_run(tmp_path: Path) -> None:
    settings = tmp_path / "player.toml"
    settings.write_text('look_every_s = 0\ncolour = "red"\n')

    result = CliRunner().invoke(app, ["run", "--settings", str(settings)])

    assert result.exit_code == 2
    assert "look_every_s" in result.stderr
    assert "colour" in result.stderr


def test_help_names_the_command() -> None:
    result = CliRunner().invoke(app, ["--help"])

    assert "run" in result.stdout
