"""Be the command `mingbai kiosk`; the work is in `kiosk.app`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from config.device import KioskSettings
from config.notify import Notifier
from config.serving import StartRefused
from config.settings import SettingsError, read_settings
from kiosk.app import run_kiosk

app = typer.Typer(
    add_completion=False, help="运行触摸一体机的页面服务。", no_args_is_help=True
)

_SettingsFile = Annotated[
    Path, typer.Option("--settings", help="设置文件（TOML）", dir_okay=False)
]


@app.callback()
def _group() -> None:
    """Keep `run` a subcommand although it is the only one."""


@app.command("run", help="提供触摸页面，直到收到停止信号")
def run(settings: _SettingsFile) -> None:
    """Run the kiosk's page server with the settings of a file.

    Raises:
        Exit: The settings are wrong, or the address is taken; it was printed.
    """
    try:
        read = read_settings(KioskSettings, files=[settings])
        run_kiosk(read, Notifier.of(os.environ))
    except (SettingsError, StartRefused) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
