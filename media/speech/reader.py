"""Keep the sounds of the last sentences and make the next one ahead of the reader.

Holds them in memory only, so many and no more; makes no sound itself.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from media.speech.sentences import opening
from media.speech.speaker import Speaker, Speech, SpeechError

_KEPT = 24


class Reader:
    """Read sentences aloud in turn; any thread may ask."""

    def __init__(self, speaker: Speaker, *, kept: int = _KEPT) -> None:
        self._speaker = speaker
        self._kept = kept
        self._sounds: OrderedDict[str, Future[Speech]] = OrderedDict()
        self._lock = threading.Lock()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="speech")

    def read(self, sentences: Sequence[str], at: int) -> Speech:
        """Return the sound of one sentence; the next is made while it plays.

        Raises:
            SpeechError: If this sentence could not be spoken; asking again tries anew.
        """
        return self._made(sentences[at], *sentences[at + 1 : at + 2])

    def begin(self, sentences: Sequence[str], at: int) -> Speech:
        """Return the sound of a sentence's first words; its rest is made meanwhile.

        What was wanted ahead for another place of the page waits no longer.

        Raises:
            SpeechError: If these words could not be spoken.
        """
        self._give_up_waiting()
        first, rest = opening(sentences[at])
        return self._made(first, *filter(None, (rest, *sentences[at + 1 : at + 2])))

    def rest(self, sentences: Sequence[str], at: int) -> Speech | None:
        """Return the sound of what `begin` left of a sentence; None if nothing.

        Raises:
            SpeechError: If the rest could not be spoken.
        """
        _, rest = opening(sentences[at])
        return self._made(rest, *sentences[at + 1 : at + 2]) if rest else None

    def forget(self) -> None:
        """Drop every sound, as when the next resident comes."""
        with self._lock:
            self._sounds.clear()

    def close(self) -> None:
        """Finish the sentence in hand and stop; the speaker stays its owner's."""
        self._worker.shutdown(cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _made(self, text: str, *ahead: str) -> Speech:
        sound = self._sound(text)
        for following in ahead:
            self._sound(following)
        try:
            return sound.result()
        except SpeechError:
            self._drop(text, sound)
            raise

    def _give_up_waiting(self) -> None:
        with self._lock:
            for text, sound in list(self._sounds.items()):
                if sound.cancel():
                    del self._sounds[text]

    def _sound(self, text: str) -> Future[Speech]:
        with self._lock:
            sound = self._sounds.get(text)
            if sound is None:
                sound = self._worker.submit(self._speaker.speak, text)
                self._sounds[text] = sound
            self._sounds.move_to_end(text)
            while len(self._sounds) > self._kept:
                self._sounds.popitem(last=False)
            return sound

    def _drop(self, text: str, failed: Future[Speech]) -> None:
        with self._lock:
            if self._sounds.get(text) is failed:
                del self._sounds[text]
