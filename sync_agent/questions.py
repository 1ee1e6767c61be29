"""Keep a sealed question until the centre has it, then erase it; open none (REQ-50).

Each question is a chain of its own, one record long, in a file of its own: so nothing
of it stays when the receipt is there, and a question that is refused holds up no other.
One whose file is destroyed, or gone, is followed by another chain, which says so.
"""

import logging
from contextlib import closing, suppress
from pathlib import Path

from programme.canonical import sha256_hex
from programme.clock import Clock
from programme.questions import QuestionLeft
from sync_agent.disk import DiskRefused, refusals_of, replace_file, sync_folder
from sync_agent.outbox import Outbox, OutboxOverfull, Submission, new_writer
from sync_agent.outbox_file import path_of, writers_in
from sync_agent.succession import Left, forget, is_condemned, taken_over

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
    _take_note(root, writer)


def follow_lost(root: Path, clock: Clock) -> None:
    """Declare the gap of every question whose file is destroyed or gone.

    What can still be read of it is in the chain that follows, and goes to the centre.
    While the disk refuses they wait; the other chains do not.
    """
    try:
        found = _lost(root)
    except OSError as error:
        _log.warning("questions that are lost cannot be looked for: %s", error)
        return
    for lost in found:
        try:
            _follow(root, lost, clock)
        except (DiskRefused, OutboxOverfull) as error:
            _log.warning("%s: %s", lost, error)


def _lost(root: Path) -> tuple[str, ...]:
    """Return the questions whose files are destroyed or gone."""
    here = [one for one in writers_in(root) if is_question(one)]
    destroyed = [one for one in here if is_condemned(root, one)]
    noted = [one.stem.removeprefix(_note(root, "").stem) for one in _notes(root)]
    # One that is erased meanwhile loses its note before its file.
    gone = [
        one
        for one in noted
        if not path_of(root, one).exists() and _note(root, one).exists()
    ]
    return (*destroyed, *gone)


def _follow(root: Path, lost: str, clock: Clock) -> None:
    """Write the chain that follows a lost one, then erase what is left of that.

    Raises:
        DiskRefused: The disk refused; the next time it begins where it was.
        OutboxOverfull: The same.
    """
    left = Left.of(root, lost)
    # Else it was delivered, and only its erasing was still to come.
    if left.saved.records or left.saved.first_lost == 1:
        heir = f"{PROGRAM}-{sha256_hex(lost.encode())[:8]}"
        path = path_of(root, heir)
        outbox = Outbox(path, heir, clock, most_held=0, one_of_many=False)
        with closing(outbox):
            for portion in taken_over(left, at=clock.now()):
                outbox.append_all(
                    [Submission(client_id=n, record=r) for n, r in portion.items()]
                )
        _take_note(root, heir)
        _log.warning("%s is lost, %s says so", lost, heir)
    erase(root, lost)


def _take_note(root: Path, writer: str) -> None:
    """Say beside a question that there is one: a note without it says it is lost."""
    note = _note(root, writer)
    # The question is safe without it; only that it was removed would go unseen.
    with suppress(DiskRefused, OSError):
        replace_file(note, b"")
        if not path_of(root, writer).exists():
            # Delivered and erased already.
            note.unlink(missing_ok=True)


def _note(root: Path, writer: str) -> Path:
    """Return the file that says beside a question that there is one."""
    return path_of(root, writer).with_suffix(".left")


def _notes(root: Path) -> list[Path]:
    return sorted(root.glob(_note(root, f"{PROGRAM}-*").name))


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
        # Before the file: a note without one says that a question is lost.
        _note(root, writer).unlink(missing_ok=True)
        for beside in _BESIDE:
            path.with_name(path.name + beside).unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        # Whoever left it may have taken its note only just now.
        _note(root, writer).unlink(missing_ok=True)
        forget(root, writer)
    sync_folder(root)
