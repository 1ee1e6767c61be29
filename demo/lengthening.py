"""Let the demo's publishing office hang some disclosures longer than was promised."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from demo.county import DemoDisclosure
from demo.desk import Desk

_ZONE = ZoneInfo("Asia/Shanghai")
_INSTANT = timedelta(microseconds=1)


def lengthen(office: Desk, disclosures: Iterable[DemoDisclosure]) -> None:
    """Give each of these disclosures its later end."""
    wanted = {one.title: one for one in disclosures}
    for line in office.get("/api/disclosures"):
        disclosure = wanted.get(line["draft"]["title"])
        if disclosure is not None and line["ends_at"] is not None:
            _lengthen(office, line, disclosure)


def _lengthen(office: Desk, line: dict[str, Any], disclosure: DemoDisclosure) -> None:
    ends_at = datetime.fromisoformat(line["ends_at"])
    last_on = (ends_at - _INSTANT).astimezone(_ZONE).date()
    later_on = last_on + timedelta(days=disclosure.lengthened_days)
    office.post(
        f"/api/disclosures/{line['draft']['disclosure']}/end",
        {
            "wanted": {"last_on": later_on.isoformat(), "groups": line["groups"]},
            "reason": disclosure.lengthened_because,
            "edition": line["draft"]["edition"],
        },
    )
