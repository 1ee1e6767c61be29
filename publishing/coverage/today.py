"""Decide what falls short today while there is time to mend it; pure.

Exposures so far are held against what the rest of the service day still allows. The
answer says what to do: go to the device, or post the paper board and photograph it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf
from typing import TypeAlias

from programme.service_day import DisplayDay, Served, reached

Displays: TypeAlias = tuple[DisplayDay, ...]
QUIET = timedelta(minutes=30)
"""A device that said nothing for so long is looked after."""
_LEAST_SHARE = 0.1
"""Before a tenth of the service day nothing can be said of its pace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceNow:
    """Be a device of a group with when it was heard last."""

    name: str
    heard_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupNow:
    """Be a group as it is now, whatever is due on it."""

    group: str
    name: str
    least: int
    """Its least exposures a day."""
    kiosk: bool
    share: float
    """Which share of its service time has passed."""
    ends_at: datetime
    """When service ends today."""
    devices: tuple[DeviceNow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """Be a group that will not serve today, as it looks now."""

    group: str
    name: str
    exposures: int
    least: int
    expected: int
    """So many it will have when service ends, at this pace."""
    ends_at: datetime
    device: str
    """Which device is silent; empty: none is."""
    silent_since: datetime | None
    no_device: bool


class Watch:
    """Hold what was shown so far against what each group allows until service ends.

    A group is looked at once, whatever is due on it: a county has tens of thousands of
    pairs of a disclosure and a group.
    """

    def __init__(self, groups: Iterable[GroupNow], *, now: datetime) -> None:
        self._states = {one.group: _state(one, now) for one in groups}

    def risks(self, shown: Iterable[tuple[str, Displays]]) -> tuple[Risk, ...]:
        """Return the groups that fall short today, the worst first.

        Args:
            shown: Each group that owes today, with what its displays did so far.
        """
        found = []
        for group, displays in shown:
            state = self._states[group]
            if state is None:
                continue
            for one in displays:
                # Most are on their way: they are told apart in one comparison.
                if one.exposures >= state.enough:
                    break
            else:
                far, best = reached(displays, state.group.least)
                if far is not Served.YES:
                    found.append(state.risk(best))
        return tuple(
            sorted(found, key=lambda one: (one.expected - one.least, one.name))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """Be a group on which something may fall short today."""

    group: GroupNow
    silent: DeviceNow | None
    enough: float
    """With so many exposures by now it comes to its least by the end of service."""

    def risk(self, best: int) -> Risk:
        """Return the risk of what was shown so often on its best display."""
        group, silent = self.group, self.silent
        stands = silent is not None or not group.devices
        return Risk(
            group=group.group,
            name=group.name,
            exposures=best,
            least=group.least,
            expected=best if stands else _expected(best, group.share),
            ends_at=group.ends_at,
            device=silent.name if silent else "",
            silent_since=silent.heard_at if silent else None,
            no_device=not group.devices,
        )


def _state(group: GroupNow, now: datetime) -> _State | None:
    """Return how a group stands; None where nothing can be said, or mended any more."""
    silent = _silent(group.devices, now) if group.devices else None
    stands = silent is not None or not group.devices
    early = bool(group.devices) and group.share < _LEAST_SHARE
    over = now >= group.ends_at or group.share <= 0
    if over or early or (group.kiosk and not stands):
        return None
    if stands:
        return _State(group=group, silent=silent, enough=inf)
    enough = int(group.least * group.share)
    if _expected(enough, group.share) < group.least:
        enough += 1
    return _State(group=group, silent=None, enough=enough)


def _expected(exposures: int, share: float) -> int:
    """Return how many there will be when service ends, at this pace."""
    return round(exposures / share)


def _silent(devices: Sequence[DeviceNow], now: datetime) -> DeviceNow | None:
    """Return the device heard last, if none of them was heard lately."""
    floor = datetime.min.replace(tzinfo=now.tzinfo)
    last = max(devices, key=lambda one: one.heard_at or floor)
    quiet = last.heard_at is None or now - last.heard_at > QUIET
    return last if quiet else None
