"""Let the demo's administrator name who stands in for whom; nobody signs here."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from demo.desk import Desk


def name_substitutes(
    admin: Desk, substitutes: Iterable[Mapping[str, Any]], today: date
) -> None:
    """Name each substitute, from today on."""
    staff = {one["login"]: one["id"] for one in admin.get("/api/staff")}
    for one in substitutes:
        admin.post(
            "/api/substitutes",
            {
                "absent": staff[one["absent"]],
                "substitute": staff[one["substitute"]],
                "unit": one["unit"],
                "office": one["office"],
                "first_on": today.isoformat(),
                "last_on": (today + timedelta(days=one["days"])).isoformat(),
            },
        )
