"""Answer `mingbai certificate`: prove that the log only grew; it issues nothing.

The database is opened for reading alone. Whoever verifies a certificate hands the proof
to `mingbai verify --proof`.
"""

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

from config.centre import CentreSettings
from config.settings import SettingsError, read_settings
from config.terminal import echo, echo_text
from publishing.certificates.certificates import LogProofs
from publishing.database import Database, open_read_only
from publishing.database_server import DATABASE_NAME, DatabaseUnusable, database_of
from publishing.errors import NotThere

app = typer.Typer(
    add_completion=False,
    name="certificate",
    no_args_is_help=True,
    help="公示证明：给核验的人出存证日志的增长证明。",
)


@app.callback()
def certificate() -> None:
    """Group the subcommands of certificates."""


@app.command(help="证明存证日志从一个校验点到另一个只增加、没有删改。")
def prove(
    *,
    first: Annotated[int, typer.Option("--from", help="较早的校验点有多少条。")],
    second: Annotated[int, typer.Option("--to", help="较晚的校验点有多少条。")],
    database: Annotated[Path | None, typer.Option(help="数据库文件。")] = None,
    settings: Annotated[Path | None, typer.Option(help="发布中心的设置文件。")] = None,
) -> None:
    """Print the proof between two checkpoints that were signed.

    Raises:
        Exit: With code 1, where one of them was never signed or nothing can be read.
    """
    try:
        opened = _opened(database, settings)
        try:
            with opened.reading() as session:
                proof = LogProofs(session).between(first, second)
        finally:
            opened.close()
    except (NotThere, SettingsError, DatabaseUnusable) as error:
        echo_text(str(error), err=True)
        raise typer.Exit(1) from error
    except (SQLAlchemyError, OSError) as error:
        echo("数据库读不出来。请核对数据库文件的位置。", err=True)
        raise typer.Exit(1) from error
    echo(proof.canonical().decode())


def _opened(database: Path | None, settings: Path | None) -> Database:
    """Return the centre's database, for reading.

    Raises:
        SettingsError: The settings cannot be read.
        DatabaseUnusable: The database server cannot be reached.
    """
    if database is not None:
        return open_read_only(database)
    told = read_settings(CentreSettings, files=[settings] if settings else [])
    if told.database_url is not None:
        return database_of(told)
    return open_read_only(told.data_folder / DATABASE_NAME)
