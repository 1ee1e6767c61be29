"""Decide which acts the law allows on a request; pure, it reads no rows.

What is late is never blocked (REQ-8): it is said, and counted in the figures.
"""

from collections.abc import Iterable
from datetime import date

from programme.request_clock import ClockState, RequestClock
from publishing.errors import Refused, StateForbids
from publishing.requests.rows import THING
from publishing.tables.requests import RequestOutcome

_NEEDS_NO_REASON = frozenset({RequestOutcome.DISCLOSED, RequestOutcome.WITHDRAWN})


def check_day(on: date, *, received_on: date, today: date) -> None:
    """Return only if something can have happened on a day.

    Raises:
        Refused: It lies ahead, or before the request came.
    """
    if on > today:
        raise Refused("日期还没有到，请写实际的日期。", code="day_ahead")
    if on < received_on:
        raise Refused("日期比收到申请还早，请核对。", code="day_before")


def check_notice(
    on: date,
    *,
    complete_by: date,
    notice_on: date | None,
    letters: Iterable[date],
    clock: RequestClock,
) -> None:
    """Return only if a notice to complete may be given; there is one at most.

    Raises:
        StateForbids: There was one already.
        Refused: It is too late, after a letter, or leaves the applicant no time.
    """
    if notice_on is not None:
        raise StateForbids("再通知补正", state="已经通知过一次", thing=THING)
    if on > clock.notice_by.on:
        message = "补正通知要在收到后 7 个工作日内发，现在过了，期限照算。请直接答复。"
        raise Refused(message, code="notice_late")
    if any(True for _ in letters):
        message = "已经去征求意见了，不能再要求补正。请接着办。"
        raise Refused(message, code="notice_after_letter")
    if complete_by <= on:
        raise Refused("补正的期限要在通知以后。", code="complete_by")


def check_running(clock: RequestClock, *, what: str) -> None:
    """Return only if the days of a request run or stand for letters.

    Raises:
        StateForbids: The applicant has to complete it first.
    """
    if clock.state is ClockState.COMPLETING:
        raise StateForbids(what, state="在等申请人补正", thing=THING)


def check_longer(
    on: date, *, clock: RequestClock, consented_by: str, prolonged_on: date | None
) -> None:
    """Return only if a request may take longer: once, with consent, told in time.

    Raises:
        StateForbids: It did already, or its days do not run.
        Refused: Nobody consented, or the applicant was told too late.
    """
    if prolonged_on is not None:
        raise StateForbids("再延长", state="已经延长过一次", thing=THING)
    if clock.answer_by is None:
        state = "在等补正或者在征求意见"
        raise StateForbids("延长", state=state, thing=THING)
    if not consented_by:
        message = "延长要经政府信息公开工作机构负责人同意，请写是谁同意的。"
        raise Refused(message, code="consent_missing")
    if on > clock.answer_by.on:
        message = "告知延长要在答复期限以前，现在过了。请马上答复。"
        raise Refused(message, code="longer_late")


def check_answer(
    on: date,
    *,
    outcome: RequestOutcome,
    reason: str,
    clock: RequestClock,
    complete_by: date | None,
) -> None:
    """Return only if a request may be closed with this outcome.

    Raises:
        Refused: The reason is missing.
        StateForbids: It waits for the applicant, or for an answer to a letter.
    """
    if outcome not in _NEEDS_NO_REASON and not reason:
        raise Refused("请写依据和理由。", code="reason_missing")
    waits = clock.state is ClockState.COMPLETING
    if outcome is RequestOutcome.ABANDONED:
        if not waits or complete_by is None or on <= complete_by:
            state = "补正的期限还没有过"
            raise StateForbids("按放弃处理", state=state, thing=THING)
        return
    if outcome is RequestOutcome.WITHDRAWN:
        return
    check_running(clock, what="答复")
    if clock.state is ClockState.CONSULTING:
        state = "还在征求意见，请先写哪天答复的、或哪天不再等"
        raise StateForbids("答复", state=state, thing=THING)
