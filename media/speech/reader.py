"""Keep the sounds of the last sentences and make the next one ahead of the reader.

Holds them in memory only, so many and no more; makes no sound itself.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

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
        sound = self._sound(sentences[at])
        for following in sentences[at + 1 : at + 2]:
            self._sound(following)
        try:
            return sound.result()
        except SpeechError:
            self._drop(sentences[at], sound)
            raise

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
