"""Disclosures are found by their words, and only those that may be seen."""

from datetime import timedelta

import httpx
import pytest

from programme.afterwards import Afterwards
from programme.blocks import Paragraph
from programme.boards import Audience
from tests.fakes.contract import NOON
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_pages import Kiosk, kiosk_over, text_of
from tests.fakes.moving_clock import MovingClock

FRAGMENT = {"hx-request": "true"}
YEAR = Afterwards(past_days=365)


async def typed(client: httpx.AsyncClient, words: str) -> str:
    """Type words into the search of disclosures; return what comes below the box."""
    await client.get("/notices/search")
    answer = await client.post(
        "/notices/search", data={"words": words}, headers=FRAGMENT
    )
    assert answer.status_code == 200
    return answer.text


# REQ-31
@pytest.mark.parametrize("words", ["老年食堂", "lnst", "laonianshitang", "老年石堂"])
async def test_a_disclosure_is_found_by_what_stands_in_its_table(
    client: httpx.AsyncClient, words: str
) -> None:
    found = await typed(client, words)

    assert "/notices/d-1" in found
    assert "<u>老年食堂</u>" in found
    assert "找到 3 件" in found


async def test_the_pad_types_and_takes_back(client: httpx.AsyncClient) -> None:
    await client.get("/notices/search")
    for key in ("C", "X", "G", "J", "back"):
        await client.post("/notices/search", data={"key": key})

    page = await text_of(client, "/notices/search")

    assert 'value="CXG"' in page
    assert "<u>城乡公</u>" in page


# REQ-20, REQ-22
async def test_what_may_not_be_seen_is_not_found_either(
    store: DeviceStore, clock: MovingClock
) -> None:
    ended = NOON - timedelta(days=3)
    words = (Paragraph(text="路灯的说明在这里"),)
    for name, past in (("d-past", YEAR), ("d-over", Afterwards())):
        store.add(name, title=name, ends_at=ended, afterwards=past, blocks=words)
    store.add("d-own", title="党员", audience=Audience.PARTY_MEMBERS, blocks=words)
    store.add(
        "d-list",
        title="救助对象名单",
        afterwards=Afterwards(erased=True),
        blocks=(Paragraph(text="户主某某，路灯的说明"),),
    )
    store.add(
        "d-not-yet", title="明天的", starts_at=NOON + timedelta(days=1), blocks=words
    )
    store.adopt()

    async with kiosk_over(store.root, clock).client() as client:
        found = await typed(client, "路灯的说明")
        listed = await typed(client, "救助对象")

    assert "/notices/d-past" in found
    assert "已结束，还可以看" in found
    for name in ("d-over", "d-own", "d-list", "d-not-yet"):
        assert name not in found
    assert "/notices/d-list" in listed


async def test_what_nobody_published_is_said_not_to_be_here(
    client: httpx.AsyncClient,
) -> None:
    found = await typed(client, "<script>火星</script>")

    assert "没找到“&lt;script&gt;火星&lt;/script&gt;”" in found
    assert "公开的内容里没有这样的字句" in found


async def test_something_near_is_offered_as_such(client: httpx.AsyncClient) -> None:
    found = await typed(client, "土地流转服务收入费")

    assert "没有一模一样的字句" in found
    assert "/notices/d-1" in found


async def test_all_that_was_found_stands_on_pages_of_its_own(
    store: DeviceStore, clock: MovingClock
) -> None:
    for number in range(7):
        store.add(f"d-more-{number}", title=f"第 {number} 次核对路灯")
    store.adopt()

    async with kiosk_over(store.root, clock).client() as client:
        first = await typed(client, "核对路灯")
        every = await text_of(client, "/notices/found")

    assert first.count('class="row notice"') == 3
    assert "全部 7 件" in first
    assert every.count('class="row notice"') == 7
    assert "有“核对路灯”的 7 件" in every


async def test_what_was_typed_is_gone_with_the_visit(client: httpx.AsyncClient) -> None:
    await typed(client, "老年食堂")
    await client.post("/forget")

    page = await text_of(client, "/notices/search")

    assert "老年食堂" not in page
    assert "标题和正文里有的都找得到" in page


async def test_a_disclosure_with_damaged_words_is_found_by_its_title(
    store: DeviceStore, clock: MovingClock, kiosk: Kiosk
) -> None:
    held = kiosk.desk.contents.held
    assert held is not None
    blocks = held.items[0].manifest.blocks.sha256
    (store.root / "assets" / blocks[:2] / blocks).write_bytes(b"x")

    async with kiosk_over(store.root, clock).client() as client:
        by_title = await typed(client, "三季度财务")
        by_text = await typed(client, "老年食堂")

    assert "/notices/d-1" in by_title
    assert "/notices/d-1" not in by_text


async def test_before_anything_was_adopted_the_search_says_to_wait(
    tmp_path_factory: pytest.TempPathFactory, clock: MovingClock
) -> None:
    empty = kiosk_over(tmp_path_factory.mktemp("empty"), clock)

    async with empty.client() as client:
        found = await typed(client, "路灯")
        every = await text_of(client, "/notices/found")

    assert "内容还在准备" in found
    assert "0 件" in every
