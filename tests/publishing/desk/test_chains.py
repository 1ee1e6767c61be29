import pytest
from hypothesis import given, strategies as st
from pydantic import ValidationError

from programme.approval import Role
from publishing.desk.chain_presets import default_chain, shipped_chains
from publishing.desk.chains import Chain, Step, chain_faults, check_apart
from publishing.errors import Refused, SamePerson
from publishing.tables.disclosures import DraftState
from publishing.tables.people import Office
from publishing.tables.units import UnitLevel

DRAFT = Step(name="起草", role=Role.DRAFTER, office=Office.DRAFTER)
REVIEW = Step(name="审核", role=Role.REVIEWER, office=Office.REVIEWER)
MONEY = REVIEW.model_copy(update={"name": "理财小组", "money_only": True})
APPROVE = Step(name="批准", role=Role.APPROVER, office=Office.APPROVER)


def chain(*steps: Step) -> Chain:
    return Chain(label="试用", steps=steps)


# REQ-12
def test_the_shipped_chains_are_those_of_bureau_township_and_village() -> None:
    names = {
        name: [step.name for step in preset.chain.steps]
        for name, preset in shipped_chains().items()
    }

    assert names == {
        "bureau": ["起草", "办公室审核", "负责人批准"],
        "township": ["起草", "分管领导批准"],
        "village": [
            "村委会提出",
            "村务监督委员会审查",
            "民主理财小组审查",
            "乡镇会计站审核",
            "村两委联席会议决定",
        ],
    }
    assert shipped_chains()["village"].levels == (UnitLevel.VILLAGE,)
    assert default_chain() == shipped_chains()["bureau"].chain


# REQ-12
def test_the_village_chain_has_its_steps_for_money_only_where_it_is_money() -> None:
    village = shipped_chains()["village"].chain

    plain = village.for_matter(money=False)

    assert len(plain.steps) == 3
    assert len(village.for_matter(money=True).steps) == 5
    assert plain.steps[-1].record


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        ((), "至少要有两步"),
        ((REVIEW, APPROVE), "第一步要由起草人来做"),
        ((DRAFT, REVIEW), "最后一步要由批准人来做"),
        (
            (DRAFT, DRAFT.model_copy(update={"name": "再起草"}), APPROVE),
            "起草只能是第一步",
        ),
        ((DRAFT, APPROVE.model_copy(update={"name": "起草"})), "名称不能一样"),
        (
            (DRAFT, APPROVE.model_copy(update={"money_only": True})),
            "不能只用于财务",
        ),
        (
            (DRAFT.model_copy(update={"record": True}), APPROVE),
            "起草这一步不用附会议记录",
        ),
    ],
)
def test_steps_that_are_no_chain_are_told_in_words(
    steps: tuple[Step, ...], fault: str
) -> None:
    assert fault in "；".join(chain_faults(steps))


def test_no_chain_has_fewer_than_two_steps() -> None:
    with pytest.raises(ValidationError):
        chain(APPROVE)


def test_an_office_that_does_not_suit_the_role_is_refused() -> None:
    with pytest.raises(ValidationError, match="职责和这一步不合"):
        Step(name="批准", role=Role.APPROVER, office=Office.REVIEWER)


@pytest.mark.parametrize(
    ("steps", "states"),
    [
        ((DRAFT, APPROVE), [DraftState.REVIEWED, DraftState.APPROVED]),
        (
            (DRAFT, REVIEW, MONEY, APPROVE),
            [
                DraftState.SUBMITTED,
                DraftState.SUBMITTED,
                DraftState.REVIEWED,
                DraftState.APPROVED,
            ],
        ),
    ],
)
def test_the_state_says_whether_the_last_step_is_due(
    steps: tuple[Step, ...], states: list[DraftState]
) -> None:
    made = chain(*steps)

    assert [made.state_after(n) for n in range(1, len(steps) + 1)] == states


def test_after_the_last_step_nothing_is_due() -> None:
    with pytest.raises(Refused, match="都已经签过"):
        chain(DRAFT, APPROVE).turn(2)


@given(st.lists(st.sampled_from([DRAFT, REVIEW, MONEY, APPROVE]), max_size=6))
def test_whatever_is_taken_for_a_chain_begins_with_a_drafter_and_ends_with_an_approver(
    steps: list[Step],
) -> None:
    try:
        made = chain(*steps)
    except ValidationError:
        return

    for money in (True, False):
        roles = [step.role for step in made.for_matter(money=money).steps]
        assert len(roles) >= 2
        assert roles[0] is Role.DRAFTER
        assert roles[-1] is Role.APPROVER
        assert roles.count(Role.DRAFTER) == 1


# REQ-12
def test_nobody_whom_a_signature_names_stands_in_the_chain_twice() -> None:
    check_apart({"b", "c"}, {"a"}, what="审核")

    with pytest.raises(SamePerson):
        check_apart({"b", "a"}, {"a"}, what="审核")
