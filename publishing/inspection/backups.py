"""Answer administrators what became of the backups; make none."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from publishing.backup.due import Alarm
from publishing.backup.rows import RULE, alarm_in, newest_good, runs
from publishing.holdings.rows import Noted, last_mended, open_lacks
from publishing.overriding.rows import county_of
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold
from publishing.tables.backups import BackupRule, BackupRun
from publishing.tables.people import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """Be one attempt."""

    name: str
    why: str
    begun_at: datetime
    seconds: float
    good: bool
    reason: str
    files: int
    rows: int
    length: int
    new_bytes: int
    holders: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupView:
    """Be what is known of a county's backups."""

    alarm: Alarm | None
    newest: RunLine | None
    """The last good one."""
    lines: tuple[RunLine, ...]
    nightly: bool
    hour: int
    folder: str
    apart: bool
    """Whether they lie on another disk."""
    lacking: tuple[Noted, ...] = ()
    """What the centre lacks of its own files."""
    mended: tuple[Noted, ...] = ()
    """What it has put right, the newest first."""


class BackupBoard:
    """Answer what became of the backups."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def show(self, actor: str) -> BackupView:
        """Return the last attempts and the rule.

        Raises:
            NotSignedIn: The actor may not act any more.
            NotAllowed: The actor keeps no accounts of the county.
        """

        def do(session: Session, person: Person) -> BackupView:
            county = county_of(session).id
            must_hold(session, person, county, Office.ADMIN, what="看备份")
            rule, good = session.get(BackupRule, RULE), newest_good(session)
            return BackupView(
                alarm=alarm_in(session, self._acting.clock.now()),
                newest=None if good is None else _line(good),
                lines=tuple(_line(row) for row in runs(session)),
                nightly=rule is not None and rule.nightly,
                hour=0 if rule is None else rule.hour,
                folder="" if rule is None else rule.folder,
                apart=rule is not None and rule.apart,
                lacking=open_lacks(session),
                mended=last_mended(session),
            )

        return self._acting.look(actor, "backup.list", do)


def _line(row: BackupRun) -> RunLine:
    return RunLine(
        name=row.name,
        why=row.why,
        begun_at=row.begun_at,
        seconds=(row.ended_at - row.begun_at).total_seconds(),
        good=row.good,
        reason=row.reason,
        files=row.files,
        rows=row.rows,
        length=row.length,
        new_bytes=row.new_bytes,
        holders=row.holders,
    )
