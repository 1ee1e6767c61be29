from datetime import date, timedelta

import pytest
from sqlalchemy import select

from programme.programme import WithdrawalCause
from publishing.catalogue.owing import Owing
from publishing.catalogue.units import NewUnit
from publishing.tables.catalogue import CatalogueDueRow, DueState
from publishing.tables.units import UnitLevel
from tests.fakes.catalogue import line_form
from tests.fakes.desk import County, digest
from tests.fakes.hand_clock import NOON

VILLAGE = "qinghe-liuwu"
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def owing(county: County) -> Owing:
    services = county.services
    return Owing(
        database=services.database,
        calendars=services.calendars,
        mandates=services.mandates,
        clock=services.clock,
        time_zone=services.time_zone,
    )


def _mandated(county: County, **changed: object) -> str:
    form = line_form(inherited_by=UnitLevel.VILLAGE, **changed)
    publisher = county.people["publisher"]
    return county.cases.entries.create(publisher, "qinghe", form).line


def _due(county: County) -> list[tuple[str, date, date | None, date | None]]:
    with county.database.reading() as session:
        query = select(CatalogueDueRow).order_by(
            CatalogueDueRow.unit_id, CatalogueDueRow.period_starts_on
        )
        return [
            (row.unit_id, row.period_starts_on, row.legal_on, row.published_on)
            for row in session.scalars(query)
        ]


@pytest.mark.both_databases
def test_each_issue_is_brought_up_once_with_its_deadline(  # REQ-3
    county: County, owing: Owing
) -> None:
    _mandated(county)

    first, again = owing.bring_up(), owing.bring_up()

    assert (first, again) == (3, 0)
    assert _due(county) == [
        (VILLAGE, date(2026, 9, 1), date(2026, 10, 15), None),
        (VILLAGE, date(2026, 10, 1), date(2026, 11, 15), None),
        (VILLAGE, date(2026, 11, 1), date(2026, 12, 15), None),
    ]


def test_another_program_brings_nothing_up_twice(county: County, owing: Owing) -> None:
    _mandated(county)
    owing.bring_up()
    services = county.services
    other = Owing(
        database=services.database,
        calendars=services.calendars,
        mandates=services.mandates,
        clock=services.clock,
        time_zone=services.time_zone,
    )

    assert other.bring_up() == 0
    assert len(_due(county)) == 3


def test_the_next_month_is_brought_up_on_its_first_day(
    county: County, owing: Owing
) -> None:
    _mandated(county)
    owing.bring_up()
    county.clock.at += timedelta(days=8)

    assert owing.bring_up() == 1
    assert _due(county)[-1][1] == date(2026, 12, 1)


def test_a_new_unit_owes_what_was_laid_down_for_its_level(
    county: County, owing: Owing
) -> None:
    _mandated(county)
    owing.bring_up()
    form = NewUnit(
        id="qinghe-hetang", parent="qinghe", level=UnitLevel.VILLAGE,
        name="荷塘村村委会", register_name="荷塘村", lines=("荷塘村",),
    )  # fmt: skip
    county.cases.units.create(county.people["admin"], form)

    assert owing.bring_up() == 3
    assert {row[0] for row in _due(county)} == {VILLAGE, "qinghe-hetang"}


def test_what_is_approved_is_out_and_what_is_withdrawn_is_owed_again(
    county: County, owing: Owing
) -> None:
    line = _mandated(county)
    owing.bring_up()
    made = county.approved(
        mandate="village_finance", catalogue_entry=line, period_starts_on=OCTOBER
    )
    out = _due(county)[1]

    asked = county.cases.withdrawing.request(
        county.people["drafter"],
        made.line.disclosure,
        manifest_sha256=digest(made),
        cause=WithdrawalCause.CORRECTION,
        explanation="金额写错了",
    )
    county.take_down(asked)

    assert out == (VILLAGE, OCTOBER, date(2026, 11, 15), date(2026, 11, 23))
    assert _due(county)[1][3] is None


def test_what_was_published_before_it_was_brought_up_is_out_at_once(
    county: County, owing: Owing
) -> None:
    line = _mandated(county, frequency="once", mandate="immediate", special_rule=None)
    county.approved(catalogue_entry=line)

    owing.bring_up()

    assert [row[3] for row in _due(county)] == [date(2026, 11, 23)]


# REQ-7: the deadline is met by what can be read, not by what was signed.
def test_what_is_approved_to_begin_after_its_deadline_is_late(
    county: County, owing: Owing
) -> None:
    line = _mandated(county)
    owing.bring_up()
    begins_at = NOON + timedelta(days=100)

    county.approved(
        mandate="village_finance",
        catalogue_entry=line,
        period_starts_on=OCTOBER,
        earliest_start_at=begins_at,
    )

    with county.database.reading() as session:
        row = session.get_one(CatalogueDueRow, (VILLAGE, line, OCTOBER))
        assert (row.published_on, row.out) == (begins_at.date(), DueState.LATE)


def test_a_closed_line_leaves_what_was_missed_and_takes_what_was_to_come(
    county: County, owing: Owing
) -> None:
    line = _mandated(county)
    owing.bring_up()
    publisher = county.people["publisher"]
    (kept,) = county.cases.entries.own(publisher, "qinghe")

    county.cases.entries.close(publisher, line, seen=kept.id)
    owing.bring_up()

    assert [row[1] for row in _due(county)] == [date(2026, 9, 1), date(2026, 10, 1)]


def test_a_shorter_deadline_moves_only_what_the_new_version_owes(
    county: County, owing: Owing
) -> None:
    line = _mandated(county, special_rule=None)
    owing.bring_up()
    before = _due(county)
    publisher = county.people["publisher"]
    (kept,) = county.cases.entries.own(publisher, "qinghe")
    form = line_form(inherited_by=UnitLevel.VILLAGE, special_rule=None, within_days=3)

    county.cases.entries.change(publisher, line, form, seen=kept.id)
    owing.bring_up()

    after = _due(county)
    assert after[:2] == before[:2]
    assert (before[2][2], after[2][2]) == (date(2026, 12, 28), date(2026, 12, 3))
