"""Answer `mingbai journal`: check the chain of acts; the arithmetic lies elsewhere.

The database is opened for reading alone: a check that could change what it checks
would prove nothing.
"""

import json
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

from config.centre import CentreSettings
from config.settings import SettingsError, read_settings
from config.terminal import echo, echo_text
from publishing.database import Database, open_read_only
from publishing.database_server import DATABASE_NAME, DatabaseUnusable, database_of
from publishing.oversight.journal import Flaw, JournalVerdict, verify

app = typer.Typer(
    add_completion=False,
    name="journal",
    no_args_is_help=True,
    help="操作记录：核对有没有被改过。",
)

_FLAWS = {
    Flaw.MISSING: "这一条不见了，或者顺序被换过",
    Flaw.EDITED: "这一条的内容被改过",
    Flaw.UNCHAINED: "这一条和前一条接不上",
    Flaw.CUT_OFF: "从这一条起被删掉了，或者末尾的标记被改过",
}


@app.callback()
def journal() -> None:
    """Group the subcommands of the journal."""


@app.command(name="verify", help="核对操作记录的链条，指出第一条不对的。")
def verify_journal(
    *,
    database: Annotated[Path | None, typer.Option(help="数据库文件。")] = None,
    settings: Annotated[Path | None, typer.Option(help="发布中心的设置文件。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="用 JSON 给程序看。")] = False,
) -> None:
    """Check the whole journal; exit with 1 where it does not hold.

    Raises:
        Exit: With code 1, where the chain is broken or cannot be read.
    """
    try:
        verdict = _verdict(_opened(database or _named_by(settings)))
    except JournalUnreadable as error:
        _say({"error": {"code": error.code, "message": str(error)}}, as_json=as_json)
        echo_text(str(error), err=True)
        raise typer.Exit(1) from error
    _say(_data(verdict), as_json=as_json)
    if not as_json:
        echo_text(_words(verdict))
    if not verdict.holds:
        raise typer.Exit(1)


class JournalUnreadable(Exception):
    """Say why the journal cannot be read at all."""

    code = "journal_unreadable"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"操作记录读不出来：{reason}。请核对数据库文件的位置。")


def _verdict(opened: Database) -> JournalVerdict:
    """Return what a check of a database found.

    Raises:
        JournalUnreadable: There is no journal in it.
    """
    try:
        with opened.reading() as session:
            return verify(session)
    except SQLAlchemyError as error:
        raise JournalUnreadable("不是发布中心的数据库，或者坏了") from error
    finally:
        opened.close()


def _opened(named: Path | CentreSettings) -> Database:
    """Return the database of a file or of settings, for reading alone.

    Raises:
        JournalUnreadable: There is no such database.
    """
    if isinstance(named, CentreSettings):
        if named.database_url is not None:
            return _server_of(named)
        named = named.data_folder / DATABASE_NAME
    if not named.is_file():
        reason = f"没有 {named} 这个文件"
        raise JournalUnreadable(reason)
    return open_read_only(named)


def _server_of(settings: CentreSettings) -> Database:
    """Return the database of a server; `reading` changes nothing in it.

    Raises:
        JournalUnreadable: It cannot be reached.
    """
    try:
        return database_of(settings)
    except DatabaseUnusable as error:
        raise JournalUnreadable(error.reason.rstrip("。")) from error


def _named_by(settings: Path | None) -> CentreSettings:
    """Return the centre's settings.

    Raises:
        JournalUnreadable: They cannot be read.
    """
    try:
        return read_settings(CentreSettings, files=[settings] if settings else [])
    except SettingsError as error:
        raise JournalUnreadable(str(error)) from error


def _data(verdict: JournalVerdict) -> dict[str, object]:
    return {
        "holds": verdict.holds,
        "entries": verdict.entries,
        "head": verdict.head,
        "first_bad": verdict.bad_number,
        "flaw": verdict.flaw.value if verdict.flaw else None,
    }


def _words(verdict: JournalVerdict) -> str:
    if verdict.flaw is None:
        return (
            f"操作记录完好：{verdict.entries} 条，末条指纹 {verdict.head}。"
            "请把这个指纹记在别处，下次对照。"
        )
    return (
        f"操作记录不对：第 {verdict.bad_number} 条起不能信，"
        f"{_FLAWS[verdict.flaw]}。前面 {verdict.entries} 条完好。"
    )


def _say(data: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        echo(json.dumps(data, ensure_ascii=False))
