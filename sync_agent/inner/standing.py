"""Gather what the agent knows of itself and write which states that amounts to.

Threads tell what happened; every change is written for the local pages. Which state
facts amount to is decided in `programme.agent_states`.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock

from programme.agent_states import AgentFacts, AgentState, conditions_of
from programme.clock import Clock
from sync_agent.adopted import Adopted
from sync_agent.disk import DiskRefused
from sync_agent.inner.adoption import vanished_of
from sync_agent.inner.errors import (
    DeviceUnknown,
    EnrolmentRefused,
    NothingReleased,
    ReleaseRefused,
    SyncFailed,
)
from sync_agent.inner.http_errors import HttpFailed
from sync_agent.inner.reserve import free_bytes
from sync_agent.layout import Layout
from sync_agent.outbox import OutboxOverfull, RecordsHeld
from sync_agent.outbox_file import OutboxDestroyed
from sync_agent.state import StateReport, read_state, write_state

Trouble = (
    DiskRefused
    | HttpFailed
    | SyncFailed
    | RecordsHeld
    | OutboxOverfull
    | OutboxDestroyed
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Be what the agent knows of itself."""

    code: str | None = None
    asked: bool = False
    """The centre has answered that it waits for the code to be confirmed."""
    device: str | None = None
    group: str | None = None
    adopted: Adopted | None = None
    syncing: bool = False
    clock_doubted: bool = False
    twin: bool = False
    """The centre hears another machine speak with this device's key."""
    untold_recalls: tuple[str, ...] = ()
    """Disclosures taken down here, of which the centre has no receipt yet."""
    clock_off: timedelta = timedelta(0)
    """How far the machine's clock is ahead of the time that the agent goes by."""
    disk: DiskRefused | None = None
    """What is the matter with the disk, whatever was written last."""
    last_sync_at: datetime | None = None
    silent_s: float = 0.0
    """Seconds since the centre was last heard in full."""
    alone_from_at: datetime | None = None
    """From when on only what is mandated is shown."""
    long_alone: bool = False
    """That instant has passed."""
    trouble: Trouble | None = None
    """What the last attempt ended with."""


def known_of(facts: Facts, *, stale_after_s: float) -> AgentFacts:
    """Return the facts by which the states are decided."""
    trouble = facts.trouble
    return AgentFacts(
        enrolled=facts.device is not None,
        asked=facts.asked,
        enrolment_refused=isinstance(trouble, EnrolmentRefused),
        storage_failing=isinstance(_trouble(facts), _STORAGE),
        twin=facts.twin,
        syncing=facts.syncing,
        clock_doubted=facts.clock_doubted,
        refused=isinstance(trouble, _REFUSALS),
        recall_pending=bool(facts.untold_recalls),
        adopted=facts.adopted is not None,
        nothing_released=isinstance(trouble, NothingReleased),
        long_alone=facts.long_alone,
        stale=facts.silent_s >= stale_after_s,
    )


def state_of(facts: Facts, *, stale_after_s: float) -> AgentState:
    """Return the state that facts amount to; the gravest goes first."""
    return conditions_of(known_of(facts, stale_after_s=stale_after_s))[0]


_STORAGE = (DiskRefused, RecordsHeld, OutboxOverfull, OutboxDestroyed)
_REFUSALS = (ReleaseRefused, DeviceUnknown)


def _trouble(facts: Facts) -> Trouble | None:
    """Return what is worst: an ailing disk is, whatever else went wrong."""
    return facts.disk or facts.trouble


def _words_of(facts: Facts) -> str:
    trouble = _trouble(facts)
    if trouble is not None:
        return str(trouble)
    if facts.clock_doubted or abs(facts.clock_off) < _WORTH_SAYING:
        return ""
    way = "快" if facts.clock_off > timedelta(0) else "慢"
    far = _long_words(abs(facts.clock_off))
    return f"本机时钟{way}了{far}，已改按中心的时间走；请设好本机时钟。"


def _long_words(span: timedelta) -> str:
    for unit, words in ((timedelta(days=1), "天"), (timedelta(hours=1), "小时")):
        if span >= 2 * unit:
            return f"约 {span // unit} {words}"
    return f"约 {span // timedelta(minutes=1)} 分钟"


_WORTH_SAYING = timedelta(minutes=2)


class Standing:
    """Be the one place where the agent's threads say what happened."""

    def __init__(
        self,
        layout: Layout,
        clock: Clock,
        *,
        stale_after_s: float,
        most_alone: timedelta | None = None,
    ) -> None:
        """Take by what it is judged.

        Args:
            layout: Where the device's files lie.
            clock: The time to go by.
            stale_after_s: Seconds without the centre after which the state says so.
            most_alone: After so long only what is mandated is shown; None: never.
        """
        self._layout = layout
        self._clock = clock
        self._stale_after_s = stale_after_s
        self._most_alone = most_alone
        self._lock = Lock()
        former = read_state(layout.root)
        # When the centre was heard last is known across a restart.
        last = None if former is None else former.last_sync_at
        self._facts = Facts(last_sync_at=last)
        self._silent_before_s = _age_s(last, clock.now())
        self._heard = clock.monotonic()
        self._report: StateReport | None = None

    def tell(self, **changes: object) -> StateReport:
        """Take note of changed facts, named as in `Facts`; return the new report."""
        with self._lock:
            self._facts = replace(self._facts, **changes)  # type: ignore[arg-type]  # named as in `Facts`
            return self._write()

    def clock_sure(self) -> bool:
        """Say whether nothing speaks against the machine's clock."""
        with self._lock:
            return not self._facts.clock_doubted

    def heard(self, **changes: object) -> StateReport:
        """Take note that the centre was heard in full, and of changed facts."""
        with self._lock:
            self._heard = self._clock.monotonic()
            self._silent_before_s = 0.0
            known = {"trouble": None, "last_sync_at": self._clock.now()} | changes
            self._facts = replace(self._facts, **known)  # type: ignore[arg-type]  # as above
            return self._write()

    def _write(self) -> StateReport:
        silent_s = self._silent_before_s + self._clock.monotonic() - self._heard
        alone_from = self._alone_from()
        self._facts = replace(
            self._facts,
            silent_s=silent_s,
            alone_from_at=alone_from,
            long_alone=alone_from is not None and alone_from <= self._clock.now(),
        )
        report = self._told()
        former = self._report
        self._report = report
        if former is None or not _alike(former, report):
            if former is None or former.state is not report.state:
                _log.info("state: %s", report.state)
            try:
                write_state(self._layout.root, report)
            except DiskRefused as error:
                _log.warning("%s", error)
        return report

    def _alone_from(self) -> datetime | None:
        """Return when the centre will not have been heard for too long."""
        heard_at, adopted = self._facts.last_sync_at, self._facts.adopted
        if heard_at is None and adopted is not None:
            heard_at = adopted.adopted_at
        if heard_at is None or self._most_alone is None:
            return None
        return heard_at + self._most_alone

    def _told(self) -> StateReport:
        facts, former = self._facts, self._report
        known = known_of(facts, stale_after_s=self._stale_after_s)
        conditions = conditions_of(known)
        state = conditions[0]
        same = former is not None and former.state is state
        adopted, trouble = facts.adopted, _trouble(facts)
        return StateReport(
            state=state,
            conditions=conditions,
            since_at=former.since_at if same and former else self._clock.now(),
            code=facts.code,
            device=facts.device,
            group=facts.group,
            programme_version=0 if adopted is None else adopted.programme.version,
            last_sync_at=facts.last_sync_at,
            alone_from_at=facts.alone_from_at,
            last_error=_words_of(facts),
            error_code="" if trouble is None else trouble.code,
            refused=()
            if adopted is None
            else tuple(refusal.disclosure for refusal in adopted.refused),
            vanished=() if adopted is None else vanished_of(adopted),
            untold_recalls=facts.untold_recalls,
            free_bytes=free_bytes(self._layout),
        )


def _age_s(at: datetime | None, now: datetime) -> float:
    """Return for how long the centre was silent before a start."""
    return 0.0 if at is None else max(0.0, (now - at).total_seconds())


def _alike(one: StateReport, other: StateReport) -> bool:
    """Say whether two reports differ only in what changes all the time."""
    return one.model_copy(update={"free_bytes": other.free_bytes}) == other
