"""A stick answers the verifier as a web server would, and says when it is gone."""

import os
import shutil
from pathlib import Path

import pytest

from programme.stick import MARK, REPOSITORY
from sync_agent.inner.http_errors import AnswerTooLong
from sync_agent.inner.stick_line import StickGone, StickLine

DATA = bytes(range(256)) * 3


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Give a stick with one file."""
    folder = tmp_path / "stick"
    path = folder / REPOSITORY / "assets" / "ab"
    path.parent.mkdir(parents=True)
    path.write_bytes(DATA)
    (folder / MARK).write_bytes(b"{}")
    return folder


def test_a_file_comes_whole_or_from_where_it_broke_off(stick: Path) -> None:
    line = StickLine(stick)

    whole = line.get("stick:/assets/ab", most_bytes=len(DATA))
    with line.stream("stick:/assets/ab", headers={"Range": "bytes=700-"}) as rest:
        tail = b"".join(rest.chunks(None))

    assert (whole.status, whole.body) == (200, DATA)
    assert (rest.status, tail) == (206, DATA[700:])


@pytest.mark.parametrize("start", [len(DATA), len(DATA) + 1])
def test_behind_the_end_there_is_nothing(stick: Path, start: int) -> None:
    headers = {"Range": f"bytes={start}-"}

    with StickLine(stick).stream("stick:/assets/ab", headers=headers) as rest:
        assert b"".join(rest.chunks(None)) == b""
    assert rest.status == 416


def test_what_is_not_there_is_missing_and_nothing_lies_outside(stick: Path) -> None:
    line = StickLine(stick)
    (stick / "secret").write_bytes(b"x")
    (stick / REPOSITORY / "link").symlink_to(stick / "secret")
    os.mkfifo(stick / REPOSITORY / "pipe")
    for name in ("none", "../secret", "%2e%2e/%2e%2e/secret", "pipe", "assets", "a%00"):
        assert line.get(f"stick:/{name}", most_bytes=9).status == 404
    with pytest.raises(StickGone):
        line.get("stick:/link", most_bytes=9)


def test_a_file_is_not_read_beyond_what_it_may_have(stick: Path) -> None:
    with pytest.raises(AnswerTooLong):
        StickLine(stick).get("stick:/assets/ab", most_bytes=9)


def test_a_stick_that_was_pulled_out_is_no_missing_file(stick: Path) -> None:
    line = StickLine(stick)
    shutil.rmtree(stick)

    with pytest.raises(StickGone, match="拔掉"):
        line.get("stick:/assets/ab", most_bytes=9)
