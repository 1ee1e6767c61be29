"""Do at each tick what is due: publish left-overs, renew signatures, count days.

Rows and the repository itself say what is due; the tick only asks.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from programme.clock import Clock
from programme.programme import progress_target_of
from publishing.database import Database
from publishing.release.makers import ask_for_everything
from publishing.release.publisher import Publisher
from publishing.release.sources import open_groups
from publishing.releases_due import ask_for
from publishing.tables.release import ReleaseTarget

OLD_FILES_STAY = timedelta(days=2)
"""Long enough for the slowest device to end the sync that it has begun."""

_log = logging.getLogger(__name__)


class Upkeep:
    """Be asked now and then; a failure is logged, and tried again at the next tick."""

    def __init__(
        self,
        *,
        database: Database,
        publisher: Publisher,
        clock: Clock,
        time_zone: str,
        more: Sequence[Callable[[], object]] = (),
        hourly: Sequence[Callable[[], object]] = (),
        daily: Sequence[Callable[[], object]] = (),
    ) -> None:
        self._database = database
        self._more = tuple(more)
        self._hourly = tuple(hourly)
        self._daily = tuple(daily)
        self._publisher = publisher
        self._clock = clock
        self._zone = ZoneInfo(time_zone)

    def start(self) -> None:
        """Ask for everything once: after a restore or an update nothing is stale.

        Old rows go here as well: a centre may be started anew every night.
        """
        with self._database.session() as session:
            ask_for_everything(session, self._clock.now())
        self.tick()
        for job in (*self._hourly, *self._daily):
            self._run(job)

    def tick(self) -> None:
        """Do what is due."""
        for job in (*self._more, self._count_days, self._publish, self._renew):
            self._run(job)

    def look_around(self) -> None:
        """Do what costs too much for every tick and cannot wait for a day."""
        for job in self._hourly:
            self._run(job)

    def prune(self) -> None:
        """Remove old files of the repository and old rows; once a day is enough."""
        for job in (self._prune, *self._daily):
            self._run(job)

    def _run(self, job: Callable[[], object]) -> None:
        try:
            job()
        except Exception:  # noqa: BLE001 - the top of a job: it is logged, the tick goes on
            _log.exception("upkeep failed: %s", job.__name__)

    def _publish(self) -> None:
        self._publisher.publish_due()

    def _renew(self) -> None:
        if self._publisher.renew():
            _log.info("signatures renewed")

    def _count_days(self) -> None:
        """Ask for everything anew on a day's first tick, and for counts never made."""
        now = self._clock.now()
        today = now.astimezone(self._zone).date()
        made = self._counted_at()
        fresh = [target for target, at in made.items() if at is None]
        old = any(
            at and at.astimezone(self._zone).date() < today for at in made.values()
        )
        if not (fresh or old):
            return
        with self._database.session() as session:
            if old:
                ask_for_everything(session, now)
            for target in fresh:
                ask_for(session, target, now)

    def _counted_at(self) -> dict[str, datetime | None]:
        """Return when each group's days were counted last."""
        with self._database.reading() as session:
            targets = [progress_target_of(group) for group in open_groups(session)]
            query = select(ReleaseTarget.target, ReleaseTarget.published_at).where(
                ReleaseTarget.target.in_(targets)
            )
            known = dict(session.execute(query).all())
        return {target: known.get(target) for target in targets}

    def _prune(self) -> None:
        removed = self._publisher.prune(self._clock.now() - OLD_FILES_STAY)
        if removed:
            _log.info("%d old files removed from the repository", removed)
