from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from icalendar import Calendar

from publishing.device_api.pace import Pace
from publishing.feeds.routes import calendar_router
from publishing.staff_api.answers import add_error_handlers
from tests.fakes.desk import County

BASE = "https://qinghe.example"


@pytest.fixture
async def client(county: County) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    add_error_handlers(app)
    pace = Pace(county.clock, per_minute=12, burst=3)
    read = county.cases.calendar_feeds.read
    app.include_router(calendar_router(read, slow_down=pace.take))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url=BASE) as made:
        yield made


@pytest.fixture
def address(county: County) -> str:
    county.draft(settled_on=date(2026, 11, 20))
    token = county.cases.calendar_feeds.make(county.people["drafter"])
    return f"/calendar/{token}.ics"


# REQ-6, REQ-8
async def test_a_calendar_program_without_a_session_reads_the_days(
    client: httpx.AsyncClient, address: str
) -> None:
    answer = await client.get(address)

    calendar: Any = Calendar.from_ical(answer.content)
    entries = calendar.walk("VEVENT")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert [one.decoded("dtstart") for one in entries] == [
        date(2026, 11, 27),
        date(2026, 12, 18),
    ]
    assert str(entries[0]["url"]).startswith("https://qinghe.example/staff/drafts/")
    assert "set-cookie" not in answer.headers


async def test_what_is_known_already_is_not_sent_again_until_it_changes(
    client: httpx.AsyncClient, address: str, county: County
) -> None:
    tag = (await client.get(address)).headers["etag"]
    known = await client.get(address, headers={"if-none-match": f'W/{tag}, "other"'})
    county.draft(settled_on=date(2026, 11, 23))
    changed = await client.get(address, headers={"if-none-match": tag})

    assert (known.status_code, known.content) == (304, b"")
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag


async def test_a_wrong_address_is_not_there_and_many_are_slowed_down(
    client: httpx.AsyncClient, address: str, county: County
) -> None:
    wrong = [
        (await client.get(f"/calendar/wrong{n}.ics")).status_code for n in range(5)
    ]
    right = (await client.get(address)).status_code
    county.clock.forward(minutes=1)

    assert wrong == [404, 404, 404, 429, 429]
    assert right == 200
    assert (await client.get("/calendar/wrong.ics")).status_code == 404


async def test_a_calendar_is_only_read(client: httpx.AsyncClient, address: str) -> None:
    assert (await client.head(address)).status_code == 200
    assert (await client.post(address)).status_code == 405
