from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from publishing.admin.dates import Calendar
from publishing.admin.journal_words import (
    act_words,
    actor_words,
    detail_words,
    subject_words,
)
from publishing.inspection.pages import JournalLine

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
CALENDAR = Calendar(now=NOW, zone=ZoneInfo("Asia/Shanghai"))


def line(act: str = "draft.approved", **changed: Any) -> JournalLine:  # noqa: ANN401 - any field
    fields: dict[str, Any] = {
        "number": 1,
        "at": NOW,
        "actor": "staff-1",
        "actor_name": "王小花",
        "act": act,
        "subject": "qinghe-d-1",
        "subject_name": "护林安排",
        "details": {},
        "names": {},
        "digest": "0" * 64,
    }
    return JournalLine(**{**fields, **changed})


def told(names: dict[str, str] | None = None, **details: object) -> str:
    return detail_words(line(details=details, names=names or {}), CALENDAR)


def test_a_window_is_said_with_its_days_and_hours() -> None:
    window = {
        "starts_at": "2026-11-23T04:00:00.000Z",
        "end": {"kind": "provisional", "at": "2027-01-08T16:00:00.000Z"},
        "weekdays": [1, 2],
        "dayparts": [{"from_time": "08:30:00", "to_time": "12:00:00"}],
    }

    assert told(window=window) == (
        "从 今天 12:00 到 2027 年 1 月 8 日（暂定），周一、周二，08:30-12:00"
    )


def test_an_open_end_lasts_until_something_changes() -> None:
    window = {
        "starts_at": "2026-11-23T04:00:00.000Z",
        "end": {"kind": "open"},
        "weekdays": [1, 2, 3, 4, 5, 6, 7],
        "dayparts": [],
    }

    assert told(window=window) == "从 今天 12:00 到 有变化为止"


def test_ids_give_way_to_names_and_ids_of_versions_are_left_out() -> None:
    names = {"qinghe-hall": "大厅屏", "qinghe:drafter": "清禾县 起草人"}

    assert told(names, draft="qinghe-v-1", groups=["qinghe-hall"]) == "挂到 大厅屏"
    assert told(names, offices=["qinghe:drafter"]) == "职责 清禾县 起草人"


def test_panel_hall_cause_size_and_fingerprint_are_said_in_words() -> None:
    panel = {"diagonal_inches": 55, "width": 1920, "height": 1080, "distance_mm": 5000}
    hall = {"name": "大厅", "enquiry_place": "1 楼", "enquiry_telephone": "0555"}

    assert told(panel=panel) == "55 寸 1920×1080，5 米外看"
    assert told(hall=hall) == "大厅，1 楼，0555"
    assert told(cause="correction") == "原因 更正内容"
    assert told(edition=3, length=22_417) == "第 3 次存，原文件 22 KB"
    assert told(manifest="a" * 64) == "签发单指纹 aaaaaaaaaaaa…"
    assert told(audience="everyone") == "给所有人看"
    assert told(extra={"one": 1, "two": [2, 3]}) == "extra 1、2、3"


def test_a_day_of_the_calendar_is_said_in_words_and_its_signature_is_short() -> None:
    said = told(day_kind="closed", signature="I" * 86)

    assert said == "改为停工，签名 IIIIIIIIIIII…"
    assert told(carrier="paper_board", masked=2) == "载体 公开栏，遮住的处数 2"
    on_calendar = line("calendar.ordered", subject="calendar", subject_name="")
    assert subject_words(on_calendar) == "工作日历"


def test_long_details_are_cut() -> None:
    assert told(reason="长" * 300).endswith("…")


def test_a_refused_act_says_what_was_tried_and_why_not() -> None:
    refused = line(
        "refused",
        subject="staff.list",
        subject_name="",
        details={"code": "not_allowed"},
    )

    assert act_words(refused) == "想做但没有权限：看人员名单"
    assert subject_words(refused) == ""
    assert detail_words(refused, CALENDAR) == "没有这项职责"


def test_who_and_what_are_said_by_name() -> None:
    assert actor_words(line()) == "王小花"
    assert actor_words(line(actor="system", actor_name="system")) == "系统"
    assert subject_words(line()) == "护林安排"
    assert subject_words(line(subject_name="")) == "qinghe-d-1"


def test_a_chain_that_is_set_for_a_level_is_told_in_words() -> None:
    said = told(level="village", chain=["村委会提出", "联席会议决定"])

    assert said == "用于村（社区），各步 村委会提出、联席会议决定"
