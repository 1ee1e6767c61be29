"""Say what an examination of a machine finds, and run its checks; it checks nothing.

Each half has checks of its own and registers what runs them under the entry points
`mingbai.doctor`. A check looks and changes nothing. A check that cannot do its work is
a finding too.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from programme.clock import Clock

_log = logging.getLogger(__name__)


class Level(StrEnum):
    """Say how bad a finding is."""

    GOOD = "good"
    WARN = "warn"
    """It works, and somebody should look at it in the next days."""
    BAD = "bad"
    """Something does not work, or will not after the next start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Be one thing that was looked at."""

    about: str
    """What was looked at, in a word or two."""
    level: Level
    words: str
    """How it stands."""
    advice: str = ""
    """What to do; empty where nothing is to be done."""


Check = Callable[[], Iterable[Finding]]


class Examiner(Protocol):
    """Be what a half of the product registers."""

    def __call__(self, settings: Path | None, clock: Clock) -> tuple[Finding, ...]:
        """Return what is found with the settings of a file."""
        ...


def good(about: str, words: str) -> Finding:
    """Return a finding of which nothing is to be done."""
    return Finding(about=about, level=Level.GOOD, words=words)


def warn(about: str, words: str, advice: str) -> Finding:
    """Return a finding that somebody should look at."""
    return Finding(about=about, level=Level.WARN, words=words, advice=advice)


def bad(about: str, words: str, advice: str) -> Finding:
    """Return a finding that somebody must do something about."""
    return Finding(about=about, level=Level.BAD, words=words, advice=advice)


def examine(checks: Sequence[tuple[str, Check]]) -> tuple[Finding, ...]:
    """Return what all checks find, in their order; one that fails says so."""
    found: list[Finding] = []
    for about, check in checks:
        try:
            found.extend(check())
        except Exception as error:  # noqa: BLE001 - the top of a job: the others go on
            _log.debug("%s", about, exc_info=True)
            words = f"没有查成（{type(error).__name__}：{error}）"
            found.append(bad(about, words, "请把这一行告诉维护的人。"))
    return tuple(found)
