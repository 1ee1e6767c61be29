from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from publishing.admin.dates import Calendar
from publishing.admin.outlook_words import changes_of, crowded_words, headline_of
from publishing.inspection.loops import GroupOutlook
from publishing.inspection.outlook import Days, Outlook
from publishing.schedule.shares import Load, PartLoad

CALENDAR = Calendar(
    now=datetime(2026, 11, 23, 4, tzinfo=UTC), zone=ZoneInfo("Asia/Shanghai")
)
BEFORE = Days(
    first_on=date(2026, 11, 23), last_on=date(2026, 12, 21), provisional=False
)


def days(first: date, last: date | None, *, provisional: bool = False) -> Days:
    return Days(first_on=first, last_on=last, provisional=provisional)


def outlook(**changed: Any) -> Outlook:  # noqa: ANN401 - any field
    fields: dict[str, Any] = {
        "title": "三季度财务收支",
        "before": BEFORE,
        "after": days(BEFORE.first_on, date(2027, 1, 8), provisional=True),
        "groups": (),
        "provisional": 0,
        "voids": 0,
    }
    return Outlook(**(fields | changed))


def part(loop_s: int) -> PartLoad:
    load = Load(items=1, loop_s=loop_s, rounds=1)
    return PartLoad(
        on=date(2026, 12, 22), from_time=time(8, 30), to_time=time(17, 30), load=load
    )


def group(number: int, before: int, after: int, *, least: int = 4) -> GroupOutlook:
    return GroupOutlook(
        group=f"group-{number}",
        name=f"{number} 号屏",
        looped=True,
        before=part(before),
        after=part(after),
        least_per_hour=least,
        most_minutes_between=10,
    )


# REQ-33
def test_the_headline_names_the_end_before_and_after() -> None:
    assert headline_of(outlook(), CALENDAR) == (
        "结束从 12 月 21 日 改到 2027 年 1 月 8 日（暂定）"
    )
    moved = outlook(after=days(date(2026, 12, 1), None))
    assert headline_of(moved, CALENDAR) == (
        "从 11 月 23 日—12 月 21 日 改成 12 月 1 日—有变化为止"
    )
    assert headline_of(outlook(before=None), CALENDAR).startswith("改成 11 月 23 日")


def test_what_wants_care_is_said_first() -> None:
    told = list(
        changes_of(
            outlook(
                voids=2,
                provisional=5,
                groups=(group(1, 300, 330), group(2, 890, 930)),
            ),
            CALENDAR,
        )
    )

    assert [change.words for change in told] == [
        "已有的 2 个签名作废，要重新提交、审核、批准。",
        (
            "2 号屏：12 月 22 日 8:30—17:30 每小时只有 3 次，要 4 次。一轮从"
            " 14 分 50 秒 变成 15 分 30 秒，可以改挂别的分组，或早些结束别的事项。"
        ),
        "其中 5 天所在的年份还没有放假通知，是暂定的，通知出来可能会变。",
        "挂在：1 号屏、2 号屏",
        "1 号屏：一轮从 5 分 0 秒 变成 5 分 30 秒，每小时 10 次（要 4）。",
    ]


def test_many_groups_are_counted_not_listed() -> None:
    groups = tuple(group(number, 300, 300) for number in range(40))

    told = [change.words for change in changes_of(outlook(groups=groups), CALENDAR)]

    assert told[0].endswith("等 40 个分组")
    assert told[1] == "0 号屏：一轮还是 5 分 0 秒，每小时 12 次（要 4）。"
    assert told[-1] == "另外 34 个分组次数都够。"
    assert len(told) == 8


# REQ-30, REQ-33
def test_too_much_for_one_loop_is_said_with_figures_and_what_to_do() -> None:
    load = Load(items=12, loop_s=780, rounds=1, owed=11, longest_s=780, in_time=False)
    full = replace(group(1, 300, 780), after=replace(part(780), load=load))
    many = replace(load, in_time=True, daily=False)
    long = replace(group(2, 300, 780), after=replace(part(780), load=many))

    first, second = list(changes_of(outlook(groups=(full, long)), CALENDAR))[:2]

    assert first.words == (
        "1 号屏：12 月 22 日 8:30—17:30 11 件必须展示的一轮放不下，"
        "要隔 13 分 0 秒 才轮到一次，本组要求不超过 10 分钟。"
        "请改挂别的分组或别的时段，给长的出一份摘要页，"
        "或把本组“最多隔几分钟放一次”放宽到 13 分钟。"
    )
    assert second.words == (
        "2 号屏：12 月 22 日 8:30—17:30 一天的服务时间不够把每页都放一遍。"
        "请给长的出一份摘要页，或改挂别的分组。"
    )
    assert first.tone == second.tone == "bad"
    fine = group(3, 300, 330)
    assert crowded_words((full, fine, long), CALENDAR) == (first.words, second.words)


def test_in_how_many_days_each_comes_is_said_where_one_is_not_enough() -> None:
    load = Load(items=500, owed=500, longest_s=30_968, in_time=False, days=2)
    full = replace(group(1, 300, 780), after=replace(part(780), load=load))
    paged = replace(load, in_time=True, daily=False)
    long = replace(group(2, 300, 780), after=replace(part(780), load=paged))

    first, second = list(changes_of(outlook(groups=(full, long)), CALENDAR))[:2]

    assert (
        "要隔 8 小时 36 分 才轮到一次（一天轮不完，每 2 个服务日至少一次）"
        in first.words
    )
    # Four hours are the longest that a group may promise.
    assert "放宽" not in first.words
    assert "放一遍，一天轮不完，每 2 个服务日至少一次。" in second.words


def test_what_gets_only_the_time_that_is_left_is_said() -> None:
    load = Load(items=9, loop_s=600, rounds=1, owed=6, longest_s=600, squeezed=True)
    tight = replace(group(1, 300, 600), after=replace(part(600), load=load))

    told = [one.words for one in changes_of(outlook(groups=(tight,)), CALENDAR)]

    assert told[-1].endswith(
        "另外 3 件不是非展示不可的，只用剩下的时间，不一定都轮得到。"
    )
