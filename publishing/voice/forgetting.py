"""Let what is personal of questions and requests end when its time is up (REQ-22).

A question's own words go from its row, and the key goes to which it was sealed, so
that nobody opens the batch in which it came: the batch itself, its signature and the
log stay whole. A reply that stands on the wall was cleared by two people and stays.
Of a request for disclosure goes who asked and what for.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from programme.clock import Clock
from programme.echo import ECHO_TARGET
from publishing.database import Database
from publishing.oversight.journal import record
from publishing.releases_due import ask_for
from publishing.tables.requests import DisclosureRequest, RequestApplicant
from publishing.tables.voice import FollowUpRow, QuestionRow, QuestionState
from publishing.tables.voice_keys import VoiceKeyRow

KEY_LASTS = timedelta(days=365)
LONGEST_OFFLINE = timedelta(days=180)
"""For so long a display without network may seal to a key that was replaced."""
_SYSTEM = "system"
_OVER = (QuestionState.ANSWERED, QuestionState.REFERRED)


class Keys(Protocol):
    """Change and destroy the keys that questions are sealed to."""

    @property
    def public(self) -> str:
        """Return the public key that new questions are sealed to."""
        ...

    @property
    def listed(self) -> tuple[str, ...]:
        """Return that key, and the one that will follow it."""
        ...

    def replace(self) -> str:
        """Seal to a new key from now on; return its public half."""
        ...

    def destroy(self, public: str) -> None:
        """Destroy a key that is sealed to no more."""
        ...


class VoiceForgetting:
    """Be asked once a day."""

    def __init__(
        self,
        *,
        database: Database,
        keys: Keys,
        seal_to: Callable[[str, tuple[str, ...]], None],
        may_seal_to: Callable[[Session, str], bool],
        clock: Clock,
        kept: timedelta,
    ) -> None:
        self._database = database
        self._keys = keys
        self._seal_to = seal_to
        self._may_seal_to = may_seal_to
        self._clock = clock
        self._kept = kept

    def forget_ended(self) -> None:
        """Forget what is due, change a key that is old, destroy one that is done."""
        now = self._clock.now()
        with self._database.session() as session:
            _forget_questions(session, before=now - self._kept, at=now)
            _forget_applicants(session, before=now - self._kept, at=now)
            done = self._turn_keys(session, now)
        # A key goes after its row says so: a row that lies is worse than a file.
        for public in done:
            self._keys.destroy(public)

    def _turn_keys(self, session: Session, now: datetime) -> list[str]:
        current = session.get(VoiceKeyRow, self._keys.public)
        if current is None:
            current = VoiceKeyRow(public=self._keys.public, made_at=now)
            session.add(current)
        old = now - current.made_at >= KEY_LASTS
        # Until the next one is on the list that people sign, kiosks would not take it.
        if old and self._may_seal_to(session, self._keys.listed[-1]):
            current.retired_at = now
            public = self._keys.replace()
            session.add(VoiceKeyRow(public=public, made_at=now))
            self._seal_to(public, self._keys.listed)
            ask_for(session, ECHO_TARGET, now)
            _note(session, "voice_key.replaced", public, {}, now)
        ended = now - self._kept - LONGEST_OFFLINE
        query = select(VoiceKeyRow).where(
            VoiceKeyRow.retired_at <= ended, VoiceKeyRow.destroyed_at.is_(None)
        )
        done = session.scalars(query).all()
        for row in done:
            row.destroyed_at = now
            _note(session, "voice_key.destroyed", row.public, {}, now)
        return [row.public for row in done]


def _forget_questions(session: Session, *, before: datetime, at: datetime) -> None:
    ended = func.coalesce(QuestionRow.answered_at, QuestionRow.received_at)
    query = select(QuestionRow).where(
        QuestionRow.state.in_(_OVER),
        ended < before,
        QuestionRow.text != "",
        QuestionRow.look_again_on.is_(None),
    )
    for row in session.scalars(query).all():
        row.text = row.remark = ""
        if not row.published:
            row.reply, row.approvals = None, []
            own = delete(FollowUpRow).where(FollowUpRow.number == row.number)
            session.execute(own)
        details = {"public": row.published}
        _note(session, "question.forgotten", row.number, details, at)


def _forget_applicants(session: Session, *, before: datetime, at: datetime) -> None:
    query = (
        select(RequestApplicant)
        .join(DisclosureRequest, DisclosureRequest.id == RequestApplicant.request_id)
        .where(DisclosureRequest.closed_on < before.date())
    )
    for row in session.scalars(query).all():
        session.delete(row)
        _note(session, "request.forgotten", row.request_id, {}, at)


def _note(
    session: Session,
    act: str,
    subject: str,
    details: Mapping[str, object],
    at: datetime,
) -> None:
    record(session, actor=_SYSTEM, act=act, subject=subject, details=details, at=at)
