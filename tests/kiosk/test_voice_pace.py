from datetime import timedelta

import pytest

from kiosk.voice_pace import MOST_A_VISIT, MOST_AN_HOUR, Objection, VoicePace
from tests.fakes.contract import NOON
from tests.fakes.moving_clock import MovingClock

FIT = "大厅里多放几把椅子"


@pytest.mark.parametrize(
    ("text", "left", "objection"),
    [
        (FIT, 0, None),
        ("椅子", 0, Objection.SHORT),
        ("啊啊啊啊啊啊啊", 0, Objection.EMPTY_TALK),
        ("请打 13800001111 找我", 0, Objection.PERSON),
        (FIT, MOST_A_VISIT, Objection.VISIT),
    ],
)
def test_what_is_not_fit_is_named(
    text: str, left: int, objection: Objection | None
) -> None:
    # REQ-50
    pace = VoicePace(MovingClock(NOON))

    assert pace.objection(text, left=left) is objection


def test_the_same_words_are_taken_once_whatever_stands_between_them() -> None:
    pace = VoicePace(MovingClock(NOON))

    pace.note(FIT)

    assert pace.objection("大厅里，多放 几把椅子！", left=0) is Objection.REPEAT


def test_a_thousand_questions_an_hour_from_one_kiosk_are_not_taken() -> None:
    clock = MovingClock(NOON)
    pace = VoicePace(clock)
    taken = 0
    for number in range(1000):
        text = f"第 {number} 个窗口开不开"
        if pace.objection(text, left=0) is None:
            pace.note(text)
            taken += 1

    assert taken == MOST_AN_HOUR
    clock.forward(timedelta(seconds=3601))
    assert pace.objection(FIT, left=0) is None
