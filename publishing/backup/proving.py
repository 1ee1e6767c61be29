"""Prove a restored county: its database, chains, tree and repository; change nothing.

Rows that a schema of that time did not have yet are not asked for.
"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.merkle import leaf_hash, root_of
from publishing.backup.record import Facts
from publishing.backup.sqlite_copy import CopyBroken, check_whole, facts_of
from publishing.database import open_read_only
from publishing.log.tree import size_of, tree_of
from publishing.oversight.journal import verify
from publishing.release.errors import RepositoryDamaged
from publishing.release.reading import RepositoryFolder
from publishing.tables.log import LogCheckpoint, LogLeaf

_RUN = 5000


class NotProved(Exception):
    """Say what of a restored county does not hold."""

    code = "not_proved"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """Be how much was looked at."""

    journal: int
    log: int


def prove_database(path: Path, facts: Facts) -> Proved:
    """Return how much of a database was proved.

    Raises:
        NotProved: Its pages, its counts, the journal or the log do not hold.
    """
    try:
        check_whole(path)
        found = facts_of(path)
    except CopyBroken as error:
        raise NotProved(str(error)) from error
    if found != facts:
        other = sorted(
            name
            for name in found.rows.keys() | facts.rows.keys()
            if found.rows.get(name) != facts.rows.get(name)
        )
        reason = f"行数和做备份时不一样：{'、'.join(other) or '结构'}"
        raise NotProved(reason)
    return prove_chains(path, facts)


def prove_chains(path: Path, facts: Facts) -> Proved:
    """Return how long the journal and the log of evidence are, if both hold.

    Raises:
        NotProved: An entry was changed, is missing, or does not follow.
    """
    database = open_read_only(path)
    try:
        with database.reading() as session:
            journal = _journal(session) if "journal" in facts.rows else 0
            log = _log(session) if "log_checkpoint" in facts.rows else 0
    finally:
        database.close()
    return Proved(journal=journal, log=log)


def prove_repository(folder: Path) -> None:
    """Return only if all that the repository's metadata name is there.

    Raises:
        NotProved: Something is missing, or cannot be read.
    """
    repository = RepositoryFolder(folder)
    try:
        missing = [path for path in repository.current_files() if not path.is_file()]
    except RepositoryDamaged as error:
        raise NotProved(str(error)) from error
    if missing:
        reason = f"发布库缺 {missing[0].name}"
        raise NotProved(reason)


def _journal(session: Session) -> int:
    """Return how many entries the journal has.

    Raises:
        NotProved: Its chain is broken.
    """
    verdict = verify(session)
    if not verdict.holds:
        reason = f"操作记录从第 {verdict.bad_number} 条起对不上"
        raise NotProved(reason)
    return verdict.entries


def _log(session: Session) -> int:
    """Return how many leaves the log has.

    Raises:
        NotProved: A leaf was changed, or the tree is not what was signed last.
    """
    last = -1
    while rows := session.execute(
        select(LogLeaf.place, LogLeaf.hash, LogLeaf.body)
        .where(LogLeaf.place > last)
        .order_by(LogLeaf.place)
        .limit(_RUN)
    ).all():
        for place, digest, body in rows:
            if place != last + 1 or leaf_hash(body) != digest:
                reason = f"存证日志第 {last + 2} 条对不上"
                raise NotProved(reason)
            last = place
    connection = session.connection()
    query = select(LogCheckpoint.size, LogCheckpoint.root)
    signed = session.execute(query.order_by(LogCheckpoint.size.desc()).limit(1)).first()
    if signed is not None and (
        signed.size > last + 1
        or root_of(signed.size, tree_of(connection)) != signed.root
    ):
        reason = f"存证日志和第 {signed.size} 条时签的校验点对不上"
        raise NotProved(reason)
    return size_of(connection)
