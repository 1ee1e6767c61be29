"""Bring a version on by the step that its chain is at; decide whose step it is not."""

from datetime import datetime

from sqlalchemy.orm import Session

from publishing.desk.chain_rows import chain_in_force, named_in_chain
from publishing.desk.chains import check_apart
from publishing.desk.rows import advance, decisions_of
from publishing.desk.rules import DeskAct
from publishing.desk.signers import Signer
from publishing.staff.identity import persons_of
from publishing.tables.disclosures import Draft


def sign_step(
    session: Session, row: Draft, act: DeskAct, signer: Signer, *, now: datetime
) -> None:
    """Bring a version on by one step, if nobody stands in its chain twice.

    Raises:
        SamePerson: Somebody does.
        StateForbids: The act is not possible in this state.
    """
    chain, signed = chain_in_force(session, row), len(decisions_of(session, row))
    named = persons_of(session, signer.beside.named(signer.person))
    earlier = persons_of(session, named_in_chain(session, row))
    check_apart(named, earlier, what=chain.turn(signed).name)
    advance(row, act, chain.state_after(signed + 1), now)


def said_of(signer: Signer) -> dict[str, str]:
    """Return what the journal says of a signature besides who acted."""
    beside = signer.beside
    told = {
        "step": beside.step,
        "decided_by": signer.person if beside.entered_by else None,
        "stands_for": beside.for_id,
        "record": beside.record_sha256,
    }
    return {name: value for name, value in told.items() if value is not None}
