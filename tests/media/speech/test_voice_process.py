import sys
import threading

import pytest

from media.speech.speaker import SynthesisFailed, SynthesisTimedOut
from media.speech.voice_process import Refusal, VoiceProcess

_ECHO = (
    "import json,sys;t=json.loads(sys.stdin.readline())['text'].encode();"
    "print(json.dumps({'bytes':len(t)}),flush=True);"
    "sys.stdout.buffer.write(t);sys.stdout.flush()"
)
_REFUSES = 'print(\'{"fault": "voice", "detail": "gmw/en"}\')'
_HANGS = "import threading;threading.Event().wait(60)"
_TRICKLES = "import threading;print('{\"bytes\": 9}\\nxx',end='',flush=True);" + _HANGS


def test_the_answer_of_the_child_comes_back() -> None:
    process = _process(_ECHO)

    answers = [process.ask(words, within_s=5) for words in ("ni3", "hao3")]
    process.close()

    assert answers == [b"ni3", b"hao3"]


def test_an_answer_may_be_larger_than_a_pipe_holds() -> None:
    process = _process("import sys;print('{\"bytes\": 300000}');print('x'*300000)")

    answer = process.ask("ni3", within_s=5)
    process.close()

    assert answer == b"x" * 300_000


def test_a_refusal_is_told_from_a_sound() -> None:
    process = _process(_REFUSES + ";input()")

    answer = process.ask("ni3", within_s=5)
    process.close()

    assert answer == Refusal(kind="voice", detail="gmw/en")


@pytest.mark.parametrize("code", [_HANGS, _TRICKLES])
def test_a_child_that_hangs_is_ended_at_the_deadline(code: str) -> None:
    process = _process(code)

    with pytest.raises(SynthesisTimedOut):
        process.ask("ni3", within_s=0.4)

    process.close()


@pytest.mark.parametrize(
    "code",
    [
        "input()",
        "raise SystemExit(3)",
        "print('Audio saved to x');input()",
        "print('{}');input()",
        "print('[]');input()",
        "print('{\"bytes\": 99999999999}');input()",
        "print('{\"bytes\": 9}\\nxx')",
    ],
)
def test_a_child_that_breaks_off_or_answers_nonsense_is_a_failure(code: str) -> None:
    process = _process(code)

    with pytest.raises(SynthesisFailed):
        process.ask("ni3", within_s=5)

    process.close()


def test_a_command_that_is_not_there_is_a_failure() -> None:
    process = VoiceProcess(["/nonexistent/voice"])

    with pytest.raises(SynthesisFailed):
        process.ask("ni3", within_s=5)


def test_a_child_that_died_while_it_stood_ready_is_replaced() -> None:
    impatient = (
        "import select,sys\n"
        "if not select.select([sys.stdin],[],[],0.3)[0]: sys.exit()\n" + _ECHO
    )
    process = _process(impatient)
    process.ask("ni3", within_s=5)
    threading.Event().wait(0.6)

    answer = process.ask("hao3", within_s=5)
    process.close()

    assert answer == b"hao3"


def _process(code: str) -> VoiceProcess:
    return VoiceProcess([sys.executable, "-S", "-c", code])
