"""Decide when the night's backup is due, and when staff are to be alarmed; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

TRY_AGAIN = timedelta(hours=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Be one attempt, as far as the next one depends on it."""

    begun_at: datetime
    good: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Say what is wrong with a county's backups."""

    failed: str = ""
    """Why the last one failed."""
    newest_at: datetime | None = None
    """Of the newest good one, where it is too old; None: there never was one."""


def is_due(
    now: datetime, *, hour: int, zone: tzinfo, since: datetime, runs: Iterable[Run]
) -> bool:
    """Say whether the night's backup is due.

    A night that was missed is made up once. What failed is tried again an hour later. A
    county that is younger than the last night waits for the next. Runs of a clock that
    had run ahead count for nothing.
    """
    night = last_night(now, hour=hour, zone=zone)
    if since >= night:
        return False
    known = [run for run in runs if run.begun_at <= now]
    if any(run.good and run.begun_at >= night for run in known):
        return False
    return not any(run.begun_at > now - TRY_AGAIN for run in known)


def last_night(now: datetime, *, hour: int, zone: tzinfo) -> datetime:
    """Return the last instant at which the local clock came to this hour."""
    local = now.astimezone(zone)
    night = local.replace(hour=hour, minute=0, second=0, microsecond=0, fold=0)
    if night > local:
        night = (local - _DAY).replace(hour=hour, minute=0, second=0, microsecond=0)
    return night.astimezone(now.tzinfo)


def alarm_of(
    now: datetime,
    *,
    since: datetime,
    too_old: timedelta,
    newest_good: datetime | None,
    failed: str,
) -> Alarm | None:
    """Return what staff are to be told, or None where all is well.

    Args:
        now: The instant.
        since: When this county first knew of backups.
        too_old: The longest that the newest good one may lie back.
        newest_good: When it was made.
        failed: Why the last attempt failed; empty where it did not.
    """
    old = now - (newest_good or since) > too_old
    if failed:
        return Alarm(failed=failed, newest_at=newest_good)
    return Alarm(newest_at=newest_good) if old else None
