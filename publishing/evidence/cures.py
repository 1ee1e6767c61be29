"""Read which ends moved by themselves because days fell short; move none."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.tables.coverage import Cure

_AT_ONCE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class CureView:
    """Be one cure as it was made."""

    short_on: tuple[date, ...]
    ended_at: datetime
    ends_at: datetime
    made_at: datetime


def cures_of(
    session: Session, disclosures: Collection[str]
) -> dict[str, tuple[CureView, ...]]:
    """Return the cures of disclosures, oldest first."""
    found: dict[str, list[CureView]] = {}
    names = sorted(disclosures)
    for begin in range(0, len(names), _AT_ONCE):
        query = select(Cure).where(
            Cure.disclosure_id.in_(names[begin : begin + _AT_ONCE])
        )
        for row in session.scalars(query.order_by(Cure.id)):
            found.setdefault(row.disclosure_id, []).append(_view(row))
    return {disclosure: tuple(views) for disclosure, views in found.items()}


def _view(row: Cure) -> CureView:
    return CureView(
        short_on=tuple(map(date.fromisoformat, row.short_on)),
        ended_at=row.ended_at,
        ends_at=row.ends_at,
        made_at=row.made_at,
    )


def promised_by_cures(session: Session, manifest_sha256: str) -> datetime | None:
    """Return the latest end that cures of a version have promised, if any."""
    query = select(Cure.ends_at).where(Cure.manifest_sha256 == manifest_sha256)
    return max(session.scalars(query), default=None)
