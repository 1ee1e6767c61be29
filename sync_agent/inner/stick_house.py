"""Put together what serves the sticks of one device; start nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from config.device import Storage
from programme.clock import Clock
from programme.keys import SigningKey
from sync_agent.inner.assembly import Where, make_sync
from sync_agent.inner.identity import Identity
from sync_agent.inner.porter import Porter
from sync_agent.inner.standing import Standing
from sync_agent.inner.stick_desk import StickDesk
from sync_agent.inner.stick_door import StickDoor
from sync_agent.inner.stick_enrolment import StickEnrolment
from sync_agent.inner.stick_line import URL, StickLine
from sync_agent.inner.stick_post import Keeping, StickPost
from sync_agent.inner.sync import Sync
from sync_agent.layout import Layout
from sync_agent.outbox import Outbox
from sync_agent.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class StickHouse:
    """Hold what is the same before and after the device is known."""

    layout: Layout
    door: StickDoor
    key: SigningKey
    clock: Clock
    run: str
    """Names this run of the agent to the centre."""

    def enrolment(self, authority: Path | None) -> StickEnrolment:
        """Return who makes the device known by sticks."""
        return StickEnrolment(
            door=self.door,
            desk=StickDesk(self.layout, self.clock),
            key=self.key,
            authority=authority,
            clock=self.clock,
        )

    def porter(
        self,
        identity: Identity,
        where: Where,
        *,
        storage: Storage,
        store: Store,
        outbox: Outbox,
        standing: Standing,
    ) -> Porter:
        """Return who serves the sticks of a device that is known."""
        return Porter(
            door=self.door,
            desk=StickDesk(self.layout, self.clock),
            sync_over=self._syncs(where, store, outbox, standing),
            post=StickPost(
                self.layout,
                key=self.key,
                device=identity.device,
                keeping=Keeping(
                    records=storage.keep_delivered_records,
                    days=storage.keep_delivered_days,
                ),
                clock=self.clock,
                run=self.run,
            ),
            store=store,
            standing=standing,
            clock=self.clock,
        )

    def _syncs(
        self, where: Where, store: Store, outbox: Outbox, standing: Standing
    ) -> Callable[[StickLine], Sync]:
        """Return what makes the device's own sync along the line of a stick."""

        def sync_over(line: StickLine) -> Sync:
            return make_sync(
                self.layout,
                # A stick is not quicker for being asked for several files at once.
                replace(where, repository_url=URL, downloads_at_once=1),
                http=line,
                store=store,
                outbox=outbox,
                clock=self.clock,
                on_news=lambda: standing.tell(syncing=True),
            )

        return sync_over
