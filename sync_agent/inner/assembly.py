"""Put the parts of one enrolled device together; start nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from config.device import AgentSettings, Polling, Storage
from programme.clock import Clock
from sync_agent.captures import Captures
from sync_agent.erasures import erasures_at
from sync_agent.inner.adoption import Adoption
from sync_agent.inner.backoff import Backoff
from sync_agent.inner.courier import Courier
from sync_agent.inner.device_api import DeviceApi
from sync_agent.inner.downloads import Downloads
from sync_agent.inner.echo_wall import EchoWall
from sync_agent.inner.erasing import Eraser
from sync_agent.inner.errands import Rounds, people_in
from sync_agent.inner.fetching import Fetching
from sync_agent.inner.gather import Gatherer
from sync_agent.inner.pictures import PictureSweep
from sync_agent.inner.prune import Pruner
from sync_agent.inner.release import ReleaseReader
from sync_agent.inner.sync import Sync
from sync_agent.inner.sync_loop import Pace
from sync_agent.inner.trust import Trust
from sync_agent.inner.witness import Witness
from sync_agent.layout import Layout
from sync_agent.outbox import Outbox
from sync_agent.store import Store

_TO_A_BIN = 2
"""A name's bin is delegated by who spreads the bins, and nobody by a bin. An everyday
key signs them: whoever stole it could delegate on, under other names each time, until
the disk is full and records find no room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Say which group's releases a device takes, and from where."""

    repository_url: str
    group: str
    root_metadata: bytes
    downloads_at_once: int = 4
    spare_bytes: int = 0
    """Free space that downloads must leave."""


def make_pruner(layout: Layout, storage: Storage, clock: Clock) -> Pruner:
    """Return who removes what is needed no more on one device."""
    return Pruner(
        layout,
        grace_s=storage.grace_s,
        clock=clock,
        most_bytes=storage.content_bytes,
    )


def make_eraser(
    layout: Layout,
    *,
    store: Store,
    pruner: Pruner,
    outbox: Outbox,
    pictures_days: int,
    clock: Clock,
) -> Eraser:
    """Return who erases what names persons on one device."""
    return Eraser(
        layout,
        store=store,
        pruner=pruner,
        outbox=outbox,
        pictures=PictureSweep(
            Captures(layout.root), kept=timedelta(days=pictures_days), clock=clock
        ),
        clock=clock,
        announce=Adoption(layout, outbox).announce,
    )


def make_sync(
    layout: Layout,
    where: Where,
    *,
    http: Fetching,
    store: Store,
    outbox: Outbox,
    clock: Clock,
    on_news: Callable[[], object],
) -> Sync:
    """Return the sync of one device."""
    downloads = Downloads(
        http=http,
        repository_url=where.repository_url,
        layout=layout,
        at_once=where.downloads_at_once,
        spare_bytes=where.spare_bytes,
    )
    trust = Trust(
        http=http,
        metadata_url=f"{where.repository_url}/metadata",
        targets_url=f"{where.repository_url}/targets",
        folder=layout.metadata,
        bootstrap=where.root_metadata,
        clock=clock,
        most_delegations=_TO_A_BIN,
    )
    return Sync(
        store=store,
        trust=trust,
        reader=ReleaseReader(layout, where.group),
        gatherer=Gatherer(
            downloads, layout.assets, lambda: erasures_at(layout.erasures).entries
        ),
        adoption=Adoption(layout, outbox),
        clock=clock,
        on_news=on_news,
        echo_wall=EchoWall(layout),
        witness=Witness(layout, outbox, clock),
    )


def make_courier(
    settings: AgentSettings,
    *,
    api: DeviceApi,
    device: str,
    store: Store,
    clock: Clock,
    run: str,
) -> Courier:
    """Return who carries one device's records and words to the centre."""
    return Courier(
        Layout(settings.state_folder),
        api=api,
        device=device,
        keep=settings.storage.keep_delivered_records,
        keep_days=settings.storage.keep_delivered_days,
        clock=clock,
        gather=timedelta(seconds=settings.polling.records_gather_s),
        people=lambda: people_in(store),
        run=run,
    )


def pace_of(polling: Polling) -> Pace:
    """Return how often the sync asks."""
    return Pace(
        interval_s=polling.interval_s,
        jitter_s=polling.jitter_s,
        wake_delay_s=polling.wake_delay_s,
    )


def backoff_of(settings: AgentSettings, chance: Random) -> Backoff:
    """Return for how long to wait after a failure, by the settings."""
    network = settings.network
    return Backoff(
        first_s=network.backoff_first_s,
        most_s=network.backoff_most_s,
        chance=chance,
    )


def rounds_of(settings: AgentSettings) -> Rounds:
    """Return how often the errands are run, and what is kept for records."""
    return Rounds(
        records_interval_s=settings.polling.records_interval_s,
        status_interval_s=settings.polling.status_interval_s,
        reserve_bytes=settings.storage.reserve_bytes,
    )
