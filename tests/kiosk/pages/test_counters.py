"""The business query by counter (REQ-31, REQ-32)."""

from datetime import timedelta

import httpx
import pytest

from directory.model import ChangeKind, CounterChange, Directory
from tests.fakes.contract import NOON
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_pages import Kiosk, text_of
from tests.fakes.moving_clock import MovingClock


async def test_a_window_is_two_touches_from_home_and_says_what_it_does(
    client: httpx.AsyncClient,
) -> None:
    home = await text_of(client, "/")
    plan = await text_of(client, "/counters")
    window = await text_of(client, "/counters/qinghe-hall-12")

    assert 'href="/counters"' in home
    assert plan.count('href="/counters/qinghe-hall-12"') == 2
    assert 'aria-label="按窗口找"' in plan
    assert "身份证丢了、坏了，补办" in window
    assert "现在能办" in window
    assert "0555-010-0112" in window


async def test_each_floor_has_its_own_page_and_no_other_exists(
    client: httpx.AsyncClient,
) -> None:
    first = await text_of(client, "/counters")
    second = await text_of(client, "/counters/floors/1")
    by_event = await text_of(client, "/events")

    assert "/counters/qinghe-hall-12" not in second
    assert "您在这里" in first
    assert "您在这里" not in second
    assert "电梯口" in second
    assert 'href="/counters"' in by_event
    for path in ("/counters/floors/2", "/counters/floors/-1", "/counters/nowhere"):
        assert (await client.get(path)).status_code == 404


async def test_open_or_not_and_a_move_of_today_are_said_on_the_map(
    kiosk: Kiosk, store: DeviceStore, clock: MovingClock
) -> None:
    store.changes = (
        CounterChange(
            id="c-1",
            counter="qinghe-hall-12",
            kind=ChangeKind.MOVED,
            instead="qinghe-hall-31",
            begins_at=NOON - timedelta(hours=2),
            ends_at=NOON + timedelta(hours=4),
        ),
    )
    store.adopt()
    kiosk.desk.shelf.refresh()
    async with kiosk.client() as client:
        day = await text_of(client, "/counters")
        window = await text_of(client, "/counters/qinghe-hall-12")
        clock.forward(timedelta(hours=9))
        night = await text_of(client, "/counters")

    assert "今天搬到 31 号窗口" in day
    assert "今天搬到 31 号窗口" in window
    assert "31 号窗口" in window
    assert 'class="target ok"' in day
    assert 'class="target ok"' not in night
    assert "明天 8:30 上班" in night


async def test_the_answer_leads_to_a_page_with_the_way_to_its_window(
    client: httpx.AsyncClient,
) -> None:
    answer = await text_of(client, "/items/qinghe-gaj-001")
    way = await text_of(client, "/counters/qinghe-hall-12/way")
    above = await text_of(client, "/counters/qinghe-hall-56/way")

    assert 'class="to-way" href="/counters/qinghe-hall-12/way"' in answer
    assert "12 号窗口怎么走" in way
    assert "您在这里" in way
    assert way.count('class="target plain mine"') == 2, "above and in the middle"
    assert "进门左转走" in way
    assert 'href="/counters/qinghe-hall-12"' in way
    assert "电梯口" in above
    assert (await client.get("/counters/nowhere/way")).status_code == 404


async def test_a_hall_without_places_has_its_windows_by_number_and_says_so(
    kiosk: Kiosk, store: DeviceStore
) -> None:
    def without_places(one: Directory) -> Directory:
        bare = [each.model_copy(update={"place": None}) for each in one.counters]
        return one.model_copy(update={"counters": tuple(bare)})

    store.directory_as = without_places
    store.adopt()
    kiosk.desk.shelf.refresh()
    async with kiosk.client() as client:
        plan = await text_of(client, "/counters")
        answer = await text_of(client, "/items/qinghe-gaj-001")
        way = await client.get("/counters/qinghe-hall-12/way")

    assert "按号排列" in plan
    assert "您在这里" not in plan
    assert plan.count('href="/counters/qinghe-hall-12"') == 2
    assert 'class="map"' not in answer
    assert way.status_code == 404


@pytest.mark.parametrize("path", ["/counters", "/counters/qinghe-hall-12"])
async def test_without_a_directory_the_address_leads_home(
    kiosk: Kiosk, store: DeviceStore, path: str
) -> None:
    store.adopt(services=False)
    kiosk.desk.shelf.refresh()

    async with kiosk.client() as client:
        answer = await client.get(path)

    assert answer.status_code == 404
    assert "首页" in answer.text
