from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from publishing.inspection.bars import Bar, BarState, DayKind, Schedule
from publishing.inspection.hung import Manifests
from publishing.inspection.timetable import Timetable
from publishing.tables.schedule import EndKind
from publishing.tables.stages import Stage
from tests.fakes.desk import County

MONDAY = date(2026, 11, 23)


def board_of(
    county: County, *, who: str = "drafter", from_on: date = MONDAY, days: int = 49
) -> Schedule:
    timetable = Timetable(
        acting=county.cases.acting,
        calendars=county.services.calendars,
        mandates=county.services.mandates,
        zone=ZoneInfo(county.services.time_zone),
        manifests=Manifests(),
    )
    return timetable.board(county.people[who], from_on=from_on, days=days)


def only_bar(county: County, *, who: str = "drafter") -> Bar:
    (bar,) = board_of(county, who=who).bars
    return bar


# REQ-33
def test_a_window_says_first_last_and_what_the_mandate_demands(
    county: County,
) -> None:
    county.approved(explicit_end_at="2026-12-31T16:00:00Z")

    bar = only_bar(county)

    assert bar.first_on == MONDAY
    assert bar.must_until_on == date(2026, 12, 21)
    assert bar.last_on == date(2026, 12, 31)
    assert bar.groups == ("qinghe-hall-kiosk", "qinghe-hall-screen")
    assert bar.state is BarState.SHOWING


def test_an_open_end_has_no_last_day_no_demand_and_stands(county: County) -> None:
    county.approved(mandate="long_term")

    bar = only_bar(county, who="publisher")

    assert bar.end_kind is EndKind.OPEN
    assert bar.last_on is None
    assert bar.must_until_on is None
    assert bar.bounds is None
    assert "到有变化为止" in bar.stands


def test_the_office_sees_how_far_an_end_may_move_and_others_why_not(
    county: County,
) -> None:
    county.approved()

    theirs, others = (only_bar(county, who=who) for who in ("publisher", "drafter"))

    assert theirs.bounds is not None
    assert theirs.bounds.least_on == date(2026, 12, 21)
    assert others.bounds is None
    assert "发布办公室" in others.stands


def test_what_waits_is_shown_to_its_unit_and_moved_by_its_drafter(
    county: County,
) -> None:
    county.draft()
    county.submitted(title="等签名的一件")

    mine, others = (board_of(county, who=who) for who in ("drafter", "reviewer"))

    assert {bar.state for bar in mine.bars} == {BarState.DRAFTING, BarState.WAITING}
    assert [rule.words for rule in mine.rules] == ["规定至少展示 20 个工作日"]
    assert mine.rules[0].floors[0] == (date(2026, 12, 21) - MONDAY).days
    assert all(bar.rule == "" and bar.stands for bar in others.bars)


# REQ-9: the preview of a taken-over notice counts from the day on which it was posted.
def test_what_hung_before_may_be_dragged_as_far_as_its_own_first_day_allows(
    county: County,
) -> None:
    county.draft(hung_since=date(2026, 11, 2), settled_on=date(2026, 11, 2))

    schedule = board_of(county)

    (rule,) = schedule.rules
    assert rule.floors[:2] == (
        (date(2026, 11, 30) - MONDAY).days,
        (date(2026, 11, 30) - date(2026, 11, 24)).days,
    )
    assert schedule.bars[0].must_until_on == date(2026, 11, 30)


# REQ-9
def test_a_draft_of_an_earlier_stage_is_drawn_until_the_next_one_replaces_it(
    county: County,
) -> None:
    made = county.draft(mandate="staged")
    drafter = county.people["drafter"]
    county.cases.staging.assign(drafter, made.line.id, Stage.BEFORE)

    bar = only_bar(county)

    assert bar.end_kind is EndKind.OPEN
    assert bar.last_on is None
    assert bar.must_until_on == date(2026, 12, 21)


# REQ-9
def test_a_stage_that_may_not_follow_yet_says_so_on_the_schedule(
    county: County,
) -> None:
    drafter, staging = county.people["drafter"], county.cases.staging
    made = county.draft(mandate="staged")
    staging.assign(drafter, made.line.id, Stage.BEFORE)
    county.approve_change(made)
    new = county.cases.changing.change(drafter, made.line.disclosure)
    staging.assign(drafter, new.line.id, Stage.DURING)

    hangs, waits = board_of(county).bars
    county.clock.forward(days=29)
    (later,) = (one for one in board_of(county).bars if one.draft == new.line.id)

    assert hangs.must_until_on == date(2026, 12, 21)
    assert "2026 年 12 月 22 日起才能换上“事中”" in waits.wrong
    assert later.wrong == ""


def test_a_draft_that_ends_before_its_mandate_says_how_many_days_it_lacks(
    county: County,
) -> None:
    county.draft(explicit_end_at="2026-12-11T16:00:00Z")
    county.draft(mandate="notice_7", explicit_end_at="2026-11-29T16:00:00Z")

    calendar, working = sorted(board_of(county).bars, key=lambda bar: bar.short_days)

    assert working.last_on == date(2026, 12, 11)
    assert working.short_days == 6
    assert "最早到 2026 年 12 月 21 日" in working.wrong
    assert calendar.short_days == 1


def test_a_draft_beyond_the_calendar_or_without_an_end_says_what_is_wrong(
    county: County,
) -> None:
    county.draft(mandate="none")
    county.clock.forward(days=365 * 73)

    (bar,) = board_of(county, from_on=county.clock.now().date()).bars

    assert bar.last_on is None
    assert bar.wrong != ""


def test_a_window_of_the_past_that_a_draft_asks_for_is_drawn_today(
    county: County,
) -> None:
    county.draft(explicit_end_at="2026-10-01T16:00:00Z")

    bar = only_bar(county)

    assert (bar.first_on, bar.last_on) == (MONDAY, MONDAY)
    assert "已经过了" in bar.wrong


def test_what_is_over_or_taken_down_stands_and_says_so(county: County) -> None:
    county.approved(mandate="notice_7", objections_telephone="0555-010-0331")
    county.clock.forward(days=20)

    bar = only_bar(county, who="publisher")

    assert bar.state is BarState.ENDED
    assert "展示完了" in bar.stands


def test_windows_outside_the_days_asked_for_are_left_out(county: County) -> None:
    county.approved()

    assert not board_of(county, from_on=MONDAY + timedelta(days=200), days=14).bars


@pytest.mark.parametrize(
    ("on", "kind", "provisional"),
    [
        (date(2026, 11, 23), DayKind.WORKED, False),
        (date(2026, 11, 28), DayKind.WEEKEND, False),
        (date(2026, 10, 1), DayKind.HOLIDAY, False),
        (date(2026, 10, 10), DayKind.MAKE_UP, False),
        (date(2027, 1, 4), DayKind.WORKED, True),
        (date(2101, 5, 2), DayKind.WORKED, True),
        (date(2101, 5, 7), DayKind.WEEKEND, True),
    ],
)
def test_days_say_whether_they_are_worked_and_sure(
    county: County, on: date, kind: DayKind, *, provisional: bool
) -> None:
    (mark,) = board_of(county, from_on=on, days=1).days

    assert (mark.kind, mark.provisional) == (kind, provisional)


def test_a_lane_says_how_long_a_loop_lasts_and_how_often_each_comes(
    county: County,
) -> None:
    county.approved()

    lanes = {lane.group: lane for lane in board_of(county).lanes}

    now = lanes["qinghe-hall-screen"].now
    assert (now.items, now.loop_s, now.per_hour) == (1, 12, 300)
    assert lanes["qinghe-hall-screen"].tightest is not None
    assert lanes["qinghe-hall-kiosk"].tightest is None


# REQ-30
def test_a_promotion_is_marked_before_and_after_it_is_approved(county: County) -> None:
    end = {"explicit_end_at": "2026-11-30T16:00:00Z"}
    county.approved(mandate="promotion", **end)
    county.submitted(mandate="promotion", **end)
    county.approved()

    marks = {(bar.state, bar.promotional) for bar in board_of(county).bars}

    assert marks == {
        (BarState.SHOWING, True),
        (BarState.SHOWING, False),
        (BarState.WAITING, True),
    }
