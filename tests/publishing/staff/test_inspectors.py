"""An inspector sees everything and does nothing (REQ-70)."""

import pytest
from sqlalchemy.orm import Session

from publishing.errors import NotAllowed, Refused
from publishing.staff.acting import OF_INSPECTORS
from publishing.staff.offices import Held, Person
from publishing.tables.people import Office
from tests.fakes.desk import County
from tests.fakes.inspectors import let_in

INSPECTOR = Held(unit="qinghe", office=Office.INSPECTOR)
DRAFTER = Held(unit="qinghe", office=Office.DRAFTER)


@pytest.mark.parametrize("act", ["draft.create", "withdrawal.request", "no.such.act"])
def test_no_act_is_done_by_who_only_looks(county: County, act: str) -> None:
    inspector, done = let_in(county), []

    def do(session: Session, person: Person) -> None:
        done.append((session, person))

    with pytest.raises(NotAllowed, match="监督员只看不办"):
        county.cases.acting.act(inspector, act, do)
    assert done == []
    newest = county.cases.journal.page(county.people["admin"], limit=1)[0]
    assert (newest.act, newest.actor) == ("refused", inspector)


def test_what_is_for_oneself_alone_is_done(county: County) -> None:
    inspector = let_in(county)

    done = [
        county.cases.acting.act(inspector, act, lambda *_: True)
        for act in sorted(OF_INSPECTORS)
    ]

    assert all(done)
    assert done


def test_an_inspector_sees_what_all_offices_see(county: County) -> None:
    inspector = let_in(county)
    made = county.approved()

    (line,) = county.cases.published.disclosures(inspector)

    assert line.draft.disclosure == made.line.disclosure


def test_nobody_inspects_their_own_work(county: County) -> None:
    admin = county.people["admin"]

    with pytest.raises(Refused, match="不能同时有别的职责"):
        county.cases.accounts.set_offices(
            admin, county.people["drafter"], offices=[INSPECTOR, DRAFTER]
        )
    with pytest.raises(Refused, match="不能同时有别的职责"):
        county.cases.accounts.invite(
            admin, login="both-login", name="两样都要", offices=[INSPECTOR, DRAFTER]
        )


def test_an_inspector_stands_in_for_nobody(county: County) -> None:
    inspector, today = let_in(county), county.clock.now().date()

    with pytest.raises(Refused, match="监督员只看不办，不能代签"):
        county.cases.substitutes.name(
            county.people["admin"],
            absent=county.people["reviewer"],
            substitute=inspector,
            held=Held(unit="qinghe", office=Office.REVIEWER),
            first_on=today,
            last_on=today,
        )
