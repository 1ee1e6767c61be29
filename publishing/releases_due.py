"""Note in a use case's own transaction which releases are due; release nothing."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from programme.programme import target_of
from publishing.tables.release import ReleaseDue


def ask_for_groups(session: Session, groups: Iterable[str], at: datetime) -> None:
    """Have new programmes of these display groups released."""
    for group in groups:
        ask_for(session, target_of(group), at)


def ask_for(session: Session, target: str, at: datetime) -> None:
    """Have a new version of one target released."""
    row = session.get(ReleaseDue, target)
    if row is None:
        session.add(ReleaseDue(target=target, asked=1, asked_at=at))
    else:
        row.asked += 1
        row.asked_at = at
