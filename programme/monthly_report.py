"""Hold the monthly report (月报) and check what it says of the log; it counts nothing.

The figures are the centre's word. What can be checked with the county's key alone: who
signed it, the log's checkpoint that it prints, and that the log only grew since the
report before.
"""

from datetime import date
from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from programme.boards import DisplayKind
from programme.certificate import Count, ReportBridge
from programme.checkpoint import Checkpoint, LogKey, open_checkpoint
from programme.document import Document, Identifier, Instant, Sha256
from programme.envelope import Envelope, seal, unseal
from programme.errors import SignatureRefused
from programme.keys import SigningKey, from_base64url
from programme.printed_checkpoint import REPORT_PATTERN
from programme.witness import Note, check_growth

PURPOSE: Final = "mingbai.report/1"


class PublishedItem(Document):
    """Be one disclosure that was published in the span."""

    register_number: str
    title: str
    unit: str
    at: Instant


class WithdrawnItem(Document):
    """Be one version that two people took down in the span."""

    register_number: str
    title: str
    unit: str
    cause: str
    """A name of `programme.programme.WithdrawalCause`."""
    at: Instant


class ShortItem(Document):
    """Be one disclosure with the days of the span on which it fell short."""

    register_number: str
    title: str
    unit: str
    days: tuple[date, ...]
    why: str
    """In words, of the last of these days."""


class CuredItem(Document):
    """Be one end that moved in the span because days fell short."""

    register_number: str
    title: str
    unit: str
    short_on: tuple[date, ...]
    ended_at: Instant
    ends_at: Instant


class OrderItem(Document):
    """Be one order that went before the loops."""

    kind: Literal["override", "stop"]
    words: str
    """The headline of a notice; why screens were stopped."""
    unit: str
    from_at: Instant
    to_at: Instant
    """When it was over, or will be."""
    alone: bool
    """One person issued it, with a sealed reason."""
    drill: bool
    displays: Count
    """Devices that proved to have had it on the glass."""


class DeviceItem(Document):
    """Be one device: when it was heard, what it showed, what is in doubt."""

    device: Identifier
    name: str
    group: str
    display_kind: DisplayKind
    revoked: bool
    days_due: Count
    """Days of the span on which its group had hours of service."""
    days_heard: Count
    """Those of which its signed records speak."""
    service_minutes: Count
    shown_minutes: Count
    """Within hours of service: with a disclosure on the glass, or listed."""
    doubtful_days: Count
    """Days on which its clock was in doubt."""
    lost_records: Count
    """Numbers of its chain that it lost and said so."""
    refused_batches: Count
    log_trouble: bool
    """It says that the log is another than it was."""

    @property
    def is_doubtful(self) -> bool:
        """Say whether anything about it needs an answer."""
        told = self.doubtful_days + self.lost_records + self.refused_batches
        return self.log_trouble or told > 0 or self.days_heard < self.days_due


class DayCounts(Document):
    """Be what the days of everything that hung came to."""

    hung: Count
    """Disclosures that hung on any day of the span."""
    shown: Count
    """Days of disclosures, one a disclosure and working day."""
    carried: Count
    ruled: Count
    uncertain: Count
    short: Count
    waiting: Count
    """Short so far, and records may still come."""

    @property
    def due(self) -> int:
        """Return how many days were due."""
        counted = self.shown + self.carried + self.ruled
        return counted + self.uncertain + self.short + self.waiting


class Figures(Document):
    """Be everything that a report tells of its span."""

    days: DayCounts
    published: tuple[PublishedItem, ...]
    withdrawn: tuple[WithdrawnItem, ...]
    short: tuple[ShortItem, ...]
    cured: tuple[CuredItem, ...]
    orders: tuple[OrderItem, ...]
    devices: tuple[DeviceItem, ...]


class MonthlyReport(Document):
    """Be what the centre signs beside the printed sheet."""

    kind_name: ClassVar[str] = "月报"

    format: Literal["mingbai.report/1"] = "mingbai.report/1"
    report: Annotated[str, Field(pattern=REPORT_PATTERN)]
    """2026-11: the whole month; 2026-11-29: the month up to that day."""
    county: str
    from_on: date
    to_on: date
    """Half-open: the first day that is not in it."""
    time_zone: str
    made_at: Instant
    key: str
    """The log's public key, as one line."""
    checkpoint: Note
    previous: ReportBridge | None
    """The report before, with the log's growth since; None: this is the first."""
    figures: Figures
    sheet: Sha256
    """The PDF."""


def seal_report(report: MonthlyReport, key: SigningKey) -> bytes:
    """Return the machine-readable file of a report."""
    return seal(report, PURPOSE, key).canonical()


def open_report(data: bytes) -> tuple[MonthlyReport, LogKey, Checkpoint]:
    """Return a report that holds under the key that it names.

    Whether that key is the county's, whoever knows the county's key must say.

    Raises:
        ContractError: It was changed, or the log did not only grow since the one
            before.
    """
    envelope = Envelope.parse(data)
    claimed = MonthlyReport.parse(_payload(envelope))
    key = LogKey.parse(claimed.key)
    report = unseal(envelope, MonthlyReport, PURPOSE, key.public)
    now = open_checkpoint(report.checkpoint, key)
    if report.previous is not None:
        bridge = report.previous.bridge
        check_growth(open_checkpoint(bridge.checkpoint, key), now, bridge.proof)
    return report, key, now


def _payload(envelope: Envelope) -> bytes:
    try:
        return from_base64url(envelope.payload)
    except ValueError as error:
        raise SignatureRefused("信封里的字节写法不对") from error
