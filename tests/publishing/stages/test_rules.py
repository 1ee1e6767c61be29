from collections.abc import Mapping
from datetime import date

import pytest

from config.mandates import shipped_mandates
from programme.mandate import EndRule
from publishing.errors import Refused
from publishing.stages.rules import (
    EarlierStage,
    StageDays,
    check_plan,
    check_turn,
    rule_of_stage,
)
from publishing.tables.stages import Stage

TODAY = date(2026, 11, 23)
BEFORE, DURING, AFTER = Stage


def days(reached: int | None = None, expected: int | None = None) -> StageDays:
    return StageDays(
        expected_on=date(2026, 11, expected) if expected else None,
        reached_on=date(2026, 11, reached) if reached else None,
    )


# REQ-9
def test_stages_come_one_after_the_other() -> None:
    check_plan({BEFORE: days(2, 2), DURING: days(2, 10), AFTER: days()}, today=TODAY)
    check_plan({}, today=TODAY)
    check_plan({BEFORE: days(23), AFTER: days(None, 30)}, today=TODAY)


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ({DURING: days(5)}, "前一个阶段还没有到"),
        ({BEFORE: days(6), DURING: days(5)}, "“事前”和“事中”的日期前后倒了"),
        (
            {DURING: days(None, 20), AFTER: days(None, 19)},
            "“事中”和“事后”的日期前后倒了",
        ),
        ({BEFORE: days(24)}, "不能在今天以后"),
    ],
)
def test_a_plan_out_of_order_is_refused(
    plan: Mapping[Stage, StageDays], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        check_plan(plan, today=TODAY)


# REQ-9: the whole ends with the last stage, each is shown at least twenty days.
def test_an_earlier_stage_hangs_until_the_next_one_and_the_last_one_ends() -> None:
    rule = shipped_mandates()["staged"].mandate

    for stage in (BEFORE, DURING):
        staged = rule_of_stage(rule, stage)
        assert staged.end_rule is EndRule.UNTIL_REPLACED
        assert staged.show_at_least_days == 20
    assert rule_of_stage(rule, AFTER) == rule_of_stage(rule, None) == rule


# REQ-9: the next stage begins when the one before was shown for its twenty working
# days, counted from the day after its posting on Monday 23 November.
@pytest.mark.parametrize(
    ("on", "may"),
    [
        (date(2026, 11, 24), False),
        (date(2026, 12, 21), False),
        (date(2026, 12, 22), True),
        (date(2027, 2, 1), True),
    ],
)
def test_a_stage_follows_when_the_one_before_has_been_shown_for_its_days(
    on: date, *, may: bool
) -> None:
    earlier = EarlierStage(
        stage=BEFORE, next=DURING, days=20, served_on=date(2026, 12, 21)
    )

    if may:
        check_turn(earlier, on=on)
    else:
        with pytest.raises(Refused, match="2026 年 12 月 22 日起才能换上“事中”"):
            check_turn(earlier, on=on)
    check_turn(None, on=on)
