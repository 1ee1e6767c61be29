"""Keep the log whole at each tick: take in, note what judgements rest on, sign.

Rows of evidence note themselves (`publishing.log.noting`); here is what is no row.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from programme.approval import People
from programme.canonical import sha256_hex
from programme.clock import Clock
from programme.leaves import DocumentLeaf, JournalLeaf, Leaf
from publishing.calendar.current import Calendars
from publishing.database import Database
from publishing.log.checkpoints import LogSigner, newest, sign_now
from publishing.log.noting import take_in
from publishing.log.rows import Noted
from publishing.log.tree import append, size_of
from publishing.tables.journal import JournalHead
from publishing.tables.log import LogCheckpoint, LogLeaf

_PEOPLE, _CALENDAR = "people", "calendar"
_log = logging.getLogger(__name__)


class LogKeeper:
    """Be asked at each tick; every question is one transaction."""

    def __init__(
        self,
        *,
        database: Database,
        signer: LogSigner | None,
        people: Callable[[Session], People],
        calendars: Calendars,
        clock: Clock,
        every: timedelta,
    ) -> None:
        self._database = database
        self._signer = signer
        self._people = people
        self._calendars = calendars
        self._clock = clock
        self._every = every
        self._warned = False

    def tick(self) -> None:
        """Take in what was there before the log; sign where it is time to."""
        with self._database.reading() as session:
            first = session.scalar(_of_kind("journal")) is None
            due = self._is_due(session)
        if first or due:
            with self._database.session() as session:
                self._bring_up(session, first=first)
                if self._signer is not None:
                    sign_now(session, self._signer, self._clock.now())
        if self._signer is None and not self._warned:
            self._warned = True
            _log.warning(
                "the log has no key: run 'mingbai keys add-log' and start again"
            )

    def sign(self, session: Session, signer: LogSigner) -> LogCheckpoint:
        """Return a checkpoint over everything up to this moment."""
        self._bring_up(session, first=session.scalar(_of_kind("journal")) is None)
        return sign_now(session, signer, self._clock.now())

    def _is_due(self, session: Session) -> bool:
        """Say whether the log grew, and long enough ago was signed."""
        held = newest(session)
        if held is None:
            return True
        age = self._clock.now() - held.signed_at
        # A clock that was set back must not silence the log.
        return size_of(session.connection()) > held.size and not (
            timedelta(0) <= age < self._every
        )

    def _bring_up(self, session: Session, *, first: bool) -> None:
        if first:
            taken = take_in(session)
            _log.info("%d things taken into the log of evidence", taken)
        calendar = self._calendars.calendar.whole()
        told = (
            (_PEOPLE, self._people(session).digest()),
            (_CALENDAR, sha256_hex(calendar.canonical())),
        )
        for name, sha256 in told:
            leaf = DocumentLeaf.model_validate({"name": name, "sha256": sha256})
            _note_if_new(session, name, leaf)
        head = session.get(JournalHead, 1)
        if head is not None:
            leaf_of_head = JournalLeaf(number=head.number, entry=head.digest)
            _note_if_new(session, "journal", leaf_of_head)


def _note_if_new(session: Session, subject: str, leaf: Leaf) -> None:
    query = _of_kind(leaf.kind).where(LogLeaf.subject == subject)
    if session.scalar(query) != leaf.canonical():
        append(session.connection(), [Noted(subject=subject, leaf=leaf)])


def _of_kind(kind: str) -> Select[bytes]:
    query = select(LogLeaf.body).where(LogLeaf.kind == kind)
    return query.order_by(LogLeaf.place.desc()).limit(1)
