"""Make the sound of an emergency notice: a tone that is our own, then its words.

Where no voice is to be had the tone goes out alone: somebody looks up at the page.
"""

import array
import io
import itertools
import logging
import math
import sys
import threading
import wave
from collections.abc import Iterator
from typing import Final

from media.speech.speaker import Speaker, SpeechError
from programme.override import Override

TONES: Final = ((660.0, 0.18), (880.0, 0.32))
"""Hertz and seconds of each, low to high; no siren: nobody is to run from a page."""
TIMES: Final = 3
GAP_S: Final = 0.15
"""Between two pairs."""
PAUSE_S: Final = 0.4
"""Between tone and words."""
PEAK: Final = 0.7
"""Of full scale, for tone and voice alike: loud, and not distorted."""
PLAIN_RATE: Final = 22_050
"""Samples a second, where no voice says its own."""

_FADE_S = 0.01
_FULL_SCALE = 32_767
_MOST_GAIN = 4.0
_KEPT = 8
_log = logging.getLogger(__name__)


class AlertVoice:
    """Make sounds of notices, each once; any thread may ask."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._made: dict[str, bytes] = {}
        self._lock = threading.Lock()

    def sound_of(self, notice: Override) -> bytes:
        """Return a WAV (PCM, 16 bit, mono): the tone, then headline and place."""
        with self._lock:
            made = self._made.get(notice.id)
            if made is not None:
                return made
            try:
                voice = self._speaker.speak(said_of(notice)).wav
            except SpeechError as error:
                # Not kept: the next time it is asked for, the voice is tried again.
                _log.warning("alert %s: %s", notice.id, error)
                return attention()
            sound = attention(voice)
            while len(self._made) >= _KEPT:
                self._made.pop(next(iter(self._made)))
            self._made[notice.id] = sound
            return sound


def said_of(notice: Override) -> str:
    """Return what is said of a notice: what, where, and that a drill is one."""
    drill = "这是演练。" if notice.drill else ""
    end = "" if notice.place.endswith("。") else "。"
    return f"{drill}{notice.headline}。{notice.place}{end}"


def attention(voice: bytes = b"") -> bytes:
    """Return a WAV of the tone, and then a voice at the same loudness.

    Args:
        voice: A WAV of one channel and 16 bits, as a `Speaker` makes it; none: the tone
            alone.
    """
    rate, words = _read(voice) if voice else (PLAIN_RATE, array.array("h"))
    samples = array.array("h", tone_of(rate))
    if words:
        samples.extend(itertools.repeat(0, round(PAUSE_S * rate)))
        loudest = max(map(abs, words)) or 1
        gain = min(_MOST_GAIN, PEAK * _FULL_SCALE / loudest)
        samples.extend(round(one * gain) for one in words)
    return _written(rate, samples)


def tone_of(rate: int) -> Iterator[int]:
    """Yield the samples of the tone; each part swells and dies, so that none clicks."""
    for time in range(TIMES):
        if time:
            yield from itertools.repeat(0, round(GAP_S * rate))
        for hertz, length_s in TONES:
            count = round(length_s * rate)
            fade = round(_FADE_S * rate)
            for at in range(count):
                swell = min(1.0, at / fade, (count - at) / fade)
                wave_at = math.sin(2 * math.pi * hertz * at / rate)
                yield round(PEAK * _FULL_SCALE * swell * wave_at)


def _read(voice: bytes) -> tuple[int, "array.array[int]"]:
    with wave.open(io.BytesIO(voice)) as opened:
        rate = opened.getframerate()
        samples = array.array("h", opened.readframes(opened.getnframes()))
    return rate, _turned(samples)


def _written(rate: int, samples: "array.array[int]") -> bytes:
    held = io.BytesIO()
    with wave.open(held, "wb") as opened:
        opened.setnchannels(1)
        opened.setsampwidth(2)
        opened.setframerate(rate)
        opened.writeframes(_turned(samples).tobytes())
    return held.getvalue()


def _turned(samples: "array.array[int]") -> "array.array[int]":
    """Return samples in the other order of bytes where the machine's is not a WAV's."""
    if sys.byteorder == "big":  # pragma: no cover - no such machine among ours
        samples = samples[:]
        samples.byteswap()
    return samples
