from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from programme.boards import Board, DisplayKind
from programme.hours import OpenSpan
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
from publishing.schedule.load import Load, PartLoad
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
