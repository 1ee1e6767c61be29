from datetime import date

from sqlalchemy import update

from programme.programme import WithdrawalCause
from publishing.desk.views import DraftView
from publishing.duties.duty import DutyKind
from publishing.tables.disclosures import Draft
from tests.fakes.desk import County, digest


def issue(county: County, title: str, starts_on: date) -> DraftView:
    made = county.approved(title=title, mandate="village_affairs")
    with county.database.session() as session:
        session.execute(
            update(Draft)
            .where(Draft.id == made.line.id)
            .values(catalogue_entry="qinghe-line", period_starts_on=starts_on)
        )
    return made


def told(county: County, who: str = "publisher") -> list[tuple[str, bool]]:
    found = county.cases.duties.open(county.people[who])
    return [
        (one.duty.title, one.duty.mine)
        for one in found
        if one.duty.kind is DutyKind.REPLACED
    ]


# A village's issue is shown until the next period replaces it.
def test_an_issue_whose_successor_is_out_waits_to_be_taken_down(
    county: County,
) -> None:
    old = issue(county, "二季度村务", date(2026, 4, 1))
    assert told(county) == []

    issue(county, "三季度村务", date(2026, 7, 1))
    assert told(county) == [("二季度村务", True)]

    county.cases.withdrawing.request(
        county.people["drafter"],
        old.line.disclosure,
        manifest_sha256=digest(old),
        cause=WithdrawalCause.REPLACEMENT,
        explanation="三季度已公开",
    )
    assert told(county) == []
