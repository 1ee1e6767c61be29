"""Seat the people of a village and of its township at the desk."""

from pydantic import TypeAdapter
from sqlalchemy import select

from programme.approval import Approval
from publishing.desk.chain_presets import shipped_chains
from publishing.desk.signers import Word
from publishing.desk.views import DraftView
from publishing.staff.offices import Held
from publishing.tables.disclosures import DecisionRow, DraftState
from publishing.tables.people import Office
from publishing.tables.units import UnitLevel
from tests.fakes.desk import County, digest
from tests.fakes.units import add_unit

MINUTES = b"%PDF-1.7 minutes of the joint meeting"


TOWN, VILLAGE = "qinghe-yunxi", "qinghe-yunxi-he"


def with_village(county: County) -> County:
    """Give a village that nobody of its own can sign in for, below a township."""
    add_unit(county, TOWN, "qinghe", UnitLevel.TOWNSHIP)
    add_unit(county, VILLAGE, TOWN, UnitLevel.VILLAGE)
    chain, admin = shipped_chains()["village"].chain, county.people["admin"]
    county.cases.chains.set(admin, "qinghe", chain, level=UnitLevel.VILLAGE)
    for login in ("clerk", "second", "third"):
        held = Held(unit=TOWN, office=Office.DRAFTER)
        county.people[login] = county.join(login, held)
    silent = (
        ("zhuren", Office.DRAFTER),
        ("jianwei", Office.REVIEWER),
        ("shuji", Office.APPROVER),
    )
    for login, office in silent:
        register(county, login, office)
    return county


def register(county: County, login: str, office: Office) -> None:
    """Register somebody of the village who never signs in."""
    token = county.cases.accounts.invite(
        county.people["admin"],
        login=login,
        name=f"{login}同志",
        offices=[Held(unit=VILLAGE, office=office)],
    )
    county.people[login] = token.staff_id


def minutes(county: County, made: DraftView, by: str = "second") -> str:
    paper = county.cases.papers.add(
        county.people[by],
        made.line.id,
        data=MINUTES,
        name="C:\\纪要\\联席会议.pdf",
        manifest_sha256=digest(made),
    )
    return paper.sha256


def enter(county: County, made: DraftView, *, by: str, decided_by: str) -> DraftView:
    word = Word(record=minutes(county, made, by), decided_by=county.people[decided_by])
    deciding = county.cases.deciding
    act = (
        deciding.review if made.line.state is DraftState.SUBMITTED else deciding.approve
    )
    return act(county.people[by], made.line.id, manifest_sha256=digest(made), word=word)


def approvals(county: County, made: DraftView) -> tuple[Approval, ...]:
    with county.database.reading() as session:
        rows = session.scalars(
            select(DecisionRow)
            .where(DecisionRow.manifest_sha256 == digest(made))
            .order_by(DecisionRow.id)
        )
        return TypeAdapter(tuple[Approval, ...]).validate_python(
            [row.approval for row in rows]
        )
