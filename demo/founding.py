"""Found the demo county over HTTP: units, hall, groups, staff, service items.

Disclosures are the day's work (`demo.working_day`).
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pydantic_core import to_jsonable_python

from config.demo_directory import DemoDirectory, expand_hours
from demo.county import DemoCounty
from demo.desk import Desk
from demo.own_keys import OWNERS, make_keys
from demo.places import COUNTY, Places
from demo.standing_in import name_substitutes

ADMIN = "guanli"
APPROVER = "pizhun"
PUBLISHER = "fabu"
_OFFICES_OF_ADMIN = ("admin", "publisher")


def new_password() -> str:
    """Return a password that nobody could guess and somebody can type."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join(
        "".join(secrets.choice(letters) for _ in range(4)) for _ in range(4)
    )


def accept_invitation(places: Places, token: str) -> str:
    """Set and return a new password for who holds an invitation."""
    password = new_password()
    with Desk(places.centre_url, places.authority) as anybody:
        anybody.post("/api/invitations/accept", {"token": token, "password": password})
    return password


def keep_credentials(places: Places, passwords: Mapping[str, str]) -> None:
    """Keep the generated passwords for a second start, readable by the owner only."""
    places.credentials.touch(mode=0o600)
    places.credentials.write_text(json.dumps(passwords, indent=1), encoding="utf-8")


def known_credentials(places: Places) -> dict[str, str]:
    """Return the passwords that were generated at the first start."""
    kept: dict[str, str] = json.loads(places.credentials.read_text("utf-8"))
    return kept


def found(
    places: Places,
    *,
    county: DemoCounty,
    directory: DemoDirectory,
    admin_token: str,
    today: date,
) -> dict[str, str]:
    """Found the county; return the password of each login."""
    passwords = {ADMIN: accept_invitation(places, admin_token)}
    with Desk(places.centre_url, places.authority) as admin:
        admin.sign_in(ADMIN, passwords[ADMIN])
        me = admin.get("/api/me")["id"]
        offices = [{"unit": COUNTY, "office": office} for office in _OFFICES_OF_ADMIN]
        admin.put(f"/api/staff/{me}/offices", {"offices": offices})
        _make_places(admin, county)
        lay_down(admin, county.catalogue, today)
        for post in county.staff:
            invited = admin.post(
                "/api/staff",
                {
                    "login": post.login,
                    "name": post.name,
                    "offices": [
                        {"unit": post.unit, "office": role} for role in post.roles
                    ],
                },
            )
            if post.silent:
                continue
            passwords[post.login] = accept_invitation(places, invited["token"])
        name_substitutes(admin, county.substitutes, today)
        phrases = {login: new_password() for login in OWNERS}
        make_keys(places, passwords, phrases)
        admin.post("/api/directory/import", _sheet(directory))
        proposal = admin.post("/api/directory/proposals")
    with Desk(places.centre_url, places.authority) as approver:
        own = phrases[APPROVER]
        approver.sign_in(APPROVER, passwords[APPROVER], passphrase=own)
        seen = {"sha256": proposal["sha256"]}
        approver.post(f"/api/directory/proposals/{proposal['id']}/approve", seen)
    keep_credentials(places, passwords)
    return passwords


def _make_places(admin: Desk, county: DemoCounty) -> None:
    for place, unit in enumerate(county.units):
        if unit["id"] == COUNTY:
            continue
        admin.post(
            "/api/units",
            {
                "id": unit["id"],
                "parent": unit["parent"],
                "level": unit["kind"],
                "name": unit["name"],
                "register_name": unit["short"],
                "lines": unit["lines"],
                "position": place,
                "keeper": None,
            },
        )
        if "merged" in unit:
            boards = {"merged": [unit["merged"]]}
            admin.put(f"/api/units/{unit['id']}/boards", boards)
    hall = {**county.hall, "county_name": county.county["name"]}
    admin.put(f"/api/units/{COUNTY}/hall", {**hall, "hours": _hours(hall["hours"])})
    _set_chains(admin, county)
    for group in county.groups:
        told = {name: value for name, value in group.items() if name != "kind"}
        told["display_kind"] = group["kind"]
        told["service_hours"] = _hours(group["service_hours"])
        if "power" in group:
            told["power"] = {**group["power"], "on": _hours(group["power"]["on"])}
        admin.post("/api/groups", told)


def lay_down(admin: Desk, lines: Iterable[Mapping[str, Any]], today: date) -> None:
    """Lay the catalogue down, line by line, in its order."""
    for place, line in enumerate(lines, start=1):
        told = {k: v for k, v in line.items() if k not in {"unit", "from_months_ago"}}
        told["valid_from"] = month_ago(today, line.get("from_months_ago", 0))
        told |= {"number": str(place), "position": place}
        admin.post(f"/api/catalogue/{line['unit']}", told)


def month_ago(today: date, months: int) -> str:
    """Return the first day of the month so many months ago."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, 1).isoformat()


def _set_chains(admin: Desk, county: DemoCounty) -> None:
    """Give units the shipped chains that they chose."""
    presets = {preset["name"]: preset["chain"] for preset in admin.get("/api/chains")}
    for unit, name in county.chains.items():
        admin.put(f"/api/chains/units/{unit}", {"chain": presets[name]})


def _hours(names: str) -> Any:  # noqa: ANN401 -- JSON
    return to_jsonable_python(expand_hours(names))


def _sheet(directory: DemoDirectory) -> dict[str, Any]:
    parts = ("departments", "counters", "life_events", "items")
    return {name: to_jsonable_python(getattr(directory, name)) for name in parts}
