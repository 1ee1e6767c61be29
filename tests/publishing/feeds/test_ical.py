from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, strategies as st
from icalendar import Calendar

from publishing.feeds.events import Dated, Event, Feed
from publishing.feeds.ical import to_ical

BASE = "https://qinghe.example/staff"
MOST_OCTETS = 75


def parsed(data: bytes) -> Any:  # noqa: ANN401 - the library's types are unions of all
    return Calendar.from_ical(data)


def feed(summary: str = "应发布：三季度财务收支（柳坞村）", **changed: object) -> Feed:
    values: dict[str, object] = {
        "uid": "target-1@qinghe.mingbai",
        "on": date(2026, 11, 30),
        "summary": summary,
        "description": "等您办。\n详情请登录明白管理页看。",
        "categories": ("应发布", "等您办"),
        "tentative": False,
        "alarms": (timedelta(days=-4, hours=8), timedelta(hours=8)),
        "link": "/drafts/1",
    }
    event = Event(**(values | changed))  # type: ignore[arg-type]
    changed_at = datetime(2026, 11, 23, 4, 0, 7, 123456, tzinfo=UTC)
    return Feed(
        county="qinghe", dated=(Dated(event=event, sequence=3, changed_at=changed_at),)
    )


def test_another_program_reads_what_was_written() -> None:
    calendar = parsed(to_ical(feed(), base=BASE))

    (entry,) = calendar.walk("VEVENT")
    assert str(calendar["x-wr-calname"]) == "明白 公开待办"
    assert calendar["refresh-interval"].dt == timedelta(hours=1)
    assert entry.decoded("dtstart") == date(2026, 11, 30)
    assert entry.decoded("dtend") == date(2026, 12, 1)
    assert str(entry["summary"]) == "应发布：三季度财务收支（柳坞村）"
    assert str(entry["description"]).splitlines()[0] == "等您办。"
    assert entry["sequence"] == 3
    assert entry.decoded("last-modified") == datetime(2026, 11, 23, 4, 0, 7, tzinfo=UTC)
    assert [str(one) for one in entry["categories"].cats] == ["应发布", "等您办"]
    assert (str(entry["status"]), str(entry["transp"])) == ("CONFIRMED", "TRANSPARENT")
    assert str(entry["url"]) == "https://qinghe.example/staff/drafts/1"


def test_each_alarm_is_written_with_its_moment() -> None:
    calendar = parsed(to_ical(feed(), base=BASE))

    alarms = calendar.walk("VALARM")
    assert [one["trigger"].dt for one in alarms] == [
        timedelta(days=-4, hours=8),
        timedelta(hours=8),
    ]
    assert {str(one["action"]) for one in alarms} == {"DISPLAY"}


def test_a_day_that_may_move_is_tentative() -> None:
    calendar = parsed(to_ical(feed(tentative=True), base=BASE))

    assert str(calendar.walk("VEVENT")[0]["status"]) == "TENTATIVE"


def test_equal_feeds_are_equal_bytes() -> None:
    assert to_ical(feed(), base=BASE) == to_ical(feed(), base=BASE)


@given(
    summary=st.text(
        alphabet=st.sampled_from("公开村务，；：\\\n,;:\"'a1 𠮷（）😀é"), max_size=120
    )
)
def test_long_chinese_lines_are_folded_within_75_octets_and_come_back_whole(
    summary: str,
) -> None:
    data = to_ical(feed(summary), base=BASE)

    lines = data.split(b"\r\n")
    assert all(len(line) <= MOST_OCTETS for line in lines)
    assert all(line.decode() is not None for line in lines)
    (entry,) = parsed(data).walk("VEVENT")
    assert str(entry["summary"]) == summary
