"""Keep the approval chains of units as data (REQ-12); it signs nothing.

A change is for what is submitted from then on: the chain in force of a version is
fixed at its submission.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.desk.chain_presets import ChainPreset, shipped_chains
from publishing.desk.chain_rows import chain_for
from publishing.desk.chains import Chain
from publishing.errors import NotThere, Refused
from publishing.oversight.journal import record
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, line_of, must_hold
from publishing.tables.chains import UnitChain
from publishing.tables.people import Office
from publishing.tables.units import UnitLevel, UnitRow


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChainView:
    """Be the chain of one unit, and where it comes from."""

    unit: str
    chain: Chain
    set_by: str
    """The name of the unit that set it; empty: nobody did, it is the shipped one."""
    is_own: bool
    """Whether the unit itself set it."""


class Chains:
    """Show, set and take back chains."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def presets(self) -> tuple[ChainPreset, ...]:
        """Return the chains that are shipped, to begin with."""
        return tuple(shipped_chains().values())

    def listing(self, actor: str) -> tuple[UnitChainView, ...]:
        """Return the chain of every open unit.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> tuple[UnitChainView, ...]:
            del person
            query = select(UnitRow).where(UnitRow.closed_at.is_(None))
            rows = session.scalars(query.order_by(UnitRow.position, UnitRow.id))
            return tuple(_view(session, row.id) for row in rows)

        return self._acting.look(actor, "chain.list", do)

    def set(
        self, actor: str, unit: str, chain: Chain, *, level: UnitLevel | None = None
    ) -> UnitChainView:
        """Give a unit its chain, or one to all units of a level below it.

        Raises:
            NotAllowed: Not administrator of the unit.
            NotThere: No such unit.
            Refused: A step's office cannot be where it asks for it.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> UnitChainView:
            must_hold(session, person, unit, Office.ADMIN, what="定审批链")
            kept_for = level or session.get_one(UnitRow, unit).level
            _check_levels(session, unit, chain)
            _keep(session, person, unit, kept_for, chain, now)
            details = {
                "level": kept_for.value,
                "chain": [step.name for step in chain.steps],
            }
            _journal(session, person, "chain.changed", unit, details, now)
            return _view(session, unit)

        return self._acting.act(actor, "chain.change", do)

    def inherit(
        self, actor: str, unit: str, *, level: UnitLevel | None = None
    ) -> UnitChainView:
        """Take a unit's own chain back: that of the unit above holds again.

        Raises:
            NotAllowed: Not administrator of the unit.
            NotThere: No such unit, or it has set none.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> UnitChainView:
            must_hold(session, person, unit, Office.ADMIN, what="定审批链")
            kept_for = level or session.get_one(UnitRow, unit).level
            row = session.get(UnitChain, (unit, kept_for))
            if row is None:
                raise NotThere("这个单位自己定的审批链")
            session.delete(row)
            session.flush()
            details = {"level": kept_for.value}
            _journal(session, person, "chain.inherited", unit, details, now)
            return _view(session, unit)

        return self._acting.act(actor, "chain.change", do)


def _view(session: Session, unit: str) -> UnitChainView:
    chain, setter = chain_for(session, unit)
    name = session.get_one(UnitRow, setter).name if setter else ""
    return UnitChainView(unit=unit, chain=chain, set_by=name, is_own=setter == unit)


def _keep(  # noqa: PLR0917 - the columns of one row
    session: Session,
    person: Person,
    unit: str,
    level: UnitLevel,
    chain: Chain,
    now: datetime,
) -> None:
    told = chain.model_dump(mode="json")
    row = session.get(UnitChain, (unit, level))
    if row is None:
        row = UnitChain(unit_id=unit, level=level)
        session.add(row)
    row.chain, row.changed_at, row.changed_by = told, now, person.id
    session.flush()


def _check_levels(session: Session, unit: str, chain: Chain) -> None:
    """Refuse a step at a level that is not the unit's nor above it.

    A chain for a level below is checked against the tree above it alone.

    Raises:
        Refused: There is no unit of that level; nobody could ever sign the step.
    """
    above = {session.get_one(UnitRow, one).level for one in line_of(session, unit)}
    below = {UnitLevel.COUNTY} | above
    known = {*below, UnitLevel.TOWNSHIP} if UnitLevel.COUNTY in above else below
    for step in chain.steps:
        if step.level is not None and step.level not in known:
            message = f"“{step.name}”要由上级单位来签，可是上面没有这一级。请改选。"
            raise Refused(message, code="no_such_level")


def _journal(  # noqa: PLR0917 - an act is said the same way everywhere
    session: Session,
    person: Person,
    act: str,
    unit: str,
    details: Mapping[str, object],
    now: datetime,
) -> None:
    record(session, actor=person.id, act=act, subject=unit, details=details, at=now)
