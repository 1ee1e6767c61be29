"""Add up what kiosks counted of their visits; read nothing of it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from programme.records import ChainedRecord
from programme.visit_counts import CountKind, VisitCounts
from publishing.tables.visits import VisitSum

_MOST = 2**31 - 1


def note_visits(
    session: Session, device: str, links: Iterable[ChainedRecord], today: date
) -> None:
    """Add fresh counts to the sums of their days.

    A kiosk whose clock runs ahead counts for today: no week has visits to come.
    """
    sums: Counter[tuple[date, CountKind, str]] = Counter()
    for link in links:
        if isinstance(link.record, VisitCounts):
            day = min(link.record.on, today)
            for one in link.record.counts:
                sums[day, one.kind, one.subject] += one.times
    for (day, kind, subject), times in sums.items():
        row = session.get(VisitSum, (device, day, kind, subject))
        if row is None:
            row = VisitSum(device_id=device, day=day, kind=kind, subject=subject)
            row.times = 0
            session.add(row)
        row.times = min(row.times + times, _MOST)
