from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from config.calendar_data import shipped_calendar
from config.mandates import shipped_mandates
from programme.hours import OpenSpan
from programme.window import FixedEnd, OpenEnd, ProvisionalEnd, Window
from programme.workdays import Workdays
from publishing.errors import Refused
from publishing.schedule.windows import (
    Asked,
    WindowImpossible,
    window_at_approval,
    window_of,
)
from publishing.stages.rules import rule_of_stage
from publishing.tables.stages import Stage
from tests.fakes.hand_clock import NOON

ZONE = ZoneInfo("Asia/Shanghai")
WORKDAYS = Workdays(shipped_calendar().whole())
MANDATES = shipped_mandates()


def _asked(name: str, **more: Any) -> Asked:  # noqa: ANN401 - any field
    preset = MANDATES[name]
    values: dict[str, Any] = {"earliest_start_at": None, "explicit_end_at": None}
    return Asked(mandate=preset.mandate, needs_end=preset.needs_end, **(values | more))


def _window(name: str, *, now: datetime = NOON, **more: Any) -> Window:  # noqa: ANN401 - any field
    return window_of(_asked(name, **more), now=now, workdays=WORKDAYS, zone=ZONE)


def _local(on: date) -> datetime:
    return datetime.combine(on, time(0), ZONE).astimezone(UTC)


# REQ-6
def test_long_term_has_an_open_end() -> None:
    assert isinstance(_window("long_term").end, OpenEnd)


# REQ-8
def test_immediate_ends_at_the_midnight_after_the_twentieth_working_day() -> None:
    assert _window("immediate").end == FixedEnd(at=_local(date(2026, 12, 22)))


def test_calendar_days_count_from_the_day_after_posting() -> None:
    assert _window("notice_7").end == FixedEnd(at=_local(date(2026, 12, 1)))


# REQ-8: a special rule goes first; winning bidders do not end on a holiday.
@pytest.mark.parametrize(
    ("now", "last_on"),
    [
        (datetime(2026, 9, 28, 4, 0, tzinfo=UTC), date(2026, 10, 8)),
        (datetime(2026, 11, 4, 4, 0, tzinfo=UTC), date(2026, 11, 9)),
        (datetime(2026, 11, 23, 4, 0, tzinfo=UTC), date(2026, 11, 26)),
    ],
)
def test_a_winning_bidder_never_comes_down_on_a_rest_day(
    now: datetime, last_on: date
) -> None:
    end = FixedEnd(at=_local(last_on + timedelta(days=1)))

    assert _window("winning_bidder", now=now).end == end
    with pytest.raises(WindowImpossible, match=f"{last_on.month} 月 {last_on.day} 日"):
        _window(
            "winning_bidder", now=now, explicit_end_at=end.at - timedelta(seconds=1)
        )


def test_a_posting_day_that_counts_ends_a_window_a_day_earlier() -> None:
    preset = MANDATES["immediate"]
    rule = preset.mandate.model_copy(update={"posting_day_counts": True})
    asked = Asked(
        mandate=rule, needs_end=False, earliest_start_at=None, explicit_end_at=None
    )

    window = window_of(asked, now=NOON, workdays=WORKDAYS, zone=ZONE)

    assert window.end == FixedEnd(at=_local(date(2026, 12, 19)))


def test_village_affairs_stay_until_the_next_period_replaces_them() -> None:
    assert isinstance(_window("village_affairs").end, OpenEnd)


def test_an_end_that_rests_on_a_year_without_notice_is_provisional() -> None:
    assert isinstance(_window("periodic").end, ProvisionalEnd)


def test_the_day_of_posting_is_the_local_one_just_before_midnight() -> None:
    before = datetime(2026, 11, 23, 15, 59, 59, tzinfo=UTC)
    after = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)

    ends = [_window("notice_5_working", now=now).end for now in (before, after)]

    assert ends == [
        FixedEnd(at=_local(date(2026, 12, 1))),
        FixedEnd(at=_local(date(2026, 12, 2))),
    ]


def test_a_window_starts_no_earlier_than_asked() -> None:
    start = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)

    assert _window("immediate", earliest_start_at=start).starts_at == start
    past = datetime(2026, 11, 1, tzinfo=UTC)
    assert _window("immediate", earliest_start_at=past).starts_at == NOON


# REQ-9
def test_a_longer_end_is_kept() -> None:
    later = _local(date(2027, 1, 30))

    assert _window("immediate", explicit_end_at=later).end == FixedEnd(at=later)
    end = _window("periodic").end
    assert isinstance(end, ProvisionalEnd)
    assert _window("periodic", explicit_end_at=end.at).end == end


# REQ-33
@pytest.mark.parametrize(
    ("name", "more", "words"),
    [
        (
            "immediate",
            {"explicit_end_at": _local(date(2026, 12, 21))},
            "最早到 2026 年 12 月 21 日",
        ),
        ("notice_7", {"explicit_end_at": _local(date(2026, 11, 30))}, "7 日"),
        ("none", {}, "写明结束时间"),
        ("none", {"explicit_end_at": NOON}, "结束时间已经过了"),
        (
            "long_term",
            {
                "earliest_start_at": _local(date(2026, 12, 22)),
                "explicit_end_at": _local(date(2026, 12, 21)),
            },
            "结束不晚于开始",
        ),
        ("immediate", {"weekdays": ()}, "没有选一天"),
        ("immediate", {"weekdays": (6, 7)}, "只选了周末"),
        (
            "immediate",
            {"earliest_start_at": datetime(2029, 1, 1, tzinfo=UTC)},
            "两年以后",
        ),
    ],
)
def test_an_impossible_window_is_refused_with_its_reason(
    name: str, more: dict[str, Any], words: str
) -> None:
    with pytest.raises(WindowImpossible, match=words) as refused:
        _window(name, **more)
    assert refused.value.code == "span_impossible"


def test_a_sub_millisecond_window_is_refused() -> None:
    end = NOON.replace(microsecond=999)

    with pytest.raises(WindowImpossible, match="结束不晚于开始"):
        _window("none", explicit_end_at=end)


def test_a_count_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        _window("immediate", now=datetime(2099, 12, 30, tzinfo=UTC))
    assert refused.value.code == "outside_calendar"


def test_dayparts_and_weekdays_travel_with_the_window() -> None:
    part = OpenSpan(from_time=time(8), to_time=time(18))

    window = _window("immediate", weekdays=(1, 2, 3), dayparts=(part,))

    assert (window.weekdays, window.dayparts) == ((1, 2, 3), (part,))


def test_at_approval_the_promised_end_is_kept_where_it_is_later() -> None:
    promised = _local(date(2027, 1, 30))
    asked = _asked("immediate", explicit_end_at=promised)

    window = window_at_approval(
        asked, promised_end_at=promised, now=NOON, workdays=WORKDAYS, zone=ZONE
    )

    assert window.end == FixedEnd(at=promised)


def test_at_approval_an_open_end_stays_open() -> None:
    window = window_at_approval(
        _asked("long_term"),
        promised_end_at=None,
        now=NOON,
        workdays=WORKDAYS,
        zone=ZONE,
    )

    assert isinstance(window.end, OpenEnd)


def test_an_end_beyond_ten_years_is_refused_in_plain_words() -> None:
    far = datetime(8999, 12, 31, tzinfo=UTC)

    with pytest.raises(WindowImpossible, match="十年以后"):
        _window("none", explicit_end_at=far)


def test_an_end_soon_after_a_provisional_one_is_provisional_too() -> None:
    provisional = _window("periodic").end
    assert isinstance(provisional, ProvisionalEnd)

    soon = _window("periodic", explicit_end_at=provisional.at + timedelta(days=1)).end
    late = _window("periodic", explicit_end_at=provisional.at + timedelta(days=60)).end

    assert soon == ProvisionalEnd(at=provisional.at + timedelta(days=1))
    assert late == FixedEnd(at=provisional.at + timedelta(days=60))


# REQ-9: an earlier stage hangs until the next one, and no shorter than its own days.
def test_what_hangs_until_it_is_replaced_may_not_end_before_its_days_either() -> None:
    asked = _asked("staged")
    stage = replace(asked, mandate=rule_of_stage(asked.mandate, Stage.BEFORE))

    def until(on: date) -> Window:
        ends = replace(stage, explicit_end_at=_local(on))
        return window_of(ends, now=NOON, workdays=WORKDAYS, zone=ZONE)

    with pytest.raises(WindowImpossible, match="最早到 2026 年 12 月 21 日"):
        until(date(2026, 12, 21))
    assert until(date(2026, 12, 22)).end == FixedEnd(at=_local(date(2026, 12, 22)))
