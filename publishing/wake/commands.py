"""Answer `mingbai wake`: run the wake process; all else is in `app`."""

from pathlib import Path
from typing import Annotated

import typer

from config.centre import WakeSettings
from config.serving import StartRefused
from config.settings import SettingsError, read_settings
from config.terminal import echo_text
from publishing.wake.app import run_wake

app = typer.Typer(
    add_completion=False,
    name="wake",
    no_args_is_help=True,
    help="唤醒服务：告诉设备有新内容。",
)


@app.callback()
def _group() -> None:
    """Keep `run` a word of its own, though it is the only one."""


@app.command(help="运行唤醒服务，按 Ctrl-C 停止。")
def run(
    settings: Annotated[Path, typer.Option(help="设置文件（TOML）。")],
) -> None:
    """Run the wake process.

    Raises:
        Exit: With code 1, where the settings or the machine do not allow it.
    """
    try:
        run_wake(read_settings(WakeSettings, files=[settings]))
    except (SettingsError, StartRefused) as error:
        echo_text(str(error), err=True)
        raise typer.Exit(1) from error
