"""Decide which backups stay: the last of each day, week and month; pure."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Say of how many days, weeks and months the last good backup stays."""

    daily: int
    weekly: int
    monthly: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Be one backup as far as its age matters."""

    name: str
    at: datetime
    good: bool
    before_upgrade: bool = False


def kept(made: Iterable[Made], rule: Retention, zone: tzinfo) -> frozenset[str]:
    """Return the names of those that stay.

    Only days on which a good one was made count, so that a centre that stood still for
    a month loses none of its last ones. The last one from before an upgrade stays. What
    was never found good stays until a good one is newer: it may be all there is.
    """
    newest_first = sorted(made, key=lambda one: (one.at, one.name), reverse=True)
    good = [one for one in newest_first if one.good]
    names: set[str] = set()
    for most, span in (
        (rule.daily, "%Y-%m-%d"),
        (rule.weekly, "%G-%V"),
        (rule.monthly, "%Y-%m"),
    ):
        seen: dict[Hashable, str] = {}
        for one in good:
            seen.setdefault(one.at.astimezone(zone).strftime(span), one.name)
        names.update(list(seen.values())[:most])
    names.update([one.name for one in good if one.before_upgrade][:1])
    last_good = good[0].at if good else None
    names.update(
        one.name
        for one in newest_first
        if not one.good and (last_good is None or one.at > last_good)
    )
    return frozenset(names)
