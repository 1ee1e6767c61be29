"""Be the command `mingbai player`; the work is in `app` and `show_app`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from config.command_line import settings_of
from config.device import PlayerSettings
from config.terminal import echo_text
from signage.app import run_player
from signage.show_app import policies_of, run_show

app = typer.Typer(
    add_completion=False, help="运行屏幕的播放程序。", no_args_is_help=True
)

_SettingsFile = Annotated[
    Path, typer.Option("--settings", help="设置文件（TOML）", dir_okay=False)
]


@app.command("run", help="播放到收到停止信号为止")
def run(settings: _SettingsFile) -> None:
    """Run the player with the settings of a file.

    Raises:
        Exit: The settings are wrong; all mistakes were printed.
    """
    run_player(settings_of(PlayerSettings, settings))


@app.command("show", help="在屏上打开页面、看住浏览器、定时拍照，直到收到停止信号")
def show(settings: _SettingsFile) -> None:
    """Keep the browser of the screen with the settings of a file.

    Raises:
        Exit: The settings are wrong; all mistakes were printed.
    """
    run_show(settings_of(PlayerSettings, settings))


@app.command("policies", help="打印浏览器的系统策略，只许打开本机的屏幕页")
def policies(settings: _SettingsFile) -> None:
    """Print what a managed Chromium is forbidden, for its folder of policies.

    Raises:
        Exit: The settings are wrong; all mistakes were printed.
    """
    forbidden = policies_of(settings_of(PlayerSettings, settings))
    echo_text(json.dumps(forbidden, indent=2, sort_keys=True))
