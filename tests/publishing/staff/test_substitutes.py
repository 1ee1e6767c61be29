from collections.abc import Callable
from datetime import date

import pytest

from programme.programme import WithdrawalCause
from publishing.errors import NotAllowed, NotThere, Refused, SamePerson
from publishing.staff.offices import Held
from publishing.staff.substitutes import SubstituteView
from publishing.tables.disclosures import DraftState
from publishing.tables.people import Office
from tests.fakes.desk import County, digest

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
APPROVER = Held(unit="qinghe", office=Office.APPROVER)
Name = Callable[..., SubstituteView]


@pytest.fixture
def stand_in(county: County) -> Name:
    """Give what names a deputy for the approver."""
    publisher = Held(unit="qinghe", office=Office.PUBLISHER)
    county.people["deputy"] = county.join("deputy", publisher)

    def name(  # noqa: PLR0917 - each is named where it is given
        by: str = "approver",
        who: str = "deputy",
        first: date = MONDAY,
        last: date = FRIDAY,
        absent: str = "approver",
        held: Held = APPROVER,
    ) -> SubstituteView:
        return county.cases.substitutes.name(
            county.people[by],
            absent=county.people[absent],
            substitute=county.people[who],
            held=held,
            first_on=first,
            last_on=last,
        )

    return name


# REQ-12
def test_a_substitute_approves_and_signs_for_whom(
    county: County, stand_in: Name
) -> None:
    stand_in()
    waiting = county.reviewed()

    published = county.cases.deciding.approve(
        county.people["deputy"], waiting.line.id, manifest_sha256=digest(waiting)
    )

    last = published.decisions[-1]
    assert published.line.state is DraftState.APPROVED
    assert (last.name, last.stands_for) == ("deputy岗", "approver-login岗")
    assert last.staff == county.people["deputy"]


# REQ-12
@pytest.mark.parametrize(("days", "allowed"), [(0, True), (4, True), (5, False)])
def test_a_substitute_acts_from_the_first_to_the_last_day(
    county: County, stand_in: Name, days: int, *, allowed: bool
) -> None:
    stand_in()
    waiting = county.reviewed()
    county.clock.forward(days=days)

    todo = county.cases.looking.to_do(county.people["deputy"])

    assert [one.id for one in todo.to_approve] == [waiting.line.id] * allowed


def test_a_substitute_who_is_taken_back_may_act_no_more(
    county: County, stand_in: Name
) -> None:
    named = stand_in()
    waiting = county.reviewed()
    county.cases.substitutes.end(county.people["admin"], named.id)

    with pytest.raises(NotAllowed):
        county.cases.deciding.approve(
            county.people["deputy"], waiting.line.id, manifest_sha256=digest(waiting)
        )
    with pytest.raises(NotThere):
        county.cases.substitutes.end(county.people["admin"], named.id)


# REQ-12
def test_a_reviewer_does_not_approve_for_the_absent_approver_as_well(
    county: County, stand_in: Name
) -> None:
    stand_in(who="reviewer")
    waiting = county.reviewed()

    with pytest.raises(SamePerson):
        county.cases.deciding.approve(
            county.people["reviewer"],
            waiting.line.id,
            manifest_sha256=digest(waiting),
        )
    assert county.cases.looking.to_do(county.people["reviewer"]).to_approve == ()


# REQ-12
def test_who_was_stood_in_for_signs_no_other_step_of_that_chain(
    county: County, stand_in: Name
) -> None:
    reviews = Held(unit="qinghe", office=Office.REVIEWER)
    county.cases.accounts.set_offices(
        county.people["admin"],
        county.people["approver"],
        offices=[APPROVER, reviews],
    )
    stand_in(held=reviews)
    sent = county.submitted()
    passed = county.cases.deciding.review(
        county.people["deputy"], sent.line.id, manifest_sha256=digest(sent)
    )

    with pytest.raises(SamePerson):
        county.approve(passed)


def test_a_substitute_who_holds_the_office_signs_for_themselves(
    county: County, stand_in: Name
) -> None:
    county.people["second"] = county.join("second", APPROVER)
    stand_in(who="second")
    waiting = county.reviewed()

    published = county.cases.deciding.approve(
        county.people["second"], waiting.line.id, manifest_sha256=digest(waiting)
    )

    assert published.decisions[-1].stands_for == ""


# REQ-12
def test_a_substitute_does_not_confirm_what_the_absent_asked_for(
    county: County, stand_in: Name
) -> None:
    stand_in()
    published = county.approved()
    asked = county.cases.withdrawing.request(
        county.people["approver"],
        published.line.disclosure,
        manifest_sha256=digest(published),
        cause=WithdrawalCause.CORRECTION,
        explanation="金额有误",
    )

    with pytest.raises(SamePerson):
        county.cases.withdrawing.confirm(
            county.people["deputy"], asked.id, sha256=asked.sha256
        )


def test_a_substitute_is_named_by_the_absent_or_an_administrator_alone(
    county: County, stand_in: Name
) -> None:
    with pytest.raises(NotAllowed):
        stand_in(by="reviewer")

    assert stand_in(by="admin").is_on
    (one,) = county.cases.substitutes.listing(county.people["deputy"])
    assert (one.absent_name, one.unit_name) == ("approver-login岗", "清禾县")
    assert county.cases.substitutes.listing(county.people["reviewer"]) == ()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (FRIDAY, MONDAY, "最后一天不能早于第一天"),
        (date(2026, 11, 2), date(2026, 11, 20), "已经过去"),
        (MONDAY, date(2028, 1, 1), "最长一年"),
    ],
)
def test_a_span_that_cannot_be_is_refused_in_words(
    stand_in: Name, first: date, last: date, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        stand_in(first=first, last=last)


def test_nobody_stands_in_for_themselves_or_for_what_is_not_held(
    stand_in: Name,
) -> None:
    with pytest.raises(Refused, match="不能是本人"):
        stand_in(who="approver")
    with pytest.raises(NotThere):
        stand_in(held=Held(unit="qinghe", office=Office.REVIEWER))
    with pytest.raises(Refused, match="起草人不能由别人代"):
        stand_in(held=Held(unit="qinghe", office=Office.DRAFTER), by="admin")
