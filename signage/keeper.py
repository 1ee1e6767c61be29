"""Keep the current plan and tell who listens when it changed; serve nothing.

The plan is made anew when something was adopted, at midnight, when one more day is
known that this display served itself, and every minute so that its horizon moves along.
Ends that this display moves by itself are in it (`programme.own_cure`).
Listeners are told of all but the last, and of a change of the agent's state: to them
the minute's plan says nothing new.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from programme.blocks import AssetRef
from programme.clock import Clock
from programme.plan import Plan, PlanItem
from programme.window import end_at
from signage.planning import pages_of, plan_of
from sync_agent.own_days import OwnDayBook
from sync_agent.state import (
    AgentState,
    StateReport,
    mandated_only,
    read_state,
    seen_here,
)
from sync_agent.store import Held, StoreDamaged

_REMAKE = timedelta(minutes=1)
_log = logging.getLogger(__name__)


def _always() -> bool:
    return True


def _nobody(_: datetime) -> None:
    return None


class PlanSource(Protocol):
    """Be the reading side of the device's store, as far as a player needs it."""

    def revision(self) -> str:
        """Return a token that differs after every adoption."""
        ...

    def load(self) -> Held | None:
        """Return all that is adopted."""
        ...

    def read_asset(self, ref: AssetRef) -> bytes:
        """Return a file's bytes, checked against its digest."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Be what the page must know of the agent beside the plan."""

    state: str = ""
    code: str | None = None
    heard_at: str | None = None
    """When the centre was last heard; said only where the content is stale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Be what the page is given: a plan, if there is one, and the condition."""

    plan: Plan | None = None
    body: bytes = b""
    condition: Condition = field(default_factory=Condition)
    change: str = ""
    """Another one means: fetch the plan now."""
    pages: Mapping[str, AssetRef] = field(default_factory=dict)

    def item(self, disclosure: str) -> PlanItem | None:
        """Return an item of the plan by its disclosure."""
        items = self.plan.items if self.plan else ()
        return next((item for item in items if item.disclosure == disclosure), None)


class PlanKeeper:
    """Hold the offer; `look` may be called from any one thread at a time."""

    def __init__(
        self,
        source: PlanSource,
        root: Path,
        clock: Clock,
        *,
        sure: Callable[[], bool] = _always,
        passed: Callable[[datetime], object] = _nobody,
    ) -> None:
        """Take where plans come from.

        Args:
            source: The device's store.
            root: Its folder.
            clock: The time to go by.
            sure: Says whether it can be believed.
            passed: Is told of an instant that has passed for certain.
        """
        self.offer = Offer()
        self._source = source
        self._root = root
        self._clock = clock
        self._sure = sure
        self._passed = passed
        self._tell: set[Callable[[], None]] = set()
        self._made_at = datetime.min.replace(tzinfo=UTC)
        self._made_for = ""
        self._held: Held | None = None
        self._own = OwnDayBook(root, "player")
        self._only_mandated = False
        self._longer = ""

    def subscribe(self, tell: Callable[[], None]) -> Callable[[], None]:
        """Have a function called after each change; return what ends that."""
        self._tell.add(tell)
        return lambda: self._tell.discard(tell)

    def read(self, ref: AssetRef) -> bytes:
        """Return a page image's bytes.

        Raises:
            AssetUnusable: Missing or damaged; the agent was told.
        """
        return self._source.read_asset(ref)

    def look(self) -> None:
        """Make the plan anew where it is due, and tell the listeners of a change."""
        before = self.offer
        revision = self._source.revision()
        now = self._clock.now()
        sure = self._sure()
        report = seen_here(read_state(self._root), sure=sure)
        condition = _condition(report)
        only = not sure or mandated_only(report, now)
        # At most one past day each time: weeks of records hold nobody up.
        learned = self._own.learn(self._held, now)
        other = (revision, only) != (self._made_for, self._only_mandated)
        if learned or other or not self._made_at <= now < self._next:
            self._make(revision, now, condition, only_mandated=only)
        elif condition != before.condition:
            self._offer(before.plan, before.body, condition, before.pages)
        if self.offer.change != before.change:
            for tell in tuple(self._tell):
                tell()

    @property
    def _next(self) -> datetime:
        return self._made_at + _REMAKE

    def _make(
        self,
        revision: str,
        now: datetime,
        condition: Condition,
        *,
        only_mandated: bool,
    ) -> None:
        try:
            held = self._source.load()
        except StoreDamaged as error:
            # The page goes on with the plan that it has; the agent repairs.
            _log.warning("the store cannot be read: %s", error)
            self._made_at = now
            self._offer(self.offer.plan, self.offer.body, condition, self.offer.pages)
            return
        self._held = held
        plan = None
        if held is not None:
            # What was signed was signed in the past: a dead clock says otherwise (F17).
            self._passed(held.programme.made_at)
            now = self._clock.now()
            # By it a clock may turn out to be in doubt that was sure until now.
            self._only_mandated = only_mandated or not self._sure()
            plan = self._plan(held, now)
        self._made_for, self._made_at = revision, now
        self._offer(
            plan,
            plan.model_dump_json().encode() if plan else b"",
            condition,
            pages_of(plan) if plan else {},
        )

    def _plan(self, held: Held, now: datetime) -> Plan:
        """Return the plan, with the ends that this display moves by itself."""
        longer = self._own.cured(held, now)
        pairs = zip(longer.items, held.items, strict=True)
        self._longer = " ".join(
            f"{one.disclosure}={end_at(one.entry.window)}"
            for one, before in pairs
            if one is not before
        )
        own = self._own.days
        return plan_of(longer, now, own, mandated_only=self._only_mandated)

    def _offer(
        self,
        plan: Plan | None,
        body: bytes,
        condition: Condition,
        pages: Mapping[str, AssetRef],
    ) -> None:
        today = self._today(plan)
        only = "mandated" if self._only_mandated else ""
        told = (self._made_for, today, self._own_mark(), condition.state, only)
        change = "|".join((*told, condition.code or ""))
        self.offer = Offer(
            plan=plan, body=body, condition=condition, change=change, pages=pages
        )

    def _own_mark(self) -> str:
        """Return a text that is another one once a day or an end of its own is."""
        days = sorted(map(str, filter(self._own.days.get, self._own.days)))
        return " ".join((*days, self._longer))

    def _today(self, plan: Plan | None) -> str:
        """Return the local date for which the plan was made."""
        if plan is None:
            return ""
        return plan.made_at.astimezone(ZoneInfo(plan.time_zone)).date().isoformat()


def _condition(report: StateReport | None) -> Condition:
    if report is None:
        return Condition()
    stale = report.holds(AgentState.STALE) and report.last_sync_at is not None
    heard = report.last_sync_at.isoformat() if stale and report.last_sync_at else None
    # The page must know of a doubted clock whatever graver stands before it.
    doubted = report.holds(AgentState.CLOCK_DOUBTED)
    state = AgentState.CLOCK_DOUBTED if doubted else report.state
    return Condition(state=state.value, code=report.code, heard_at=heard)
