"""Measure the first sound after a touch: from asking for its first words to bytes.

Run as `python -m benchmarks.first_sound [TIMES]`. Each sentence is asked for through
the kiosk's `Reader` and the shipped voice as a page does it: the first words alone,
the rest of the sentence behind them, with nothing kept from before. Not measured: the
browser's two requests on the same machine and its buffer.
"""

import statistics
import sys
import time
from collections.abc import Sequence

from media.speech.pyttsx3_speaker import Pyttsx3Speaker
from media.speech.reader import Reader
from media.speech.sentences import LONGEST, split
from media.speech.sound import silent_start

RUNS = 20
AIM_S = 0.5
"""Issue 6: the first sound is there half a second after the touch."""
_PAUSE_S = 1.0
"""Between two touches of a person; the next voice gets ready meanwhile."""
_TEXTS = (
    "三季度财务收支",
    "土地流转服务费，收入 42,000.00 元",
    "本季度收支已经村务监督委员会核对，并经村民代表会议通过。",
    "到县政务服务中心 1 楼 A 区 22 号窗口，或打 0555-010-0122 询问。每月 20 日公布。",
    "上季度结余 286,415.30 元本季度结余 336,315.45 元路灯维修经会议通过" * 2,
)
"""A title, a row, a sentence, one with figures, and one as long as they come."""


def main(arguments: Sequence[str]) -> int:
    """Print p50 and p95 of each text; return 0 if every p95 is within the aim."""
    runs = int(arguments[0]) if arguments else RUNS
    slowest = 0.0
    with Pyttsx3Speaker() as speaker, Reader(speaker) as reader:
        speaker.warm_up()
        _say(f"每句 {runs} 次；句子最长 {LONGEST} 字")
        for text in _TEXTS:
            first = split([text])[0].text
            took = [_heard_after(reader, first) for _ in range(runs)]
            p50, p95 = statistics.median(took), _p95(took)
            slowest = max(slowest, p95)
            _say(f"{len(first):>3} 字  p50 {p50:.3f} s  p95 {p95:.3f} s")
    _say(f"最慢 p95 {slowest:.3f} s，目标 {AIM_S} s")
    return int(slowest > AIM_S)


def _heard_after(reader: Reader, text: str) -> float:
    """Return the seconds from the touch until something could be heard."""
    reader.forget()
    time.sleep(_PAUSE_S)  # noqa: TID251 - a person's pause, no wait for anything
    begun = time.monotonic()
    speech = reader.begin([text], 0)
    return time.monotonic() - begun + silent_start(speech.wav)


def _p95(took: Sequence[float]) -> float:
    return sorted(took)[min(len(took) - 1, round(0.95 * len(took)))]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
