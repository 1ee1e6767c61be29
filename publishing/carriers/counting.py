"""Bind the records of primary carriers to the days that they vouch for."""

from collections.abc import Collection, Mapping
from functools import partial

from sqlalchemy.orm import Session

from publishing.carriers.presences import carriers_on
from publishing.carriers.reading import presences_of, primary_carriers
from publishing.evidence.claims import Carried, nowhere


def carried_by(
    session: Session, disclosures: Collection[str], *, presence_counts: bool
) -> Mapping[str, Carried]:
    """Return, by disclosure, what tells which primary carriers carried it on a day.

    Args:
        session: Reads the tables.
        disclosures: Those that are asked for; each is in the answer.
        presence_counts: False where a county counts its displays alone.
    """
    known = presences_of(session, disclosures) if presence_counts else {}
    primary = primary_carriers(session, known)
    return {
        one: partial(
            carriers_on,
            presences=known[one],
            primary=primary[one],
        )
        if one in known
        else nowhere
        for one in disclosures
    }
