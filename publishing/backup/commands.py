"""Answer `mingbai backup`: make one now, list and check them, name holders of keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from config.centre import CentreSettings
from config.refusal_words import words_of
from config.settings import SettingsError, read_settings
from config.terminal import echo, echo_text
from programme.clock import SystemClock
from publishing.backup.checking import check
from publishing.backup.errors import BackupFailed
from publishing.backup.holders import new_holder
from publishing.backup.house import maker_of
from publishing.backup.keeper import attempted
from publishing.backup.record import Why
from publishing.backup.rows import Attempt, note
from publishing.backup.shelf import Backup, Shelf
from publishing.backup.sources import HOLDERS_FOLDER
from publishing.backup.starting import must_be_whole
from publishing.database_server import DATABASE_NAME, database_of
from publishing.errors import PublishingError
from publishing.migrations.upgrading import head, revision_of
from publishing.release.disk import RealDisk, write_all
from publishing.release.errors import KeysPresent
from publishing.release.keyring import write_secret

app = typer.Typer(
    add_completion=False,
    name="backup",
    no_args_is_help=True,
    help="备份：现在做一份，列出来，核对，登记密钥保管人。",
)
SettingsFile = Annotated[
    Path | None, typer.Option("--settings", help="发布中心的设置文件。")
]
_LEAST_CHARACTERS = 10
_MB = 1_000_000
_WHY = {
    Why.NIGHTLY: "每夜",
    Why.BY_HAND: "手工",
    Why.BEFORE_UPGRADE: "升级前",
}


@app.command(help="现在做一份备份，恢复到临时文件夹核对过才算数。中心开着也可以做。")
def run(settings: SettingsFile = None) -> None:
    """Make a backup and check it.

    Raises:
        Exit: With code 1, where none was made.
    """
    with refusals():
        told = read_settings(CentreSettings, files=[settings] if settings else [])
        clock = SystemClock()
        attempt = attempted(maker_of(told, clock), Why.BY_HAND, clock)
        remember(told, attempt)
        if attempt.result is None:
            raise BackupFailed(attempt.reason)
    made = attempt.result
    record = made.backup.record
    echo(f"备份好了，已经核对：{made.backup.folder}")
    echo(
        f"共 {len(record.files)} 个文件，{record.length / _MB:.1f} MB，"
        f"其中新占 {made.new_bytes / _MB:.1f} MB。"
    )
    if record.keys is None:
        echo("密钥没有进备份：请用 mingbai backup holder 登记至少两位保管人。")
    else:
        names = "、".join(record.holders)
        echo(f"密钥封给了：{names}；恢复时要其中两位。")
    if told.backup.folder is None:
        echo("备份和数据在同一块盘上。请在设置里写 [backup] folder，放到另一块盘。")


@app.command(name="list", help="列出全部备份，新的在前。")
def listing(settings: SettingsFile = None) -> None:
    """Print a line for each backup.

    Raises:
        Exit: With code 1, where the settings are wrong or there is none.
    """
    with refusals():
        told = read_settings(CentreSettings, files=[settings] if settings else [])
        zone = ZoneInfo(told.time_zone)
        found = Shelf(told.backup_folder).all()
    if not found:
        echo(f"{told.backup_folder} 里还没有备份。", err=True)
        raise typer.Exit(1)
    for one in found:
        echo(line_of(one, zone))


@app.command(
    name="check", help="把一份备份恢复到临时文件夹里核对；不写名字就是最近的。"
)
def check_one(
    settings: SettingsFile = None,
    name: Annotated[str | None, typer.Option(help="备份的名字。")] = None,
) -> None:
    """Check a backup anew.

    Raises:
        Exit: With code 1, where it does not hold.
    """
    with refusals():
        told = read_settings(CentreSettings, files=[settings] if settings else [])
        shelf = Shelf(told.backup_folder)
        with shelf.alone():
            backup = shelf.named(name)
            try:
                found = check(shelf, backup, SystemClock())
            except OSError as error:
                reason = f"备份盘读写出错（{words_of(error)}）"
                raise BackupFailed(reason) from error
    echo(
        f"{backup.name} 完好：{found.files} 个文件，{found.rows} 行，"
        f"操作记录 {found.journal} 条，存证日志 {found.log} 条，"
        f"用了 {found.milliseconds / 1000:.1f} 秒。"
    )


@app.command(help="登记一位密钥保管人：钥匙文件写到他的 U 盘，口令由他自己输。")
def holder(
    *,
    settings: SettingsFile = None,
    name: Annotated[str, typer.Option(help="保管人的岗位或姓名。")],
    out: Annotated[Path, typer.Option(help="钥匙文件写到哪里，例如 U 盘上。")],
    passphrase: Annotated[
        str,
        typer.Option(
            prompt="保管人的口令（至少 10 个字符）",
            confirmation_prompt="再输一次",
            hide_input=True,
            help="不写就当面问，不要写在命令里。",
        ),
    ],
) -> None:
    """Make a holder's key: the private half to a stick, the public half to the centre.

    Raises:
        Exit: With code 1, where the passphrase is too short or a file is there.
    """
    with refusals():
        told = read_settings(CentreSettings, files=[settings] if settings else [])
        if len(passphrase) < _LEAST_CHARACTERS:
            echo(f"口令太短，至少 {_LEAST_CHARACTERS} 个字符。", err=True)
            raise typer.Exit(1)
        key = new_holder(name, passphrase, SystemClock().now())
        folder = told.data_folder / HOLDERS_FOLDER
        public = folder / f"{key.holder.public[:16]}.json"
        try:
            write_secret(out, key.canonical())
            write_all(RealDisk(), [(public, key.holder.canonical())])
        except KeysPresent as error:
            echo(f"{out} 已经有了，没有改动。请换一个文件名。", err=True)
            raise typer.Exit(1) from error
        except OSError as error:
            echo(f"写不进去（{words_of(error)}）。请核对 {out}。", err=True)
            raise typer.Exit(1) from error
    count = len(list(folder.glob("*.json")))
    echo(f"{name}的钥匙文件：{out}。请他带走，口令不要和它放在一起。")
    echo(
        f"现在有 {count} 位保管人。"
        + ("从下一份备份起，密钥封给他们。" if count > 1 else "还要再登记一位。")
    )


def remember(settings: CentreSettings, attempt: Attempt) -> None:
    """Write an attempt into the county's journal, where its schema is of today.

    Raises:
        PublishingError: The database cannot be opened.
    """
    if settings.database_url is None:
        must_be_whole(settings)
        if not (settings.data_folder / DATABASE_NAME).exists():
            return
    database = database_of(settings)
    try:
        if revision_of(database) == head():
            with database.session() as session:
                note(session, attempt)
    finally:
        database.close()


def line_of(backup: Backup, zone: ZoneInfo) -> str:
    """Return a backup in one line."""
    local = backup.made_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    state = "没有核对过" if backup.checked is None else "核对过"
    keys = "有密钥" if backup.record.keys else "没有密钥"
    size = f"{backup.record.length / _MB:.1f} MB"
    why = _WHY[backup.record.why]
    return f"{backup.name}  {local}  {why}  {state}  {keys}  {size}"


@contextmanager
def refusals() -> Iterator[None]:
    """Print what was refused, and end with code 1.

    Raises:
        Exit: Something was refused.
    """
    try:
        yield
    except (SettingsError, PublishingError) as error:
        echo_text(str(error), err=True)
        raise typer.Exit(1) from error
