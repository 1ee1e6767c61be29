"""Say in words why a day fell short and what became of it; pure.

Plain sentences: what is, then what to do (`look`, words of the coverage board).
"""

from dataclasses import dataclass
from datetime import date

from publishing.tables.coverage import ShortCause

CAUSE_WORDS = {
    ShortCause.POWER_CUT: "停电",
    ShortCause.POWER_SAVING: "节电关屏",
    ShortCause.ORDERED_STOP: "奉命停播",
    ShortCause.REPAIR: "终端检修",
    ShortCause.UNKNOWN: "原因还不清楚",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Be why a day fell short, as far as it is known."""

    cause: ShortCause
    words: str = ""
    """What staff said beside, such as 9:40—16:55."""
    confirmed: bool = False
    """Staff said so; else it was inferred."""

    @property
    def told(self) -> str:
        """Return it in words."""
        known = CAUSE_WORDS[self.cause]
        if self.cause is not ShortCause.UNKNOWN and not self.confirmed:
            known = f"可能是{known}"
        return f"{self.words} {known}".strip()


def day_words(on: date) -> str:
    """Return a day as people say it."""
    return f"{on.month} 月 {on.day} 日"


def short_words(on: date, why: Why, *, exposures: int, least: int) -> str:
    """Return why a day fell short: 11 月 12 日停电，放 9 次，要 30 次。."""
    told = f"{day_words(on)}{'' if not why.words else ' '}{why.told}"
    return f"{told}，放 {exposures} 次，要 {least} 次。"


def cure_words(added_days: int, last_on: date) -> str:
    """Return what was added: 补 1 天，到 12 月 2 日."""
    return f"补 {added_days} 天，到 {day_words(last_on)}"
