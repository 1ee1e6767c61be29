"""Go on after a restore: raise every number above what anybody may have seen.

A word in the county's folder says that it was restored, and from when. The centre's
next start reads it, raises, writes the journal, and takes it away. Done twice it does
no harm: numbers may skip.
"""

import logging
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.clock import Clock
from programme.document import Document, Identifier, Instant
from publishing.database import Database
from publishing.oversight.journal import record
from publishing.release.repository import Repository
from publishing.tables.disclosures import RegisterCounter
from publishing.tables.release import ReleaseTarget
from publishing.tables.units import UnitRow

MARKER = "restored.json"
SYSTEM = "system"
_NUMBERS_A_DAY = 5
_LEAST_NUMBERS = 10
_log = logging.getLogger(__name__)


class Restored(Document):
    """Be the word that this county's folder came out of a backup."""

    kind_name: ClassVar[str] = "恢复说明"

    format: Literal["mingbai.restored/1"] = "mingbai.restored/1"
    backup: Identifier
    made_at: Instant
    restored_at: Instant
    floor: int = Field(ge=0)
    """Every version goes on above it; 0: the repository was not restored."""


def go_on(
    folder: Path,
    *,
    database: Database,
    repository: Repository,
    clock: Clock,
    zone: ZoneInfo,
) -> Restored | None:
    """Raise what a restore asks for; return its word, or None without a restore.

    Raises:
        DocumentMalformed: The word is damaged.
        ReleaseError: The repository refused; nothing goes out before it is raised.
    """
    marker = folder / MARKER
    if not marker.is_file():
        return None
    word = Restored.parse(marker.read_bytes())
    if word.floor:
        repository.rise_to(word.floor, clock.now())
    gap = numbers_left_out(word.made_at, word.restored_at)
    with database.session() as session:
        for row in session.scalars(select(ReleaseTarget)):
            row.version = max(row.version, word.floor)
            # What the restored rows say goes out anew, though it is what they said
            # last: the displays may have seen something later.
            row.content_sha256 = ""
        _leave_out(session, gap, word, zone)
        record(
            session,
            actor=SYSTEM,
            act="backup.restored",
            subject=word.backup,
            details={
                "made_at": word.made_at.isoformat(),
                "floor": word.floor,
                "numbers_left_out": gap,
            },
            at=clock.now(),
        )
    marker.unlink()
    _log.warning("restored from backup %s: versions go on", word.backup)
    return word


def numbers_left_out(made_at: datetime, restored_at: datetime) -> int:
    """Return how many register numbers each unit skips.

    What was published after the backup has numbers that nobody here knows any more;
    no number is ever given twice.
    """
    days = max(0, (restored_at - made_at).days) + 1
    return _LEAST_NUMBERS + _NUMBERS_A_DAY * days


def _leave_out(session: Session, gap: int, word: Restored, zone: ZoneInfo) -> None:
    years = {at.astimezone(zone).year for at in (word.made_at, word.restored_at)}
    for unit in session.scalars(select(UnitRow.id)):
        for year in years:
            counter = session.get(RegisterCounter, (unit, year))
            if counter is None:
                counter = RegisterCounter(unit_id=unit, year=year, last=0)
                session.add(counter)
            counter.last += gap
