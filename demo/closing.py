"""Close one working day of the demo county, so that its dates are seen to move."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from demo.desk import Desk, DeskRefused

_ZONE = ZoneInfo("Asia/Shanghai")
_AHEAD = timedelta(days=9)
_TRIES = 10


def close_a_day(admin: Desk, now: datetime) -> date | None:
    """Close the first working day that is more than a week away, and return it."""
    first = now.astimezone(_ZONE).date() + _AHEAD
    for on in (first + timedelta(days=after) for after in range(_TRIES)):
        order = {"day": on.isoformat(), "kind": "closed", "reason": "全县供电线路检修"}
        try:
            admin.post("/api/calendar/days", order)
        except DeskRefused as refusal:
            if refusal.code != "day_already_so":
                raise
        else:
            return on
    return None
