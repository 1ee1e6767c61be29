"""Be the command `mingbai player`; the work is in `signage.app`."""

from pathlib import Path
from typing import Annotated

import typer

from config.device import PlayerSettings
from config.settings import SettingsError, read_settings
from signage.app import run_player

app = typer.Typer(
    add_completion=False, help="运行屏幕的播放程序。", no_args_is_help=True
)

_SettingsFile = Annotated[
    Path, typer.Option("--settings", help="设置文件（TOML）", dir_okay=False)
]


@app.callback()
def _group() -> None:
    """Keep `run` a subcommand although it is the only one."""


@app.command("run", help="播放到收到停止信号为止")
def run(settings: _SettingsFile) -> None:
    """Run the player with the settings of a file.

    Raises:
        Exit: The settings are wrong; all mistakes were printed.
    """
    try:
        read = read_settings(PlayerSettings, files=[settings])
    except SettingsError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    run_player(read)
