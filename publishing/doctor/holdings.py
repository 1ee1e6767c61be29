"""Look at what a centre holds: keys, repository, database, backups; change nothing."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from config.centre import CentreSettings
from config.doctor import Finding, bad, good, warn
from config.doctor_machine import ends
from publishing.backup.keeper import are_apart
from publishing.backup.proving import NotProved, prove_chains
from publishing.backup.shelf import Shelf
from publishing.backup.sqlite_copy import CopyBroken, check_whole, facts_of
from publishing.database_server import DATABASE_NAME, DatabaseUnusable, database_of
from publishing.errors import NotThere
from publishing.files import FileStore
from publishing.holdings.kept import (
    DESK,
    chains,
    damaged_on_desk,
    missing_on_desk,
    missing_records,
)
from publishing.holdings.lack import Flaw, Kind, Lack
from publishing.holdings.released import Released, Spare
from publishing.migrations.upgrading import head, revision_of
from publishing.release.ceremony import Places
from publishing.release.errors import KeysMissing, RepositoryDamaged
from publishing.release.keyring import (
    APPROVAL_KEY,
    LOG_KEY,
    ONLINE_ROLES,
    TIME_KEY,
    read_key,
)
from publishing.release.preparing import offline_roles
from publishing.release.reading import RepositoryFolder, State
from publishing.release.roles import NAMES, PEOPLE

_FROM_BACKUP = "请从备份恢复：mingbai restore。"
_MENDS = "开着的中心一天里会自己换上好的一份。换不了的："
_SOON = timedelta(days=2)
_TWO_MONTHS = timedelta(days=60)
_YEAR = timedelta(days=365)


def last_signed(places: Places) -> datetime | None:
    """Return an instant that has certainly passed: when anything was signed last."""
    path = places.metadata / "timestamp.json"
    if not path.is_file():
        return None
    return datetime.fromtimestamp(path.stat().st_mtime).astimezone()


def keys(places: Places) -> Iterator[Finding]:
    """Yield which everyday keys are missing, and whether the offline ones lie here."""
    missing = []
    for name in (*ONLINE_ROLES, APPROVAL_KEY, TIME_KEY, LOG_KEY):
        try:
            read_key(places.keys, name)
        except KeysMissing:
            missing.append(name)
    if missing == [LOG_KEY]:
        advice = "请运行 mingbai keys add-log，再重启中心。"
        yield warn("密钥", "还没有存证日志的密钥", advice)
    elif missing:
        words = f"缺 {'、'.join(missing)}"
        yield bad("密钥", words, f"第一次用请运行 mingbai keys init；{_FROM_BACKUP}")
    else:
        yield good("密钥", "日常密钥都在")
    if places.offline.is_dir() and any(places.offline.iterdir()):
        advice = "请拷到两个 U 盘锁好，再从这台机器上删掉。"
        yield warn("离线密钥", f"{places.offline} 还在这台机器上", advice)


def repository(places: Places, now: datetime) -> Iterator[Finding]:
    """Yield whether the repository is whole, and when its signatures end."""
    folder = RepositoryFolder(places.folder / "repository")
    try:
        state = folder.state()
    except RepositoryDamaged as error:
        yield bad("发布库", str(error), _FROM_BACKUP)
        return
    restart = "中心开着会自己续签；请看它在不在运行、运行记录里有什么错。"
    end = state.timestamp.signed.expires
    yield from ends(end, now, about="发布签名", advice=restart, soon=_SOON)
    try:
        yield from _signed_offline(folder, state, now)
    except RepositoryDamaged as error:
        yield bad("发布库", str(error), _FROM_BACKUP)
        return
    released = Released(folder, spare=_from_desk(places))
    told = f"完整，第 {state.timestamp.signed.version} 版"
    yield from _lacking("发布库", [*released.lacks(), *released.damaged()], told)


def kept(told: CentreSettings, now: datetime) -> Iterator[Finding]:
    """Yield whether the desk's files and the records of devices are all there."""
    if told.database_url is None and not (told.data_folder / DATABASE_NAME).exists():
        return
    files = _desk(Places(folder=told.data_folder))
    try:
        opened = database_of(told)
    except DatabaseUnusable:
        # What is wrong with it, the look at the database says.
        return
    try:
        if revision_of(opened) != head():
            return
        with opened.reading() as session:
            lacking = [
                *missing_on_desk(session, files, now),
                *damaged_on_desk(session, files),
            ]
            yield from _lacking("经办的文件", lacking, "都在，都是完好的")
            gone = list(missing_records(session, chains(session)))
            yield from _lacking("展示记录", gone, "设备送来的都在，号码不断")
    finally:
        opened.close()


def _desk(places: Places) -> FileStore:
    return FileStore(places.folder / DESK)


def _from_desk(places: Places) -> Spare:
    files = _desk(places)

    def spare(lack: Lack) -> bytes | None:
        try:
            return files.get(lack.sha256 or "")
        except NotThere:
            return None

    return spare


def _lacking(about: str, lacks: Iterable[Lack], well: str) -> Iterator[Finding]:
    """Yield one finding for each kind of what is lacking, or that all is there."""
    by_kind: dict[tuple[Kind, Flaw], list[Lack]] = {}
    for one in {lack.name: lack for lack in lacks}.values():
        by_kind.setdefault((one.kind, one.flaw), []).append(one)
    if not by_kind:
        yield good(about, well)
    for found in by_kind.values():
        first, count = found[0], len(found)
        words = first.words if count == 1 else f"{count} 个{first.words} 等"
        mends = "" if first.kind is Kind.BATCH else _MENDS
        yield bad(about, f"{words}。{first.effect}", f"{mends}{first.advice}")


def _signed_offline(
    folder: RepositoryFolder, state: State, now: datetime
) -> Iterator[Finding]:
    """Yield the end of what only the holders of offline keys can sign again."""
    advice = "请让拿线下密钥的人续签：mingbai keys request renew（docs/keys.md）。"
    for role, metadata in offline_roles(folder, state).items():
        soon = _TWO_MONTHS if role == PEOPLE else _YEAR
        end = metadata.signed.expires
        yield from ends(end, now, about=NAMES[role], advice=advice, soon=soon)


def database(told: CentreSettings) -> Iterator[Finding]:
    """Yield whether the database holds together, and whether it is of this version."""
    path = told.data_folder / DATABASE_NAME
    if told.database_url is None and not path.exists():
        words = f"没有 {path}"
        yield warn("数据库", words, "第一次启动会自己建；不是第一次的，请恢复备份。")
        return
    if told.database_url is None:
        try:
            check_whole(path)
            proved = prove_chains(path, facts_of(path))
        except (CopyBroken, NotProved) as error:
            yield bad("数据库", f"{error}", f"请停下中心。{_FROM_BACKUP}")
            return
        yield good(
            "数据库",
            f"完好；操作记录 {proved.journal} 条、存证日志 {proved.log} 条对得上",
        )
    yield from _version(told)


def _version(told: CentreSettings) -> Iterator[Finding]:
    try:
        opened = database_of(told)
    except DatabaseUnusable as error:
        yield bad("数据库", error.reason, "请看数据库服务器开了没有。")
        return
    try:
        revision = revision_of(opened)
    finally:
        opened.close()
    if revision == head():
        yield good("数据库版本", f"{revision}，和程序一样")
    else:
        words = f"数据库 {revision}，程序 {head()}"
        advice = "重启中心会先做备份再升级；数据库更新的，请装回新版程序。"
        yield warn("数据库版本", words, advice)


def backups(told: CentreSettings, now: datetime) -> Iterator[Finding]:
    """Yield how old the newest good backup is, and what is missing in it."""
    shelf = Shelf(told.backup_folder)
    found = shelf.good()
    if not found:
        advice = "请接上备份盘，运行 mingbai backup run。"
        yield bad("备份", f"{shelf.folder} 里没有核对过的备份", advice)
        return
    newest = found[0]
    hours = int((now - newest.made_at).total_seconds() // 3600)
    words = f"最近一份核对过的是 {hours} 小时前的 {newest.name}"
    if hours > told.backup.too_old_h:
        yield bad("备份", words, "请看备份盘满了没有，再运行 mingbai backup run。")
    else:
        yield good("备份", words)
    if newest.record.keys is None:
        advice = "请用 mingbai backup holder 登记两三位密钥保管人。"
        yield warn("备份的密钥", "密钥没有进备份", advice)
    if not are_apart(told.data_folder, told.backup_folder):
        advice = "请在设置的 [backup] 里写 folder，放到另一块盘。"
        yield warn("备份盘", "备份和数据在同一块盘上", advice)
