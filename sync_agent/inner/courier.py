"""Bring records and the device's state to the centre; fetch and adopt nothing.

Delivery is at least once: a batch counts as delivered when its receipt is here.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from programme.approval import People
from programme.clock import Clock
from programme.enrolment import DeviceStatus, PrinterTrouble
from programme.records import Batch, ChainedRecord
from sync_agent.disk import DiskRefused
from sync_agent.drain import Drain
from sync_agent.inner.device_api import ChainAhead, DeviceApi, Heard
from sync_agent.inner.gathering import are_due, recalled_in
from sync_agent.inner.http_errors import AnswerRefused
from sync_agent.layout import Layout
from sync_agent.outbox_file import OutboxDestroyed, writers_in
from sync_agent.printer import printer_told
from sync_agent.questions import erase, follow_lost, is_question
from sync_agent.receipts import holds_receipts, receipts_first
from sync_agent.restart_word import laid_down
from sync_agent.state import StateReport

MOST_RECORDS = 500
MOST_BYTES = 1_000_000
"""Of a batch's records; the centre takes bodies of two megabytes."""
_LATER = frozenset({429, 503})
"""Said of the centre, not of a chain: whatever else is sent meets the same."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """Be what one round of deliveries came to."""

    records: int
    unsent: int


def _nobody() -> People | None:
    return None


class Courier:
    """Carry from the outboxes of one device to the centre."""

    def __init__(
        self,
        layout: Layout,
        *,
        api: DeviceApi,
        device: str,
        keep: int,
        keep_days: int = 0,
        clock: Clock,
        gather: timedelta = timedelta(0),
        people: Callable[[], People | None] = _nobody,
        run: str | None = None,
    ) -> None:
        """Take what it needs.

        Args:
            layout: Where the outboxes lie.
            api: The way to the centre.
            device: Whose records these are.
            keep: Records that stay in an outbox after the centre has them.
            keep_days: Days for which all stay after that.
            clock: The machine's clock.
            gather: How long quiet records wait for others.
            people: Who may sign for the centre, as far as the device knows.
            run: What this agent calls itself since it started; None: it says nothing.
        """
        self._layout = layout
        self._api = api
        self._device = device
        self._keep = keep
        self._keep_days = keep_days
        self._clock = clock
        self._gather = gather
        self._people = people
        self._run = run

    def deliver(self) -> Delivered:
        """Deliver all that lies in the outboxes, receipts before a month of plays.

        Raises:
            DeviceUnknown: The centre does not know this device any more.
            AnswerRefused: A chain was refused; the others were delivered.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused a chain; the others were delivered.
        """
        records = unsent = 0
        refused: AnswerRefused | DiskRefused | None = None
        follow_lost(self._layout.root, self._clock)
        for writer in receipts_first(writers_in(self._layout.root)):
            try:
                with Drain(self._layout.root, writer, self._clock) as drain:
                    records += self._empty_from_where_it_lacks(drain)
                    unsent += drain.count()
                    over = is_question(writer) and drain.all_delivered()
                if over:
                    erase(self._layout.root, writer)
            except OutboxDestroyed as error:
                # Its writer notices, saves what is readable and declares the gap.
                _log.warning("%s", error)
            except AnswerRefused as error:
                if error.status in _LATER:
                    raise
                # One chain that the centre will not have must not hold up the others.
                _log.warning("%s: %s", writer, error)
                refused = refused or error
            except DiskRefused as error:
                # A bad sector below one file is none below the others.
                _log.warning("%s: %s", writer, error)
                refused = refused or error
        if refused is not None:
            raise refused
        return Delivered(records=records, unsent=unsent)

    def unsent(self) -> int:
        """Return how many records the centre has not got.

        Raises:
            DiskRefused: The disk refused.
        """
        return unsent_in(self._layout.root, self._clock)

    def _countable(self) -> int:
        """Return the same, or 0 where the disk cannot be read; the state says so."""
        try:
            return self.unsent()
        except DiskRefused as error:
            _log.warning("%s", error)
            return 0

    def untold_recalls(self) -> tuple[str, ...]:
        """Return what was taken down here and the centre has no receipt of.

        Only the beginning of what is undelivered is looked at: the agent's own chain
        is short, and delivered before the others.
        """
        found: set[str] = set()
        for writer in writers_in(self._layout.root):
            try:
                with Drain(self._layout.root, writer, self._clock) as drain:
                    waiting = drain.undelivered(
                        most=MOST_RECORDS, most_bytes=MOST_BYTES
                    )
            except (OutboxDestroyed, DiskRefused) as error:
                _log.warning("%s", error)
                continue
            found.update(recalled_in(link.record for link in waiting))
        return tuple(sorted(found))

    def report(
        self, report: StateReport, *, programme: str | None, people: People | None
    ) -> Heard | None:
        """Say how the device fares; return the centre's time, where it is signed.

        Raises:
            DeviceUnknown: The centre does not know this device any more.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused.
        """
        done = laid_down(self._layout.root)
        status = status_of(
            report,
            device=self._device,
            programme=programme,
            unsent=self._countable(),
            at=self._clock.now(),
            run=self._run,
            restarted=None if done is None else done.id,
            printer=printer_told(self._layout.root, now=self._clock.now()),
        )
        return self._api.report(status, people)

    def _empty_from_where_it_lacks(self, drain: Drain) -> int:
        """Deliver a chain; what a restored centre has lost of it is delivered again.

        Raises:
            ChainAhead: The centre lacks what is not here any more either.
            HttpFailed: The centre does not answer as it should.
        """
        try:
            return self._empty(drain)
        except ChainAhead as lack:
            if drain.go_back(lack.number):
                _log.warning("%s: delivered again from %d", drain.writer, lack.number)
            elif not self._bridge(drain, lack):
                raise
        return self._empty(drain)

    def _bridge(self, drain: Drain, lack: ChainAhead) -> int:
        """Declare lost what neither side has; return how many records that is.

        Raises:
            DiskRefused: The disk refused.
        """
        people = self._people()
        head = None if people is None else lack.signed_head(people)
        if head is None or (head.device, head.writer) != (self._device, drain.writer):
            return 0
        return drain.bridge(head.number, head.link)

    def _empty(self, drain: Drain) -> int:
        sent = 0
        while records := drain.undelivered(most=MOST_RECORDS, most_bytes=MOST_BYTES):
            if not self._are_due(records):
                break
            if sent and not holds_receipts(drain.writer):
                # What was taken down while a long outage is made up for waits no more.
                self._deliver_receipts()
            receipt = self._api.deliver(
                Batch(device=self._device, writer=drain.writer, records=records)
            )
            stored = tuple(r for r in records if r.number <= receipt.stored_to)
            if not stored:
                _log.warning("%s: the centre stored nothing", drain.writer)
                break
            drain.delivered(stored, keep=self._keep, keep_days=self._keep_days)
            sent += len(stored)
        return sent

    def _deliver_receipts(self) -> None:
        """Deliver the receipts that came since the others are on their way.

        Raises:
            DeviceUnknown: The centre does not know this device any more.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused.
        """
        for writer in filter(holds_receipts, writers_in(self._layout.root)):
            # A chain that is destroyed, or refused, is told of at the next round.
            with (
                suppress(OutboxDestroyed, AnswerRefused),
                Drain(self._layout.root, writer, self._clock) as drain,
            ):
                self._empty(drain)

    def _are_due(self, records: tuple[ChainedRecord, ...]) -> bool:
        now = self._clock.now()
        return are_due(records, now, gather=self._gather, most=MOST_RECORDS)


def unsent_in(root: Path, clock: Clock) -> int:
    """Return how many records of a device the centre has not got.

    Raises:
        DiskRefused: The disk refused.
    """
    count = 0
    for writer in writers_in(root):
        try:
            with Drain(root, writer, clock) as drain:
                count += drain.count()
        except OutboxDestroyed as error:
            _log.warning("%s", error)
    return count


def status_of(
    report: StateReport,
    *,
    device: str,
    programme: str | None,
    unsent: int,
    at: datetime,
    run: str | None,
    restarted: str | None = None,
    printer: PrinterTrouble | None = None,
) -> DeviceStatus:
    """Return what the centre is told of how a device fares."""
    return DeviceStatus(
        device=device,
        state=report.state,
        said_at=at,
        programme_version=report.programme_version,
        programme=programme,
        last_sync_at=report.last_sync_at,
        last_error=report.last_error,
        free_bytes=report.free_bytes,
        unsent_records=unsent,
        vanished=report.vanished,
        conditions=tuple(state.value for state in report.conditions),
        run=run,
        restarted=restarted,
        printer=printer,
    )
