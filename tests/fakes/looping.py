"""Be a device whose loop runs, and see what comes of it."""

from collections.abc import Callable

from sync_agent.inner.assembly import Where, make_sync
from sync_agent.inner.backoff import Backoff
from sync_agent.inner.erasing import Eraser
from sync_agent.inner.prune import Pruner
from sync_agent.inner.repair import Repair
from sync_agent.inner.standing import Standing
from sync_agent.inner.sync_loop import Pace, SyncLoop
from sync_agent.state import StateReport, read_state
from sync_agent.store import Store
from tests.fakes.chances import Highest
from tests.fakes.device import Device, MovedClock, sweep_of
from tests.fakes.group_publication import GROUP, Publication
from tests.fakes.running_agent import wait_for

FOR_EVER_S = 1000.0


class Looping:
    """Be a device whose loop a test may run, and what others see of it."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.rounds: list[bool] = []
        self.told: list[StateReport] = []
        self.publication = Publication(entries=[device.centre.approved("d-1")])
        device.centre.publish(self.publication)

    def loop(
        self,
        *,
        interval_s: float = FOR_EVER_S,
        spare_bytes: int = 0,
        judging_clock: MovedClock | None = None,
        on_news: Callable[[], None] = lambda: None,
        announce: Callable[[], None] = lambda: None,
        backoff: Backoff | None = None,
    ) -> SyncLoop:
        """Return the loop after a start of the agent."""
        device, store = self.device, Store(self.device.layout.root)
        standing = Standing(device.layout, device.clock, stale_after_s=FOR_EVER_S)
        standing.tell(device="qinghe-device-1", group=GROUP)
        sync = make_sync(
            device.layout,
            Where(
                repository_url=device.server.repository_url,
                group=GROUP,
                root_metadata=device.centre.root_bytes,
                spare_bytes=spare_bytes,
            ),
            http=device.http,
            store=store,
            outbox=device.outbox,
            clock=judging_clock or device.clock,
            on_news=on_news,
        )
        pruner = Pruner(device.layout, grace_s=FOR_EVER_S, clock=device.clock)
        return SyncLoop(
            sync=sync,
            store=store,
            repair=Repair(device.layout, store),
            pruner=pruner,
            eraser=Eraser(
                device.layout,
                store=store,
                pruner=pruner,
                outbox=device.outbox,
                pictures=sweep_of(device),
                clock=device.clock,
                announce=announce,
            ),
            standing=standing,
            backoff=backoff or Backoff(first_s=0.02, most_s=0.02, chance=Highest()),
            pace=Pace(interval_s=interval_s, jitter_s=0.0, wake_delay_s=0.01),
            chance=Highest(),
            after_round=self._after_round,
            look_at_stick=lambda: False,
        )

    def _after_round(self) -> None:
        self.rounds.append(True)
        self.told.append(self.report())

    def report(self) -> StateReport:
        """Return what the local pages know."""
        report = read_state(self.device.layout.root)
        assert report is not None
        return report

    def round_done(self, count: int = 1) -> None:
        """Wait until so many rounds were done."""
        wait_for(lambda: len(self.rounds) >= count)

    def add(self, disclosure: str) -> None:
        """Release one disclosure more."""
        self.publication.entries.append(self.device.centre.approved(disclosure))
        self.device.centre.publish(self.publication)

    def shows(self, *disclosures: str) -> None:
        """Wait until exactly this is shown."""
        store = Store(self.device.layout.root)

        def holds() -> bool:
            held = store.load()
            return held is not None and (
                tuple(item.disclosure for item in held.items) == disclosures
            )

        wait_for(holds)
