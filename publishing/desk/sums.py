"""Hold each wrong total against what the drafter confirmed (REQ-18); pure.

A total that does not add up is mended, or confirmed with its reason: the reason is
bound to the very figures, so that another figure needs another look.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints

from programme.blocks import Block
from programme.document import Document
from publishing.desk.money_sums import WrongSum, wrong_sums
from publishing.desk.reasons import OneLine, Reason
from publishing.desk.text import clean_line
from publishing.errors import Refused

_MOST_TOLD = 5


class ConfirmedSum(Document):
    """Be a total that is shown although it does not add up, and why."""

    words: Annotated[OneLine, StringConstraints(min_length=1, max_length=1000)]
    """What was found, as `WrongSum.words` says it."""
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class SumFinding:
    """Be one total that does not add up, and why it is shown all the same."""

    wrong: WrongSum
    reason: str
    """Empty: nobody has confirmed it."""

    @property
    def undecided(self) -> bool:
        """Say whether it must be mended or confirmed before submission."""
        return not (self.wrong.rounding or self.reason)


def sum_findings(
    blocks: Iterable[Block], confirmed: Iterable[ConfirmedSum]
) -> tuple[SumFinding, ...]:
    """Return the totals that do not add up, each with the reason given for it."""
    reasons = {each.words: each.reason for each in confirmed}
    return tuple(
        SumFinding(wrong=one, reason=reasons.get(clean_line(one.words), ""))
        for one in wrong_sums(blocks)
    )


def check_sums(findings: Sequence[SumFinding]) -> None:
    """Return only if every total adds up or was confirmed; all are told at once.

    Raises:
        Refused: Some were not.
    """
    left = [each.wrong.words for each in findings if each.undecided]
    if not left:
        return
    told = "；".join(left[:_MOST_TOLD])
    more = f"；另有 {len(left) - _MOST_TOLD} 处" if len(left) > _MOST_TOLD else ""
    message = (
        f"表里的合计对不上：{told}{more}。"
        "请改正数字；数字没有错的，在“数字和用词”里写明理由。"
    )
    raise Refused(message, code="sum_differs")
