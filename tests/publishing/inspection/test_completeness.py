from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from programme.boards import Board
from publishing.catalogue.dues import Completeness
from publishing.duties.duty import DutyKind, Ranked, Urgency
from publishing.errors import NotThere
from publishing.inspection.completeness import CompletenessBoard
from publishing.tables.catalogue import DueState
from publishing.tables.units import UnitLevel
from tests.fakes.catalogue import line_form
from tests.fakes.desk import County
from tests.fakes.owing import bring_up

VILLAGE = "qinghe-liuwu"
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


@pytest.fixture
def board(county: County) -> CompletenessBoard:

    return CompletenessBoard(acting=county.cases.acting, zone=ZoneInfo("Asia/Shanghai"))


def _mandated(county: County, **changed: object) -> str:
    form = line_form(inherited_by=UnitLevel.VILLAGE, **changed)
    publisher = county.people["publisher"]
    return county.cases.entries.create(publisher, "qinghe", form).line


def _publish(county: County, line: str, period: date) -> None:
    county.approved(
        mandate="village_finance", catalogue_entry=line, period_starts_on=period
    )


@pytest.mark.both_databases
def test_a_unit_counts_what_is_out_late_missing_and_to_come(  # REQ-3 REQ-70
    county: County, board: CompletenessBoard
) -> None:
    line = _mandated(county)
    _mandated(
        county,
        subtopic="村务事项",
        board=Board.VILLAGE,
        frequency="quarterly",
        special_rule="village_affairs",
    )
    bring_up(county)
    _publish(county, line, OCTOBER)

    (unit,) = board.units(county.people["drafter"])

    finance = Completeness(missing=1, late=1, not_yet=1)
    village = Completeness(missing=1, not_yet=1)
    assert unit.boards == {Board.FINANCE: finance, Board.VILLAGE: village}
    assert unit.whole == Completeness(missing=2, late=1, not_yet=2)
    assert unit.whole.percent == 33


def test_a_catalogue_says_of_each_line_how_it_stands(
    county: County, board: CompletenessBoard
) -> None:
    line = _mandated(county)
    _mandated(county, subtopic="随时公开的", frequency="as_needed", position=2)
    bring_up(county)
    _publish(county, line, SEPTEMBER)

    found = board.catalogue(county.people["drafter"], VILLAGE)

    account, needed = found.lines
    assert [(one.label, one.state) for one in account.issues] == [
        ("2026 年 11 月", DueState.NOT_YET),
        ("2026 年 10 月", DueState.MISSING),
        ("2026 年 9 月", DueState.LATE),
    ]
    assert (account.state, account.missing) == (DueState.MISSING, 1)
    assert (needed.state, needed.pressing) == (None, None)
    assert found.whole == Completeness(missing=1, late=1, not_yet=1)
    with pytest.raises(NotThere):
        board.catalogue(county.people["drafter"], "qinghe-none")


def _periodic(county: County) -> list[Ranked]:
    found = county.cases.duties.open(county.people["drafter"])
    return [one for one in found if one.duty.kind is DutyKind.PERIODIC]


@pytest.mark.both_databases
def test_each_issue_waits_as_a_duty_until_it_is_begun_and_never_after_it_is_out(
    county: County,
) -> None:
    line = _mandated(county)
    bring_up(county)
    before = _periodic(county)

    county.draft(
        mandate="village_finance", catalogue_entry=line, period_starts_on=SEPTEMBER
    )
    begun = _periodic(county)
    _publish(county, line, OCTOBER)
    out = _periodic(county)

    assert [one.duty.title for one in before] == [
        "财务收支（2026 年 9 月）",
        "财务收支（2026 年 10 月）",
    ]
    assert {one.urgency for one in before} == {Urgency.OVERDUE}
    assert before[1].duty.link == (
        f"/drafts/new?unit={VILLAGE}&entry={line}&period=2026-10-01"
    )
    assert [one.duty.title for one in begun] == ["财务收支（2026 年 10 月）"]
    assert out == []


def test_who_urges_sees_what_is_missing_and_who_only_signs_does_not(  # REQ-72
    county: County,
) -> None:
    _mandated(county)
    bring_up(county)

    urging, signing = (
        [
            one.duty
            for one in county.cases.duties.open(county.people[who])
            if one.duty.kind is DutyKind.PERIODIC
        ]
        for who in ("publisher", "approver")
    )

    assert [duty.link for duty in urging] == [f"/catalogue/{VILLAGE}"] * 2
    assert not any(duty.mine for duty in urging)
    assert signing == []


def test_what_is_owed_once_leads_to_a_draft_without_a_period(county: County) -> None:
    line = _mandated(county, frequency="once", mandate="long_term", special_rule=None)
    bring_up(county)
    county.clock.at += timedelta(days=1)

    (duty,) = _periodic(county)

    assert duty.duty.link == f"/drafts/new?unit={VILLAGE}&entry={line}"
    assert duty.duty.title == "财务收支（一次）"


# REQ-70
@pytest.mark.parametrize(
    ("period", "whole"),
    [
        ("", Completeness(missing=1, late=1, not_yet=1)),
        ("2026", Completeness(missing=1, late=1, not_yet=1)),
        ("2025", None),
        ("2026-10", Completeness(late=1)),
        ("2026-11", Completeness(not_yet=1)),
        ("2026-Q3", None),
    ],
)
def test_the_board_counts_the_issues_of_the_period_that_is_asked_for(
    county: County,
    board: CompletenessBoard,
    period: str,
    whole: Completeness | None,
) -> None:
    line = _mandated(county)
    bring_up(county)
    _publish(county, line, OCTOBER)

    found = board.units(county.people["drafter"], period)

    assert [one.whole for one in found] == ([] if whole is None else [whole])


# REQ-70
def test_a_past_year_shows_what_was_due_by_the_versions_of_that_time(
    county: County, board: CompletenessBoard
) -> None:
    drafter, publisher = county.people["drafter"], county.people["publisher"]
    line = _mandated(county)
    bring_up(county)
    county.clock.at += timedelta(days=80)
    bring_up(county)
    [view] = county.cases.entries.own(publisher, "qinghe")
    county.cases.entries.close(publisher, line, seen=view.id)

    now = board.catalogue(drafter, VILLAGE)
    then = board.catalogue(drafter, VILLAGE, "2026")

    assert now.lines == ()
    [kept] = then.lines
    assert [one.label for one in kept.issues] == [
        "2026 年 12 月",
        "2026 年 11 月",
        "2026 年 10 月",
        "2026 年 9 月",
    ]
    assert then.whole == Completeness(missing=4)
    spans = board.spans(drafter, "2026-Q4")
    assert (spans.chosen.name, spans.offered[0].name) == ("2026-Q4", "2027")
    with pytest.raises(NotThere):
        board.catalogue(drafter, "qinghe-none", "2026")


def test_what_is_owed_once_stays_on_this_years_board_and_on_that_of_its_own_year(
    county: County, board: CompletenessBoard
) -> None:
    drafter = county.people["drafter"]
    _mandated(county, frequency="once", mandate="long_term", special_rule=None)
    bring_up(county)
    county.clock.at += timedelta(days=80)

    counts = [
        sum(one.whole.missing for one in board.units(drafter, period))
        for period in ("", "2026", "2025")
    ]

    assert counts == [1, 1, 0]


@pytest.mark.both_databases
def test_a_catalogue_that_was_emptied_is_empty_on_the_board_and_on_its_page(
    county: County, board: CompletenessBoard
) -> None:
    county.cases.entries.create(
        county.people["admin"], VILLAGE, line_form(valid_from=date(2026, 11, 1))
    )
    bring_up(county)
    drafter = county.people["drafter"]
    [before] = board.units(drafter)
    [line] = county.cases.entries.listing(drafter, VILLAGE)
    county.cases.entries.close(county.people["admin"], line.line, seen=line.id)

    [after] = board.units(drafter)
    [then] = board.units(drafter, "2026-11")

    assert (before.empty, after.empty, then.empty) == (False, True, False)
    assert after.whole.demanded == 0
    assert board.catalogue(drafter, VILLAGE).empty
