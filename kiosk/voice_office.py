"""Take a visitor's question: judge it, seal it, keep it; write no page."""

import secrets
from pathlib import Path

from kiosk.note import Note
from kiosk.shelf import Shelf
from kiosk.voice_pace import VoicePace
from programme.channels import Channel, channel_of
from programme.clock import Clock
from programme.document import to_millisecond
from programme.questions import (
    NUMBERS,
    Question,
    clean_text,
    number_of,
    sealed_question,
)
from programme.sealed_box import BoxRefused
from sync_agent.questions import QuestionNotKept, leave


class Refused(Exception):
    """Say why a question is not taken here; nothing of it was kept."""

    def __init__(self, code: str, channel: Channel | None = None) -> None:
        self.code = code
        self.channel = channel
        super().__init__(code)


class VoiceOffice:
    """Be the one place of a kiosk where a question goes onto the disk."""

    def __init__(
        self, *, root: Path, shelf: Shelf, clock: Clock, pace: VoicePace
    ) -> None:
        self._root = root
        self._shelf = shelf
        self._clock = clock
        self._pace = pace

    def leave(self, note: Note) -> str:
        """Keep a question, sealed, and return its number.

        Raises:
            Refused: It belongs elsewhere, is not fit, or the disk refuses.
        """
        text = clean_text(note.text)
        channel = channel_of(text)
        if channel is not None:
            raise Refused(channel.value, channel)
        objection = self._pace.objection(text, left=note.left)
        if objection is not None:
            raise Refused(objection.value)
        number = number_of(secrets.randbelow(NUMBERS))
        self._keep(note, text, number)
        self._pace.note(text)
        return number

    def _keep(self, note: Note, text: str, number: str) -> None:
        contents = self._shelf.contents
        device = contents.report.device if contents.report else None
        if device is None:
            raise Refused("not_kept")
        question = Question(
            number=number,
            kind=note.kind,
            topic=note.topic,
            text=text,
            public=note.public,
            device=device,
            asked_at=to_millisecond(self._clock.now()),
            clock_sure=not contents.clock_doubted,
        )
        try:
            left = sealed_question(question, self._shelf.echo.sealing_key)
            leave(self._root, left, self._clock)
        except (QuestionNotKept, BoxRefused) as error:
            raise Refused("not_kept") from error
