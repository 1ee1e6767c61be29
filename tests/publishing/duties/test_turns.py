import pytest

from publishing.catalogue.units import NewUnit
from publishing.desk.chain_rows import turn_of
from publishing.desk.looking import is_turn_of
from publishing.duties.roster import Roster
from publishing.duties.turns import Turns
from publishing.staff.offices import Held, person_of
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.people import Office, StaffMember, StaffState
from publishing.tables.units import UnitLevel
from tests.fakes.desk import County, digest

VILLAGE, TOWNSHIP = "qinghe-liuwu", "qinghe-yunxi"


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
    county.join("both", *(Held(unit="qinghe", office=office) for office in Office))
    county.join("clerk", Held(unit=TOWNSHIP, office=Office.DRAFTER))
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
    return county


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
            turns = Turns(session, person, Roster(session, person), which)
            for row in rows:
                assert turns.step_of(row) == turn_of(session, row)
                mine = turns.is_mine(row, turns.step_of(row))
                assert mine == is_turn_of(session, person, row)
                seen.append(mine)

    assert len(rows) == 5
    assert set(seen) == {True, False}
