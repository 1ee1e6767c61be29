"""Put a kiosk of a small county on a disk."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from programme.boards import Board
from tests.fakes.account_blocks import BLOCKS, WIDE
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_browser import (
    Place,
)
from tests.fakes.ports import free_port


def place_in(folder: Path) -> Place:
    """Return a kiosk of a small county in a folder."""
    store_in(folder)
    return Place(root=folder / "device", port=free_port(), profile=folder / "profile")


def store_in(folder: Path) -> DeviceStore:
    """Return what a kiosk of a small county has adopted, to be adopted anew."""
    now = datetime.now(UTC)  # noqa: TID251 - the browser and the server have the real one
    store = DeviceStore(folder / "device")
    opened = now - timedelta(days=10)
    ends = now + timedelta(days=30)
    store.add(
        "d-1",
        title="三季度财务收支",
        board=Board.FINANCE,
        starts_at=opened,
        ends_at=ends,
    )
    store.add(
        "d-2",
        title="城乡公交 3 路线路调整",
        board=Board.GOV,
        starts_at=opened,
        ends_at=ends,
        blocks=(*BLOCKS, WIDE, *BLOCKS),
    )
    store.adopt(at=now)
    return store


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Give a kiosk of a test's own, to start and to stop."""
    return place_in(tmp_path)
