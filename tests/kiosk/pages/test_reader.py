"""A disclosure is read at any size, as cards, and as it was scanned."""

from datetime import timedelta

import httpx
import pytest

from programme.afterwards import Afterwards
from programme.blocks import Heading, ListBlock, PageImageBlock, Paragraph
from tests.fakes.contract import NOON
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_pages import kiosk_over, text_of
from tests.fakes.moving_clock import MovingClock

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


# REQ-36
async def test_the_text_is_set_up_to_twice_as_large_and_stays_so_for_the_visit(
    client: httpx.AsyncClient,
) -> None:
    ordinary = await text_of(client, "/notices/d-1")
    await client.post("/size", data={"size": "2"})
    twice = await text_of(client, "/notices/d-1")
    await client.post("/forget")
    after = await text_of(client, "/notices/d-1")

    assert 'data-text="100"' in ordinary
    assert "<table>" in ordinary
    assert 'data-text="200"' in twice
    assert "<table>" not in twice
    assert "<b>土地流转服务费</b>" in twice
    assert 'data-text="100"' in after


@pytest.mark.parametrize("size", ["9", "-1", "x", "", "²", "99999999"])
async def test_no_other_size_comes_of_a_form_that_is_not_ours(
    client: httpx.AsyncClient, size: str
) -> None:
    await client.get("/notices/d-1")
    await client.post("/size", data={"size": size})

    page = await text_of(client, "/notices/d-1")

    assert page.count('data-text="100"') + page.count('data-text="200"') == 1


# REQ-36
async def test_every_row_of_a_table_can_be_had_as_a_card(
    client: httpx.AsyncClient,
) -> None:
    table = await text_of(client, "/notices/d-1")
    cards = await text_of(client, "/notices/d-1?as=cards")
    wide = await text_of(client, "/notices/d-2")

    assert "一行一张卡" in table
    assert "<dt>支出</dt><dd>12,480.00</dd>" in cards
    assert "看成表格" in cards
    assert "一行一张卡" not in wide


# REQ-13, REQ-14
async def test_what_changed_and_the_explanation_are_one_touch_away(
    store: DeviceStore, clock: MovingClock
) -> None:
    store.add(
        "d-policy",
        title="稳岗八条",
        blocks=(
            Heading(level=2, text="变更说明"),
            ListBlock(ordered=False, entries=("第 2 版：改正了金额。",)),
            Paragraph(text="正文。"),
            Heading(level=1, text="政策解读"),
            Paragraph(text="就是说，招一个人补一千元。"),
        ),
    )
    store.adopt()

    async with kiosk_over(store.root, clock).client() as client:
        page = await text_of(client, "/notices/d-policy")
        other = await text_of(client, "/notices/d-1")

    assert '<a class="k-btn" href="#part-0">改了什么</a>' in page
    assert '<h3 id="part-0">' in page
    assert '<a class="k-btn" href="#part-3">政策解读</a>' in page
    assert '<h2 id="part-3">' in page
    assert "#part-" not in other


async def test_a_scan_is_looked_at_page_by_page_also_when_it_is_past(
    store: DeviceStore, clock: MovingClock
) -> None:
    scans = tuple(store.put_bytes(PNG + bytes([number])) for number in range(2))
    store.add(
        "d-scan",
        title="老文件",
        images=scans,
        ends_at=NOON - timedelta(days=1),
        afterwards=Afterwards(past_days=30),
        blocks=tuple(
            PageImageBlock(image=scan, width=30, height=40, words=f"第 {number} 张")
            for number, scan in enumerate(scans, start=1)
        ),
    )
    store.adopt()

    async with kiosk_over(store.root, clock).client() as client:
        page = await text_of(client, "/notices/d-scan")
        first = await text_of(client, "/notices/d-scan/original/1")
        second = await text_of(client, "/notices/d-scan/original/2")
        picture = await client.get(f"/pictures/{scans[1].sha256}")
        beyond = await client.get("/notices/d-scan/original/3")
        unknown = await client.get("/notices/d-none/original/1")
        (store.root / "assets").rename(store.root / "gone")
        other = await client.get("/notices/d-2/original/1")

    assert "看原件" in page
    assert 'alt="第 1 张"' in first
    assert "原件第 1 页，共 2 页" in first
    assert "/original/2" in first
    assert "/original/3" not in second
    assert picture.status_code == 200
    assert beyond.status_code == unknown.status_code == 404
    assert other.status_code == 503
