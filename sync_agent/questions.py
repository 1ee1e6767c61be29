"""Keep a sealed question until the centre has it, then erase it; open none (REQ-50).

Each question is a chain of its own, one record long, in a file of its own: so nothing
of it stays when the receipt is there, and a question that is refused holds up no other.
"""

import logging
from pathlib import Path

from programme.clock import Clock
from programme.questions import QuestionLeft
from sync_agent.disk import refusals_of, sync_folder
from sync_agent.outbox import Outbox, OutboxOverfull, new_writer
from sync_agent.outbox_file import path_of, writers_in

PROGRAM = "voice"
MOST_WAITING = 2_000
"""Questions that wait for the network on one device."""
_BESIDE = ("-wal", "-shm", "-journal")
_log = logging.getLogger(__name__)


class QuestionNotKept(Exception):
    """Say that a question could not be kept; the visitor must be told."""

    code = "question_not_kept"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"留言没有存下来：{reason}。请到咨询台当面说。")


def leave(root: Path, left: QuestionLeft, clock: Clock) -> None:
    """Keep a question on the disk; it is there when this returns.

    Raises:
        QuestionNotKept: The disk refuses, or too many wait already.
    """
    if waiting(root) >= MOST_WAITING:
        raise QuestionNotKept("等着送出的留言太多了")
    writer = new_writer(PROGRAM)
    path = path_of(root, writer)
    outbox = Outbox(path, writer, clock, most_held=0, one_of_many=False)
    try:
        outbox.append(left)
    except OutboxOverfull as error:
        _log.error("question: %s", error)
        raise QuestionNotKept("磁盘写不进") from error
    finally:
        outbox.close()


def waiting(root: Path) -> int:
    """Return how many questions wait to be sent."""
    return sum(map(is_question, writers_in(root)))


def is_question(writer: str) -> bool:
    """Say whether a chain is that of one question."""
    return writer.rpartition("-")[0] == PROGRAM


def erase(root: Path, writer: str) -> None:
    """Remove all that a disk holds of a question.

    Raises:
        DiskRefused: The disk refused.
    """
    path = path_of(root, writer)
    with refusals_of(path):
        for beside in _BESIDE:
            path.with_name(path.name + beside).unlink(missing_ok=True)
        path.unlink(missing_ok=True)
    sync_folder(root)
