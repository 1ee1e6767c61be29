"""Be the command `mingbai kiosk`; the work is in `kiosk.app` and `kiosk.show`."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from config.command_line import settings_of
from config.device import KioskSettings
from config.notify import Notifier
from config.serving import StartRefused
from config.terminal import echo_text
from kiosk.app import run_kiosk
from kiosk.browser import policies_of
from kiosk.show import run_show

app = typer.Typer(
    add_completion=False,
    help="运行触摸一体机的页面服务和浏览器。",
    no_args_is_help=True,
)

_SettingsFile = Annotated[
    Path, typer.Option("--settings", help="设置文件（TOML）", dir_okay=False)
]


@app.command("run", help="提供触摸页面，直到收到停止信号")
def run(settings: _SettingsFile) -> None:
    """Run the kiosk's page server with the settings of a file.

    Raises:
        Exit: The settings are wrong, or the address is taken; it was printed.
    """
    try:
        run_kiosk(settings_of(KioskSettings, settings), Notifier.of(os.environ))
    except StartRefused as error:
        echo_text(str(error), err=True)
        raise typer.Exit(2) from error


@app.command("show", help="在触摸屏上打开页面、看住浏览器，直到收到停止信号")
def show(settings: _SettingsFile) -> None:
    """Keep the kiosk's browser with the settings of a file.

    Raises:
        Exit: The settings are wrong; all mistakes were printed.
    """
    run_show(settings_of(KioskSettings, settings), Notifier.of(os.environ))


@app.command("policies", help="打印浏览器的系统策略，只许打开本机的页面")
def policies(settings: _SettingsFile) -> None:
    """Print what a managed Chromium is forbidden, for its folder of policies.

    Raises:
        Exit: The settings are wrong; all mistakes were printed.
    """
    forbidden = policies_of(settings_of(KioskSettings, settings))
    echo_text(json.dumps(forbidden, indent=2, sort_keys=True))
