import errno
import sqlite3
from pathlib import Path

import pytest

from config.refusal_words import words_of, words_of_database


class FullServer(Exception):
    """Be what a server's driver says of a full disk."""

    sqlstate = "53100"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "磁盘满了"),
        (errno.EROFS, "磁盘变成只读了"),
        (errno.EIO, "磁盘读写出错"),
        (errno.EACCES, "没有权限"),
        (errno.ENOENT, "找不到"),
        (errno.EADDRINUSE, "已经被占用"),
        (errno.EDOM, "Out of domain"),
    ],
)
def test_why_a_disk_refused_is_said_in_plain_words(number: int, words: str) -> None:
    assert words_of(OSError(number, "Out of domain")) == words


def test_an_error_without_a_number_is_named() -> None:
    assert words_of(OSError()) == "OSError"


def test_of_a_database_only_what_the_disk_did_has_words(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "a.sqlite3")
    connection.execute("PRAGMA max_page_count = 2")
    with pytest.raises(sqlite3.OperationalError) as full:
        connection.executescript("CREATE TABLE a (b); CREATE TABLE c (d)")
    with pytest.raises(sqlite3.OperationalError) as wrong:
        connection.execute("SELECT nothing")
    connection.close()

    assert words_of_database(full.value) == "磁盘满了"
    assert words_of_database(wrong.value) == ""
    assert words_of_database(FullServer()) == "磁盘满了"
    assert words_of_database(None) == ""
