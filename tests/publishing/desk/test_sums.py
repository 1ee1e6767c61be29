"""A total that does not add up is mended or answered for before review (REQ-18)."""

import pytest
from sqlalchemy import select

from programme.blocks import Cell, Table
from publishing.desk.sums import ConfirmedSum
from publishing.errors import Refused
from publishing.tables.disclosures import DraftState
from publishing.tables.journal import JournalEntry
from tests.fakes.desk import County

REASON = "含上年结转 1.00 元，已在说明里写明"


def table(total: str, *, unit: str = "元") -> Table:
    rows = (("项目", "金额"), ("路灯", "10.00"), ("水管", "20.50"), ("合计", total))
    return Table(
        unit_note=unit,
        header_rows=1,
        rows=tuple(tuple(Cell(text=text) for text in row) for row in rows),
    )


def test_a_wrong_total_is_not_submitted_and_the_message_says_what_to_do(
    county: County,
) -> None:
    made = county.draft(blocks=(table("31.50"),))

    with pytest.raises(Refused, match=r"写的是 31.50，加起来是 30.50.*请改正") as told:
        county.submit(made)

    assert told.value.code == "sum_differs"
    looking, drafter = county.cases.looking, county.people["drafter"]
    assert looking.draft(drafter, made.line.id).line.state is DraftState.DRAFT


def test_a_wrong_total_goes_out_with_a_reason_that_is_on_the_journal(
    county: County,
) -> None:
    draft = county.draft(blocks=(table("31.50"),))
    confirmed = ConfirmedSum(words=draft.sums[0].wrong.words, reason=REASON)

    made = county.submitted(blocks=(table("31.50"),), confirmed_sums=(confirmed,))

    assert [one.reason for one in made.sums] == [REASON]
    with county.database.reading() as session:
        query = select(JournalEntry).where(JournalEntry.act == "draft.submitted")
        details = session.scalars(query).one().details
    assert details["confirmed_sums"] == [confirmed.model_dump()]


def test_a_reason_for_other_figures_does_not_count(county: County) -> None:
    draft = county.draft(blocks=(table("31.50"),))
    confirmed = ConfirmedSum(words=draft.sums[0].wrong.words, reason=REASON)
    changed = county.draft(blocks=(table("32.50"),), confirmed_sums=(confirmed,))

    with pytest.raises(Refused, match=r"32.50"):
        county.submit(changed)


def test_what_rounding_leaves_is_said_and_stops_nothing(county: County) -> None:
    made = county.submitted(blocks=(table("30.51", unit="万元"),))

    assert [one.wrong.rounding for one in made.sums] == [True]


def test_many_wrong_totals_are_told_together(county: County) -> None:
    made = county.draft(blocks=tuple(table("99.00") for _ in range(7)))

    with pytest.raises(Refused, match="另有 2 处"):
        county.submit(made)
