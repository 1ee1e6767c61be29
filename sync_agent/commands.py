"""Answer `mingbai agent`: run the sync agent, or say how it fares."""

from pathlib import Path
from typing import Annotated

import typer

from config.device import AgentSettings
from config.settings import SettingsError, read_settings
from sync_agent.app import AgentRefused, run_agent
from sync_agent.disk import DiskRefused
from sync_agent.kept import kept_checkpoints
from sync_agent.layout import Layout
from sync_agent.state import read_state

app = typer.Typer(
    add_completion=False,
    name="agent",
    no_args_is_help=True,
    help="设备的同步程序：登记、取内容、交记录。",
)

Settings = Annotated[Path, typer.Option(help="设置文件（TOML）。")]


@app.command(help="运行同步程序，按 Ctrl-C 停止。")
def run(settings: Settings) -> None:
    """Run the agent.

    Raises:
        Exit: With code 1, where the settings or the machine do not allow it.
    """
    try:
        run_agent(read_settings(AgentSettings, files=[settings]))
    except (SettingsError, AgentRefused) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


@app.command(help="抄出这台设备留存的存证日志校验点，交给检查的人。")
def checkpoints(settings: Settings) -> None:
    """Print every checkpoint of the county's log that this device keeps.

    Raises:
        Exit: With code 1, where the settings are wrong or nothing is kept.
    """
    try:
        told = read_settings(AgentSettings, files=[settings])
        kept = kept_checkpoints(Layout(told.state_folder))
    except (SettingsError, DiskRefused) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    if not kept:
        typer.echo("这台设备还没有留存校验点。请等它和中心同步以后再抄。", err=True)
        raise typer.Exit(1)
    for one in kept:
        typer.echo(one.canonical().decode())


@app.command(help="用 JSON 说出设备的状态；没登记的设备，里面有登记码。")
def state(settings: Settings) -> None:
    """Print what the agent last said of itself.

    Raises:
        Exit: With code 1, where the settings are wrong or it has said nothing yet.
    """
    try:
        told = read_settings(AgentSettings, files=[settings])
    except SettingsError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    report = read_state(told.state_folder)
    if report is None:
        typer.echo("同步程序还没有运行过。请先运行 mingbai agent run。", err=True)
        raise typer.Exit(1)
    typer.echo(report.model_dump_json(indent=2))
