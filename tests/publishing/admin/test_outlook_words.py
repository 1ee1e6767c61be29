from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from publishing.admin.dates import Calendar
from publishing.admin.outlook_words import changes_of, headline_of
from publishing.inspection.loops import GroupOutlook
from publishing.inspection.outlook import Days, Outlook
from publishing.schedule.load import Load, PartLoad

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
