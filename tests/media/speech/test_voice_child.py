import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from media.speech import voice_child
from media.speech.sound import measure
from media.speech.voice_child import Fault, Wish, serve, utter
from tests.fakes.speech import FakeEngine

WISH = Wish(voice="sit/cmn-latn-pinyin", rate_wpm=160, wait_s=2)
HASTY = Wish(voice="sit/cmn-latn-pinyin", rate_wpm=160, wait_s=0.05)


def test_the_sound_is_waited_for_though_the_engine_returned_before_it() -> None:
    recording = utter(FakeEngine(late_s=0.2), "ni3", WISH)

    assert measure(recording).audible_s > 0.4


def test_another_voice_than_the_one_asked_for_is_a_fault() -> None:
    with pytest.raises(Fault) as caught:
        utter(FakeEngine(voices=("sit/cmn",)), "ni3", WISH)

    assert (caught.value.kind, caught.value.detail) == ("voice", "gmw/en")


@pytest.mark.parametrize(
    ("engine", "detail"),
    [
        (FakeEngine(leaves_file=False), "no file was left"),
        (FakeEngine(completed=False), "the utterance was cut off"),
        (FakeEngine(error=ValueError("broken")), "broken"),
    ],
)
def test_an_utterance_that_went_wrong_in_silence_is_a_fault(
    engine: FakeEngine, detail: str
) -> None:
    with pytest.raises(Fault) as caught:
        utter(engine, "ni3", WISH)

    assert (caught.value.kind, caught.value.detail) == ("engine", detail)


def test_an_utterance_that_never_ends_is_a_fault() -> None:
    with pytest.raises(Fault, match="no end"):
        utter(FakeEngine(finishes=False), "ni3", HASTY)


def test_an_answer_is_one_line_and_the_sound() -> None:
    answers = io.BytesIO()

    serve(FakeEngine(), WISH, b'{"text": "ni3"}', answers)

    line, _, recording = answers.getvalue().partition(b"\n")
    assert json.loads(line) == {"bytes": len(recording)}


def test_a_fault_is_answered_as_one_line() -> None:
    answers = io.BytesIO()

    serve(FakeEngine(voices=()), WISH, b'{"text": "ni3"}', answers)

    assert json.loads(answers.getvalue()) == {"fault": "voice", "detail": "gmw/en"}


def test_nothing_but_the_answer_comes_out_of_the_real_child() -> None:
    spoken = _child("sit/cmn-latn-pinyin", b'{"text": "yin2 hang2"}\n')

    line, _, recording = spoken.partition(b"\n")
    assert json.loads(line) == {"bytes": len(recording)}
    assert measure(recording).audible_s > 0.4


@pytest.mark.parametrize("voice", ["zh", "cmn", "cmn-latn-pinyin", "no such voice"])
def test_the_real_child_refuses_a_voice_that_is_not_the_one_it_gets(voice: str) -> None:
    refused = json.loads(_child(voice, b'{"text": "yin2 hang2"}\n'))

    assert refused["fault"] == "voice"


def test_the_real_child_goes_when_nobody_asks() -> None:
    assert _child("sit/cmn-latn-pinyin", b"") == b""


def _child(voice: str, request: bytes) -> bytes:
    path = str(Path(voice_child.__file__))
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-P", path, voice, "160", "5"],
        input=request,
        stdout=subprocess.PIPE,
        check=True,
        timeout=8,
    )
    return done.stdout
