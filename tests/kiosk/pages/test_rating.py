"""One touch below a guide, and the way to the province's own rating (REQ-53)."""

from collections.abc import Iterator

import httpx
import pytest
from pydantic import HttpUrl

from kiosk.take_away import code_svg
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_pages import Kiosk, kiosk_over, settings_of, text_of
from tests.fakes.moving_clock import MovingClock

ITEM = "qinghe-gaj-001"


def rated(kiosk: Kiosk) -> list[tuple[str, str, int]]:
    counts = kiosk.desk.tally.take()
    return [
        (kind.value, subject, times)
        for (_, kind, subject), times in counts.items()
        if kind.value.startswith("item_") and kind.value != "item_opened"
    ]


async def test_one_touch_below_a_guide_is_counted_once_a_visit(
    client: httpx.AsyncClient, kiosk: Kiosk
) -> None:
    asked = await text_of(client, f"/items/{ITEM}")
    for choice in ("clear", "fair", "bad"):
        await client.post("/rate", data={"choice": choice})
    after = await text_of(client, f"/items/{ITEM}")
    await text_of(client, "/items/qinghe-gaj-002")
    await client.post("/rate", data={"choice": "good"})

    assert "这样办，您满意吗？" in asked
    assert asked.count('name="choice" value="') >= 3
    assert "谢谢，记下了" in after
    assert "这样办，您满意吗？" not in after
    assert "好差评" not in after
    assert rated(kiosk) == [
        ("item_fair", ITEM, 1),
        ("item_good", "qinghe-gaj-002", 1),
    ]


@pytest.fixture
def of_province(store: DeviceStore, clock: MovingClock) -> Iterator[Kiosk]:
    settings = settings_of(store.root).model_copy(
        update={"province_rating": HttpUrl("https://rating.example/qinghe")}
    )
    made = kiosk_over(store.root, clock, settings=settings)
    yield made
    made.parts.reader.close()


async def test_the_code_of_the_provinces_rating_stands_where_a_setting_names_it(
    of_province: Kiosk, client: httpx.AsyncClient
) -> None:
    without = await text_of(client, "/rate")
    none = await client.get("/take/rating.svg")
    async with of_province.client() as other:
        page = await text_of(other, "/rate")
        code = await other.get("/take/rating.svg")
        await text_of(other, f"/items/{ITEM}")
        done = await other.post("/rate", data={"choice": "good"}, follow_redirects=True)

    assert none.status_code == 404
    assert "/take/rating.svg" not in without
    assert "省里的“好差评”" in page
    assert code.content == code_svg("https://rating.example/qinghe")
    assert '<a class="k-btn" href="/rate">' in done.text
