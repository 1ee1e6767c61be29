"""Answer `mingbai restore`: bring a backup back, or rehearse it and tell the times."""

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from config.centre import CentreSettings
from config.refusal_words import words_of
from config.settings import read_settings
from config.terminal import echo
from programme.clock import Clock, SystemClock
from programme.errors import ContractError
from publishing.backup.commands import SettingsFile, refusals
from publishing.backup.errors import KeysNotOpened, RestoreRefused
from publishing.backup.holders import HolderKey, open_keys, unlocked
from publishing.backup.restoring import Outcome, Part, Restorer
from publishing.backup.shelf import Backup, Shelf
from publishing.backup.undoing import undone

MOST_S = 600
"""A drill that takes longer fails: residents and staff wait for the centre (F23)."""
_KEEP_MB = 1024 * 1024
app = typer.Typer(add_completion=False, name="restore")


@app.command(
    help="恢复备份。原来的挪到旁边，不会删；密钥要两位保管人。--drill 只演练、报时间。"
)
def restore(
    *,
    settings: SettingsFile = None,
    folder: Annotated[
        Path | None, typer.Option("--from", help="备份文件夹；不写就按设置。")
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="哪一份；不写就是最近一份核对过的。")
    ] = None,
    into: Annotated[
        Path | None, typer.Option(help="恢复到哪里；不写就是设置里的数据文件夹。")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="那里已有的挪到旁边，换上备份。")
    ] = False,
    only_database: Annotated[
        bool,
        typer.Option("--only-database", help="只换数据库：密钥、文件、发布库都还好。"),
    ] = False,
    holder_key: Annotated[
        list[Path] | None,
        typer.Option(help="保管人的钥匙文件，写两次，给两位；口令当面问。"),
    ] = None,
    drill: Annotated[
        bool, typer.Option("--drill", help="恢复到临时文件夹，核对，报时间，再删掉。")
    ] = False,
    undo_upgrade: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%dT%H:%M:%SZ"],
            help="新版本没起来：这个时刻以后升级过的数据库退回升级前；没升级过就不动。",
        ),
    ] = None,
) -> None:
    """Restore a backup, or rehearse it.

    Raises:
        Exit: With code 1, where nothing was restored or the drill took too long.
    """
    with refusals():
        told = read_settings(CentreSettings, files=[settings] if settings else [])
        shelf = Shelf(folder or told.backup_folder)
        clock = SystemClock()
        if undo_upgrade is not None:
            since = undo_upgrade.replace(tzinfo=UTC)
            _tell_undone(undone(told, shelf, clock, since=since))
            return
        backup = shelf.named(name)
        keys = _opened(shelf, backup, holder_key or [])
        if drill:
            outcome = rehearse(shelf, backup, clock, keys=keys)
        else:
            outcome = _restored(
                Restorer(shelf, clock),
                backup,
                into or told.data_folder,
                part=Part.DATABASE if only_database else Part.ALL,
                replace=replace,
                keys=keys,
            )
    _tell(outcome, drill=drill)
    if drill and outcome.seconds > MOST_S:
        echo(f"演练超过 {MOST_S // 60} 分钟。请换快一些的备份盘。", err=True)
        raise typer.Exit(1)


def rehearse(
    shelf: Shelf, backup: Backup, clock: Clock, *, keys: dict[str, bytes] | None
) -> Outcome:
    """Restore into a folder that is gone afterwards, and return how long it took.

    Raises:
        BackupDamaged: The backup does not hold.
        RestoreRefused: The disk has no room for a rehearsal.
    """
    free = shutil.disk_usage(shelf.folder).free
    if free < backup.record.length:
        short = (backup.record.length - free) // _KEEP_MB + 1
        reason = f"演练要的地方不够，备份盘还差 {short} MB。"
        raise RestoreRefused(reason)
    with shelf.drilling() as scratch:
        # Without the holders a drill proves all but the keys.
        given = {} if keys is None else keys
        outcome = Restorer(shelf, clock).restore(backup, scratch, keys=given)
    return Outcome(backup=backup, steps=outcome.steps, set_aside=None)


def _restored(
    restorer: Restorer,
    backup: Backup,
    into: Path,
    *,
    part: Part,
    replace: bool,
    keys: dict[str, bytes] | None,
) -> Outcome:
    """Return what a restore did.

    Raises:
        BackupError: Nothing was restored.
    """
    if backup.record.facts.kind == "postgresql" and part is Part.DATABASE:
        raise RestoreRefused(_BY_THE_SERVER)
    try:
        return restorer.restore(backup, into, part=part, replace=replace, keys=keys)
    except OSError as error:
        reason = f"磁盘读写出错（{words_of(error)}）"
        raise RestoreRefused(reason) from error


def _opened(
    shelf: Shelf, backup: Backup, files: Sequence[Path]
) -> dict[str, bytes] | None:
    """Return the keys that the holders open; None where no holder was named.

    Raises:
        KeysNotOpened: They could not be opened.
        BackupDamaged: The sealed keys are damaged.
    """
    if not files:
        return None
    sealed = shelf.keys_of(backup)
    if sealed is None:
        raise KeysNotOpened("这份备份里没有密钥")
    opened = []
    for file in files:
        try:
            key = HolderKey.parse(file.read_bytes())
        except (OSError, ContractError) as error:
            reason = f"{file} 不是保管人的钥匙文件"
            raise KeysNotOpened(reason) from error
        words = f"{key.holder.name}的口令"
        passphrase = typer.prompt(words, hide_input=True)
        opened.append(unlocked(key, passphrase))
    return open_keys(sealed, opened)


def _tell_undone(outcome: Outcome | None) -> None:
    if outcome is None:
        echo("数据库没有升级过，不用退回。")
    else:
        echo(f"数据库退回了升级前的 {outcome.backup.name}。")


def _tell(outcome: Outcome, *, drill: bool) -> None:
    record = outcome.backup.record
    for step in outcome.steps:
        echo(f"{step.words}：{step.seconds:.1f} 秒")
    files = len(record.files)
    done = "演练成功" if drill else "恢复好了"
    echo(f"{done}：{outcome.backup.name}，{files} 个文件，{outcome.seconds:.1f} 秒。")
    if drill:
        return
    if outcome.set_aside is not None:
        echo(f"原来的在 {outcome.set_aside}，核对无误以后再删。")
    if record.facts.kind == "postgresql":
        echo(_BY_THE_SERVER)
    echo("现在可以启动发布中心。版本号会接着往上走，设备会把备份以后的记录再送来。")
    echo(
        "备份以后撤下、变更、批准过的，请对照纸质单据和各屏再办一遍；"
        "因个人信息撤下的先办。"
    )


_BY_THE_SERVER = (
    "数据库在 PostgreSQL 上：请停下中心，把 database.dump 用 "
    "pg_restore --clean --if-exists -d mingbai 装回去，再启动。"
)
