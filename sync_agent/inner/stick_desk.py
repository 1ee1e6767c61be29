"""Say in a small file what becomes of a stick, and in plain words what went wrong."""

import logging

from config.refusal_words import words_of as why
from programme.clock import Clock
from programme.errors import ContractError
from sync_agent.disk import DiskProblem, DiskRefused, replace_file
from sync_agent.inner.errors import Flaw, Mishap, ReleaseRefused, SyncFailed
from sync_agent.inner.http_errors import HttpFailed
from sync_agent.layout import Layout
from sync_agent.sticks import StickAsked, StickReport, StickStage

Trouble = SyncFailed | HttpFailed | DiskRefused | ContractError | OSError
_READING = "正在读 U 盘，请不要拔。"
_BROKEN = "U 盘上的内容不完整（{subject}），可能没有写完或坏了。请让发布中心重做一个。"
_FOREIGN = "这个 U 盘不是本县发布中心做的（{subject}：签名不对），没有采用。"
_WORDS = {
    Flaw.EXPIRED: "这个 U 盘过期了，或者这台机器的时钟不准，没有采用。"
    "请先看时钟，再让发布中心重新做一个。",
    Flaw.OLDER: "这个 U 盘比本机已有的内容还旧，没有采用。请用最近做的那个。",
    Flaw.WRONG_SIGNATURE: _FOREIGN,
    Flaw.MIXED: _BROKEN,
    Flaw.MALFORMED: _BROKEN,
    Flaw.MISSING_FILE: _BROKEN,
    Flaw.WRONG_FILE: _BROKEN,
    Flaw.OTHER_GROUP: "这个 U 盘上是别的分组的内容，没有采用。",
}
_STILL = "本机照旧展示原来的内容。"
_PROBLEMS = {
    DiskProblem.FULL: "满了",
    DiskProblem.READ_ONLY: "只读，或者锁住了",
    DiskProblem.FAILING: "读写出错，可能被拔掉了",
}
_log = logging.getLogger(__name__)


class StickUnwritable(SyncFailed):
    """Say that a stick does not take what a device gives back."""

    code = "stick_unwritable"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"U 盘写不进去（{reason}），要带回发布中心的没有写全，都还在本机。"
            "请换一个能写的 U 盘再导入一次。"
        )


def unwritable(error: DiskRefused) -> StickUnwritable:
    """Return what a disk's refusal means where the disk is a stick."""
    return StickUnwritable(_PROBLEMS[error.problem])


class StickDesk:
    """Be the one who writes the report."""

    def __init__(self, layout: Layout, clock: Clock) -> None:
        self._layout = layout
        self._clock = clock

    def begin(self, asked: StickAsked) -> None:
        """Say that the work has begun."""
        self._say(asked, StickStage.READING, _READING)

    def done(self, asked: StickAsked, message: str, *, records: int = 0) -> None:
        """Say that all went well."""
        _log.info("stick: %s", message)
        self._say(asked, StickStage.DONE, message, records=records)

    def failed(
        self,
        asked: StickAsked,
        error: Exception,
        *,
        records: int = 0,
        before: str = "",
        more: str = "",
    ) -> None:
        """Say what went wrong; a mistake of this program is said to be one.

        Args:
            asked: What the report answers.
            error: What went wrong.
            records: How many were written to the stick.
            before: What had come out well before it.
            more: What came out well after it.
        """
        if isinstance(error, Trouble):
            told: Trouble = error
        else:
            _log.error("stick", exc_info=error)
            told = Mishap(error)
        code = getattr(told, "code", "stick_failed")
        _log.warning("stick: %s", told)
        words = before + words_of(told) + more
        self._say(asked, StickStage.FAILED, words, code=code, records=records)

    def _say(
        self,
        asked: StickAsked,
        stage: StickStage,
        message: str,
        *,
        code: str = "",
        records: int = 0,
    ) -> None:
        report = StickReport(
            id=asked.id,
            stage=stage,
            at=self._clock.now(),
            message=message,
            code=code,
            records=records,
        )
        try:
            replace_file(self._layout.stick_report, report.canonical())
        except DiskRefused as error:
            _log.warning("%s", error)


def words_of(error: Trouble) -> str:
    """Return what a caretaker with a stick in the hand is to know."""
    if isinstance(error, ReleaseRefused):
        return _WORDS[error.flaw].format(subject=error.subject) + _STILL
    if isinstance(error, OSError):
        return f"U 盘读写出错（{why(error)}）。{_STILL}"
    return str(error)
