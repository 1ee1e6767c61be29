"""Hold a device's folder with a small county, and a kiosk over it."""

from collections.abc import AsyncIterator, Iterator
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from programme.boards import Board, Term
from tests.fakes.account_blocks import BLOCKS, WIDE
from tests.fakes.contract import NOON
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_pages import Kiosk, kiosk_over
from tests.fakes.moving_clock import MovingClock

SHOWN = tuple(date(2026, 11, day) for day in (6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20))
"""Eleven working days before Monday 23 November 2026."""


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock(NOON - timedelta(hours=1))


@pytest.fixture
def store(tmp_path: Path) -> DeviceStore:
    """Give an adopted folder with five disclosures and all services of the demo."""
    made = DeviceStore(tmp_path / "device")
    made.add("d-1", title="三季度财务收支", board=Board.FINANCE, shown_on=SHOWN)
    made.add(
        "d-2",
        title="城乡公交 3 路线路调整",
        board=Board.GOV,
        unit="qinghe-jtj",
        unit_name="清禾县交通运输局",
        category="民生服务",
        starts_at=NOON - timedelta(days=3),
        ends_at=NOON + timedelta(days=25),
        blocks=(*BLOCKS[:2], WIDE),
    )
    made.add("d-3", title="村道硬化工程中标结果", category="重大项目")
    made.add("d-later", title="还没到时候", starts_at=NOON + timedelta(days=1))
    made.add(
        "d-long",
        title="镇政府职责和办事机构",
        board=Board.GOV,
        ends_at=None,
        term=Term.LONG_TERM,
    )
    made.adopt()
    return made


@pytest.fixture
def kiosk(store: DeviceStore, clock: MovingClock) -> Iterator[Kiosk]:
    made = kiosk_over(store.root, clock)
    yield made
    made.parts.reader.close()


@pytest.fixture
async def client(kiosk: Kiosk) -> AsyncIterator[httpx.AsyncClient]:
    async with kiosk.client() as one:
        yield one
