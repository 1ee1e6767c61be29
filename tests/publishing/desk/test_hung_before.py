"""The dates are written by hand from the notices on holidays of 2026."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from config.calendar_data import shipped_calendar
from config.mandates import shipped_mandates
from programme.standing import Lateness, Standing, StandingState
from programme.window import End, FixedEnd, OpenEnd, ProvisionalEnd
from programme.workdays import Workdays
from publishing.desk.hung_before import check_hung_before
from publishing.errors import Refused
from publishing.inspection.judging import Judging
from publishing.inspection.standings import Standings
from publishing.schedule.windows import (
    Asked,
    WindowImpossible,
    window_at_approval,
    window_of,
)
from publishing.tables.journal import JournalEntry
from publishing.tables.schedule import GroupEntry
from tests.fakes.desk import County
from tests.fakes.hand_clock import NOON

ZONE = ZoneInfo("Asia/Shanghai")
WORKDAYS = Workdays(shipped_calendar().whole())
MANDATES = shipped_mandates()
TODAY = date(2026, 11, 23)
BEFORE = {"hung_since": date(2026, 11, 2), "settled_on": date(2026, 10, 30)}
"""Of 20 working days after Monday 2 November the last is Monday the 30th."""


def after(on: date) -> datetime:
    """Return the local midnight after a day."""
    return datetime.combine(on + timedelta(days=1), time(0), ZONE).astimezone(UTC)


def asked(name: str, since: date, explicit: date | None = None) -> Asked:
    preset = MANDATES[name]
    return Asked(
        mandate=preset.mandate,
        needs_end=preset.needs_end,
        earliest_start_at=None,
        explicit_end_at=after(explicit) if explicit else None,
        hung_since=since,
    )


def end_of(one: Asked, now: datetime = NOON) -> End:
    window = window_of(one, now=now, workdays=WORKDAYS, zone=ZONE)
    assert window.starts_at == now
    return window.end


# REQ-6 to REQ-9: the mandate counts from the day on which it was put up.
@pytest.mark.parametrize(
    ("name", "since", "now", "end"),
    [
        ("immediate", "2026-11-02", NOON, FixedEnd(at=after(date(2026, 11, 30)))),
        # Put up on a Saturday: Monday the 9th is the first day that counts.
        ("immediate", "2026-11-07", NOON, FixedEnd(at=after(date(2026, 12, 4)))),
        # The last day that is owed is today.
        ("immediate", "2026-10-26", NOON, FixedEnd(at=after(date(2026, 11, 23)))),
        # 1 to 7 October are off and Saturday the 10th is worked.
        (
            "immediate",
            "2026-09-28",
            datetime(2026, 10, 12, 4, 0, tzinfo=UTC),
            FixedEnd(at=after(date(2026, 10, 30))),
        ),
        # Over the year end, where no notice says yet which days are off.
        (
            "immediate",
            "2026-12-14",
            datetime(2026, 12, 30, 4, 0, tzinfo=UTC),
            ProvisionalEnd(at=after(date(2027, 1, 11))),
        ),
        # Calendar days count on over the weekend.
        ("notice_7", "2026-11-17", NOON, FixedEnd(at=after(date(2026, 11, 24)))),
        ("notice_7", "2026-11-16", NOON, FixedEnd(at=after(date(2026, 11, 23)))),
        ("long_term", "2020-01-02", NOON, OpenEnd()),
    ],
)
def test_the_end_is_counted_from_the_day_on_which_it_was_put_up(
    name: str, since: str, now: datetime, end: End
) -> None:
    assert end_of(asked(name, date.fromisoformat(since)), now) == end


@pytest.mark.parametrize(
    ("name", "since"), [("immediate", "2026-10-23"), ("notice_7", "2026-11-15")]
)
def test_what_hung_long_enough_is_refused_unless_a_later_end_is_named(
    name: str, since: str
) -> None:
    on = date.fromisoformat(since)

    with pytest.raises(WindowImpossible, match="已经公布满了，不用再上屏"):
        end_of(asked(name, on))
    later = end_of(asked(name, on, date(2026, 12, 31)))
    assert later == FixedEnd(at=after(date(2026, 12, 31)))
    with pytest.raises(WindowImpossible, match="已经过了"):
        end_of(asked(name, on, date(2026, 11, 22)))


@pytest.mark.parametrize("explicit", [None, date(2026, 12, 31)])
def test_days_spent_waiting_for_approval_do_not_lengthen_it(
    explicit: date | None,
) -> None:
    one = asked("immediate", date(2026, 11, 2), explicit)

    found = window_at_approval(
        one,
        promised_end_at=after(explicit or date(2026, 11, 30)),
        now=NOON + timedelta(days=2),
        workdays=WORKDAYS,
        zone=ZONE,
    )

    assert found.end == FixedEnd(at=after(explicit or date(2026, 11, 30)))


@pytest.mark.parametrize(
    ("since", "change", "words"),
    [
        ("2026-11-23", False, "要在今天以前"),
        ("2026-11-24", False, "要在今天以前"),
        ("2026-10-29", False, "早于事项确定之日"),
        ("2016-11-21", False, "在十年以前"),
        ("2026-11-02", True, "新版本不能再写“以前已贴出”"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_what_to_do(
    county: County, since: str, change: bool, words: str
) -> None:
    form = county.form(**BEFORE | {"hung_since": date.fromisoformat(since)})

    with pytest.raises(Refused, match=words) as refused:
        check_hung_before(form, is_change=change, today=TODAY)
    assert refused.value.code == "hung_since"


def test_ten_years_and_none_at_all_may_be_said(county: County) -> None:
    long_ago = {"hung_since": date(2016, 11, 24), "settled_on": date(2016, 11, 24)}

    check_hung_before(county.form(**long_ago), is_change=False, today=TODAY)
    check_hung_before(county.form(), is_change=True, today=TODAY)


def judged(county: County, disclosure: str) -> Standing | None:
    services = county.services
    judging = Judging(
        acting=county.cases.acting,
        calendars=services.calendars,
        mandates=services.mandates,
        zone=ZONE,
    )
    return judging.of(county.people["drafter"], disclosure)


# REQ-8: in time by the day on which it was put up; no day before the window counts.
def test_it_is_taken_over_with_its_day_and_claims_no_day_before_its_window(
    county: County,
) -> None:
    made = county.approved(**BEFORE)

    assert made.manifest is not None
    assert made.manifest.hung_since == date(2026, 11, 2)
    assert made.line.register_number == "柳坞村 2026-0001"
    found = judged(county, made.line.disclosure)
    assert found is not None
    assert (found.state, found.late) == (StandingState.SHOWING, Lateness.NONE)
    # Of its 20 days the window holds 24, 25, 26, 27 and 30 November.
    assert (found.days, found.at_least) == (0, 5)
    with county.database.session() as session:
        entries = session.scalars(select(GroupEntry)).all()
        acts = session.scalars(
            select(JournalEntry).where(JournalEntry.act == "draft.approved")
        ).all()
    assert {(one.starts_at, one.ends_at) for one in entries} == {
        (NOON, after(date(2026, 11, 30)))
    }
    assert [one.details["hung_since"] for one in acts] == ["2026-11-02"]


def test_what_was_put_up_late_stays_late_and_nothing_is_due_while_it_waits(
    county: County,
) -> None:
    form = {"hung_since": date(2026, 11, 2), "settled_on": date(2026, 9, 1)}
    waiting = county.reviewed(**form)

    assert judged(county, waiting.line.disclosure) is None
    duties = county.cases.duties.open(county.people["approver"])
    assert [one.duty.due for one in duties] == [None]
    standings = Standings(
        acting=county.cases.acting,
        calendars=county.services.calendars,
        mandates=county.services.mandates,
        zone=ZONE,
    )
    assert standings.of(county.people["approver"], [waiting.line]) == {}
    made = county.approve(waiting)
    found = judged(county, made.line.disclosure)
    assert found is not None
    assert found.late is Lateness.LEGAL


def test_a_change_starts_without_the_day_and_is_still_judged_by_it(
    county: County,
) -> None:
    made = county.approved(**BEFORE)

    who = county.people["drafter"]
    change = county.cases.changing.change(who, made.line.disclosure)
    form = change.form.model_copy(update={"secrecy_basis": "不涉密"})
    edition = change.line.edition
    edited = county.cases.drafting.edit(who, change.line.id, form, edition=edition)
    county.approve_change(edited)

    assert change.form.hung_since is None
    found = judged(county, made.line.disclosure)
    assert found is not None
    assert (found.late, found.at_least) == (Lateness.NONE, 20)


def test_what_hung_long_enough_cannot_be_submitted(county: County) -> None:
    made = county.draft(hung_since=date(2026, 9, 2), settled_on=date(2026, 9, 1))

    with pytest.raises(WindowImpossible, match="请写明展示到哪天"):
        county.submit(made)
