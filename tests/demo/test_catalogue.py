from datetime import date

import pytest

from config.mandates import shipped_mandates
from demo.county import demo_county
from demo.founding import month_ago
from publishing.catalogue.entry import EntryForm, faults_of


def test_every_line_of_the_demo_catalogue_agrees_with_the_shipped_rules() -> None:
    county = demo_county()
    units = {unit["id"] for unit in county.units}

    for line in county.catalogue:
        told = {k: v for k, v in line.items() if k not in {"unit", "from_months_ago"}}
        form = EntryForm.model_validate(told | {"valid_from": date(2026, 1, 1)})
        assert list(faults_of(form, shipped_mandates())) == []
        assert line["unit"] in units


def test_what_a_disclosure_serves_is_in_the_catalogue_and_on_its_board() -> None:
    county = demo_county()
    boards = {line["subtopic"]: line["board"] for line in county.catalogue}

    served = [one for one in county.disclosures if one.entry]

    assert len(served) >= 5
    assert all(boards[one.entry] == one.board for one in served)


@pytest.mark.parametrize(
    ("today", "months", "wanted"),
    [
        (date(2026, 11, 28), 0, "2026-11-01"),
        (date(2026, 11, 28), 10, "2026-01-01"),
        (date(2026, 11, 28), 11, "2025-12-01"),
        (date(2027, 1, 31), 1, "2026-12-01"),
    ],
)
def test_months_ago_are_counted_over_the_years_end(
    today: date, months: int, wanted: str
) -> None:
    assert month_ago(today, months) == wanted
