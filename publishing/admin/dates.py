"""Write instants, days, ages and sizes as staff read them; pure, no clock.

Days are "11 月 5 日", with the year where it is not this one; hours run to 24.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from publishing.admin.names import name_of

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_MB, _GB = 1_000_000, 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Be the moment and the place at which a page is read."""

    now: datetime
    zone: tzinfo

    def local(self, at: datetime) -> datetime:
        """Return an instant in local time."""
        return at.astimezone(self.zone)

    @property
    def today(self) -> date:
        """Return the local day."""
        return self.local(self.now).date()

    def day(self, on: date) -> str:
        """Return a day: 11 月 5 日."""
        year = "" if on.year == self.today.year else f"{on.year} 年 "
        return f"{year}{on.month} 月 {on.day} 日"

    def moment(self, at: datetime) -> str:
        """Return an instant: 11 月 5 日 14:05, or 今天 14:05."""
        local = self.local(at)
        on = "今天" if local.date() == self.today else self.day(local.date())
        return f"{on} {local:%H:%M}"

    def exact(self, at: datetime) -> str:
        """Return an instant to the second, as the journal writes it."""
        return f"{self.local(at):%Y-%m-%d %H:%M:%S}"

    def last_day(self, ends_at: datetime) -> str:
        """Return the last whole day before a half-open end."""
        return self.day(self.local(ends_at - timedelta(seconds=1)).date())

    def header(self) -> str:
        """Return the day as the head of the overview says it."""
        weekday = name_of("weekday", self.today.isoweekday())
        return f"{self.day(self.today)} {weekday} {self.local(self.now):%H:%M}"

    def age(self, at: datetime) -> str:
        """Return how long ago an instant was: 3 秒前, 2 天前."""
        return f"{lasting(max(0, int((self.now - at).total_seconds())))}前"


def lasting(seconds: int) -> str:
    """Return a duration in its largest whole unit."""
    for unit, name in ((_DAY, "天"), (_HOUR, "小时"), (_MINUTE, "分")):
        if seconds >= unit:
            return f"{seconds // unit} {name}"
    return f"{seconds} 秒"


def long_lasting(milliseconds: int) -> str:
    """Return a duration in two units, for what was really painted."""
    seconds = milliseconds // 1000
    if seconds >= _HOUR:
        return f"{seconds // _HOUR} 小时 {seconds % _HOUR // _MINUTE} 分"
    if seconds >= _MINUTE:
        return f"{seconds // _MINUTE} 分 {seconds % _MINUTE} 秒"
    return f"{seconds} 秒"


def room(size_bytes: int) -> str:
    """Return how much room there is: 1.1 GB."""
    if size_bytes >= _GB:
        return f"{size_bytes / _GB:.1f} GB"
    return f"{size_bytes // _MB} MB"


def fingerprint(sha256: str) -> str:
    """Return a digest in groups of four, so that it can be read out."""
    return " ".join(sha256[at : at + 4] for at in range(0, len(sha256), 4))
