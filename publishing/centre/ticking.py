"""Tick what the centre does by itself while it serves; rows say what is due."""

import contextlib
from collections.abc import AsyncIterator
from datetime import UTC

from apscheduler.schedulers.background import BackgroundScheduler
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.types import Lifespan

from programme.clock import SystemClock
from publishing.backup.keeper import BackupKeeper
from publishing.centre.upkeep import Upkeep
from publishing.feeds.keeping import PublicSite
from publishing.holdings.watch import HoldingsWatch

_A_DAY_H = 24
_LOOK_AT_PAGES_S = 2.0
"""How soon after an act the public pages follow; without one it costs nothing."""
_LOOK_AT_BACKUPS_S = 60.0


def lifespan_of(
    upkeep: Upkeep,
    public_site: PublicSite,
    backups: BackupKeeper,
    holdings: HoldingsWatch,
    *,
    tick_s: float,
) -> Lifespan[FastAPI]:
    """Return what runs beside the web application, from its start to its end."""

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(upkeep.start)
        await run_in_threadpool(backups.start)
        scheduler = BackgroundScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1}
        )
        scheduler.add_job(upkeep.tick, "interval", seconds=tick_s)
        scheduler.add_job(public_site.tick, "interval", seconds=_LOOK_AT_PAGES_S)
        scheduler.add_job(upkeep.look_around, "interval", hours=1)
        scheduler.add_job(upkeep.prune, "interval", hours=_A_DAY_H)
        scheduler.add_job(backups.tick, "interval", seconds=_LOOK_AT_BACKUPS_S)
        # At once as well, but nobody waits for it: it reads all that is named.
        # One job: one that runs once is gone already when a stop would remove it.
        scheduler.add_job(
            holdings.look_through,
            "interval",
            hours=_A_DAY_H,
            next_run_time=SystemClock().now(),
            misfire_grace_time=None,
        )
        scheduler.add_job(holdings.look, "interval", hours=1)
        scheduler.start()
        try:
            yield
        finally:
            await run_in_threadpool(scheduler.shutdown)

    return lifespan
