from tests.fakes.desk import County
from tests.fakes.inspectors import let_in


def test_a_look_is_noted_and_a_persons_name_is_not_spelled_out(
    county: County,
) -> None:
    inspector = let_in(county)
    asked = {"person": "甲某某", "on": "2026-11-23", "screen": ""}

    county.cases.looks.note(inspector, "/staff/inspect", asked)

    line = county.cases.journal.page(county.people["admin"], limit=1)[0]
    assert (line.act, line.actor) == ("inspection.looked", inspector)
    assert line.details == {
        "address": "/staff/inspect",
        "asked": "person=甲＊＊&on=2026-11-23",
    }


def test_a_long_address_is_cut(county: County) -> None:
    inspector = let_in(county)

    county.cases.looks.note(inspector, "/x" * 400, {"number": "9" * 400})

    line = county.cases.journal.page(county.people["admin"], limit=1)[0]
    assert len(str(line.details["address"])) == 160
    assert len(str(line.details["asked"])) == 160
