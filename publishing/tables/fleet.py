"""Hold devices, their requests to be known and their last words; no behaviour."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from programme.boards import DisplayKind
from publishing.tables.base import Base, Digest, JsonValue, Line, Name


class DeviceState(StrEnum):
    """Say whether a device is one of the county's.

    ::

        (request) ──(code confirmed)──▶ active ──(revoke)──▶ revoked
    """

    ACTIVE = "active"
    REVOKED = "revoked"


class EnrolmentRow(Base):
    """Be one request to be known, until it is confirmed or has expired."""

    __tablename__ = "enrolment"

    key: Mapped[Digest] = mapped_column(primary_key=True)
    public: Mapped[str] = mapped_column(String(64))
    code: Mapped[str] = mapped_column(String(8), index=True)
    display_kind: Mapped[DisplayKind]
    width: Mapped[int]
    height: Mapped[int]
    hostname: Mapped[Line]
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class EnrolmentMiss(Base):
    """Be one wrong code that a member of staff typed."""

    __tablename__ = "enrolment_miss"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[Name] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(index=True)


class Device(Base):
    """Be one enrolled machine that drives a display."""

    __tablename__ = "device"

    id: Mapped[Name] = mapped_column(primary_key=True)
    key: Mapped[Digest] = mapped_column(unique=True)
    """`programme.keys.key_id` of its public key."""
    public: Mapped[str] = mapped_column(String(64))
    group_id: Mapped[Name] = mapped_column(ForeignKey("display_group.id"), index=True)
    name: Mapped[Line]
    display_kind: Mapped[DisplayKind]
    width: Mapped[int]
    height: Mapped[int]
    hostname: Mapped[Line]
    state: Mapped[DeviceState]
    enrolled_at: Mapped[datetime]
    enrolled_by: Mapped[Name]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[Name | None]
    revoke_reason: Mapped[Line] = mapped_column(default="")


class DeviceReport(Base):
    """Be the last status that a device sent."""

    __tablename__ = "device_report"

    device_id: Mapped[Name] = mapped_column(ForeignKey("device.id"), primary_key=True)
    received_at: Mapped[datetime]
    status: Mapped[JsonValue]
    """A `programme.enrolment.DeviceStatus`."""
    runs: Mapped[JsonValue] = mapped_column(default=list, server_default="[]")
    """Names of its agent's runs, as `publishing.fleet.twins` orders them."""
    returned_at: Mapped[datetime | None]
    twin_at: Mapped[datetime | None]
    """When a second machine was heard with this device's key, the last time."""


class DeviceAlarm(Base):
    """Be the open matter of a disclosure that vanished without a withdrawal."""

    __tablename__ = "device_alarm"

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[Name] = mapped_column(ForeignKey("device.id"))
    disclosure_id: Mapped[Name]
    first_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "device_id", "ended_at"),)
