"""Record where a disclosure was carried."""

from datetime import date

from programme.carriers import Carrier
from publishing.carriers.presences import Presence, PresenceForm
from publishing.carriers.recording import Presences
from tests.fakes.desk import County

SITE = "https://www.qinghe.example/notices/147"


FIRST = date(2026, 11, 24)


def website(**changed: object) -> PresenceForm:
    values = {"carrier": Carrier.WEBSITE, "from_on": FIRST, "address": SITE}
    return PresenceForm.model_validate(values | changed)


def posted(county: County, presences: Presences, disclosure: str) -> Presence:
    return presences.post_board(
        county.people["drafter"],
        disclosure,
        from_on=FIRST,
        data=b"photo 30.1N 118.2E|the board",
        filename="公开栏.jpg",
    )
