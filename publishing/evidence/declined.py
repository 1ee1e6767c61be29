"""Read which gaps of notices people decided not to make up for; decide none."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.tables.coverage import DeclinedSupplement
from publishing.tables.people import StaffMember

_AT_ONCE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclinedView:
    """Be one decision that a notice with a gap gets no second one."""

    manifest_sha256: str
    short_on: tuple[date, ...]
    """The days of which it was decided."""
    reason: str
    declined_by_name: str
    declined_at: datetime


def declined_of(
    session: Session, disclosures: Collection[str]
) -> Mapping[str, tuple[DeclinedView, ...]]:
    """Return the decisions on disclosures, oldest first; of most there is none."""
    found: dict[str, tuple[DeclinedView, ...]] = {}
    names = sorted(disclosures)
    for begin in range(0, len(names), _AT_ONCE):
        query = (
            select(DeclinedSupplement, StaffMember.name)
            .join(StaffMember, StaffMember.id == DeclinedSupplement.declined_by)
            .where(
                DeclinedSupplement.disclosure_id.in_(names[begin : begin + _AT_ONCE])
            )
            .order_by(DeclinedSupplement.id)
        )
        for row, name in session.execute(query):
            view = DeclinedView(
                manifest_sha256=row.manifest_sha256,
                short_on=tuple(map(date.fromisoformat, row.short_on)),
                reason=row.reason,
                declined_by_name=name,
                declined_at=row.declined_at,
            )
            found[row.disclosure_id] = (*found.get(row.disclosure_id, ()), view)
    return found
