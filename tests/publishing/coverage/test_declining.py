from datetime import date

import pytest
from sqlalchemy import select

from programme.boards import KindOfAct
from programme.leaves import DeclinedLeaf, leaf_of
from publishing.errors import NotAllowed, NotThere, Refused
from publishing.inspection.coverage_rows import CoverageRow, Need
from publishing.tables.journal import JournalEntry
from publishing.tables.log import LogLeaf
from tests.fakes.day_sums import curing, enrolled, morning_after
from tests.fakes.desk import County

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)
REASON = "展期已满，现场一直贴着，没有人提出异议"


def noticed(county: County) -> str:
    """Return a 公示 whose first day nobody saw."""
    enrolled(county)
    made = county.approved(
        kind_of_act=KindOfAct.PUBLIC_NOTICE, objections_telephone="0555-010-0101"
    )
    morning_after(county, TUESDAY)
    return made.line.disclosure


def decline(county: County, disclosure: str, *, reason: str = REASON) -> None:
    county.cases.declining.decline(county.people["approver"], disclosure, reason=reason)


def row(county: County) -> CoverageRow:
    [found] = county.cases.coverage_board.table(county.people["publisher"]).rows
    return found


# REQ-21
def test_an_approver_decides_that_a_gap_is_not_made_up_for(county: County) -> None:
    disclosure = noticed(county)
    before = row(county)

    decline(county, disclosure)

    after = row(county)
    assert (before.need, before.declined) == (Need.DECIDE, ())
    [one] = after.declined
    assert (one.short_on, one.reason) == ((TUESDAY,), REASON)
    assert after.need is Need.SHORT
    # The gap stays on record, and the printed end where it was.
    assert [day.day for day in after.short] == [TUESDAY]
    assert after.last_on == before.last_on
    assert curing(county).tick() == 0


# REQ-70, REQ-75
def test_the_decision_is_in_the_journal_and_in_the_log(county: County) -> None:
    disclosure = noticed(county)

    decline(county, disclosure)

    with county.database.reading() as session:
        [entry] = session.scalars(
            select(JournalEntry).where(JournalEntry.act == "supplement.declined")
        )
        [body] = session.scalars(select(LogLeaf.body).where(LogLeaf.kind == "declined"))
    assert entry.actor == county.people["approver"]
    assert entry.details["short_on"] == ["2026-11-24"]
    assert entry.details["reason_given"] == REASON
    leaf = leaf_of(body)
    assert isinstance(leaf, DeclinedLeaf)
    assert (leaf.disclosure, leaf.short_on) == (disclosure, (TUESDAY,))


def test_a_day_that_falls_short_later_is_decided_by_itself(county: County) -> None:
    disclosure = noticed(county)
    decline(county, disclosure)
    morning_after(county, WEDNESDAY)

    between = row(county).need
    decline(county, disclosure, reason="又停电")

    assert between is Need.DECIDE
    assert [one.short_on for one in row(county).declined] == [
        (WEDNESDAY,),
        (TUESDAY,),
    ]
    assert row(county).need is Need.SHORT


def test_a_second_notice_may_be_drafted_all_the_same(county: County) -> None:
    disclosure = noticed(county)
    decline(county, disclosure)

    made = county.cases.supplements.begin(county.people["drafter"], disclosure)

    assert "11 月 24 日没有公示够" in made.form.change_note


@pytest.mark.parametrize("who", ["drafter", "reviewer", "publisher", "admin"])
def test_nobody_but_an_approver_decides(county: County, who: str) -> None:
    disclosure = noticed(county)

    with pytest.raises(NotAllowed):
        county.cases.declining.decline(county.people[who], disclosure, reason=REASON)

    assert row(county).need is Need.DECIDE


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_decision_needs_its_reason(county: County, reason: str) -> None:
    disclosure = noticed(county)

    with pytest.raises(Refused, match="写明原因"):
        decline(county, disclosure, reason=reason)


def test_only_a_printed_end_with_an_open_gap_is_decided(county: County) -> None:
    disclosure = noticed(county)
    decline(county, disclosure)

    with pytest.raises(Refused, match="没有等着决定"):
        decline(county, disclosure)
    with pytest.raises(NotThere):
        decline(county, "qinghe-d-none")


# REQ-9: what is extended by its rule is no matter of such a decision.
def test_a_disclosure_that_the_rule_lengthens_is_not_decided(county: County) -> None:
    enrolled(county)
    made = county.approved()
    morning_after(county, TUESDAY)

    with pytest.raises(Refused, match="没有等着决定"):
        decline(county, made.line.disclosure)
