"""Decide what a batch adds: which links are new, and sums a day; pure.

Sums do not depend on the order of records: an exposure is a turn of which every page
stood for its whole dwell, so a day has as many exposures of a turn as its least
painted page.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from programme.chain import ChainBroken, check_links, digest_of
from programme.records import (
    Batch,
    ChainedRecord,
    EndReason,
    PlayRecord,
    Record,
    ServicePresence,
)
from publishing.evidence.errors import ChainAhead, ChainRefused

_TOLERANCE_MS = 250
"""A page that stood this much less than its dwell still stood: frames are discrete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Be how far a chain is stored."""

    number: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Be what of a batch is new, and where the chain stands with it."""

    fresh: tuple[ChainedRecord, ...]
    head: Head


def judge(batch: Batch, head: Head, stored: Mapping[int, str]) -> Verdict:
    """Return what of a batch is new.

    Args:
        batch: The batch, already known to be signed by its device.
        head: How far the writer's chain is stored.
        stored: The digests of stored links that the batch has again, by number.

    Raises:
        ChainAhead: The batch begins after what is stored; an earlier one is missing.
        ChainRefused: A link was edited, removed, doubled or put elsewhere.
    """
    first = batch.records[0]
    if first.number > head.number + 1:
        raise ChainAhead(number=head.number + 1, stored_to=head.number)
    known = [link for link in batch.records if link.number <= head.number]
    for place, link in enumerate(known):
        if link.number != first.number + place:
            reason = "号码不连续"
            raise ChainRefused(first.number + place, reason, stored_to=head.number)
        if stored.get(link.number) != digest_of(link):
            reason = "与已存的不一样"
            raise ChainRefused(link.number, reason, stored_to=head.number)
    fresh = batch.records[len(known) :]
    if not fresh:
        return Verdict(fresh=(), head=head)
    try:
        number, digest = check_links(
            fresh, after_number=head.number, after_digest=head.digest
        )
    except ChainBroken as broken:
        raise ChainRefused(
            broken.number, broken.reason, stored_to=head.number
        ) from broken
    return Verdict(fresh=fresh, head=Head(number=number, digest=digest))


@dataclass(slots=True, kw_only=True)
class Painted:
    """Be what one manifest was painted on one local day, as a sum under way."""

    milliseconds: int = 0
    pages: Counter[int] = field(default_factory=Counter)
    """How often each page stood for its whole dwell."""
    first_at: datetime | None = None
    last_at: datetime | None = None
    last_page: int = 0
    last_page_sha256: str = ""

    def add(self, record: PlayRecord, milliseconds: int) -> None:
        """Add one interval."""
        self.milliseconds += milliseconds
        self.pages[record.page_number] += stood(record)
        if self.first_at is None or record.from_at < self.first_at:
            self.first_at = record.from_at
        if self.last_at is None or record.to_at >= self.last_at:
            self.last_at = record.to_at
            self.last_page = record.page_number
            self.last_page_sha256 = record.page


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintedKey:
    """Name a sum: what, which version of it, on which day."""

    disclosure: str
    manifest: str
    day: date


def fold_painted(records: Iterable[Record], zone: tzinfo) -> dict[PaintedKey, Painted]:
    """Return what play records add, a day; an interval belongs to where it began."""
    sums: dict[PaintedKey, Painted] = {}
    for record in records:
        if isinstance(record, PlayRecord):
            key = PaintedKey(
                disclosure=record.disclosure,
                manifest=record.manifest,
                day=record.from_at.astimezone(zone).date(),
            )
            sums.setdefault(key, Painted()).add(record, record.monotonic_ms)
    return sums


def stood(record: PlayRecord) -> bool:
    """Say whether a page stood for its whole dwell, by the page's own clock."""
    if record.reason in {EndReason.HIDDEN, EndReason.STOOD_STILL}:
        return False
    return record.monotonic_ms >= record.dwell_s * 1000 - _TOLERANCE_MS


def exposures_of(pages: Mapping[int, int], turns: Sequence[Sequence[int]]) -> int:
    """Return the exposures of a day: for each turn, its least painted page's count.

    Args:
        pages: How often each page stood, by page number from 1.
        turns: The pages of each turn, from 0, as the playlist makes them.
    """
    return sum(min(pages.get(page + 1, 0) for page in turn) for turn in turns)


@dataclass(slots=True, kw_only=True)
class Listed:
    """Be how long a kiosk listed a disclosure on one day, as a sum under way."""

    milliseconds: int = 0
    last_at: datetime | None = None


def fold_listed(
    records: Iterable[Record], zone: tzinfo
) -> dict[tuple[str, date], Listed]:
    """Return what a kiosk's presence adds, by disclosure and local day."""
    sums: dict[tuple[str, date], Listed] = {}
    for record in records:
        if isinstance(record, ServicePresence):
            day = record.from_at.astimezone(zone).date()
            span_ms = (record.to_at - record.from_at) // timedelta(milliseconds=1)
            for disclosure in record.disclosures:
                listed = sums.setdefault((disclosure, day), Listed())
                # A span that ends before it began, after a clock step, adds nothing.
                listed.milliseconds += max(0, span_ms)
                if listed.last_at is None or record.to_at > listed.last_at:
                    listed.last_at = record.to_at
    return sums
