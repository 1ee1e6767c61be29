"""Say what an approval chain is and whose turn it is; pure, it reads no rows (REQ-12).

A chain is data per unit: ordered steps, the first a drafter's, the last an approver's.
Who may sign as what is asked of `staff.offices`; what devices check is `verdict`.
"""

from collections.abc import Collection
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from programme.approval import Role
from programme.document import Document
from programme.manifest import SignedStep
from publishing.errors import Refused, SamePerson
from publishing.tables.disclosures import DraftState
from publishing.tables.people import Office
from publishing.tables.units import UnitLevel

LEAST_STEPS = 2
MOST_STEPS = 8
_OFFICES = {
    Role.DRAFTER: frozenset({Office.DRAFTER}),
    Role.REVIEWER: frozenset({Office.REVIEWER, Office.APPROVER, Office.PUBLISHER}),
    Role.APPROVER: frozenset({Office.APPROVER}),
}


class Step(Document):
    """Be one step of a chain: what it is called and whose it is."""

    name: Annotated[
        str, StringConstraints(min_length=1, max_length=24, strip_whitespace=True)
    ]
    role: Role
    office: Office
    level: UnitLevel | None = None
    """Where the office must be held: at the unit of this level or above; None: at
    the unit itself or above."""
    record: bool = False
    """Whether a record of the meeting must be attached."""
    money_only: bool = False
    """Whether the step is for matters of money alone."""

    @model_validator(mode="after")
    def _office_suits(self) -> Self:
        if self.office not in _OFFICES[self.role]:
            raise ValueError(f"“{self.name}”的职责和这一步不合，请改选职责")
        return self


class Chain(Document):
    """Be an ordered chain; everyone in it is another person."""

    label: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    steps: Annotated[
        tuple[Step, ...], Field(min_length=LEAST_STEPS, max_length=MOST_STEPS)
    ]

    @model_validator(mode="after")
    def _holds(self) -> Self:
        faults = chain_faults(self.steps)
        if faults:
            raise ValueError("；".join(faults))
        return self

    def for_matter(self, *, money: bool) -> "Chain":
        """Return the chain as it is for one matter: steps for money only if it is."""
        steps = tuple(step for step in self.steps if money or not step.money_only)
        return self.model_copy(update={"steps": steps})

    def state_after(self, signed: int) -> DraftState:
        """Return where a version stands when so many steps are signed."""
        if signed >= len(self.steps):
            return DraftState.APPROVED
        last = len(self.steps) - 1
        return DraftState.REVIEWED if signed == last else DraftState.SUBMITTED

    def signed_steps(self) -> tuple[SignedStep, ...]:
        """Return the steps as a manifest says them; offices are the centre's matter."""
        return tuple(
            SignedStep(name=step.name, role=step.role, record=step.record)
            for step in self.steps
        )

    def turn(self, signed: int) -> Step:
        """Return the step that comes next.

        Raises:
            Refused: All of them are signed.
        """
        if signed >= len(self.steps):
            raise Refused("各步都已经签过。请刷新再看。", code="chain_complete")
        return self.steps[signed]


def chain_faults(steps: tuple[Step, ...]) -> tuple[str, ...]:
    """Return everything that keeps steps from being a chain, in plain words."""
    if not steps:
        return ("至少要有两步",)
    names = [step.name for step in steps]
    always = [step for step in steps if not step.money_only]
    told = {
        "第一步要由起草人来做": steps[0].role is not Role.DRAFTER,
        "起草只能是第一步": any(step.role is Role.DRAFTER for step in steps[1:]),
        "最后一步要由批准人来做": steps[-1].role is not Role.APPROVER,
        "第一步和最后一步不能只用于财务": steps[0].money_only or steps[-1].money_only,
        "不算只用于财务的，至少要有两步": len(always) < LEAST_STEPS,
        "两步的名称不能一样": len(set(names)) != len(names),
        "起草这一步不用附会议记录": steps[0].record,
    }
    return tuple(words for words, wrong in told.items() if wrong)


def check_apart(who: Collection[str], earlier: Collection[str], *, what: str) -> None:
    """Return only if none of these people stands in the chain already.

    Args:
        who: Everybody whom this signature names: who signs, for whom, who entered.
        earlier: Everybody whom the earlier signatures name.
        what: The step, for the words of the refusal.

    Raises:
        SamePerson: One of them does.
    """
    if set(who) & set(earlier):
        raise SamePerson(what)
