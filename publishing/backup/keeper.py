"""Make the night's backup when it is due; a job, asked now and then.

Rows say what was made. It has a thread of its own: a backup of many files must not
hold up a publication.
"""

import logging
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from config.centre import Backup
from programme.clock import Clock
from publishing.backup.due import is_due
from publishing.backup.errors import BackupFailed
from publishing.backup.making import BackupMaker
from publishing.backup.record import Why
from publishing.backup.rows import RULE, Attempt, note, runs_for_due
from publishing.database import Database
from publishing.tables.backups import BackupRule

_log = logging.getLogger(__name__)


class BackupKeeper:
    """Be asked now and then; a failure is noted, and tried again an hour later."""

    def __init__(
        self,
        *,
        database: Database,
        maker: BackupMaker,
        rule: Backup,
        folder: Path,
        zone: ZoneInfo,
        clock: Clock,
    ) -> None:
        self._database = database
        self._maker = maker
        self._rule = rule
        self._folder = folder
        self._zone = zone
        self._clock = clock

    def start(self) -> None:
        """Write down the rule by which staff are alarmed."""
        with self._database.session() as session:
            row = session.get(BackupRule, RULE)
            if row is None:
                row = BackupRule(id=RULE, since_at=self._clock.now())
                session.add(row)
            row.nightly, row.hour = self._rule.nightly, self._rule.hour
            row.too_old_h = self._rule.too_old_h
            row.folder = str(self._maker.shelf.folder)
            row.apart = are_apart(self._folder, self._maker.shelf.folder)

    def tick(self) -> None:
        """Make a backup where the night's one is due."""
        try:
            if self._rule.nightly and self._is_due():
                self.make(Why.NIGHTLY)
        except Exception:  # noqa: BLE001 - the top of a job: it is logged, the next tick tries again
            _log.exception("backup failed")

    def make(self, why: Why) -> Attempt:
        """Make a backup, note what came of it, and return that."""
        attempt = attempted(self._maker, why, self._clock)
        with self._database.session() as session:
            note(session, attempt)
        if attempt.result is None:
            _log.error("backup failed: %s", attempt.reason)
        else:
            _log.info("%s backed up and checked", attempt.result.backup.name)
        return attempt

    def _is_due(self) -> bool:
        with self._database.reading() as session:
            rule = session.get(BackupRule, RULE)
            return rule is not None and is_due(
                self._clock.now(),
                hour=self._rule.hour,
                zone=self._zone,
                since=rule.since_at,
                runs=runs_for_due(session),
            )


def attempted(maker: BackupMaker, why: Why, clock: Clock) -> Attempt:
    """Return what came of making a backup; a failure is a result as well."""
    begun: datetime = clock.now()
    try:
        result = maker.make(why)
    except BackupFailed as error:
        return Attempt(
            why=why, begun_at=begun, ended_at=clock.now(), reason=error.reason
        )
    return Attempt(why=why, begun_at=begun, ended_at=clock.now(), result=result)


def are_apart(one: Path, other: Path) -> bool:
    """Say whether two folders lie on two disks; what is not there yet is no disk."""
    try:
        return one.stat().st_dev != _nearest(other).stat().st_dev
    except OSError:
        return False


def _nearest(path: Path) -> Path:
    return path if path.exists() or path == path.parent else _nearest(path.parent)
