"""Turn records of carriers into rows, find the ones that hold, journal them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.programme import progress_target_of
from publishing.carriers.presences import Claim
from publishing.cleaning import clean_text
from publishing.desk.rows import new_id
from publishing.errors import Conflict, NotThere, Refused
from publishing.evidence.settled import look_again
from publishing.oversight.journal import record as journal
from publishing.releases_due import ask_for
from publishing.schedule.hanging import entries_of
from publishing.staff.offices import Person, must_hold
from publishing.tables.disclosures import Disclosure
from publishing.tables.people import Office
from publishing.tables.presences import PresenceRow

_OFFICES = (Office.DRAFTER, Office.REVIEWER, Office.PUBLISHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Be a record before it is kept."""

    claim: Claim
    posted_photo: str | None = None
    removed_photo: str | None = None
    reason: str = ""
    corrects: PresenceRow | None = None
    struck: bool = False


def published_at(session: Session, person: Person, disclosure: str) -> datetime:
    """Return when a disclosure was published, if the person may record for it.

    Raises:
        NotAllowed: Holds no office for the unit that records.
        NotThere: No such disclosure.
        Refused: It was never published.
    """
    row = session.get(Disclosure, disclosure)
    if row is None:
        raise NotThere("这件公开事项")
    must_hold(session, person, row.unit_id, *_OFFICES, what="记载体")
    if row.published_at is None:
        message = "这一件还没有批准公开，不能记载体。请先办完审批。"
        raise Refused(message, code="not_published")
    return row.published_at


def open_record(session: Session, presence: str) -> PresenceRow:
    """Return a record that nothing has taken the place of.

    Raises:
        NotThere: No such record.
        Conflict: A newer record has taken its place, or it was struck.
    """
    row = session.get(PresenceRow, presence)
    if row is None:
        raise NotThere("这条载体记录")
    newer = select(PresenceRow.id).where(PresenceRow.corrects_id == presence)
    if row.struck or session.scalar(newer) is not None:
        message = "这条记录已经被新的记录代替。请刷新，看过新的再改。"
        raise Conflict(message)
    return row


def claim_of(row: PresenceRow) -> Claim:
    """Return what a kept record says."""
    return Claim(
        carrier=row.carrier,
        from_on=row.from_on,
        last_on=row.last_on,
        address=row.address,
        remark=row.remark,
        photographed=row.posted_photo is not None,
        photographed_empty=row.removed_photo is not None,
    )


def checked_reason(reason: str) -> str:
    """Return a reason as it is kept.

    Raises:
        Refused: None was given.
    """
    told = clean_text(reason).strip()
    if not told:
        raise Refused("请写明为什么改这条记录。", code="reason_missing")
    return told


def row_of(disclosure: str, made: Record, person: Person, now: datetime) -> PresenceRow:
    """Return the row of a record."""
    claim = made.claim
    return PresenceRow(
        id=new_id(disclosure, "p"),
        disclosure_id=disclosure,
        carrier=claim.carrier,
        from_on=claim.from_on,
        last_on=claim.last_on,
        posted_photo=made.posted_photo,
        removed_photo=made.removed_photo,
        address=claim.address,
        remark=claim.remark,
        corrects_id=made.corrects.id if made.corrects else None,
        struck=made.struck,
        reason=made.reason,
        recorded_by=person.id,
        recorded_at=now,
    )


def count_anew(session: Session, disclosure: str, now: datetime) -> None:
    """Have the days counted anew where the disclosure hangs."""
    look_again(session, {disclosure})
    for entry in entries_of(session, disclosure, now):
        ask_for(session, progress_target_of(entry.group_id), now)


def journal_presence(
    session: Session, person: Person, act: str, row: PresenceRow
) -> None:
    """Write a record into the journal."""
    acts = {
        "presence.record": "presence.recorded",
        "presence.end": "presence.ended",
        "presence.correct": "presence.corrected",
        "presence.strike": "presence.struck",
    }
    details = {
        "carrier": row.carrier.value,
        "from_on": row.from_on.isoformat(),
        "last_on": row.last_on.isoformat() if row.last_on else None,
        "address": row.address,
        "evidence": row.remark,
        "photo": row.removed_photo or row.posted_photo,
        "reason_given": row.reason,
    }
    journal(
        session,
        actor=person.id,
        act=acts[act],
        subject=row.disclosure_id,
        details={name: value for name, value in details.items() if value},
        at=row.recorded_at,
    )
