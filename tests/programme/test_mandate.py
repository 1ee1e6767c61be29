from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from programme.boards import Term
from programme.mandate import DayKind, EndRule, Mandate


def _mandate(**more: Any) -> Mandate:  # noqa: ANN401 - any field
    values: dict[str, Any] = {
        "term": Term.IMMEDIATE,
        "publish_target_days": 5,
        "publish_legal_days": 20,
        "show_at_least_days": 20,
        "basis": "测试用规则",
        "basis_checked_on": date(2026, 11, 1),
    }
    return Mandate(**(values | more))


def test_a_rule_without_the_later_fields_keeps_the_bytes_that_were_signed() -> None:
    assert _mandate().canonical().decode() == (
        '{"basis":"测试用规则","basis_checked_on":"2026-11-01",'
        '"publish_legal_days":20,"publish_target_days":5,"shortfall":"extend",'
        '"show_at_least_days":20,"show_day_kind":"working","term":"immediate"}'
    )


def test_what_a_rule_says_beyond_the_defaults_is_signed_with_it() -> None:
    rule = _mandate(
        publish_legal_day_kind=DayKind.CALENDAR,
        end_rule=EndRule.WORKING_DAY,
        posting_day_counts=True,
    )

    assert Mandate.parse(rule.canonical()) == rule
    assert rule.digest() != _mandate().digest()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"publish_legal_days": 4}, "法定期限短于目标期限"),
        ({"publish_by_day": 15}, "几日前"),
        ({"publish_by_day": 29}, "publish_by_day"),
        (
            {"end_rule": EndRule.WORKING_DAY, "show_at_least_days": None},
            "没有最后一天",
        ),
    ],
)
def test_a_rule_that_contradicts_itself_cannot_be_made(
    more: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValidationError, match=words):
        _mandate(**more)


def test_a_legal_deadline_in_calendar_days_may_have_any_number() -> None:
    rule = _mandate(publish_legal_days=3, publish_legal_day_kind=DayKind.CALENDAR)

    assert rule.publish_legal_days == 3


def test_days_are_said_with_their_kind() -> None:
    told = [kind.words(20) for kind in DayKind]

    assert told == ["20 个工作日", "20 个自然日"]
