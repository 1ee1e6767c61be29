import re

import httpx
import pytest

from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_message import OPENING, press
from tests.fakes.kiosk_pages import Kiosk, text_of
from tests.fakes.left_questions import kept


async def test_words_of_one_s_own_are_written_between_prepared_ones(
    open_client: httpx.AsyncClient, store: DeviceStore, kiosk: Kiosk
) -> None:
    # Issue 6, line 6
    await open_client.post("/message", data={"kind": "request"})
    await press(open_client, "say:1")
    await open_client.post("/message/words", data={"key": "by:strokes"})
    await open_client.post("/message/words", data={"key": "stroke-1"})
    assert "一" in await text_of(open_client, "/message/words")
    for key in ("by:letters", *"XIAQIAO", "下", "桥"):
        await open_client.post("/message/words", data={"key": key})
    page = await text_of(open_client, "/message/words")
    assert "下桥" in re.sub(r"<[^>]+>", "", page)
    part = await open_client.post(
        "/message/words", data={"key": "。"}, headers={"hx-request": "true"}
    )
    assert part.text.lstrip().startswith('<section id="own"')
    assert "<html" not in part.text

    await press(open_client, "leave")

    [asked] = kept(store.root, kiosk, OPENING)
    assert asked.text == "路灯坏了，请来修。下桥。"


async def test_without_the_centre_s_key_nothing_is_written(
    client: httpx.AsyncClient,
) -> None:
    assert "1 楼大厅咨询台" in await text_of(client, "/message/words")


@pytest.mark.parametrize("evil", ["<script>1</script>", "{{7*7}}", "w" * 1_000_000])
async def test_the_pad_writes_only_what_it_offers(
    open_client: httpx.AsyncClient, evil: str
) -> None:
    # B14, B16
    answer = await open_client.post("/message/words", data={"key": evil})
    assert answer.status_code in {303, 422}
    page = await text_of(open_client, "/message/words")
    assert "<script>1" not in page
    assert "{{7*7}}" not in page
