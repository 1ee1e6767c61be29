from datetime import date, timedelta

import pytest

from config.calendar_data import shipped_calendar
from programme.workdays import Workdays
from publishing.duties.duty import Due, Duty, DutyKind, Ranked, ranked
from publishing.feeds.events import WITHHELD, Event, events_of

WORKDAYS = Workdays(shipped_calendar().whole())
TODAY = date(2026, 11, 23)


def standing(**changed: object) -> Ranked:
    values: dict[str, object] = {
        "kind": DutyKind.WRITE,
        "subject": "qinghe-v-1",
        "title": "三季度财务收支",
        "unit": "qinghe-liuwu",
        "unit_name": "柳坞村",
        "link": "/drafts/qinghe-v-1",
        "mine": True,
        "for_everyone": True,
        "due": Due(target_on=date(2026, 11, 27), legal_on=date(2026, 12, 18)),
        "about": "退回：王某的数字不对",
        "others": ("李某",),
    }
    duty = Duty(**(values | changed))  # type: ignore[arg-type]
    (one,) = ranked([duty], on=TODAY, workdays=WORKDAYS)
    return one


def events(*duties: Ranked) -> tuple[Event, ...]:
    return events_of(duties, county="qinghe", workdays=WORKDAYS)


# REQ-6, REQ-8
def test_target_and_legal_deadline_are_days_of_their_own() -> None:
    target, legal = events(standing())

    assert (target.uid, target.on) == (
        "target-qinghe-v-1@qinghe.mingbai",
        date(2026, 11, 27),
    )
    assert target.summary == "应发布：三季度财务收支（柳坞村）"
    assert (legal.on, legal.summary) == (
        date(2026, 12, 18),
        "法定最晚发布：三季度财务收支（柳坞村）",
    )


def test_a_day_keeps_its_name_whoevers_turn_it_is() -> None:
    (mine, _) = events(standing())
    (theirs, _) = events(standing(kind=DutyKind.PUBLISH, mine=False))

    assert mine.uid == theirs.uid
    assert mine.digest != theirs.digest


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (DutyKind.WINDOW_ENDS, "展示期满：三季度财务收支（柳坞村）"),
        (DutyKind.REVIEW_DATE, "到期复查：三季度财务收支（柳坞村）"),
        (DutyKind.PERIODIC, "应发布：三季度财务收支（柳坞村）"),
    ],
)
def test_a_day_says_what_it_is(kind: DutyKind, words: str) -> None:
    (event,) = events(standing(kind=kind, due=Due(target_on=date(2026, 12, 1))))

    assert event.summary == words


def test_what_is_late_says_so_first() -> None:
    (event,) = events(standing(due=Due(target_on=date(2026, 11, 20))))

    assert event.summary.startswith("超期·应发布")


def test_a_day_that_a_notice_may_move_is_tentative_and_says_so() -> None:
    due = Due(target_on=date(2026, 12, 28), provisional=True)

    (event,) = events(standing(due=due))

    assert event.tentative
    assert "（暂定）" in event.summary
    assert "这一天可能改" in event.description


def test_the_telephone_rings_when_the_centre_reminds() -> None:
    # Monday 30 November: two working days before it is Thursday the 26th.
    (event,) = events(standing(due=Due(target_on=date(2026, 11, 30))))

    assert event.alarms == (timedelta(days=-4, hours=8), timedelta(hours=8))


def test_what_waits_for_others_does_not_ring() -> None:
    assert all(not event.alarms for event in events(standing(mine=False)))


# REQ-20
def test_a_matter_that_is_not_for_everybody_keeps_its_title_in_the_house() -> None:
    found = events(standing(for_everyone=False))

    assert all(WITHHELD in event.summary for event in found)
    assert all("三季度" not in str(event) for event in found)


# REQ-22
def test_no_name_no_reason_and_no_personal_number_is_in_a_day() -> None:
    title = "关于 110101199003074290、13900000000 的答复"

    for event in events(standing(title=title)):
        told = f"{event.summary}{event.description}{event.categories}"
        assert "王某" not in told
        assert "李某" not in told
        assert "19900307" not in told
        assert "13900000000" not in told


def test_what_has_no_day_is_no_event() -> None:
    assert events(standing(due=None)) == ()
