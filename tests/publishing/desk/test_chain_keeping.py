import pytest

from programme.boards import Board
from publishing.desk.chain_presets import shipped_chains
from publishing.desk.chains import Chain
from publishing.errors import NotAllowed, NotThere, Refused
from publishing.staff.offices import Held
from publishing.tables.disclosures import DraftState
from publishing.tables.people import Office
from publishing.tables.units import UnitLevel
from tests.fakes.desk import County, digest
from tests.fakes.units import add_unit

TOWNSHIP = shipped_chains()["township"].chain
VILLAGE = shipped_chains()["village"].chain


def names(chain: Chain) -> list[str]:
    return [step.name for step in chain.steps]


# REQ-12
def test_a_unit_without_a_chain_has_the_one_that_the_county_sets_for_its_level(
    county: County,
) -> None:
    chains, admin = county.cases.chains, county.people["admin"]
    chains.set(admin, "qinghe", VILLAGE, level=UnitLevel.VILLAGE)

    found = {one.unit: one for one in chains.listing(admin)}

    assert found["qinghe-liuwu"].chain == VILLAGE
    assert found["qinghe-liuwu"].set_by == "清禾县"
    assert not found["qinghe-liuwu"].is_own
    assert names(found["qinghe"].chain) == ["起草", "办公室审核", "负责人批准"]


def test_a_units_own_chain_goes_first_until_it_is_taken_back(county: County) -> None:
    chains, admin = county.cases.chains, county.people["admin"]
    chains.set(admin, "qinghe", VILLAGE, level=UnitLevel.VILLAGE)
    own = chains.set(admin, "qinghe-liuwu", TOWNSHIP)
    assert own.is_own
    assert own.chain == TOWNSHIP

    again = chains.inherit(admin, "qinghe-liuwu")

    assert again.chain == VILLAGE
    with pytest.raises(NotThere):
        chains.inherit(admin, "qinghe-liuwu")


def test_only_an_administrator_sets_a_chain(county: County) -> None:
    with pytest.raises(NotAllowed):
        county.cases.chains.set(county.people["approver"], "qinghe-liuwu", TOWNSHIP)


def test_a_step_at_a_level_that_is_not_above_is_refused(county: County) -> None:
    village_step = VILLAGE.steps[1].model_copy(update={"level": UnitLevel.DEPARTMENT})
    steps = (VILLAGE.steps[0], village_step, VILLAGE.steps[-1])
    odd = VILLAGE.model_copy(update={"steps": steps})

    with pytest.raises(Refused, match="没有这一级"):
        county.cases.chains.set(county.people["admin"], "qinghe-liuwu", odd)


# REQ-12
def test_a_township_needs_two_signatures(county: County) -> None:
    county.cases.chains.set(county.people["admin"], "qinghe-liuwu", TOWNSHIP)

    sent = county.submitted()
    published = county.approve(sent)

    assert sent.line.state is DraftState.REVIEWED
    assert published.line.state is DraftState.APPROVED
    assert [one.step for one in published.decisions] == ["起草", "分管领导批准"]


# REQ-12
def test_a_change_of_a_chain_leaves_what_is_submitted_as_it_was(
    county: County,
) -> None:
    sent = county.submitted()
    county.cases.chains.set(county.people["admin"], "qinghe-liuwu", TOWNSHIP)

    shown = county.cases.looking.draft(county.people["drafter"], sent.line.id)

    assert [one.step.name for one in shown.chain] == [
        "起草",
        "办公室审核",
        "负责人批准",
    ]
    assert [one.is_turn for one in shown.chain] == [False, True, False]
    reviewed = county.cases.deciding.review(
        county.people["reviewer"], sent.line.id, manifest_sha256=digest(sent)
    )
    assert county.approve(reviewed).line.state is DraftState.APPROVED


def test_a_version_that_is_sent_back_takes_the_chain_of_its_next_submission(
    county: County,
) -> None:
    sent = county.submitted()
    county.cases.chains.set(county.people["admin"], "qinghe-liuwu", TOWNSHIP)
    back = county.cases.deciding.send_back(
        county.people["reviewer"],
        sent.line.id,
        manifest_sha256=digest(sent),
        reason="请改",
    )

    again = county.submit(back)

    assert again.line.state is DraftState.REVIEWED


# REQ-12
def test_a_step_of_the_township_is_not_the_villages_to_sign(county: County) -> None:
    admin = county.people["admin"]
    add_unit(county, "qinghe-yunxi", "qinghe", UnitLevel.TOWNSHIP)
    add_unit(county, "qinghe-yunxi-he", "qinghe-yunxi", UnitLevel.VILLAGE)
    county.cases.chains.set(admin, "qinghe", VILLAGE, level=UnitLevel.VILLAGE)

    def reviewer(login: str, unit: str) -> str:
        return county.join(login, Held(unit=unit, office=Office.REVIEWER))

    committee, group = (reviewer(one, "qinghe-yunxi-he") for one in ("jw", "lc"))
    third = reviewer("san", "qinghe-yunxi-he")
    station = reviewer("kjz", "qinghe-yunxi")
    deciding = county.cases.deciding
    sent = county.submitted(unit="qinghe-yunxi-he", board=Board.FINANCE)
    for who in (committee, group):
        deciding.review(who, sent.line.id, manifest_sha256=digest(sent))

    with pytest.raises(NotAllowed):
        deciding.review(third, sent.line.id, manifest_sha256=digest(sent))
    passed = deciding.review(station, sent.line.id, manifest_sha256=digest(sent))

    assert passed.line.state is DraftState.REVIEWED
