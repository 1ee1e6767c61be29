import pytest

from media.speech.sound import NotAWave, measure, silent_start
from tests.fakes.speech import wave_of


def test_a_tone_is_heard_for_as_long_as_it_sounds() -> None:
    sound = measure(wave_of(tone_s=0.5, silence_s=0.3))

    assert sound.duration_s == pytest.approx(0.8, abs=0.01)
    assert sound.audible_s == pytest.approx(0.5, abs=0.03)


def test_silence_is_not_heard() -> None:
    assert measure(wave_of(tone_s=0, silence_s=1)).audible_s == 0


@pytest.mark.parametrize(
    "recording", [b"", b"RIFF", b"no wave at all", wave_of(tone_s=1, sample_bytes=1)]
)
def test_what_is_no_wave_of_sixteen_bits_is_refused(recording: bytes) -> None:
    with pytest.raises(NotAWave):
        measure(recording)


def test_the_start_is_silent_until_something_is_heard() -> None:
    assert silent_start(wave_of(tone_s=0.5, silence_s=0.3)) <= 0.02
    assert silent_start(wave_of(tone_s=0, silence_s=1)) == pytest.approx(1, abs=0.01)
