import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from programme.records import Record
from sync_agent.combing import damaged_numbers
from sync_agent.outbox import Submission, open_outbox
from sync_agent.outbox_file import OutboxDestroyed, path_of
from tests.fakes.device import MovedClock


def test_damaged_rows_are_named_in_order_in_a_chain_of_any_length(
    tmp_path: Path, clock: MovedClock, gone: Callable[[int], Record]
) -> None:
    outbox = open_outbox(tmp_path, "player", clock)
    outbox.append_all(
        [Submission(client_id=str(n), record=gone(n)) for n in range(1, 451)]
    )
    with closing(sqlite3.connect(outbox.path)) as connection:
        connection.execute("UPDATE records SET digest = 'x' WHERE number IN (7, 430)")
        connection.execute("UPDATE records SET body = ? WHERE number = 201", (b"{}",))
        connection.commit()

    found = list(damaged_numbers(outbox.path))
    outbox.close()

    assert found == [7, 201, 430]


def test_a_chain_in_order_and_an_empty_one_have_none(
    tmp_path: Path, clock: MovedClock, gone: Callable[[int], Record]
) -> None:
    outbox = open_outbox(tmp_path, "player", clock)
    outbox.append(gone(1))
    whole = list(damaged_numbers(outbox.path))
    with closing(sqlite3.connect(outbox.path)) as connection:
        connection.execute("DELETE FROM records")
        connection.commit()

    assert whole == []
    assert list(damaged_numbers(outbox.path)) == []
    outbox.close()


def test_a_file_that_is_no_outbox_is_said_to_be_destroyed(tmp_path: Path) -> None:
    path = path_of(tmp_path, "player-1")
    path.write_bytes(b"no database" * 100)

    with pytest.raises(OutboxDestroyed):
        list(damaged_numbers(path))
