"""Remove pictures of glasses whose time is up, and leave a tombstone for each.

A picture that shows erased persons goes at once (REQ-22); any other goes when it is
old, unless a certificate, an open question or a person's word holds it. The device's
record of it, its digest and what it showed stay for ever: only the picture goes.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from programme.clock import Clock
from publishing.database import Database
from publishing.evidence.erasures import lawful_pages
from publishing.files import FileStore
from publishing.oversight.journal import record as journal
from publishing.tables.coverage import CoverageNeed
from publishing.tables.disclosures import WithdrawalRow
from publishing.tables.fleet import Device
from publishing.tables.glass import CaptureRow, PictureHold
from publishing.tables.log import IssuedCertificate
from publishing.tables.schedule import GroupEntry

_SYSTEM = "system"
_AT_ONCE = 1_000
"""Pictures of one transaction: others write in between."""
_AGAIN = timedelta(hours=1)
"""Ends are looked at for so long after they came: clocks and commits may lag."""
_log = logging.getLogger(__name__)


class Because(StrEnum):
    """Say why a picture went."""

    ERASED = "erased"
    """It showed persons whose time was up, or that were taken down for their sake."""
    AGED = "aged"


class PictureEnds:
    """Be asked at each tick for what has to be erased, and once a day for the old."""

    def __init__(
        self, *, database: Database, pictures: FileStore, clock: Clock, kept: timedelta
    ) -> None:
        self._database = database
        self._pictures = pictures
        self._clock = clock
        self._kept = kept
        self._looked_at: datetime | None = None

    def erase_due(self) -> None:
        """Remove pictures of what came to its end since the last look.

        Raises:
            StorageFailed: The disk refused; it is tried again at the next look.
        """
        now = self._clock.now()
        since = None if self._looked_at is None else self._looked_at - _AGAIN
        with self._database.reading() as session:
            ended = [one for one in session.scalars(_ended(since, now)) if one]
        for disclosure in ended:
            self._erase(disclosure, now)
        self._looked_at = now

    def look_at_all(self) -> None:
        """Remove what has to be erased, whenever it ended, and then what is old.

        Raises:
            StorageFailed: The disk refused; it is tried again on the next day.
        """
        self._looked_at = None
        self.erase_due()
        while self._drop_old():
            pass

    def _erase(self, disclosure: str, now: datetime) -> None:
        with self._database.session() as session:
            rows = [
                row
                for row in session.scalars(
                    _there().where(CaptureRow.disclosure_id == disclosure)
                )
                if must_go(session, row, now)
            ]
            if not rows:
                return
            bury(session, self._pictures, rows, because=Because.ERASED, at=now)
            _note(session, disclosure, rows, because=Because.ERASED, at=now)

    def _drop_old(self) -> bool:
        """Remove some old pictures; say whether there may be more."""
        now = self._clock.now()
        before = now - self._kept
        old = _there().where(CaptureRow.at < before, _held_by_nothing())
        query = old.order_by(CaptureRow.at).limit(_AT_ONCE)
        with self._database.reading() as session:
            if session.scalar(query.limit(1)) is None:
                return False
        with self._database.session() as session:
            rows = list(session.scalars(query))
            bury(session, self._pictures, rows, because=Because.AGED, at=now)
            _note(session, "captures", rows, because=Because.AGED, at=now)
        return len(rows) == _AT_ONCE


def must_go(session: Session, row: CaptureRow, now: datetime) -> bool:
    """Say whether a picture shows what has to be erased by now.

    It does where its page is of no version that may still be seen. One whose page
    is not known goes with its disclosure.
    """
    if row.disclosure_id is None:
        return False
    device = session.get_one(Device, row.device_id)
    lawful = lawful_pages(session, row.disclosure_id, device.group_id, now)
    return lawful is not None and row.page not in lawful


def bury(
    session: Session,
    pictures: FileStore,
    rows: Iterable[CaptureRow],
    *,
    because: Because,
    at: datetime,
) -> None:
    """Remove pictures and say why in their rows.

    The file goes first: where the commit fails, the next look only adds the word.

    Raises:
        StorageFailed: The disk refused.
    """
    for row in rows:
        row.part, row.gone_at, row.gone_because = None, at, because.value
        session.flush()
        # Two screens in step may have taken the same picture.
        other = _there().where(
            CaptureRow.picture == row.picture, CaptureRow.device_id != row.device_id
        )
        if session.scalar(other.limit(1)) is None:
            pictures.remove(row.picture)


def _note(
    session: Session,
    subject: str,
    rows: Sequence[CaptureRow],
    *,
    because: Because,
    at: datetime,
) -> None:
    devices = Counter(row.device_id for row in rows)
    journal(
        session,
        actor=_SYSTEM,
        act=f"captures.{because.value}",
        subject=subject,
        details={
            "pictures": len(rows),
            "devices": [list(one) for one in sorted(devices.items())],
            "last": max(row.at for row in rows).isoformat(),
        },
        at=at,
    )
    _log.info("%d pictures of glasses %s: %s", len(rows), because.value, subject)


def _there() -> Select[CaptureRow]:
    return select(CaptureRow).where(CaptureRow.gone_at.is_(None))


def _ended(since: datetime | None, now: datetime) -> Select[str | None]:
    """Return what asks for disclosures with pictures of which something ended."""
    taken_down = select(WithdrawalRow.disclosure_id)
    ends = select(GroupEntry.disclosure_id).where(
        or_(GroupEntry.ends_at <= now, GroupEntry.removed_at <= now)
    )
    if since is not None:
        taken_down = taken_down.where(WithdrawalRow.settled_at >= since)
        ends = ends.where(
            or_(GroupEntry.ends_at >= since, GroupEntry.removed_at >= since)
        )
    return (
        select(CaptureRow.disclosure_id)
        .where(
            CaptureRow.gone_at.is_(None),
            or_(
                CaptureRow.disclosure_id.in_(ends),
                CaptureRow.disclosure_id.in_(taken_down),
            ),
        )
        .distinct()
    )


def _held_by_nothing() -> ColumnElement[bool]:
    """Return the rule by which an old picture may go; decision 0047 says why."""
    holds = (
        select(IssuedCertificate.disclosure_id),
        select(CoverageNeed.disclosure_id),
        select(PictureHold.disclosure_id).where(PictureHold.lifted_at.is_(None)),
    )
    free = (CaptureRow.disclosure_id.not_in(one) for one in holds)
    return or_(CaptureRow.disclosure_id.is_(None), and_(*free))
