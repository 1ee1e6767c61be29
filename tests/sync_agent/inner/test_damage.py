import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sync_agent.disk import DiskRefused
from sync_agent.inner.damage import DamageEar
from sync_agent.layout import Layout
from sync_agent.store import Store
from tests.fakes.beside import beside
from tests.fakes.running_agent import wait_for

Say = Callable[[bytes], object]


@pytest.fixture
def heard() -> list[str]:
    """Give the list of what the ear hears."""
    return []


@pytest.fixture
def say(tmp_path: Path, heard: list[str]) -> Iterator[Say]:
    """Give a mouth to an ear that listens."""
    path = Layout(tmp_path).agent_socket
    with (
        closing(DamageEar(path, heard.append)) as ear,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as mouth,
    ):
        mouth.connect(str(path))
        with beside(ear.listen, ring=lambda: mouth.send(b"")):
            yield mouth.send


def test_a_reader_s_word_of_a_damaged_file_is_heard(
    tmp_path: Path, say: Say, heard: list[str]
) -> None:
    say(b"b" * 64)
    Store(tmp_path).report_damage("a" * 64)

    wait_for(lambda: len(heard) == 2)

    assert heard == ["b" * 64, "a" * 64]


@pytest.mark.parametrize("word", [b"", b"A" * 64, b"a" * 63, b"a" * 65, b"../key"])
def test_a_word_that_is_no_file_s_name_is_not_passed_on(
    say: Say, heard: list[str], word: bytes
) -> None:
    say(word)
    say(b"c" * 64)

    wait_for(lambda: heard)

    assert heard == ["c" * 64]


def test_the_socket_of_a_killed_agent_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "agent.sock"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as left:
        left.bind(str(path))
    heard: list[str] = []

    with closing(DamageEar(path, heard.append)) as ear, beside(ear.listen):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as mouth:
            mouth.sendto(b"a" * 64, str(path))
        wait_for(lambda: heard)

    assert not path.exists()


def test_a_place_where_no_socket_can_be_is_the_disk_s_refusal(tmp_path: Path) -> None:
    path = tmp_path / "agent.sock"
    path.mkdir()

    with pytest.raises(DiskRefused):
        DamageEar(path, lambda _: None)


def test_an_ear_that_heard_nothing_for_a_while_listens_on(tmp_path: Path) -> None:
    heard: list[str] = []
    path = Layout(tmp_path).agent_socket

    with closing(DamageEar(path, heard.append)) as ear, beside(ear.listen) as stopping:
        # Longer than it waits for a single word.
        stopping.wait(0.7)
        Store(tmp_path).report_damage("a" * 64)
        wait_for(lambda: heard)

    assert heard == ["a" * 64]
