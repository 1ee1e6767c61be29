from datetime import date
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from programme.boards import KindOfAct
from programme.programme import target_of
from publishing.coverage.causing import CauseForm
from publishing.desk.lengthening import LaterEnd
from publishing.evidence.cures import cures_of
from publishing.evidence.settled import unsettle
from publishing.inspection.standings import Standings
from publishing.schedule.windows import WindowImpossible
from publishing.tables.coverage import ShortCause
from publishing.tables.evidence import PaintedDay
from publishing.tables.journal import JournalEntry
from publishing.tables.release import ReleaseDue
from publishing.tables.stages import Stage
from tests.fakes.day_sums import (
    KIOSK,
    LAST,
    SCREEN,
    begun,
    curing,
    delivered,
    enrolled,
    last_on,
    morning_after,
    shown,
)
from tests.fakes.desk import County
from tests.fakes.presences import posted
from tests.fakes.showing import local

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


# REQ-9: a day that fell short is made up for, and nobody signs anew.
def test_a_short_day_lengthens_a_disclosure_by_a_working_day(county: County) -> None:
    disclosure = begun(county)
    shown(county, disclosure, [TUESDAY])
    shown(county, disclosure, [WEDNESDAY], exposures=9)
    morning_after(county, WEDNESDAY)
    job = curing(county)

    first, again = job.tick(), job.tick()

    assert (first, again) == (1, 0)
    assert curing(county).tick() == 0
    assert last_on(county) == date(2026, 12, 22)
    with county.database.reading() as session:
        [cure] = cures_of(session, {disclosure})[disclosure]
        entry = session.scalars(
            select(JournalEntry).where(JournalEntry.act == "window.cured")
        ).one()
        due = session.get(ReleaseDue, target_of(SCREEN))
    assert cure.short_on == (WEDNESDAY,)
    assert (entry.actor, entry.subject) == ("system", disclosure)
    assert due is not None


def test_a_day_that_was_shown_in_full_moves_nothing(county: County) -> None:
    disclosure = begun(county)
    shown(county, disclosure, [TUESDAY])
    morning_after(county, TUESDAY)

    assert curing(county).tick() == 0
    assert last_on(county) == LAST


# REQ-21
def test_the_printed_end_of_a_notice_never_moves_by_itself(county: County) -> None:
    begun(
        county,
        kind_of_act=KindOfAct.PUBLIC_NOTICE,
        objections_telephone="0555-010-0101",
    )
    morning_after(county, WEDNESDAY)

    assert curing(county).tick() == 0
    assert last_on(county) == LAST


# REQ-35
def test_a_day_that_the_paper_board_vouches_for_is_not_short(county: County) -> None:
    disclosure = begun(county)
    county.clock.at = local(TUESDAY, 9)
    posted(county, county.cases.presences, disclosure)
    morning_after(county, WEDNESDAY)

    assert curing(county).tick() == 0


def test_records_that_may_still_come_are_waited_for(county: County) -> None:
    disclosure = begun(county)
    shown(county, disclosure, [TUESDAY])
    county.clock.at = local(date(2026, 11, 26), 7)
    delivered(county, local(date(2026, 11, 26), 7), devices=[KIOSK])
    delivered(county, local(TUESDAY, 18), devices=[SCREEN])
    waited = curing(county).tick()

    delivered(county, local(date(2026, 11, 26), 6), devices=[SCREEN])

    assert waited == 0
    assert curing(county).tick() == 1


def test_a_record_by_a_clock_years_ahead_ends_no_waiting(county: County) -> None:
    disclosure = begun(county)
    shown(county, disclosure, [TUESDAY])
    county.clock.at = local(date(2026, 11, 26), 7)
    delivered(county, local(date(2026, 11, 26), 6), devices=[KIOSK])
    delivered(county, local(TUESDAY, 18), devices=[SCREEN])
    delivered(county, local(date(2036, 1, 1), 0), devices=[SCREEN])

    waited = curing(county).tick()
    delivered(county, local(date(2026, 11, 26), 6), devices=[SCREEN])

    assert waited == 0
    assert curing(county).tick() == 1


def test_a_cause_that_staff_give_ends_the_waiting(county: County) -> None:
    begun(county)
    county.clock.at = local(date(2026, 11, 25), 7)
    job = curing(county)
    waited = job.tick()

    county.cases.short_causes.record(
        county.people["publisher"],
        CauseForm(
            cause=ShortCause.POWER_CUT,
            unit="qinghe",
            from_on=TUESDAY,
            last_on=TUESDAY,
        ),
    )

    assert waited == 0
    assert job.tick() == 1
    assert last_on(county) == date(2026, 12, 22)


# A 30-day outage: the records come when the days were made up for already.
def test_late_records_never_shorten_what_was_promised(county: County) -> None:
    disclosure = begun(county)
    shown(county, disclosure, [TUESDAY], exposures=9)
    morning_after(county, TUESDAY)
    curing(county).tick()
    with county.database.session() as session:
        for row in session.scalars(select(PaintedDay)):
            row.exposures = 99
        unsettle(session, [(disclosure, TUESDAY)])

    assert curing(county).tick() == 0
    assert last_on(county) == date(2026, 12, 22)


def test_an_end_that_was_made_up_cannot_be_taken_back_by_hand(county: County) -> None:
    disclosure = begun(county)
    morning_after(county, TUESDAY)
    curing(county).tick()
    line = county.cases.looking.drafts(county.people["publisher"])[0]

    with pytest.raises(WindowImpossible):
        county.cases.lengthening.lengthen(
            county.people["publisher"],
            disclosure,
            LaterEnd(last_on=LAST, groups=(SCREEN, KIOSK)),
            reason="收回补的一天",
            edition=line.edition,
        )


def test_doubtful_days_are_not_made_up_for_until_a_person_decides(
    county: County,
) -> None:
    disclosure = begun(county)
    shown(county, disclosure, [TUESDAY], exposures=9, uncertain=60)
    morning_after(county, TUESDAY)
    job = curing(county)
    waited = job.tick()

    county.cases.day_rulings.rule(
        county.people["publisher"], disclosure, TUESDAY, counts=False, reason="查过"
    )

    assert waited == 0
    assert job.tick() == 1


# REQ-9: an earlier stage owes its days as they were proved, not as they passed.
def test_the_next_stage_waits_for_the_days_that_fell_short(county: County) -> None:
    enrolled(county)
    drafter, staging = county.people["drafter"], county.cases.staging
    made = county.draft(mandate="staged")
    staging.assign(drafter, made.line.id, Stage.BEFORE)
    county.approve_change(made)
    morning_after(county, TUESDAY)
    curing(county).tick()
    new = county.cases.changing.change(drafter, made.line.disclosure).line.id
    staging.assign(drafter, new, Stage.DURING)
    standings = Standings(
        acting=county.cases.acting,
        calendars=county.services.calendars,
        mandates=county.services.mandates,
        zone=ZoneInfo("Asia/Shanghai"),
    )

    waits = standings.waits(drafter, new)

    assert "到 2026 年 12 月 22 日满" in waits
    assert curing(county).tick() == 0
