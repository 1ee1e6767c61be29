"""Show devices as staff see them; read from rows, change nothing."""

from dataclasses import dataclass, replace
from datetime import datetime

from programme.boards import DisplayKind
from programme.enrolment import DeviceStatus
from publishing.fleet.twins import Runs
from publishing.tables.fleet import Device, DeviceReport, DeviceState, EnrolmentRow
from publishing.tables.restarts import RestartRow
from publishing.tables.schedule import DisplayGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingView:
    """Be one waiting device as staff see it; its code stands on its own screen."""

    display_kind: DisplayKind
    width: int
    height: int
    hostname: str
    asked_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceView:
    """Be one device with its last words."""

    id: str
    name: str
    group: str
    group_name: str
    display_kind: DisplayKind
    width: int
    height: int
    hostname: str
    state: DeviceState
    enrolled_at: datetime
    revoked_at: datetime | None
    revoke_reason: str
    seen_at: datetime | None
    """When its last status came; None: it never sent one."""
    age_s: int | None
    """Seconds since then."""
    status: DeviceStatus | None
    has_twin: bool = False
    """Two machines speak with its key (F30)."""
    restart_ordered_at: datetime | None = None
    """When staff ordered it last to start something anew."""
    restarted_at: datetime | None = None
    """When it said that it had; None: it has not, or nobody ordered it."""


def with_restart(view: DeviceView, row: RestartRow | None) -> DeviceView:
    """Return a device with its newest order to start anew."""
    if row is None:
        return view
    return replace(view, restart_ordered_at=row.ordered_at, restarted_at=row.done_at)


def pending_view(row: EnrolmentRow) -> PendingView:
    """Return a request as staff see it."""
    return PendingView(
        display_kind=row.display_kind,
        width=row.width,
        height=row.height,
        hostname=row.hostname,
        asked_at=row.asked_at,
        expires_at=row.expires_at,
    )


def device_view(
    device: Device, group: DisplayGroup, report: DeviceReport | None, now: datetime
) -> DeviceView:
    """Return a device as staff see it."""
    return DeviceView(
        id=device.id,
        name=device.name,
        group=group.id,
        group_name=group.name,
        display_kind=device.display_kind,
        width=device.width,
        height=device.height,
        hostname=device.hostname,
        state=device.state,
        enrolled_at=device.enrolled_at,
        revoked_at=device.revoked_at,
        revoke_reason=device.revoke_reason,
        seen_at=report.received_at if report else None,
        age_s=int((now - report.received_at).total_seconds()) if report else None,
        status=DeviceStatus.model_validate(report.status) if report else None,
        has_twin=report is not None and Runs(twin_at=report.twin_at).has_twin(now),
    )
