"""Tell 为 that means "is" (wéi, 金额为三十元) from 为 that means "for" (wèi, 为您服务).

A general dictionary knows the words that hold it (作为, 因为) and reads every other
one as "for"; official texts mostly mean "is".
"""

import re
from collections.abc import Iterator, Sequence

_FOR = "wei4"
_SOMEBODY = frozenset("您你我他她它其民此何了谁啥")
"""Behind it these make it "for": 为您, 为民, 为此, 为何, 为了."""
_PURPOSE = re.compile(
    r"什么|进一步|加强|规范|贯彻|落实|保障|保护|推进|促进|方便|确保|更好|切实|做好|提高"
    r"|.*(?:提供|服务|办理|代办|帮|解决|送|着想|谋|争取|申请|申领|开具|购买|祈福|缴费)"
)
_AT_FIRST = frozenset("期准主首例辅止界由")
"""At the beginning of a run it is "is" only in words like 为期, 为准."""


def read_as_is(run: str, said: Sequence[str]) -> Iterator[int]:
    """Yield the places where 为 was read "for" and means "is".

    Args:
        run: Han characters only.
        said: A syllable for each.
    """
    for at, character in enumerate(run):
        if character == "为" and said[at] == _FOR and _means_is(run, at):
            yield at


def _means_is(run: str, at: int) -> bool:
    before, behind = run[:at], run[at + 1 :]
    if before.endswith("因") or behind[:1] in _SOMEBODY:
        return False
    if not before:
        return behind[:1] in _AT_FIRST
    return _PURPOSE.match(behind) is None
