"""Say which page was seen last on each day, and when; it counts nothing (pure).

What counts, within which hours, is `programme.coverage`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TypeAlias

from programme.coverage import Key
from programme.records import NOTHING_SEEN, PlayRecord, Record, ServicePresence


@dataclass(slots=True, kw_only=True)
class Seen:
    """Be when something was seen on a day, and what was seen last."""

    first_at: datetime
    last_at: datetime
    last_page: int = 0
    last_page_sha256: str = ""

    def add(self, record: PlayRecord | ServicePresence) -> None:
        """Take one interval in."""
        self.first_at = min(self.first_at, record.from_at)
        if record.to_at >= self.last_at:
            self.last_at = record.to_at
            if isinstance(record, PlayRecord):
                self.last_page = record.page_number
                self.last_page_sha256 = record.page


SeenDays: TypeAlias = dict[Key, Seen]


def seen_painted(records: Iterable[Record], zone: tzinfo) -> SeenDays:
    """Return what was painted, a day; an interval belongs to where it began."""
    found: SeenDays = {}
    for record in records:
        if isinstance(record, PlayRecord) and record.reason not in NOTHING_SEEN:
            day = _day(record, zone)
            key = Key(disclosure=record.disclosure, manifest=record.manifest, day=day)
            found.setdefault(key, _begun(record)).add(record)
    return found


def seen_listed(records: Iterable[Record], zone: tzinfo) -> SeenDays:
    """Return what a kiosk listed, a day."""
    found: SeenDays = {}
    for record in records:
        if isinstance(record, ServicePresence):
            for disclosure in record.disclosures:
                key = Key(disclosure=disclosure, manifest="", day=_day(record, zone))
                found.setdefault(key, _begun(record)).add(record)
    return found


def _begun(record: PlayRecord | ServicePresence) -> Seen:
    return Seen(first_at=record.from_at, last_at=record.from_at)


def _day(record: PlayRecord | ServicePresence, zone: tzinfo) -> date:
    return record.from_at.astimezone(zone).date()
