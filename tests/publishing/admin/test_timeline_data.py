from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from programme.boards import Board, DisplayKind
from programme.hours import DayHours, OpenSpan
from programme.power import PowerSchedule, Resting
from publishing.admin.dates import Calendar
from publishing.admin.timeline_data import (
    data_of,
    ending_soon,
    few_words,
    keys_of,
    load_words,
    warnings_of,
)
from publishing.inspection.bars import (
    Bar,
    BarState,
    DayKind,
    DayMark,
    Lane,
    Rule,
    Schedule,
)
from publishing.schedule.limits import Bounds
from publishing.schedule.shares import Load, PartLoad
from publishing.tables.schedule import EndKind

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
CALENDAR = Calendar(now=NOW, zone=ZoneInfo("Asia/Shanghai"))
TODAY = date(2026, 11, 23)


def bar(**changed: Any) -> Bar:  # noqa: ANN401 - any field
    fields: dict[str, Any] = {
        "disclosure": "qinghe-d-1",
        "draft": "qinghe-v-1",
        "edition": 3,
        "title": "三季度财务收支",
        "board": Board.FINANCE,
        "unit": "qinghe-liuwu",
        "unit_name": "柳坞村",
        "register_number": "柳坞村 2026-0001",
        "groups": ("hall", "closed one"),
        "state": BarState.SHOWING,
        "first_on": TODAY,
        "last_on": date(2026, 12, 21),
        "must_until_on": date(2026, 12, 21),
        "end_kind": EndKind.FIXED,
        "weekdays": (1, 2, 3, 4, 5, 6, 7),
        "dayparts": (),
    }
    return Bar(**(fields | changed))


def lane(**changed: Any) -> Lane:  # noqa: ANN401 - any field
    fields: dict[str, Any] = {
        "group": "hall",
        "name": "大厅屏",
        "unit": "qinghe",
        "kind": DisplayKind.SCREEN,
        "now": Load(items=9, loop_s=380, rounds=1),
        "tightest": None,
        "least_per_hour": 6,
        "most_minutes_between": 10,
    }
    return Lane(**(fields | changed))


def schedule(*bars: Bar, lanes: tuple[Lane, ...] = ()) -> Schedule:
    kinds = (DayKind.WORKED, DayKind.WEEKEND, DayKind.HOLIDAY, DayKind.MAKE_UP)
    return Schedule(
        days=tuple(
            DayMark(on=date(2026, 11, 22 + at), kind=kind, provisional=at > 1)
            for at, kind in enumerate(kinds)
        ),
        lanes=lanes or (lane(),),
        bars=bars,
        rules=(Rule(name="immediate", words="规定至少展示 20 个工作日", floors=(28,)),),
        today=TODAY,
    )


def packed(*bars: Bar) -> dict[str, Any]:
    return data_of(schedule(*bars), CALENDAR, view_on=TODAY, days=49)


def test_days_are_letters_and_capital_where_they_may_still_change() -> None:
    told = packed()

    assert told["days"] == "woHM"
    assert (told["base"], told["today"], told["now"]) == ("2026-11-22", 1, 1.5)
    assert told["view"] == {"from": 1, "days": 49}


def test_a_bar_is_numbers_and_leaves_out_what_is_empty() -> None:
    bounds = Bounds(least_on=date(2026, 11, 22), most_on=date(2036, 1, 1), why="承诺")

    (one,) = packed(bar(bounds=bounds, must_until_on=date(2026, 11, 22)))["bars"]

    assert one["k"] == "qinghe-d-1@hall"
    assert one["g"] == [0]
    assert (one["a"], one["z"], one["m"], one["lo"]) == (1, 29, 0, 0)
    assert one["rule"] is None
    assert not one.keys() & {"prov", "wrong", "short", "stands", "when", "r"}


def test_a_draft_names_its_rule_and_the_reason_why_it_cannot_be_published() -> None:
    wrong = bar(
        state=BarState.DRAFTING,
        rule="immediate",
        wrong="规定至少展示 20 个工作日",
        short_days=7,
        weekdays=(1, 2),
        dayparts=(OpenSpan(from_time=time(8), to_time=time(12)),),
    )

    (one,) = packed(wrong)["bars"]

    assert (one["k"], one["rule"], one["short"]) == ("qinghe-v-1", 0, 7)
    assert one["when"] == "周一、周二，8:00-12:00"


def test_keys_differ_even_where_one_disclosure_hangs_twice() -> None:
    gone = bar(state=BarState.REMOVED, removed_on=TODAY)

    assert list(keys_of((bar(), gone))) == ["qinghe-d-1@hall", "qinghe-d-1@hall#2"]


# REQ-33
def test_a_row_says_how_long_a_loop_is_and_how_often_each_comes() -> None:
    assert load_words(lane()) == ("9 件，6 分 20 秒一轮", "每小时各 9 次（要 6）")
    assert load_words(lane(kind=DisplayKind.KIOSK)) == ("9 件可查",)
    assert load_words(lane(now=Load())) == ("没有事项", "在放默认页")


def test_the_tightest_hours_are_named_where_they_are_too_few() -> None:
    part = PartLoad(
        on=date(2026, 11, 24),
        from_time=time(8, 30),
        to_time=time(12),
        load=Load(items=20, loop_s=962, rounds=1),
    )
    wrong = bar(wrong="结束时间已经过了。")
    full = lane(tightest=part)

    assert few_words(lane(), CALENDAR) == ""
    assert few_words(lane(tightest=part, least_per_hour=3), CALENDAR) == ""
    told = tuple(warnings_of(schedule(wrong, lanes=(full,)), CALENDAR))
    assert told == (
        "大厅屏：11 月 24 日 8:30—12:00 每小时只有 3 次，要 6 次。",
        "《三季度财务收支》：结束时间已经过了。",
    )


def test_what_ends_within_a_week_is_listed_soonest_first() -> None:
    soon = bar(title="先", last_on=date(2026, 11, 25))
    later = bar(title="后", last_on=date(2026, 11, 30))
    far, free = bar(), bar(last_on=None)

    found = ending_soon(schedule(later, far, free, soon))

    assert [one.title for one in found] == ["先", "后"]


# REQ-30
def test_a_group_says_how_long_what_is_owed_is_waited_for() -> None:
    load = Load(items=9, loop_s=600, rounds=1, owed=6, longest_s=600, squeezed=True)

    assert load_words(lane(now=load))[2:] == (
        "最多隔 10 分 0 秒（要求 10 分钟内）",
        "3 件只用剩下的时间",
    )
    assert len(load_words(lane(now=replace(load, squeezed=False)))) == 3


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"in_time": False}, "11 月 24 日 8:30—12:00 要隔 13 分 0 秒 才轮到一次"),
        ({"daily": False}, "11 月 24 日 放不完每一页"),
    ],
)
def test_a_loop_that_holds_too_much_is_told(fault: dict[str, bool], words: str) -> None:
    load = Load(items=12, loop_s=780, rounds=1, owed=12, longest_s=780, **fault)
    part = PartLoad(
        on=date(2026, 11, 24), from_time=time(8, 30), to_time=time(12), load=load
    )
    full = lane(tightest=part, least_per_hour=1)

    assert few_words(full, CALENDAR) == words
    told = data_of(
        schedule(lanes=(full,)), CALENDAR, view_on=date(2026, 11, 22), days=7
    )
    assert told["groups"][0]["few"] == "太多，放不下一轮"
    [warning] = warnings_of(schedule(lanes=(full,)), CALENDAR)
    assert "摘要页" in warning


# REQ-30, REQ-33
def test_what_one_day_does_not_hold_is_said_in_days_with_what_to_do() -> None:
    load = Load(
        items=500,
        loop_s=30_968,
        rounds=3,
        owed=500,
        longest_s=30_968,
        in_time=False,
        daily=False,
        days=2,
    )
    part = PartLoad(
        on=date(2026, 11, 24), from_time=time(8, 30), to_time=time(12), load=load
    )
    full = lane(now=load, tightest=part)

    assert load_words(full)[2:] == (
        "最多隔 8 小时 36 分（要求 10 分钟内）",
        "一天轮不完，每 2 个服务日至少一次",
    )
    assert list(warnings_of(schedule(lanes=(full,)), CALENDAR)) == [
        (
            "大厅屏：11 月 24 日 8:30—12:00 要隔 8 小时 36 分 才轮到一次"
            "（一天轮不完，每 2 个服务日至少一次），要在 10 分钟内。"
            "请改挂别的分组或别的时段，给长的出一份摘要页。"
        )
    ]


# REQ-33
def test_a_group_says_when_it_is_served_and_when_its_panels_are_on() -> None:
    served = (DayHours(weekday=1, spans=(span(8, 12), span(14, 17))),)
    power = PowerSchedule(
        on=(DayHours(weekday=1, spans=(span(7, 13),)),),
        resting=Resting.OFF,
        cuts_service=True,
    )

    def lines(**changed: Any) -> list[str]:  # noqa: ANN401 - any field
        told = data_of(
            schedule(lanes=(lane(**changed),)), CALENDAR, view_on=TODAY, days=7
        )
        return list(told["groups"][0]["lines"][2:])

    assert lines() == ["今天不服务"]
    assert lines(service_hours=served) == ["今天服务 8:00-12:00、14:00-17:00"]
    assert lines(service_hours=served, power=power) == [
        "今天服务 8:00-12:00、14:00-17:00",
        "开屏 7:00-13:00，其余关屏",
    ]
    dim = power.model_copy(update={"on": (), "resting": Resting.DIM})
    assert lines(power=dim) == ["今天不服务", "今天整天调暗"]


# REQ-33: a gap that power saving makes is known before it costs a day.
def test_hours_of_service_without_power_are_warned_of() -> None:
    served = tuple(DayHours(weekday=day, spans=(span(8, 17),)) for day in (1, 2, 3))
    saving = PowerSchedule(
        on=(
            served[0],
            *(DayHours(weekday=day, spans=(span(8, 12),)) for day in (2, 3)),
        ),
        resting=Resting.OFF,
        cuts_service=True,
    )
    kept = PowerSchedule(on=served, resting=Resting.DIM, cuts_service=True)
    lanes = (
        lane(service_hours=served, power=saving),
        lane(service_hours=served, power=kept),
        lane(
            service_hours=served,
            power=saving.model_copy(update={"cuts_service": False}),
        ),
        lane(
            service_hours=served,
            power=saving.model_copy(update={"resting": Resting.DIM}),
        ),
    )

    assert list(warnings_of(schedule(lanes=lanes), CALENDAR)) == [
        "大厅屏：周二、周三的服务时间里按开屏时间关屏，次数不够的那天记为节电关屏。",
        "大厅屏：周二、周三的服务时间里按开屏时间调暗，次数不够的那天记为节电关屏。",
    ]


def span(from_hour: int, to_hour: int) -> OpenSpan:
    return OpenSpan(from_time=time(from_hour), to_time=time(to_hour))


# REQ-30
def test_a_promotion_is_marked_in_its_window() -> None:
    marked, plain = packed(bar(promotional=True), bar(disclosure="qinghe-d-2"))["bars"]

    assert marked["t"] == "【宣传】三季度财务收支"
    assert plain["t"] == "三季度财务收支"
