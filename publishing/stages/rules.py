"""Decide what a plan of stages may say, and what a stage's version owes; pure.

The whole goes on until the last stage has been shown for its days: a version of an
earlier stage hangs until the next one takes its place, and at least its own days.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from programme.boards import Term
from programme.mandate import EndRule, Mandate
from publishing.errors import Refused
from publishing.tables.stages import Stage

STAGE_WORDS = {Stage.BEFORE: "事前", Stage.DURING: "事中", Stage.AFTER: "事后"}
LAST = Stage.AFTER
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDays:
    """Be the two days of one stage."""

    expected_on: date | None = None
    reached_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierStage:
    """Be a stage that hangs where the next one would take its place."""

    stage: Stage
    next: Stage
    days: int
    """How many days it must be shown."""
    served_on: date
    """The last of them."""


def turn_words(earlier: EarlierStage) -> str:
    """Say since when the next stage may take the place of the one that hangs."""
    last, first = earlier.served_on, earlier.served_on + _DAY
    return (
        f"“{STAGE_WORDS[earlier.stage]}”至少要公开 {earlier.days} 个工作日，"
        f"到 {_told(last)}满；{_told(first)}起才能换上“{STAGE_WORDS[earlier.next]}”"
    )


def check_turn(earlier: EarlierStage | None, *, on: date) -> None:
    """Return only if the stage that hangs has been shown for its days (REQ-9).

    Raises:
        Refused: It has not; the message names the day from which it may be.
    """
    if earlier is not None and on <= earlier.served_on:
        message = f"现在还不能批准：{turn_words(earlier)}。请到那天再批准。"
        raise Refused(message, code="stage_not_served")


def check_plan(plan: Mapping[Stage, StageDays], *, today: date) -> None:
    """Return only if stages come one after the other, and none was reached tomorrow.

    Raises:
        Refused: They do not; the message names the two stages.
    """
    for one in plan.values():
        if one.reached_on is not None and one.reached_on > today:
            message = "“到了这个阶段”的日子不能在今天以后。请改日期。"
            raise Refused(message, code="stage_in_future")
    for before, after in pairwise(Stage):
        _check_pair(plan, before, after)


def _check_pair(plan: Mapping[Stage, StageDays], before: Stage, after: Stage) -> None:
    one, two = plan.get(before, StageDays()), plan.get(after, StageDays())
    names = f"“{STAGE_WORDS[before]}”和“{STAGE_WORDS[after]}”"
    if two.reached_on is not None and one.reached_on is None:
        message = f"{names}要按先后来：前一个阶段还没有到。请先登记前一个。"
        raise Refused(message, code="stage_skipped")
    for early, late in (
        (one.expected_on, two.expected_on),
        (one.reached_on, two.reached_on),
    ):
        if early is not None and late is not None and late < early:
            message = f"{names}的日期前后倒了。请改日期。"
            raise Refused(message, code="stages_reversed")


def rule_of_stage(rule: Mandate, stage: Stage | None) -> Mandate:
    """Return the rule that a version of a stage is signed with."""
    if stage is None or stage is LAST or rule.show_at_least_days is None:
        return rule
    return rule.model_copy(update={"end_rule": EndRule.UNTIL_REPLACED})


def is_of_earlier_stage(signed: Mandate) -> bool:
    """Say whether a rule was signed for a stage that others follow."""
    return signed.term is Term.STAGED and signed.end_rule is EndRule.UNTIL_REPLACED


def check_named(stage: Stage | None, rule: Mandate, *, hangs: Mandate | None) -> None:
    """Return only if what follows an earlier stage says of which stage it is (REQ-9).

    Args:
        stage: What the new version discloses.
        rule: The rule that it asks for.
        hangs: The rule of what hangs; none where nothing does.

    Raises:
        Refused: It says none, or is not staged: the whole would end with it.
    """
    if hangs is None or not is_of_earlier_stage(hangs):
        return
    if stage is None or rule.term is not Term.STAGED:
        message = (
            "这件事项是逐段公开的，后面还有阶段。请把公开时限留在逐段公开，"
            "并登记这一版公开的是哪个阶段；只是更正的，登记和原来一样的阶段。"
        )
        raise Refused(message, code="stage_missing")


def _told(on: date) -> str:
    return f"{on.year} 年 {on.month} 月 {on.day} 日"
