from datetime import date, timedelta

import pytest

from programme.boards import Audience
from publishing.duties.duty import Due, Duty, DutyKind
from publishing.tables.units import UnitLevel
from tests.fakes.catalogue import line_form
from tests.fakes.desk import County
from tests.fakes.owing import bring_up


@pytest.fixture
def line(county: County) -> str:
    """Give a line by which the village owes an account each month."""
    form = line_form(inherited_by=UnitLevel.VILLAGE)
    publisher = county.people["publisher"]
    return county.cases.entries.create(publisher, "qinghe", form).line


def owed(county: County, who: str = "drafter", days: int = 21) -> list[Duty]:
    bring_up(county)
    until_on = date(2026, 11, 23) + timedelta(days=days)
    found = county.cases.duties.open(county.people[who], until_on=until_on)
    return [one.duty for one in found]


# REQ-3, REQ-7
def test_an_issue_that_is_owed_waits_for_who_can_draft_it(
    county: County, line: str
) -> None:
    found = owed(county)

    assert [duty.title for duty in found] == [
        "财务收支（2026 年 9 月）",
        "财务收支（2026 年 10 月）",
    ]
    assert {duty.kind for duty in found} == {DutyKind.PERIODIC}
    assert [duty.due for duty in found] == [
        Due(target_on=date(2026, 10, 15)),
        Due(target_on=date(2026, 11, 15)),
    ]
    assert all(duty.mine and duty.for_everyone for duty in found)
    assert owed(county, "approver") == []
    assert line in found[0].subject


def test_what_comes_due_later_is_told_to_who_looks_further_ahead(
    county: County, line: str
) -> None:
    assert [duty.title for duty in owed(county, days=30)][2:] == [
        "财务收支（2026 年 11 月）"
    ]
    assert line


def test_an_issue_that_is_begun_is_a_version_with_the_issues_deadline(
    county: County, line: str
) -> None:
    owed(county)
    county.draft(
        mandate="village_finance",
        catalogue_entry=line,
        period_starts_on=date(2026, 10, 1),
    )

    found = owed(county)

    assert [duty.kind for duty in found] == [DutyKind.PERIODIC, DutyKind.WRITE]
    assert found[1].due == Due(target_on=date(2026, 11, 15))


def test_an_issue_that_is_out_waits_no_more(county: County, line: str) -> None:
    owed(county)
    county.approved(
        mandate="village_finance",
        catalogue_entry=line,
        period_starts_on=date(2026, 10, 1),
    )

    kinds = [duty.title for duty in owed(county) if duty.kind is DutyKind.PERIODIC]

    assert kinds == ["财务收支（2026 年 9 月）"]


# REQ-20
def test_a_line_for_few_keeps_its_title_in_the_house(county: County) -> None:
    form = line_form(
        inherited_by=UnitLevel.VILLAGE,
        audience=Audience.VILLAGE_RESIDENTS,
        frequency="once",
        special_rule=None,
        mandate="immediate",
    )
    county.cases.entries.create(county.people["publisher"], "qinghe", form)

    (duty,) = owed(county)

    assert duty.title == "财务收支（一次）"
    assert not duty.for_everyone
