"""Answer `mingbai centre`: run it, and invite its first administrator."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from config.centre import CentreSettings
from config.serving import StartRefused, check_writable
from config.settings import SettingsError, read_settings
from config.terminal import echo, echo_text
from media.pages.errors import PagesRefused
from programme.clock import SystemClock
from publishing.centre.app import run_centre
from publishing.centre.core import open_core
from publishing.centre.mounts import installed_mounts
from publishing.centre.stick_commands import export
from publishing.errors import PublishingError
from publishing.release.errors import ReleaseError
from publishing.staff.joining import found_county

app = typer.Typer(
    add_completion=False,
    name="centre",
    no_args_is_help=True,
    help="发布中心：管理页面和设备接口。",
)

SettingsFile = Annotated[Path, typer.Option("--settings", help="设置文件（TOML）。")]


@app.command(help="运行发布中心，按 Ctrl-C 停止。")
def run(settings: SettingsFile) -> None:
    """Run the centre.

    Raises:
        Exit: With code 1, where the settings or the machine do not allow it.
    """
    with _refusals():
        found = read_settings(CentreSettings, files=[settings])
        run_centre(found, mounts=installed_mounts())


app.command(help="收 U 盘带回的记录，再把今天的内容写上去，给不联网的设备。")(export)


@app.command(help="建县并邀请第一位管理员，印出只能用一次的邀请码。")
def invite_admin(
    settings: SettingsFile,
    login: Annotated[str, typer.Option(help="管理员的账号名。")],
    name: Annotated[str, typer.Option(help="管理员的姓名。")],
    county_name: Annotated[str, typer.Option(help="县的名称，像 清禾县。")],
) -> None:
    """Print the first administrator's invitation; there is no default password.

    Raises:
        Exit: With code 1, where there is a county already.
    """
    with _refusals():
        found = read_settings(CentreSettings, files=[settings])
        check_writable(found.data_folder)
        clock = SystemClock()
        with open_core(found, clock) as core, core.database.session() as session:
            token = found_county(
                session,
                unit=found.county,
                name=county_name,
                login=login,
                person=name,
                now=clock.now(),
            )
    echo(f"账号：{token.login}")
    echo(f"邀请码：{token.token}")
    echo("邀请码只显示这一次，7 天内有效。请管理员用它设置自己的密码。")


@contextmanager
def _refusals() -> Iterator[None]:
    """Print what was refused, and end with code 1.

    Raises:
        Exit: Something was refused.
    """
    try:
        yield
    except (
        SettingsError,
        StartRefused,
        ReleaseError,
        PagesRefused,
        PublishingError,
    ) as error:
        echo_text(str(error), err=True)
        raise typer.Exit(1) from error
