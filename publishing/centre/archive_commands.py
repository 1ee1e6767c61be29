"""Answer `mingbai archive`: make a unit's yearly package, and check one."""

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import select

from config.centre import CentreSettings
from config.serving import StartRefused, check_writable
from config.settings import SettingsError, read_settings
from config.terminal import echo, echo_text
from media.pages.errors import PagesRefused
from programme.clock import SystemClock
from publishing.archive.checking import PackageUnreadable, check
from publishing.archive.offers import Package
from publishing.centre.app import built
from publishing.centre.making import product_makers
from publishing.centre.mounts import services_of
from publishing.database import Database
from publishing.errors import NotThere, PublishingError
from publishing.release.errors import ReleaseError
from publishing.tables.people import StaffMember

app = typer.Typer(
    add_completion=False,
    name="archive",
    no_args_is_help=True,
    help="归档：做一个单位一年的归档包，核对归档包。",
)
_REFUSALS = (SettingsError, StartRefused, ReleaseError, PagesRefused, PublishingError)


@app.command(help="做一个单位一年的归档包，写成一个 ZIP 文件。")
def make(
    *,
    settings: Annotated[Path, typer.Option(help="发布中心的设置文件。")],
    unit: Annotated[str, typer.Option(help="单位的编号。")],
    year: Annotated[int, typer.Option(help="哪一年结束展示的。")],
    by: Annotated[str, typer.Option(help="谁做的：公开办或管理员的账号名。")],
    folder: Annotated[Path, typer.Option(help="写到哪个文件夹。")] = Path(),
) -> None:
    """Make a package; its digest goes into the journal.

    Raises:
        Exit: With code 1, where something was refused.
    """
    try:
        package = _made(settings, unit=unit, year=year, by=by)
        path = folder / package.name
        path.write_bytes(package.data)
    except _REFUSALS as error:
        echo_text(str(error), err=True)
        raise typer.Exit(1) from error
    except OSError as error:
        echo(f"写不进 {folder}。请换一个文件夹。", err=True)
        raise typer.Exit(1) from error
    echo(f"{path}：{package.items} 件，SHA-256 {package.sha256}")


@app.command(help="核对归档包：缺没缺、改没改、多没多。不用网络，也不用发布中心。")
def verify(
    file: Annotated[Path, typer.Argument(help="归档包（ZIP）。")],
) -> None:
    """Check a package by its own list of digests.

    Raises:
        Exit: With code 1, where it does not hold or cannot be read.
    """
    try:
        verdict = check(file)
    except PackageUnreadable as error:
        echo_text(str(error), err=True)
        raise typer.Exit(1) from error
    if verdict.trouble:
        echo(f"不成立。{verdict.trouble}。", err=True)
        raise typer.Exit(1)
    echo(f"成立：{verdict.papers} 个文件都在，没有改过。")
    echo(f"整个包的 SHA-256 是 {verdict.sha256}，请和发布中心操作记录里的对一对。")


def _made(settings: Path, *, unit: str, year: int, by: str) -> Package:
    """Return the package.

    Raises:
        SettingsError: The settings cannot be read.
        StartRefused: The centre's folder is not there.
        ReleaseError: The county's keys are not there.
        PagesRefused: The machine lacks the fonts.
        PublishingError: It is not for this person, or there is nothing to file.
    """
    found = read_settings(CentreSettings, files=[settings])
    check_writable(found.data_folder)
    with built(found, SystemClock(), makers=product_makers(found)) as centre:
        actor = _person(centre.doors.core.database, by)
        return services_of(centre.doors).packages.make(actor, unit, year)


def _person(database: Database, login: str) -> str:
    """Return whose login it is.

    Raises:
        NotThere: Nobody's.
    """
    with database.reading() as session:
        query = select(StaffMember.id).where(StaffMember.login == login)
        person = session.scalar(query)
    if person is None:
        raise NotThere("这个账号")
    return person
