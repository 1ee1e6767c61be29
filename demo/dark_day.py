"""Let the demo county say why its screens were dark one day; it seeds no evidence."""

from datetime import date, timedelta

from demo.desk import Desk

_DAY = timedelta(days=1)


def tell_dark_day(admin: Desk, today: date) -> None:
    """Record yesterday's power cut for all display groups of the county."""
    yesterday = (today - _DAY).isoformat()
    admin.post(
        "/api/coverage/causes",
        {
            "cause": "power_cut",
            "unit": "qinghe",
            "from_on": yesterday,
            "last_on": yesterday,
            "words": "9:40—16:55",
        },
    )
