"""Fakes of the speech edge: WAVs, a speaker of tones, a pyttsx3 engine with traps."""

import io
import math
import struct
import threading
import wave
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from media.speech.speaker import NothingToSay, Speech
from tests.fakes.patience import within

_RATE = 8000


def wave_of(*, tone_s: float, silence_s: float = 0, sample_bytes: int = 2) -> bytes:
    """Make a WAV of a tone and then silence."""
    tone = [round(9000 * math.sin(n / 3)) for n in range(round(tone_s * _RATE))]
    samples = tone + [0] * round(silence_s * _RATE)
    held = io.BytesIO()
    with wave.open(held, "wb") as opened:
        opened.setnchannels(1)
        opened.setsampwidth(sample_bytes)
        opened.setframerate(_RATE)
        if sample_bytes == 2:
            opened.writeframes(struct.pack(f"<{len(samples)}h", *samples))
        else:
            opened.writeframes(bytes(len(samples)))
    return held.getvalue()


class FakeSpeaker:
    """Speak a tone of 0.1 s a character and remember what was asked."""

    def __init__(self) -> None:
        self.spoken: list[str] = []
        self.heard = threading.Event()
        """Set when anything has been spoken."""

    def speak(self, text: str) -> Speech:
        """Make a tone; a text of blanks is refused as by a real speaker."""
        self.spoken.append(text)
        self.heard.set()
        if not text.strip():
            raise NothingToSay(text)
        seconds = 0.1 * len(text)
        return Speech(wav=wave_of(tone_s=seconds), duration_s=seconds)


class HeldSpeaker:
    """Speak as `FakeSpeaker`, but hold certain texts until told to go on."""

    def __init__(self, *, held: tuple[str, ...]) -> None:
        self.made: list[str] = []
        self.holding = threading.Event()
        """Set when a held text has been asked for."""
        self.go_on = threading.Event()
        self._held = held
        self._speaker = FakeSpeaker()

    def speak(self, text: str) -> Speech:
        """Make a tone; a held text waits, at most ten seconds."""
        if text in self._held:
            self.holding.set()
            assert self.go_on.wait(within(10)), text
        speech = self._speaker.speak(text)
        self.made.append(text)
        return speech


@dataclass(kw_only=True)
class FakeEngine:
    """Obey the part of pyttsx3 that the voice child uses, traps included."""

    voices: tuple[str, ...] = ("sit/cmn-latn-pinyin",)
    leaves_file: bool = True
    finishes: bool = True
    completed: bool = True
    late_s: float = 0
    error: Exception | None = None
    voice: str = "gmw/en"
    _heard: dict[str, list[Callable[..., None]]] = field(default_factory=dict)
    _file: str = ""

    def connect(self, topic: str, cb: Callable[..., None]) -> object:
        """Keep the callback."""
        self._heard.setdefault(topic, []).append(cb)
        return {"topic": topic, "cb": cb}

    def disconnect(self, token: object) -> None:
        """Forget the callback."""
        assert isinstance(token, dict)
        self._heard[token["topic"]].remove(token["cb"])

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802 - theirs
        """Take a voice that exists; tell of any other by callback only, as theirs."""
        if name != "voice":
            return
        if value in self.voices:
            self.voice = str(value)
        else:
            self._tell("error", exception=ValueError(f"no voice {value}"))

    def getProperty(self, name: str) -> object:  # noqa: N802 - theirs
        """Return the voice that is set."""
        return {"voice": self.voice}[name]

    def save_to_file(self, text: str, filename: str) -> None:
        """Remember where the sound goes."""
        assert text
        self._file = filename

    def runAndWait(self) -> None:  # noqa: N802 - theirs
        """Return before the file is there if it is late, as theirs does."""
        if self.error is not None:
            self._tell("error", exception=self.error)
        threading.Timer(self.late_s, self._finish).start()

    def _finish(self) -> None:
        if self.leaves_file:
            Path(self._file).write_bytes(wave_of(tone_s=0.5))
        if self.finishes:
            self._tell("finished-utterance", completed=self.completed)

    def _tell(self, topic: str, **values: object) -> None:
        for callback in self._heard.get(topic, []):
            callback(name=None, **values)
