"""The sound of an emergency notice, measured in the file that is played."""

import io
import threading
import wave

import numpy as np
import pytest

from media.speech.alerting import (
    GAP_S,
    PAUSE_S,
    PEAK,
    TIMES,
    TONES,
    AlertVoice,
    attention,
    said_of,
)
from media.speech.pyttsx3_speaker import Pyttsx3Speaker
from media.speech.speaker import Speech, VoiceMissing
from tests.fakes.orders import plain_alert
from tests.fakes.speech import FakeSpeaker, wave_of

TONE_S = TIMES * sum(length for _, length in TONES) + (TIMES - 1) * GAP_S
FULL = 32_767


def samples_of(recording: bytes) -> tuple[np.ndarray, int]:
    with wave.open(io.BytesIO(recording)) as opened:
        assert (opened.getnchannels(), opened.getsampwidth()) == (1, 2)
        frames = opened.readframes(opened.getnframes())
        return np.frombuffer(frames, "<i2").astype(float), opened.getframerate()


def loudest_hertz(samples: np.ndarray, rate: int) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * rate / len(samples))


def part(samples: np.ndarray, rate: int, from_s: float, to_s: float) -> np.ndarray:
    return samples[round(from_s * rate) : round(to_s * rate)]


def test_the_tone_rises_three_times_without_distortion_or_clicks() -> None:
    samples, rate = samples_of(attention())

    at = 0.0
    for _ in range(TIMES):
        for hertz, length in TONES:
            heard = loudest_hertz(part(samples, rate, at, at + length), rate)
            assert abs(heard - hertz) < 1 / length
            at += length
        assert not part(samples, rate, at + 0.01, at + GAP_S - 0.01).any()
        at += GAP_S
    assert len(samples) / rate == pytest.approx(TONE_S, abs=0.01)
    assert 0.98 * PEAK < np.abs(samples).max() / FULL < PEAK + 0.001
    steps = np.abs(np.diff(samples)).max() / FULL
    assert steps <= PEAK * 2 * np.pi * max(hertz for hertz, _ in TONES) / rate * 1.05


def test_the_words_come_after_a_pause_and_as_loud_as_the_tone() -> None:
    samples, rate = samples_of(attention(wave_of(tone_s=1.5)))

    pause = part(samples, rate, TONE_S + 0.02, TONE_S + PAUSE_S - 0.02)
    words = part(samples, rate, TONE_S + PAUSE_S, TONE_S + PAUSE_S + 1.5)

    assert rate == 8000, "the rate is the voice's own"
    assert not pause.any()
    assert np.abs(words).max() / FULL == pytest.approx(PEAK, abs=0.01)
    assert len(samples) / rate == pytest.approx(TONE_S + PAUSE_S + 1.5, abs=0.02)


def test_a_voice_of_nothing_but_silence_stays_silent() -> None:
    samples, rate = samples_of(attention(wave_of(tone_s=0, silence_s=1)))

    assert not part(samples, rate, TONE_S + 0.02, TONE_S + PAUSE_S + 1).any()


def test_the_real_voice_says_what_and_where() -> None:
    notice = plain_alert()
    with Pyttsx3Speaker() as speaker:
        spoken = speaker.speak(said_of(notice)).duration_s
        samples, rate = samples_of(AlertVoice(speaker).sound_of(notice))

    words = samples[round((TONE_S + PAUSE_S) * rate) :]
    assert said_of(notice) == "暴雨橙色预警。云溪镇有大暴雨。"
    assert len(words) / rate == pytest.approx(spoken, abs=0.2)
    assert np.abs(words).max() / FULL <= PEAK + 0.001
    assert 3 < len(samples) / rate < 12


def test_a_drill_says_first_that_it_is_one() -> None:
    assert said_of(plain_alert(drill=True, place="操场")) == (
        "这是演练。暴雨橙色预警。操场。"
    )


class Mute:
    """Be a machine without a voice, until one is installed."""

    def __init__(self) -> None:
        self.mute = True

    def speak(self, text: str) -> Speech:
        del text
        if self.mute:
            raise VoiceMissing("cmn", "en")
        return Speech(wav=wave_of(tone_s=2), duration_s=2)


def test_without_a_voice_the_tone_goes_out_alone_and_the_voice_is_tried_again() -> None:
    speaker = Mute()
    voice = AlertVoice(speaker)

    alone = voice.sound_of(plain_alert())
    speaker.mute = False
    spoken = voice.sound_of(plain_alert())

    assert alone == attention()
    assert len(samples_of(spoken)[0]) / 8000 == pytest.approx(TONE_S + 2.4, abs=0.05)


def test_a_notice_is_spoken_once_however_many_ask_and_few_are_kept() -> None:
    speaker = FakeSpeaker()
    voice = AlertVoice(speaker)
    asking = [
        threading.Thread(target=voice.sound_of, args=(plain_alert(),)) for _ in range(4)
    ]

    for one in asking:
        one.start()
    for one in asking:
        one.join()
    for number in range(8):
        voice.sound_of(plain_alert(id=f"other-{number}"))
    voice.sound_of(plain_alert())

    assert len(speaker.spoken) == 1 + 8 + 1
