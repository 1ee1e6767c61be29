from datetime import date

import pytest

from publishing.duties.roster import Roster
from publishing.staff.offices import Held, person_of
from publishing.tables.people import Office
from tests.fakes.desk import County

REVIEWER = Held(unit="qinghe", office=Office.REVIEWER)


@pytest.fixture
def away(county: County) -> County:
    """Give a county whose reviewer is away from Monday to Wednesday."""
    county.people["deputy"] = county.join(
        "deputy", Held(unit="qinghe", office=Office.PUBLISHER)
    )
    county.cases.substitutes.name(
        county.people["admin"],
        absent=county.people["reviewer"],
        substitute=county.people["deputy"],
        held=REVIEWER,
        first_on=date(2026, 11, 23),
        last_on=date(2026, 11, 25),
    )
    return county


def others(county: County, who: str, *without: str) -> tuple[str, ...]:
    with county.database.reading() as session:
        now = county.clock.now()
        roster = Roster(
            session, person_of(session, county.people[who], now=now), at=now
        )
        left_out = frozenset(county.people[one] for one in without)
        return roster.others("qinghe-liuwu", Office.REVIEWER, without=left_out)


# REQ-12
def test_who_stands_in_now_is_named_among_the_others_as_they_would_sign(
    away: County,
) -> None:
    assert others(away, "drafter") == (
        "deputy岗（代reviewer-login岗）",
        "reviewer-login岗",
    )
    assert others(away, "deputy") == ("reviewer-login岗",)


def test_who_stands_in_for_somebody_who_signed_cannot_either(away: County) -> None:
    assert others(away, "drafter", "reviewer") == ()
    assert others(away, "drafter", "deputy") == ("reviewer-login岗",)


def test_who_stood_in_is_named_no_more_when_the_span_is_over(away: County) -> None:
    away.clock.forward(days=3)

    assert others(away, "drafter") == ("reviewer-login岗",)
