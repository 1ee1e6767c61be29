"""A counter that has moved today, and one where nobody is."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from directory.model import ChangeKind, CounterChange
from tests.fakes.contract import NOON
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_pages import Kiosk, kiosk_over, text_of
from tests.fakes.moving_clock import MovingClock

ITEM = "/items/qinghe-gaj-001"
ENDS = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def _changed(store: DeviceStore, kind: ChangeKind, instead: str | None) -> None:
    change = CounterChange(
        id="c-1",
        counter="qinghe-hall-12",
        kind=kind,
        instead=instead,
        begins_at=NOON - timedelta(hours=2),
        ends_at=ENDS,
    )
    store.changes = (change,)
    store.adopt()


@pytest.fixture
def moved(store: DeviceStore, clock: MovingClock) -> Iterator[Kiosk]:
    _changed(store, ChangeKind.MOVED, "qinghe-hall-31")
    made = kiosk_over(store.root, clock)
    yield made
    made.parts.reader.close()


# REQ-32, REQ-52
async def test_a_moved_counter_is_told_until_its_time_and_then_ends_by_itself(
    moved: Kiosk, clock: MovingClock
) -> None:
    async with moved.client() as client:
        during = await text_of(client, ITEM)
        rows = await text_of(client, "/offices/qinghe-gaj")
        clock.forward(ENDS - clock.now())
        after = await text_of(client, ITEM)

    assert "今天搬到 31 号窗口，到 17:30" in during
    assert "0555-010-0112" in during
    assert "31 号窗口" in rows
    assert "今天搬到" not in after
    assert "12 <small>号窗口" in after


async def test_nobody_there_leads_to_the_enquiry_desk(
    store: DeviceStore, clock: MovingClock
) -> None:
    _changed(store, ChangeKind.ABSENT, None)
    kiosk = kiosk_over(store.root, clock)

    async with kiosk.client() as client:
        page = await text_of(client, ITEM)
    kiosk.parts.reader.close()

    assert "今天办这件事的人不在，请到 1 楼大厅咨询台，到 17:30" in page
    assert "0555-010-0100" in page


async def test_a_move_that_arrives_needs_no_new_search(
    kiosk: Kiosk, store: DeviceStore
) -> None:
    before = kiosk.desk.contents.guide
    _changed(store, ChangeKind.MOVED, "qinghe-hall-31")

    kiosk.desk.shelf.refresh()

    after = kiosk.desk.contents.guide
    assert before is not None
    assert after is not None
    assert after.index is before.index
    assert len(after.directory.changes) == 1
