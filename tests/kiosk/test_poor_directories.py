"""Directories with gaps, and what a resident is shown all the same (REQ-32)."""

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from directory.model import Directory, DirectoryShard
from media.speech.searching import item_readings
from tests.fakes.contract import NOON
from tests.fakes.device_store import DeviceStore, demo_services
from tests.fakes.kiosk_pages import Kiosk, text_of

ITEM = "qinghe-gaj-001"
Change = Callable[[Directory], Directory]


def adopt(kiosk: Kiosk, store: DeviceStore, change: Change) -> None:
    store.directory_as = change
    store.adopt()
    kiosk.desk.shelf.refresh()


def without_hours(directory: Directory) -> Directory:
    counters = [one.model_copy(update={"hours": ()}) for one in directory.counters]
    return directory.model_copy(update={"counters": tuple(counters)})


async def typed(client: httpx.AsyncClient, words: str) -> str:
    data, headers = {"words": words}, {"hx-request": "true"}
    answer = await client.post("/find", data=data, headers=headers)
    return answer.text


async def test_counters_without_hours_are_never_called_open_or_closed(
    kiosk: Kiosk, store: DeviceStore
) -> None:
    adopt(kiosk, store, without_hours)

    async with kiosk.client() as client:
        answer = await text_of(client, f"/items/{ITEM}")
        plan = await text_of(client, "/counters")
        window = await text_of(client, "/counters/qinghe-hall-12")

    for page in (answer, plan, window):
        assert "没写时间，去前先打电话" in page
        for claim in ("现在能办", "周一不办", "上班"):
            assert claim not in page
    assert "0555-010-0112" in answer


async def test_without_counters_every_answer_leads_to_the_enquiry_desk(
    kiosk: Kiosk, store: DeviceStore
) -> None:
    adopt(kiosk, store, lambda one: one.model_copy(update={"counters": ()}))

    async with kiosk.client() as client:
        answer = await text_of(client, f"/items/{ITEM}")
        plan = await text_of(client, "/counters")
        window = await client.get("/counters/qinghe-hall-12")

    assert "咨询台" in answer
    assert "0555-010-0100" in answer
    assert 'class="map"' not in answer
    assert "还没有登记窗口，请问人" in plan
    assert "0555-010-0100" in plan
    assert window.status_code == 404


async def test_an_item_without_materials_says_to_ask_and_has_no_list_to_tick(
    kiosk: Kiosk, store: DeviceStore
) -> None:
    _, shard = demo_services()
    poor = [
        one.model_copy(update={"materials": (), "steps": ()}) for one in shard.items
    ]
    store.services = shard.model_copy(update={"items": tuple(poor)})
    adopt(kiosk, store, lambda one: one)

    async with kiosk.client() as client:
        answer = await text_of(client, f"/items/{ITEM}")
        papers = await client.get(f"/items/{ITEM}/papers")

    assert "没写要带什么，先打电话问" in answer
    assert "点这里对一对" not in answer
    assert "12 <small>号窗口" in answer
    assert papers.status_code == 404


async def test_two_items_of_one_name_are_both_offered_with_their_windows(
    kiosk: Kiosk, store: DeviceStore
) -> None:
    _, shard = demo_services()
    same = {"name": "居民身份证补领", "plain_name": "补办身份证", "phrases": ("补证",)}
    twins = [
        shard.items[0].model_copy(update={"id": f"twin-{n}", "counter": c, **same})
        for n, c in enumerate(("qinghe-hall-12", "qinghe-hall-31"))
    ]
    store.services = DirectoryShard(
        items=tuple(twins), readings=tuple(map(item_readings, twins))
    )
    adopt(kiosk, store, lambda one: one)

    async with kiosk.client() as client:
        found = await typed(client, "补办身份证")

    assert "是不是要找这些" in found
    assert found.index("twin-0") < found.index("twin-1")
    for window in ("12 号窗口", "31 号窗口"):
        assert window in found


@pytest.mark.parametrize("days", [1, 400])
async def test_a_directory_older_than_the_programme_answers_as_ever(
    kiosk: Kiosk, store: DeviceStore, days: int
) -> None:
    made_at = NOON - timedelta(days=days)
    adopt(kiosk, store, lambda one: one.model_copy(update={"made_at": made_at}))

    async with kiosk.client() as client:
        answer = await text_of(client, f"/items/{ITEM}")
        found = await typed(client, "身份证丢了")

    assert "现在能办" in answer
    assert f"/items/{ITEM}" in found
    assert "重新下载" not in answer
