"""Write and read what became of backups, in the caller's transaction; make none."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.backup.due import Alarm, Run, alarm_of
from publishing.backup.going_on import SYSTEM
from publishing.backup.making import Result
from publishing.backup.record import Why
from publishing.oversight.journal import record
from publishing.tables.backups import BackupRule, BackupRun

RULE = 1
_LOOKED_AT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Be one attempt and what came of it."""

    why: Why
    begun_at: datetime
    ended_at: datetime
    result: Result | None = None
    reason: str = ""
    """Why there is none."""


def note(session: Session, attempt: Attempt) -> None:
    """Keep an attempt, and write it into the journal."""
    result = attempt.result
    made = None if result is None else result.backup.record
    row = BackupRun(
        name="" if made is None else made.name,
        why=attempt.why.value,
        begun_at=attempt.begun_at,
        ended_at=attempt.ended_at,
        good=made is not None,
        reason=attempt.reason,
        files=0 if made is None else len(made.files),
        rows=0 if made is None else sum(made.facts.rows.values()),
        length=0 if made is None else made.length,
        new_bytes=0 if result is None else result.new_bytes,
        holders="" if made is None else "、".join(made.holders),
    )
    session.add(row)
    details: dict[str, object] = {"reason": attempt.reason}
    if made is not None:
        details = {"files": row.files, "rows": row.rows, "holders": row.holders}
    record(
        session,
        actor=SYSTEM,
        act="backup.made" if made is not None else "backup.failed",
        subject=row.name or "backup",
        details=details,
        at=attempt.ended_at,
    )


def runs(session: Session) -> tuple[BackupRun, ...]:
    """Return the last attempts, the newest first."""
    query = select(BackupRun).order_by(BackupRun.id.desc()).limit(_LOOKED_AT)
    return tuple(session.scalars(query))


def runs_for_due(session: Session) -> tuple[Run, ...]:
    """Return the last attempts as far as the next depends on them."""
    return tuple(Run(begun_at=row.begun_at, good=row.good) for row in runs(session))


def newest_good(session: Session) -> BackupRun | None:
    """Return the last attempt that made a good backup."""
    query = select(BackupRun).where(BackupRun.good).order_by(BackupRun.id.desc())
    return session.scalar(query.limit(1))


def alarm_in(session: Session, now: datetime) -> Alarm | None:
    """Return what is wrong with the county's backups, or None."""
    rule = session.get(BackupRule, RULE)
    if rule is None:
        return None
    last, good = runs(session)[:1], newest_good(session)
    return alarm_of(
        now,
        since=rule.since_at,
        too_old=timedelta(hours=rule.too_old_h),
        newest_good=None if good is None else good.begun_at,
        failed=last[0].reason if last and not last[0].good else "",
    )
