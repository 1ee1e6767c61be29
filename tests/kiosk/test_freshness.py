from datetime import timedelta
from pathlib import Path

import pytest

from sync_agent.state import AgentState, StateReport, write_state
from tests.fakes.contract import NOON
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_pages import Kiosk, kiosk_over
from tests.fakes.moving_clock import MovingClock

FRAGMENT = {"hx-request": "true"}


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (AgentState.ENROLLING, "这台触摸屏还没有登记"),
        (AgentState.ENROLMENT_REFUSED, "登记没有通过"),
    ],
)
async def test_before_enrolment_the_code_is_shown(
    tmp_path: Path, clock: MovingClock, state: AgentState, words: str
) -> None:
    write_state(tmp_path, StateReport(state=state, since_at=NOON, code="ABCD2345"))
    kiosk = kiosk_over(tmp_path, clock)

    async with kiosk.client() as client:
        home = await client.get("/")

    assert words in home.text
    assert "ABCD2345" in home.text


async def test_before_the_first_content_every_page_stays_friendly(
    tmp_path: Path, clock: MovingClock
) -> None:
    kiosk = kiosk_over(tmp_path, clock)

    async with kiosk.client() as client:
        for path in ("/", "/find", "/help"):
            page = await client.get(path)
            assert page.status_code == 200
            assert "内容正在准备" in page.text
        listed = await client.get("/notices")

    assert "现在没有正在公开的事项" in listed.text


async def test_a_spoilt_folder_is_said_in_words(
    tmp_path: Path, clock: MovingClock
) -> None:
    (tmp_path / "adopted.json").write_bytes(b"spoilt")
    kiosk = kiosk_over(tmp_path, clock)

    async with kiosk.client() as client:
        home = await client.get("/")

    assert home.status_code == 200
    assert "内容正在重新下载" in home.text


async def test_old_content_says_its_date_on_every_page(
    kiosk: Kiosk, clock: MovingClock
) -> None:
    clock.forward(timedelta(days=8))

    async with kiosk.client() as client:
        page = await client.get("/help")

    assert "内容是 11 月 23 日的" in page.text


async def test_a_doubted_clock_hides_what_is_open_now(
    kiosk: Kiosk, store: DeviceStore
) -> None:
    report = StateReport(state=AgentState.CLOCK_DOUBTED, since_at=NOON)
    write_state(store.root, report)
    kiosk.desk.shelf.refresh()

    async with kiosk.client() as client:
        home = await client.get("/")
        answer = await client.get("/items/qinghe-gaj-001")

    assert "正在办公" not in home.text
    assert "现在能办" not in answer.text
    assert "12 号窗口" in answer.text.replace(" <small>", " ")
