"""Say in plain words why a disk or a port refused; it touches neither."""

import errno
import sqlite3

_FULL, _READ_ONLY, _FAILING = "磁盘满了", "磁盘变成只读了", "磁盘读写出错"
_BY_ERRNO = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EIO: _FAILING,
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "找不到",
    errno.ENOTDIR: "不是文件夹",
    errno.EISDIR: "是文件夹，不是文件",
    errno.EEXIST: "已经有了",
    errno.EBUSY: "正被别的程序占用",
    errno.ENOEXEC: "不能运行",
    errno.EADDRINUSE: "已经被占用",
    errno.EADDRNOTAVAIL: "不是这台机器的地址",
}
_BY_SQLITE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_IOERR: _FAILING,
}
_PRIMARY = 0xFF
"""SQLite's extended codes hold the primary one in their last eight bits."""


def words_of(error: OSError) -> str:
    """Return why the machine refused."""
    known = _BY_ERRNO.get(error.errno or 0)
    return known or error.strerror or type(error).__name__


def words_of_database(error: BaseException | None) -> str:
    """Return why the disk refused a database; empty where it was not the disk."""
    if isinstance(error, sqlite3.Error) and hasattr(error, "sqlite_errorcode"):
        return _BY_SQLITE.get(error.sqlite_errorcode & _PRIMARY, "")
    # A server's own code for a full disk (PostgreSQL, class 53).
    return _FULL if getattr(error, "sqlstate", "") == "53100" else ""
