"""Answer `mingbai agent`: run the sync agent, or say how it fares."""

from pathlib import Path
from threading import Event
from typing import Annotated

import typer

from config.device import AgentSettings
from config.settings import SettingsError, read_settings
from config.terminal import echo, echo_text
from programme.clock import SystemClock
from sync_agent.app import AgentRefused, run_agent
from sync_agent.disk import DiskRefused
from sync_agent.kept import kept_checkpoints
from sync_agent.layout import Layout
from sync_agent.state import read_state
from sync_agent.sticks import (
    AgentNotThere,
    StickNotPrepared,
    StickReport,
    StickStage,
    ask_for_import,
    read_stick_report,
    sticks_in,
)

_WAIT_S = 330.0
"""A round of the network in which the agent may just be, and a little more."""
_WORK_S = 3600.0
"""For the work itself, however big the stick is."""
_LOOK_S = 0.2

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
        echo_text(str(error), err=True)
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
        echo_text(str(error), err=True)
        raise typer.Exit(1) from error
    if not kept:
        echo("这台设备还没有留存校验点。请等它和中心同步以后再抄。", err=True)
        raise typer.Exit(1)
    for one in kept:
        echo(one.canonical().decode())


@app.command("import", help="从发布中心做好的 U 盘导入内容，把记录写上去带回。")
def import_(
    stick: Annotated[
        Path | None, typer.Argument(help="U 盘挂上来的文件夹；不写就自己找。")
    ] = None,
    *,
    settings: Settings,
) -> None:
    """Ask the agent to look at a stick, and say what became of it.

    Raises:
        Exit: With code 1, where nothing was imported.
    """
    try:
        told = read_settings(AgentSettings, files=[settings])
        found = stick or _only_stick()
        asked = ask_for_import(told.state_folder, found)
    except (SettingsError, AgentNotThere, StickNotPrepared) as error:
        echo_text(str(error), err=True)
        raise typer.Exit(1) from error
    report = _awaited(told.state_folder, asked)
    failed = report is None or report.stage is StickStage.FAILED
    if report is None:
        words = "同步程序还在忙，U 盘先别拔。过几分钟再看：mingbai agent state。"
        echo_text(words, err=True)
    else:
        echo_text(report.message, err=failed)
    if failed:
        raise typer.Exit(1)


def _only_stick() -> Path:
    """Return the stick that is in.

    Raises:
        Exit: With code 1, where there is none, or more than one.
    """
    found = sticks_in()
    if len(found) == 1:
        return found[0]
    words = "找到好几个 U 盘，请写明是哪个" if found else "没有找到发布中心做好的 U 盘"
    echo(f"{words}，像 mingbai import /media/usb --settings 设置文件。", err=True)
    raise typer.Exit(1)


def _awaited(root: Path, asked: str) -> StickReport | None:
    """Return what became of a request; None: nothing within the time."""
    clock, pause = SystemClock(), Event()
    began = clock.monotonic()
    limit = _WAIT_S
    while clock.monotonic() < began + limit:
        report = read_stick_report(root)
        if report is not None and report.id == asked:
            if report.stage is not StickStage.READING:
                return report
            limit = _WORK_S
        pause.wait(_LOOK_S)
    return None


@app.command(help="用 JSON 说出设备的状态；没登记的设备，里面有登记码。")
def state(settings: Settings) -> None:
    """Print what the agent last said of itself.

    Raises:
        Exit: With code 1, where the settings are wrong or it has said nothing yet.
    """
    try:
        told = read_settings(AgentSettings, files=[settings])
    except SettingsError as error:
        echo_text(str(error), err=True)
        raise typer.Exit(1) from error
    report = read_state(told.state_folder)
    if report is None:
        echo("同步程序还没有运行过。请先运行 mingbai agent run。", err=True)
        raise typer.Exit(1)
    echo_text(report.model_dump_json(indent=2))
