"""Hold a browser before a kiosk that takes questions."""

from collections.abc import AsyncIterator

import httpx
import pytest

from sync_agent.layout import Layout
from sync_agent.state import AgentState, StateReport, write_state
from tests.fakes.contract import NOON
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_message import echo
from tests.fakes.kiosk_pages import Kiosk


@pytest.fixture
async def open_client(
    kiosk: Kiosk, store: DeviceStore
) -> AsyncIterator[httpx.AsyncClient]:
    """Give a browser before a kiosk that takes questions, without any network."""
    Layout(store.root).echo.write_bytes(echo(store).canonical())
    write_state(
        store.root,
        StateReport(
            state=AgentState.STALE, since_at=NOON, device="qinghe.kiosk-1", group="g"
        ),
    )
    kiosk.desk.shelf.refresh()
    async with kiosk.client() as one:
        yield one
