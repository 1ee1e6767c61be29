"""Hold orders that go before every loop: emergency notices and stops; no behaviour."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Digest, JsonValue, Name


class OrderKind(StrEnum):
    """Say what an order does."""

    OVERRIDE = "override"
    """An emergency notice (应急插播)."""
    STOP = "stop"
    """Screens go to the default page (全部转为默认页)."""


class OrderState(StrEnum):
    """Say where an order stands; that its own end has passed is read off the time.

    ::

        proposed ──countersign──▶ in_force ──end──▶ ended
            └─────decline──────▶ declined
        (an emergency notice with a sealed reason is in force at once)
    """

    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    ENDED = "ended"
    DECLINED = "declined"


class ScreenOrder(Base):
    """Be one order, proposed by one person and countersigned by another."""

    __tablename__ = "screen_order"

    id: Mapped[Name] = mapped_column(primary_key=True)
    kind: Mapped[OrderKind]
    state: Mapped[OrderState]
    unit_id: Mapped[Name] = mapped_column(ForeignKey("unit.id"))
    """For whose area it is, with every unit below."""
    groups: Mapped[JsonValue]
    """The display groups that it is for; an empty list: the whole county."""
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text)
    """Why, in words; of a notice that one person issued alone: sealed."""
    sha256: Mapped[Digest]
    """What the approvals are over."""
    signed: Mapped[JsonValue]
    """A `programme.override.Override` or `Stop`, with one approval, then two."""
    proposed_by: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    proposed_at: Mapped[datetime]
    settled_by: Mapped[Name | None] = mapped_column(ForeignKey("staff.id"))
    """Who countersigned it or declined; nobody where one person issued it alone."""
    settled_at: Mapped[datetime | None]
    """Since when it is in force, or declined."""
    ended_by: Mapped[Name | None] = mapped_column(ForeignKey("staff.id"))
    """Who asked for its end; a stop ends when another confirms it."""
    ended_at: Mapped[datetime | None]
    """Since when it is over, where that was before its own end."""
    end: Mapped[JsonValue | None]
    """A `programme.override.OrderEnd`, signed by one, then, of a stop, by two."""
    lapses_at: Mapped[datetime | None]
    """Until when another may countersign it; none: kept before this was said."""

    __table_args__ = (Index(None, "state", "ends_at"),)


class SealedReview(Base):
    """Be the look back at a notice that one person issued alone."""

    __tablename__ = "sealed_review"

    order_id: Mapped[Name] = mapped_column(
        ForeignKey("screen_order.id"), primary_key=True
    )
    reason_sha256: Mapped[Digest]
    due_at: Mapped[datetime]
    reviewed_by: Mapped[Name | None] = mapped_column(ForeignKey("staff.id"))
    reviewed_at: Mapped[datetime | None]
    justified: Mapped[bool | None]
    words: Mapped[str] = mapped_column(Text)


class OverrideGlass(Base):
    """Be how long one device had a notice on the glass, as it proved."""

    __tablename__ = "override_glass"

    order_id: Mapped[Name] = mapped_column(primary_key=True)
    device_id: Mapped[Name] = mapped_column(ForeignKey("device.id"), primary_key=True)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    milliseconds: Mapped[int]
