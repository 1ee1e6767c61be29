"""Check a backup by restoring it into a scratch folder and looking at all of it.

A file of one piece is linked from the pool there, so that the check of many files
takes little room; the database is put together for true.
"""

import hashlib
import shutil
from pathlib import Path

from programme.clock import Clock
from programme.document import to_millisecond
from publishing.backup.errors import BackupDamaged
from publishing.backup.pool import PART_BYTES, PartDamaged
from publishing.backup.proving import (
    NotProved,
    Proved,
    prove_database,
    prove_repository,
)
from publishing.backup.record import CHECKED, BackupRecord, Checked, Kept
from publishing.backup.server_copy import check_dump
from publishing.backup.shelf import SCRATCH, Backup, Shelf
from publishing.backup.sources import REPOSITORY
from publishing.backup.sqlite_copy import CopyBroken
from publishing.release.disk import RealDisk, write_all


def check(shelf: Shelf, backup: Backup, clock: Clock) -> Checked:
    """Return what a check found; a backup that held is noted to be good.

    Raises:
        BackupDamaged: It does not hold; the pieces that are to blame are named.
        OSError: The disk refused.
    """
    began = clock.monotonic()
    scratch = shelf.folder / SCRATCH
    shutil.rmtree(scratch, ignore_errors=True)
    (backup.folder / CHECKED).unlink(missing_ok=True)
    try:
        _put_together(shelf, backup, scratch)
        proved = prove(backup.record, scratch)
    except NotProved as error:
        raise BackupDamaged(backup.name, error.reason) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    shelf.keys_of(backup)
    checked = Checked(
        record=backup.record.digest(),
        at=to_millisecond(clock.now()),
        files=len(backup.record.files),
        rows=sum(backup.record.facts.rows.values()),
        journal=proved.journal,
        log=proved.log,
        milliseconds=int((clock.monotonic() - began) * 1000),
    )
    write_all(RealDisk(), [(backup.folder / CHECKED, checked.canonical())])
    return checked


def prove(record: BackupRecord, folder: Path) -> Proved:
    """Return how much of a restored county was proved.

    Raises:
        NotProved: Something of it does not hold.
    """
    database = folder / record.database.path
    if any(one.path.startswith(f"{REPOSITORY}/") for one in record.files):
        prove_repository(folder / REPOSITORY)
    if record.facts.kind == "sqlite":
        return prove_database(database, record.facts)
    try:
        check_dump(database)
    except CopyBroken as error:
        raise NotProved(error.reason) from error
    return Proved(journal=0, log=0)


def _put_together(shelf: Shelf, backup: Backup, scratch: Path) -> None:
    """Restore everything, and hold each file's digest against the list.

    Raises:
        BackupDamaged: Pieces are missing or damaged; all of them are named.
    """
    bad: set[str] = set()
    spoiled = ""
    for kept in (backup.record.database, *backup.record.files):
        try:
            shelf.pool.give(kept, scratch / kept.path, link=True)
        except PartDamaged:
            bad |= shelf.pool.damaged(kept.parts)
            spoiled = spoiled or kept.path
            continue
        if not _is_as_told(scratch / kept.path, kept):
            bad.update(kept.parts)
            spoiled = spoiled or kept.path
    if bad:
        reason = f"{spoiled} 缺失或损坏，共 {len(bad)} 块"
        raise BackupDamaged(backup.name, reason, parts=frozenset(bad))


def _is_as_told(path: Path, kept: Kept) -> bool:
    if path.stat().st_size != kept.length:
        return False
    whole = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(PART_BYTES):
            whole.update(piece)
    return whole.hexdigest() == kept.sha256
