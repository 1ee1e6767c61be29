"""Open the database that a county's settings name, if it is fit; it knows no table.

That is a SQLite file in the data folder, or a PostgreSQL database. A server must keep
text as UTF-8, compare it by code point as SQLite does, and say that a commit is done
only when it is on the disk. What it lacks is said before anything is written.
"""

from pathlib import Path

from sqlalchemy import URL, make_url, text
from sqlalchemy.exc import OperationalError

from config.centre import CentreSettings
from publishing.database import Database, database_at, open_database
from publishing.errors import PublishingError

DATABASE_NAME = "mingbai.sqlite3"
"""In the data folder, where the settings name no server."""

_DRIVER = "postgresql+psycopg"
_CONNECT_S = "10"
_ENCODING = "SHOW server_encoding"
_BY_CODE_POINT = "SELECT 'B' < 'a' AND 'a-c' < 'ab' AND '乙' < '甲'"
_COMMITS = "SHOW synchronous_commit"
_MAKE_IT_SO = (
    "编码和排序要用 UTF8 和 C。请这样建库："
    "createdb -T template0 -E UTF8 --locale=C mingbai"
)
_WAIT_FOR_THE_DISK = "服务器没等写进磁盘就说完成了。请把 synchronous_commit 改回 on。"


class DatabaseUnusable(PublishingError):
    """Say why the database that the settings name cannot be used."""

    code = "database_unusable"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"设置里的数据库不能用：{reason}")


def database_of(settings: CentreSettings) -> Database:
    """Return the database that the settings name.

    Raises:
        DatabaseUnusable: The database server cannot be reached, or is not fit.
    """
    if settings.database_url is None:
        return open_database(settings.data_folder / DATABASE_NAME)
    return open_server(
        settings.database_url, password_file=settings.database_password_file
    )


def open_server(url: str, *, password_file: Path | None = None) -> Database:
    """Return the PostgreSQL database of an address.

    Args:
        url: As in the settings, without a password.
        password_file: Where the password stands; none: the server asks for none.

    Raises:
        DatabaseUnusable: It cannot be reached, or it is not fit.
    """
    try:
        database = database_at(_address(url, password_file))
    except ModuleNotFoundError as error:
        reason = f"没有安装驱动 {error.name}。请安装 psycopg 3。"
        raise DatabaseUnusable(reason) from error
    try:
        _must_be_fit(database)
    except OperationalError as error:
        database.close()
        reason = f"连不上（{_first_line(error)}）。请核对 database_url 和密码文件。"
        raise DatabaseUnusable(reason) from error
    except DatabaseUnusable:
        database.close()
        raise
    return database


def _address(url: str, password_file: Path | None) -> URL:
    """Return the address with its driver, password and time-out.

    Raises:
        DatabaseUnusable: The password cannot be read.
    """
    named = make_url(url).set(drivername=_DRIVER)
    named = named.update_query_dict({"client_encoding": "utf8"})
    if "connect_timeout" not in named.query:
        named = named.update_query_dict({"connect_timeout": _CONNECT_S})
    if password_file is None:
        return named
    try:
        return named.set(password=password_file.read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError) as error:
        reason = f"密码文件 {password_file} 读不出来。请核对 database_password_file。"
        raise DatabaseUnusable(reason) from error


def _must_be_fit(database: Database) -> None:
    """Ask the server how it keeps, compares and commits.

    Raises:
        DatabaseUnusable: One of these would lose or reorder what is kept.
    """
    with database.reading() as session:
        encoding = session.execute(text(_ENCODING)).scalar_one()
        by_code_point = session.execute(text(_BY_CODE_POINT)).scalar_one()
        commits = session.execute(text(_COMMITS)).scalar_one()
    if encoding != "UTF8" or not by_code_point:
        raise DatabaseUnusable(_MAKE_IT_SO)
    if commits == "off":
        raise DatabaseUnusable(_WAIT_FOR_THE_DISK)


def _first_line(error: OperationalError) -> str:
    return str(error.orig).strip().partition("\n")[0]
