"""Hold every route of the staff API against every office (B20)."""

from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI

from config.mandates import shipped_mandates
from publishing.catalogue.sheet_writing import Written, catalogue_sheet
from tests.fakes.browsers import Browser
from tests.fakes.catalogue import line_form
from tests.fakes.desk import PASSWORD, County, digest
from tests.fakes.looking_back import AT
from tests.fakes.measured import measured_at_first
from tests.fakes.staff_bodies import body_of
from tests.fakes.staff_rights import EVERYONE, MAY, OPEN, ORDER
from tests.fakes.staff_stage import Stage

PARTS = 4
"""The table is walked in so many tests, each with things of its own."""
NOUNS = sorted({path.split("/")[2] for _, path in MAY})
PART = {noun: at % PARTS for at, noun in enumerate(NOUNS)}
"""What is done to one thing stays together: made, then taken away."""


def _routes_of(part: int) -> list[tuple[str, str]]:
    return [each for each in ORDER if PART[each[1].split("/")[2]] == part]


async def _call(
    client: httpx.AsyncClient, route: tuple[str, str], stage: Stage, county: County
) -> httpx.Response:
    method, template = route
    path = stage.path(route)
    if "moments" in template:
        path += f"?at={quote(AT.isoformat())}&device={stage.looked.device}"
    if template.endswith("/import") and "drafts" in template:
        query = {"filename": "a.txt", "edition": "1", "manifest": digest(stage.sent)}
        content = b"%PDF-1.7" if "papers" in template else "一行".encode()
        return await client.post(path, params=query, content=content)
    if template.endswith("/photo"):
        on = "last_on" if "removal" in template else "from_on"
        query = {"filename": "a.jpg", on: "2026-11-23"}
        return await client.post(path, params=query, content=b"photo|a board")
    if template.endswith("{unit}/import"):
        sheet = catalogue_sheet("目录", [Written(form=line_form())], shipped_mandates())
        return await client.post(path, params={"filename": "a.xlsx"}, content=sheet)
    if template.endswith("/directory/sheet"):
        path += "?filename=a.json"
    body = body_of(stage, route, county)
    return await client.request(method, path, json=body if method != "GET" else None)


def test_every_route_of_the_staff_api_is_in_the_table(app: FastAPI) -> None:
    routes = {
        (method.upper(), path)
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    }

    assert routes == set(MAY) | OPEN
    assert set(ORDER) == set(MAY)


@pytest.mark.timeout(40)  # dozens of routes for each of the offices
@pytest.mark.parametrize("part", range(PARTS))
async def test_every_route_is_open_to_its_offices_and_to_nobody_else(
    county: County, browser: Browser, part: int
) -> None:
    stage = Stage(county)
    clients = {who: browser() for who in EVERYONE}
    for who, client in clients.items():
        login = {"login": county.login(who), "password": PASSWORD}
        assert (await client.post("/api/session", json=login)).status_code == 200

    wrong = []
    for route in _routes_of(part):
        if (await _call(browser(), route, stage, county)).status_code != 401:
            wrong.append((route, "nobody"))
        answers = {}
        for who in sorted(EVERYONE, key=lambda who: (who in MAY[route], who)):
            # All who may not are refused alike, and so is every route to them.
            with measured_at_first(route, who in MAY[route]):
                answers[who] = await _call(clients[who], route, stage, county)
        found = {who for who, got in answers.items() if got.status_code != 403}
        wrong += [(route, who) for who in found ^ MAY[route]]
        # Whoever may and comes first finds the thing as it was, and succeeds.
        first = next(answers[who] for who in answers if who in MAY[route])
        if not first.is_success:
            wrong.append((route, first.text))

    assert wrong == []
