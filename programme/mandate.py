"""Hold the rule that a term brings; which rule applies is decided by the catalogue.

Fields that were added after the first release travel only where they say something
else than their default, so that what was signed before keeps its bytes.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from programme.boards import Term
from programme.document import Document

Days = Annotated[int, Field(ge=1, le=2000)]


class DayKind(StrEnum):
    """Say which days a rule counts."""

    WORKING = "working"
    CALENDAR = "calendar"

    def words(self, days: int) -> str:
        """Return so many days as people say them; a day is never only a day."""
        return f"{days} 个{_DAY_WORDS[self]}"


_DAY_WORDS = {DayKind.WORKING: "工作日", DayKind.CALENDAR: "自然日"}


class Shortfall(StrEnum):
    """Say what a day that fell short does."""

    EXTEND = "extend"
    """The end moves by a working day, with its reason (公开)."""
    STANDS = "stands"
    """The printed end stands; a person decides (公示)."""
    RESTART = "restart"
    TOLERATE = "tolerate"


class EndRule(StrEnum):
    """Say on which day the least time may end."""

    ANY_DAY = "any_day"
    WORKING_DAY = "working_day"
    """Where the last day is a rest day, the next working day is the last."""
    UNTIL_REPLACED = "until_replaced"
    """It stays until the next one takes its place: villages' periods, stages."""


def _is_working(kind: DayKind) -> bool:
    return kind is DayKind.WORKING


def _is_any_day(rule: EndRule) -> bool:
    return rule is EndRule.ANY_DAY


def _is_unset(value: object) -> bool:
    return not value


class Mandate(Document):
    """Be the rule: publish within so many days, show for at least so many."""

    term: Term
    publish_target_days: Days | None
    """Working days from the day the matter was settled: amber after this."""
    publish_legal_days: Days | None
    """Days from the day the matter was settled: red after this."""
    publish_legal_day_kind: DayKind = Field(
        default=DayKind.WORKING, exclude_if=_is_working
    )
    """Which days the legal deadline counts: working days, unless a rule says so."""
    publish_by_day: Annotated[int, Field(ge=1, le=28)] | None = Field(
        default=None, exclude_if=_is_unset
    )
    """The day of the month after, by which it must be out (villages: the 15th)."""
    show_at_least_days: Days | None
    """None: until it ends (long-term), or no mandate at all."""
    show_day_kind: DayKind = DayKind.WORKING
    end_rule: EndRule = Field(default=EndRule.ANY_DAY, exclude_if=_is_any_day)
    posting_day_counts: bool = Field(default=False, exclude_if=_is_unset)
    """Whether the day of posting is day 1; civil code art. 201 says no."""
    shortfall: Shortfall = Shortfall.EXTEND
    promotional: bool = Field(default=False, exclude_if=_is_unset)
    """Whether nothing demands it (宣传): it gets only the time that others leave."""
    basis: str
    """The rule it comes from, in words."""
    basis_checked_on: date

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        """Refuse a rule that contradicts itself.

        Raises:
            ValueError: Said of the first contradiction.
        """
        target, legal = self.publish_target_days, self.publish_legal_days
        same = self.publish_legal_day_kind is DayKind.WORKING
        faults = {
            "法定期限短于目标期限": same
            and target is not None
            and legal is not None
            and legal < target,
            "写了每月几日前，就不能再写几日内": self.publish_by_day is not None
            and (target is not None or legal is not None),
            "宣传没有规定的天数": self.promotional
            and self.show_at_least_days is not None,
            "没有展示天数，就没有最后一天": self.end_rule is EndRule.WORKING_DAY
            and self.show_at_least_days is None,
        }
        for message, wrong in faults.items():
            if wrong:
                raise ValueError(message)
        return self
