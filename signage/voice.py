"""Load the machine's voice when a notice is to be heard, and not before.

Its readings take some 55 MB of memory: a screen that never sounds does without them.
"""

import threading
from types import TracebackType
from typing import TYPE_CHECKING, Self

from media.speech.speaker import Speech

if TYPE_CHECKING:
    from media.speech.pyttsx3_speaker import Pyttsx3Speaker


class LateSpeaker:
    """Speak with the machine's voice; any thread may ask."""

    def __init__(self) -> None:
        self._voice: Pyttsx3Speaker | None = None
        self._loading = threading.Lock()

    def speak(self, text: str) -> Speech:
        """Make the sound of one sentence.

        Raises:
            SpeechError: Of the kind that says what stood in the way.
        """
        with self._loading:
            if self._voice is None:
                from media.speech.pyttsx3_speaker import Pyttsx3Speaker  # noqa: PLC0415 - see above: loaded late on purpose

                self._voice = Pyttsx3Speaker()
            voice = self._voice
        return voice.speak(text)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._voice is not None:
            self._voice.close()
