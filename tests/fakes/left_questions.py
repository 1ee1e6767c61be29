"""Read what a kiosk has kept of residents' questions."""

from pathlib import Path

from programme.clock import Clock
from programme.questions import (
    Question,
    QuestionLeft,
    opened_question,
)
from programme.sealed_box import OpeningKey
from sync_agent.drain import Drain
from sync_agent.outbox_file import writers_in
from sync_agent.questions import is_question
from tests.fakes.kiosk_pages import Kiosk


def kept(root: Path, kiosk: Kiosk, opening: OpeningKey) -> list[Question]:
    """Return the questions that a kiosk keeps, opened with the centre's key."""
    return [opened_question(one, opening) for one in left_in(root, kiosk.clock)]


def left_in(root: Path, clock: Clock) -> list[QuestionLeft]:
    """Return the sealed questions that wait in a device's folder."""
    found = []
    for writer in filter(is_question, writers_in(root)):
        with Drain(root, writer, clock) as drain:
            for link in drain.undelivered(most=9, most_bytes=10**6):
                assert isinstance(link.record, QuestionLeft)
                found.append(link.record)
    return found
