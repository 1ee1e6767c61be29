"""Hold how far chains are folded, what days came to, and what cured them; no behaviour.

`EvidenceReach`, `ContestedDay` and `SettledDay` can be made again from the batches.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Digest, JsonValue, Line, Name


class ShortCause(StrEnum):
    """Say why a day fell short."""

    POWER_CUT = "power_cut"
    POWER_SAVING = "power_saving"
    ORDERED_STOP = "ordered_stop"
    REPAIR = "repair"
    UNKNOWN = "unknown"


class EvidenceReach(Base):
    """Be up to where one writer's chain is folded for good."""

    __tablename__ = "evidence_reach"

    device_id: Mapped[Name] = mapped_column(ForeignKey("device.id"), primary_key=True)
    writer: Mapped[Name] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    sure_to_ms: Mapped[int | None] = mapped_column(BigInteger)


class ContestedDay(Base):
    """Be a day of a device whose clock its own later records contradict."""

    __tablename__ = "contested_day"

    device_id: Mapped[Name] = mapped_column(ForeignKey("device.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    times: Mapped[int]


class SettledDay(Base):
    """Be how far the displays served a disclosure on a day that is over."""

    __tablename__ = "settled_day"

    disclosure_id: Mapped[Name] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    served: Mapped[int]
    """A `programme.service_day.Served`: of the group that served it least."""
    group_id: Mapped[Name]
    """That group."""
    exposures: Mapped[int]
    """Of its best display."""
    least: Mapped[int]
    """What the group asked for when the day was settled."""


class SettleDue(Base):
    """Be a disclosure whose days changed since its ends were last looked at."""

    __tablename__ = "settle_due"

    disclosure_id: Mapped[Name] = mapped_column(primary_key=True)


class ShortCauseRow(Base):
    """Be what staff know of why displays were dark on some days."""

    __tablename__ = "short_cause"

    id: Mapped[int] = mapped_column(primary_key=True)
    cause: Mapped[ShortCause]
    groups: Mapped[JsonValue]
    """The display groups; one entry may name those of a whole township."""
    unit_id: Mapped[Name] = mapped_column(ForeignKey("unit.id"))
    from_on: Mapped[date]
    last_on: Mapped[date]
    words: Mapped[Line]
    """What is known beside, such as 9:40—16:55."""
    recorded_by: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]
    struck_by: Mapped[Name | None] = mapped_column(ForeignKey("staff.id"))
    struck_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "last_on"),)


class DayRuling(Base):
    """Be what a person decided of a day on which a clock was in doubt."""

    __tablename__ = "day_ruling"

    disclosure_id: Mapped[Name] = mapped_column(
        ForeignKey("disclosure.id"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    counts: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    ruled_by: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    ruled_at: Mapped[datetime]


class Cure(Base):
    """Be an end that moved by itself because days fell short; it never moves back."""

    __tablename__ = "cure"

    id: Mapped[int] = mapped_column(primary_key=True)
    disclosure_id: Mapped[Name] = mapped_column(ForeignKey("disclosure.id"), index=True)
    manifest_sha256: Mapped[Name]
    short_on: Mapped[JsonValue]
    """The days that were short when it was made, as ISO dates."""
    ended_at: Mapped[datetime]
    """The end before, of several the latest."""
    ends_at: Mapped[datetime]
    made_at: Mapped[datetime]


class DeclinedSupplement(Base):
    """Be a person's decision that a notice with a gap gets no second one (REQ-21)."""

    __tablename__ = "declined_supplement"

    id: Mapped[int] = mapped_column(primary_key=True)
    disclosure_id: Mapped[Name] = mapped_column(ForeignKey("disclosure.id"), index=True)
    manifest_sha256: Mapped[Digest] = mapped_column(ForeignKey("manifest.sha256"))
    short_on: Mapped[JsonValue]
    """The days of which it was decided, as ISO dates; a later one needs its own."""
    reason: Mapped[str] = mapped_column(Text)
    declined_by: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    declined_at: Mapped[datetime]


class CoverageNeed(Base):
    """Be what coverage needed of people when it was looked at last."""

    __tablename__ = "coverage_need"

    disclosure_id: Mapped[Name] = mapped_column(primary_key=True)
    unit_id: Mapped[Name] = mapped_column(index=True)
    need: Mapped[str] = mapped_column(String(20))
    """A name of `publishing.inspection.coverage_rows.Need`."""
    words: Mapped[Line]
    noted_at: Mapped[datetime]
