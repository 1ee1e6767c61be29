"""Deliver and report, round after round, beside the sync; never give up."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from threading import Event
from typing import Protocol

from programme.approval import KeyKind, People
from programme.clock import Clock
from programme.enrolment import Restart
from sync_agent.disk import DiskRefused
from sync_agent.inner.alone import AloneMark
from sync_agent.inner.backoff import Backoff
from sync_agent.inner.courier import Courier
from sync_agent.inner.errors import Mishap, SyncFailed
from sync_agent.inner.http_errors import HttpFailed
from sync_agent.inner.picture_post import PicturePost
from sync_agent.inner.reserve import keep_reserve
from sync_agent.inner.standing import Standing
from sync_agent.layout import Layout
from sync_agent.outbox import Outbox, OutboxOverfull, RecordsHeld
from sync_agent.restart_word import laid_down, lay_down
from sync_agent.store import Store, StoreDamaged

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """Say how often, and how much of the disk is kept for records."""

    records_interval_s: float
    status_interval_s: float
    reserve_bytes: int


class HearTime(Protocol):
    """Be told of the centre's signed word what time it is."""

    def __call__(
        self, at: datetime, *, key: str = "", counting: Collection[str] = ()
    ) -> None:
        """Take it: who signed it, and which keys count now."""
        ...


class Errands:
    """Be the thread that talks to the device API."""

    def __init__(
        self,
        *,
        layout: Layout,
        courier: Courier,
        picture_post: PicturePost,
        store: Store,
        outbox: Outbox,
        standing: Standing,
        backoff: Backoff,
        rounds: Rounds,
        clock: Clock,
        heard: HearTime,
    ) -> None:
        self._layout = layout
        self._courier = courier
        self._picture_post = picture_post
        self._store = store
        self._outbox = outbox
        self._standing = standing
        self._backoff = backoff
        self._rounds = rounds
        self._clock = clock
        self._heard = heard
        self._alone = AloneMark(outbox, clock)
        self._bell = Event()
        self._report_now = True
        self._reported = float("-inf")
        self._untold: tuple[str, ...] = ()

    def ring(self) -> None:
        """Deliver and report soon: something happened."""
        self._report_now = True
        self._bell.set()

    def run(self, stopping: Event) -> None:
        """Work until told to stop."""
        while not stopping.is_set():
            pause = self._round()
            self._bell.wait(pause)
            self._bell.clear()

    def _round(self) -> float:
        """Run every errand once; return for how long to wait."""
        keep_reserve(self._layout, self._rounds.reserve_bytes)
        try:
            self._bring()
            # Last, and one a round: a picture never holds up a record or a word.
            self._picture_post.deliver_one()
        except (RecordsHeld, OutboxOverfull, DiskRefused, SyncFailed) as error:
            _log.warning("errands: %s", error)
            self._standing.tell(trouble=error)
            return self._backoff.failed()
        except HttpFailed as error:
            _log.info("errands: %s", error)
            return self._backoff.after(error.later_s)
        except Exception as error:  # noqa: BLE001 - the top of a job
            _log.exception("errands")
            self._standing.tell(trouble=Mishap(error))
            return self._backoff.failed()
        self._backoff.succeeded()
        return self._rounds.records_interval_s

    def _bring(self) -> None:
        """Deliver and report; a disk that refuses is itself what must be reported.

        Raises:
            DeviceUnknown: The centre does not know this device any more.
            HttpFailed: The centre does not answer as it should.
            RecordsHeld: Records wait in memory; the centre has been told.
            OutboxOverfull: There are too many of them; the centre has been told.
            DiskRefused: The disk refused; the centre has been told.
        """
        try:
            self._outbox.retry()
            self._alone.look(self._standing.tell())
            self._deliver()
        except (RecordsHeld, OutboxOverfull, DiskRefused) as error:
            self._standing.tell(trouble=error)
            self._report()
            raise
        self._report()

    def _deliver(self) -> None:
        """Deliver; say meanwhile which recalls the centre has no receipt of.

        Raises:
            DeviceUnknown: The centre does not know this device any more.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused.
        """
        try:
            self._courier.deliver()
        except (SyncFailed, HttpFailed, DiskRefused):
            self._say_untold(self._courier.untold_recalls())
            raise
        self._say_untold(())

    def _say_untold(self, untold: tuple[str, ...]) -> None:
        if untold != self._untold:
            self._untold = untold
            self._standing.tell(untold_recalls=untold)

    def _report(self) -> None:
        """Say how the device fares, where it is time or something happened.

        Raises:
            DeviceUnknown: The centre does not know this device any more.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused.
        """
        now = self._clock.monotonic()
        due = now - self._reported >= self._rounds.status_interval_s
        if not (due or self._report_now):
            return
        self._report_now = False
        programme, people = self._adopted()
        try:
            told = self._courier.report(
                self._standing.tell(), programme=programme, people=people
            )
        except (SyncFailed, HttpFailed, DiskRefused):
            # What happened is still to be told.
            self._report_now = True
            raise
        self._reported = now
        if told is None or people is None:
            return
        word = told.word
        self._standing.tell(twin=word.twin)
        self._heard(word.at, key=told.key, counting=keys_of_the_centre(people))
        if word.restart is not None:
            self._start_anew(word.restart)

    def _start_anew(self, order: Restart) -> None:
        """Let the programs know, and tell the centre at the next round.

        Raises:
            DiskRefused: The disk refused; the centre will say it again.
        """
        done = laid_down(self._layout.root)
        if done is not None and done.id == order.id:
            # It was done, and the centre has just not heard of it.
            return
        lay_down(self._layout.root, order)
        _log.info("%s: %s is started anew", order.id, order.what.value)
        self._report_now = True

    def _adopted(self) -> tuple[str | None, People | None]:
        try:
            held = self._store.load()
        except StoreDamaged:
            return None, None
        if held is None:
            return None, None
        return held.adopted.programme.sha256, held.people


def keys_of_the_centre(people: People) -> frozenset[str]:
    """Return the keys of the centre itself that the list of people names."""
    return frozenset(one.id for one in people.keys if one.kind is KeyKind.CENTRE)


def people_in(store: Store) -> People | None:
    """Return who may sign, as far as the device knows; None: it knows nobody."""
    try:
        held = store.load()
    except StoreDamaged:
        return None
    return None if held is None else held.people
