import pytest

from publishing.catalogue.units import NewUnit
from publishing.desk.chain_rows import turn_of
from publishing.desk.looking import is_turn_of
from publishing.desk.signers import Word
from publishing.duties.duty import DutyKind
from publishing.duties.roster import Roster
from publishing.duties.turns import Turns
from publishing.staff.offices import Held, person_of
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.people import Office, StaffMember, StaffState
from publishing.tables.units import UnitLevel
from tests.fakes.desk import County, digest

VILLAGE, TOWNSHIP, HAMLET = "qinghe-liuwu", "qinghe-yunxi", "qinghe-yunxi-he"


@pytest.fixture
def busy(county: County) -> County:
    """Give a county with versions at every step, a clerk above and a double."""
    admin = county.people["admin"]
    township = NewUnit(
        id=TOWNSHIP,
        parent="qinghe",
        level=UnitLevel.TOWNSHIP,
        name="云溪镇",
        register_name="云溪镇",
        lines=("云溪镇",),
    )
    county.cases.units.create(admin, township)
    county.join(
        "both",
        *(
            Held(unit="qinghe", office=office)
            for office in Office
            if office is not Office.INSPECTOR
        ),
    )
    county.people["clerk"] = county.join(
        "clerk", Held(unit=TOWNSHIP, office=Office.DRAFTER)
    )
    county.join("local", Held(unit=VILLAGE, office=Office.REVIEWER))
    county.cases.accounts.invite(
        admin,
        login="silent",
        name="没有启用的人",
        offices=[Held(unit=VILLAGE, office=Office.APPROVER)],
    )
    county.draft()
    for _ in range(2):
        county.submitted()
        county.reviewed()
    made = county.submitted()
    county.cases.deciding.review(
        county.people["reviewer"], made.line.id, manifest_sha256=digest(made)
    )
    _left_to_a_village(county)
    return county


def _left_to_a_village(county: County) -> None:
    """Leave the first step of two versions to a village; one of them is entered."""
    admin, clerk = county.people["admin"], county.people["clerk"]
    county.cases.units.create(
        admin,
        NewUnit(
            id=HAMLET,
            parent=TOWNSHIP,
            level=UnitLevel.VILLAGE,
            name="荷塘村",
            register_name="荷塘村",
            lines=("荷塘村",),
        ),
    )
    silent = county.cases.accounts.invite(
        admin,
        login="zhuren",
        name="没有账号的主任",
        offices=[Held(unit=HAMLET, office=Office.DRAFTER)],
    )
    for entered in (False, True):
        made = county.cases.drafting.create(clerk, county.form(unit=HAMLET))
        sent = county.cases.submitting.submit(
            clerk, made.line.id, edition=made.line.edition, for_village=True
        )
        if entered:
            paper = county.cases.papers.add(
                clerk,
                sent.line.id,
                data=b"%PDF-1.7",
                name="a.pdf",
                manifest_sha256=digest(sent),
            )
            word = Word(record=paper.sha256, decided_by=silent.staff_id)
            county.cases.deciding.review(
                clerk, sent.line.id, manifest_sha256=digest(sent), word=word
            )


# REQ-12
def test_a_list_says_of_everybody_what_the_desk_says_of_each_version(
    busy: County,
) -> None:
    which = Draft.state.in_((DraftState.SUBMITTED, DraftState.REVIEWED))
    seen = []
    with busy.database.reading() as session:
        rows = session.query(Draft).where(which).all()
        for member in session.query(StaffMember).all():
            if member.state is not StaffState.ACTIVE:
                continue
            person = person_of(session, member.id, busy.clock.now())
            turns = Turns(
                session, person, Roster(session, person, at=busy.clock.now()), which
            )
            for row in rows:
                assert turns.step_of(row) == turn_of(session, row)
                mine = turns.is_mine(row, turns.step_of(row))
                assert mine == is_turn_of(session, person, row)
                seen.append(mine)

    assert len(rows) == 7
    assert set(seen) == {True, False}


# REQ-12
def test_a_villages_step_is_told_to_the_clerk_who_enters_it(busy: County) -> None:
    found = busy.cases.duties.open(busy.people["clerk"])

    told = {one.duty.kind: one.duty.about for one in found if one.duty.unit == HAMLET}

    assert set(told) == {DutyKind.PUBLISH, DutyKind.SIGN}
    assert told[DutyKind.SIGN] == "村里签字以后，由镇里录入"
