"""Measure a WAV: how long it is and how much of it can be heard. Makes no sound."""

import array
import io
import sys
import wave
from dataclasses import dataclass

_WINDOW_S = 0.02
_HEARD = 0.01
"""A window counts as heard from this part of full scale on."""

_FULL_SCALE = 32_767
_SAMPLE_BYTES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """Say what a recording holds."""

    duration_s: float
    audible_s: float


class NotAWave(ValueError):
    """The bytes are no WAV of 16-bit samples."""

    def __init__(self, found: str) -> None:
        super().__init__(f"not a WAV of two bytes a sample: {found}")


def measure(recording: bytes) -> Sound:
    """Measure a WAV of 16-bit samples.

    Raises:
        NotAWave: If the bytes are anything else.
    """
    samples, per_second = _read(recording)
    window = _window(per_second)
    heard = sum(
        _heard(samples[at : at + window]) for at in range(0, len(samples), window)
    )
    return Sound(
        duration_s=len(samples) / per_second,
        audible_s=heard * window / per_second,
    )


def silent_start(recording: bytes) -> float:
    """Return the seconds before something is heard; of a silent one, all of them.

    Raises:
        NotAWave: If the bytes are no WAV of 16-bit samples.
    """
    samples, per_second = _read(recording)
    window = _window(per_second)
    for at in range(0, len(samples), window):
        if _heard(samples[at : at + window]):
            return at / per_second
    return len(samples) / per_second


def _read(recording: bytes) -> tuple["array.array[int]", int]:
    try:
        with wave.open(io.BytesIO(recording)) as opened:
            width, rate = opened.getsampwidth(), opened.getframerate()
            frames = opened.readframes(opened.getnframes())
            per_second = rate * opened.getnchannels()
    except (wave.Error, EOFError) as error:
        raise NotAWave(str(error)) from error
    if width != _SAMPLE_BYTES or not per_second:
        raise NotAWave(str(width))
    return _samples(frames), per_second


def _window(per_second: int) -> int:
    return max(1, round(per_second * _WINDOW_S))


def _heard(samples: "array.array[int]") -> bool:
    return max(map(abs, samples)) > _HEARD * _FULL_SCALE


def _samples(frames: bytes) -> "array.array[int]":
    samples = array.array("h", frames[: len(frames) // _SAMPLE_BYTES * _SAMPLE_BYTES])
    if sys.byteorder == "big":  # WAV is little-endian everywhere
        samples.byteswap()
    return samples
