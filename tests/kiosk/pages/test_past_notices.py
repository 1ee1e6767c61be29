"""What has ended is found as past where it was signed so, and nowhere else."""

from datetime import timedelta

import httpx
import pytest

from programme.afterwards import Afterwards
from programme.boards import Board
from tests.fakes.contract import NOON
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_pages import kiosk_over, text_of
from tests.fakes.moving_clock import MovingClock

YEAR = Afterwards(past_days=365)


@pytest.fixture
def client(store: DeviceStore, clock: MovingClock) -> httpx.AsyncClient:
    """Give a kiosk over a folder in which two disclosures have ended."""
    ended = NOON - timedelta(days=3)
    store.add("d-past", title="二季度收支", ends_at=ended, afterwards=YEAR)
    store.add("d-over", title="拟任职人员", ends_at=ended, afterwards=Afterwards())
    store.add("d-old", title="签发时没有写明的", ends_at=ended)
    store.adopt()
    return kiosk_over(store.root, clock).client()


async def test_what_is_past_stands_in_a_list_of_its_own(
    client: httpx.AsyncClient,
) -> None:
    now = await text_of(client, "/notices")
    past = await text_of(client, "/notices?when=past")
    choice = await text_of(client, "/notices/choose/when")

    assert "二季度收支" not in now
    assert "什么时候" in now
    assert "二季度收支" in past
    assert "11 月 20 日已结束，还可以看" in past
    assert "三季度" not in past
    assert "正在公开的" in choice
    assert "以前的" in choice
    for title in ("拟任职人员", "签发时没有写明的"):
        assert title not in now
        assert title not in past


async def test_a_past_disclosure_is_read_and_claims_to_hang_no_more(
    client: httpx.AsyncClient,
) -> None:
    page = await text_of(client, "/notices/d-past")
    over = await client.get("/notices/d-over")
    code = await client.get("/take/notices/d-past.svg")

    assert "已结束，还可以看" in page
    assert "已公开" not in page
    assert code.status_code == 200
    assert over.status_code == 404


async def test_it_is_gone_when_its_time_is_up(
    client: httpx.AsyncClient, clock: MovingClock
) -> None:
    clock.forward(timedelta(days=363))

    past = await text_of(client, "/notices?when=past")
    opened = await client.get("/notices/d-past")

    assert "二季度收支" not in past
    assert opened.status_code == 404


async def test_where_nothing_is_past_nobody_is_asked_when(
    store: DeviceStore, clock: MovingClock
) -> None:
    store.add("d-party", title="党委会议定事项", board=Board.PARTY)
    store.adopt()

    async with kiosk_over(store.root, clock).client() as client:
        listed = await text_of(client, "/notices")

    assert "什么时候" not in listed
