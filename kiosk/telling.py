"""Write the counts of visits into the outbox, now and then and at the end."""

import logging
from collections import defaultdict
from datetime import date
from types import TracebackType
from typing import Self

from kiosk.again import Again
from kiosk.presence import Recorder
from kiosk.tally import Counted, Tally
from programme.clock import Clock
from programme.document import to_millisecond
from programme.visit_counts import MOST_COUNTS, VisitCount, VisitCounts
from sync_agent.outbox import OutboxOverfull, RecordsHeld

_log = logging.getLogger(__name__)


class Telling:
    """Turn counts into records; what the outbox refuses is counted again."""

    def __init__(
        self, *, tally: Tally, recorder: Recorder, clock: Clock, every_s: float
    ) -> None:
        self._tally = tally
        self._recorder = recorder
        self._clock = clock
        self._again = Again(self.tell, every_s=every_s, name="telling")

    def tell(self) -> None:
        """Record what was counted since the last time."""
        days: dict[date, list[tuple[Counted, int]]] = defaultdict(list)
        for counted, times in sorted(self._tally.take().items()):
            days[counted[0]].append((counted, times))
        for on, counts in days.items():
            for at in range(0, len(counts), MOST_COUNTS):
                self._record(on, counts[at : at + MOST_COUNTS])

    def __enter__(self) -> Self:
        self._again.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._again.stop()
        self.tell()

    def _record(self, on: date, counts: list[tuple[Counted, int]]) -> None:
        record = VisitCounts(
            on=on,
            at=to_millisecond(self._clock.now()),
            counts=tuple(
                VisitCount(kind=kind, subject=subject, times=times)
                for (_, kind, subject), times in counts
            ),
        )
        try:
            self._recorder.append(record)
        except RecordsHeld as error:
            _log.warning("telling: %s", error)
        except OutboxOverfull as error:
            _log.error("telling: %s", error)
            self._tally.give_back(dict(counts))
