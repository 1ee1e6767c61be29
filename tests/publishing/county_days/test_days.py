from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from publishing.county_days.orders import SignedOrder
from publishing.errors import Conflict, NotAllowed, NotThere, Refused, StateForbids
from publishing.oversight.journal import page, verify
from publishing.tables.calendar import (
    CalendarChange,
    CalendarSnapshot,
    CountyDay,
    CountyDayKind,
)
from publishing.tables.journal import JournalEntry
from publishing.tables.release import ReleaseDue
from publishing.tables.schedule import EndKind, GroupEntry
from tests.fakes.desk import County

CLOSED, MAKE_UP = CountyDayKind.CLOSED, CountyDayKind.MAKE_UP
FRIDAY, SUNDAY = date(2026, 11, 27), date(2026, 11, 29)


def order(county: County, day: date = FRIDAY, kind: CountyDayKind = CLOSED) -> str:
    return county.cases.county_days.order(
        county.people["admin"], day=day, kind=kind, reason="全县停电检修"
    )


def ends(county: County) -> list[tuple[EndKind, datetime | None]]:
    with county.database.reading() as session:
        rows = session.scalars(select(GroupEntry).order_by(GroupEntry.id))
        return [(row.end_kind, row.ends_at) for row in rows]


def changes(county: County) -> list[CalendarChange]:
    with county.database.reading() as session:
        return list(session.scalars(select(CalendarChange)))


def journal(county: County) -> JournalEntry:
    with county.database.reading() as session:
        assert verify(session).holds
        return page(session, subject="calendar")[0]


def test_a_closure_takes_effect_without_a_restart_and_is_signed(
    county: County,
) -> None:
    made = order(county)

    assert not county.services.calendars.workdays.is_working_day(FRIDAY)
    with county.database.reading() as session:
        row = session.get_one(CountyDay, made)
    given = SignedOrder.model_validate(row.signed)
    given.check(county.services.approval_key.public)
    assert (given.order.day, given.order.kind, given.order.reason) == (
        FRIDAY,
        CLOSED,
        "全县停电检修",
    )
    entry = journal(county)
    assert entry.act == "calendar.ordered"
    assert entry.details["signature"] == given.signature


def test_every_group_gets_a_programme_with_the_new_calendar(county: County) -> None:
    order(county)

    assert county.told[-1] == {"qinghe-hall-screen", "qinghe-hall-kiosk"}
    with county.database.reading() as session:
        due = set(session.scalars(select(ReleaseDue.target)))
    assert "programmes/qinghe-hall-screen.json" in due
    assert "progress/qinghe-hall-kiosk.json" in due


# 20 working days after Monday 23 November 2026 are full on Monday 21 December.
@pytest.mark.both_databases
def test_what_hangs_is_lengthened_and_gets_one_record(county: County) -> None:
    county.approved()

    order(county)

    # The local midnight after Tuesday 22 December.
    at = datetime(2026, 12, 22, 16, 0, tzinfo=UTC)
    assert ends(county) == [(EndKind.FIXED, at)] * 2
    (change,) = changes(county)
    before, after = change.before["windows"], change.after["windows"]
    assert [one["ends_at"] for one in before] == ["2026-12-21T16:00:00.000Z"] * 2
    assert [one["ends_at"] for one in after] == ["2026-12-22T16:00:00.000Z"] * 2
    assert (change.before["target_on"], change.after["target_on"]) == (
        "2026-11-27",
        "2026-11-30",
    )
    assert journal(county).details["moved"] == 1


def test_what_waits_is_due_later_and_gets_a_record(county: County) -> None:
    county.submitted()

    order(county)

    (change,) = changes(county)
    assert change.before["legal_on"] == "2026-12-18"
    assert change.after["legal_on"] == "2026-12-21"


def test_what_a_day_does_not_touch_gets_no_record(county: County) -> None:
    county.approved(mandate="long_term", settled_on=date(2026, 9, 1))

    order(county)

    assert changes(county) == []


def test_an_order_that_is_taken_back_leaves_promised_ends_where_they_are(
    county: County,
) -> None:
    county.approved()
    made = order(county)
    before = ends(county)

    county.cases.county_days.revoke(county.people["admin"], made, reason="改期了")

    assert county.services.calendars.workdays.is_working_day(FRIDAY)
    assert ends(county) == before
    entry = journal(county)
    assert (entry.act, entry.details["reason"]) == ("calendar.revoked", "改期了")
    with county.database.reading() as session:
        row = session.get_one(CountyDay, made)
        snapshots = list(session.scalars(select(CalendarSnapshot.words)))
    back = SignedOrder.model_validate(row.revoked)
    back.check(county.services.approval_key.public)
    assert back.order.revokes
    assert snapshots == [
        "最初的工作日历",
        "2026-11-27 停工：全县停电检修",
        "取消 2026-11-27 停工：改期了",
    ]


def test_a_make_up_day_shortens_nothing_that_hangs_and_counts_for_what_comes(
    county: County,
) -> None:
    county.approved()
    before = ends(county)

    order(county, SUNDAY, MAKE_UP)

    assert ends(county) == before
    county.approved(title="另一件")
    assert ends(county)[-1] == (
        EndKind.FIXED,
        datetime(2026, 12, 18, 16, 0, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("day", "kind", "words"),
    [
        (SUNDAY, CLOSED, "本来就休息"),
        (FRIDAY, MAKE_UP, "本来就上班"),
        (date(2029, 1, 1), CLOSED, "离今天太远"),
        (date(2025, 1, 6), CLOSED, "离今天太远"),
    ],
)
def test_an_order_that_changes_nothing_is_refused(
    county: County, day: date, kind: CountyDayKind, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        order(county, day, kind)


def test_a_day_is_ordered_once_with_a_reason_and_taken_back_once(
    county: County,
) -> None:
    days, admin = county.cases.county_days, county.people["admin"]
    made = order(county)

    with pytest.raises(Conflict, match="已经调整过"):
        order(county)
    with pytest.raises(Refused, match="写明原因"):
        days.order(admin, day=FRIDAY + timedelta(days=3), kind=CLOSED, reason=" ")
    with pytest.raises(Refused, match="200 个字以内"):
        days.order(
            admin, day=FRIDAY + timedelta(days=3), kind=CLOSED, reason="停" * 201
        )
    with pytest.raises(NotThere):
        days.revoke(admin, "qinghe-c-none", reason="没有这一条")
    days.revoke(admin, made, reason="改期了")
    with pytest.raises(StateForbids):
        days.revoke(admin, made, reason="再来一次")
    assert order(county) != made


@pytest.mark.parametrize("who", ["drafter", "approver", "publisher"])
def test_only_an_administrator_of_the_county_orders_a_day(
    county: County, who: str
) -> None:
    with pytest.raises(NotAllowed):
        county.cases.county_days.order(
            county.people[who], day=FRIDAY, kind=CLOSED, reason="全县停电检修"
        )
