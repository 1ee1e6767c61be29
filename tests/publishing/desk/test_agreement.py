from datetime import date

import pytest

from programme.boards import Attribute, Audience, Board, KindOfAct
from publishing.errors import Refused
from tests.fakes.catalogue import line_form
from tests.fakes.desk import County

VILLAGE = "qinghe-liuwu"
TODAY = date(2026, 11, 23)
OCTOBER = date(2026, 10, 1)


def _line(county: County, **changed: object) -> str:
    made = county.cases.entries.create(
        county.people["publisher"], VILLAGE, line_form(**changed)
    )
    return made.line


def _served(line: str, **changed: object) -> dict[str, object]:
    values: dict[str, object] = {
        "board": Board.FINANCE,
        "mandate": "village_finance",
        "catalogue_entry": line,
        "period_starts_on": OCTOBER,
    }
    return values | changed


def test_a_version_that_agrees_with_its_line_goes_to_review(county: County) -> None:
    made = county.submitted(**_served(_line(county)))

    assert made.form.catalogue_entry is not None
    assert made.form.period_starts_on == OCTOBER


def test_the_desk_refuses_another_audience_than_the_lines(  # REQ-20
    county: County,
) -> None:
    line = _line(county, audience=Audience.VILLAGE_RESIDENTS)

    with pytest.raises(Refused, match="公开范围和它不同，不能提交") as refused:
        county.submitted(**_served(line, audience=Audience.EVERYONE))

    assert refused.value.code == "audience_not_of_entry"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"board": Board.VILLAGE}, "板块不同"),
        (
            {
                "kind_of_act": KindOfAct.PUBLIC_NOTICE,
                "objections_telephone": "0555-010-0100",
            },
            "公开方式类别不同",
        ),
        ({"mandate": "immediate"}, "公开时限不同"),
        ({"period_starts_on": None}, "每月公开一次，请选是哪一期"),
        ({"period_starts_on": date(2026, 10, 2)}, "不是每月一期的第一天"),
        ({"period_starts_on": date(1800, 1, 1)}, "不是每月一期的第一天"),
        ({"period_starts_on": date(2026, 12, 1)}, "还没有开始"),
        ({"catalogue_entry": "qinghe-l-none"}, "不在本单位的公开目录里"),
        ({"catalogue_entry": None}, "还没有选公开目录条目"),
    ],
)
def test_what_contradicts_the_line_is_refused_at_submission(
    county: County, changed: dict[str, object], told: str
) -> None:
    line = _line(county)

    with pytest.raises(Refused, match=told):
        county.submitted(**_served(line, **changed))


def test_a_line_without_periods_takes_none_and_says_how_it_is_disclosed(
    county: County,
) -> None:
    line = _line(
        county,
        frequency="once",
        mandate="immediate",
        special_rule=None,
        method=Attribute.ON_REQUEST,
    )

    with pytest.raises(Refused, match=r"主动公开还是依申请公开不同；.*不分期"):
        county.submitted(**_served(line, mandate="immediate"))


def test_a_line_that_was_narrowed_after_submission_stops_the_approval(  # REQ-20
    county: County,
) -> None:
    made = county.cases.entries.create(
        county.people["publisher"], VILLAGE, line_form(valid_from=date(2026, 1, 1))
    )
    reviewed = county.reviewed(**_served(made.line))
    narrow = made.form.model_copy(
        update={"audience": Audience.VILLAGE_RESIDENTS, "valid_from": TODAY}
    )
    county.cases.entries.change(
        county.people["publisher"], made.line, narrow, seen=made.id
    )

    with pytest.raises(Refused) as refused:
        county.approve(reviewed)

    assert refused.value.code == "audience_not_of_entry"


def test_a_line_that_was_closed_after_submission_stops_nothing(
    county: County,
) -> None:
    made = county.cases.entries.create(
        county.people["publisher"], VILLAGE, line_form(valid_from=date(2026, 1, 1))
    )
    reviewed = county.reviewed(**_served(made.line))
    county.cases.entries.close(county.people["publisher"], made.line, seen=made.id)
    county.clock.forward(days=1)

    assert county.approve(reviewed).line.register_number == "柳坞村 2026-0001"
