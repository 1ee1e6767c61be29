"""Pages of the kiosk on the glass: whole, large enough, within reach, leaf by leaf."""

import pytest
from playwright.async_api import Page, expect

from tests.fakes.kiosk_browser import (
    CUT,
    LANDSCAPE,
    PORTRAIT,
    TOO_HIGH,
    TOO_SMALL,
    Place,
    settled,
    touched,
)
from tests.fakes.visiting import visit

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]


async def test_a_whole_answer_stands_on_one_leaf_of_the_tall_glass(
    shared: Place,
) -> None:
    async with touched(shared) as page:
        await visit(page, shared.address + "/items/qinghe-gaj-001")
        await settled(page)

        await expect(page.locator(".leaves.tight")).to_be_visible()
        await expect(page.locator(".pager")).to_be_hidden()
        assert await page.evaluate(CUT) == []
        assert await page.evaluate(TOO_SMALL) == []


PAGES = (
    "/", "/find", "/events", "/offices", "/events/birth", "/items/qinghe-gaj-001",
    "/items/qinghe-gaj-001/near", "/notices", "/notices/d-1", "/notices/d-2", "/help",
    "/message", "/rate", "/counters", "/counters/qinghe-hall-12",
)  # fmt: skip


# REQ-36
TYPED = ("SFZ", "房子", "营业执照", "彩票中奖了去哪里兑")


Look = tuple[tuple[int, int], tuple[str, ...]]
SEEN_AS = (
    ((PORTRAIT, ()), (PORTRAIT, ("large",))),
    ((PORTRAIT, ("reach",)), (PORTRAIT, ("large", "reach"))),
    ((PORTRAIT, ("large", "en")), (LANDSCAPE, ()), (LANDSCAPE, ("large",))),
)  # fmt: skip


@pytest.mark.parametrize("seen_as", SEEN_AS, ids=["tall", "low", "other"])
async def test_nothing_is_cut_too_small_or_out_of_reach_on_any_page(
    shared: Place, seen_as: tuple[Look, ...]
) -> None:
    async def check(page: Page, looks: tuple[str, ...], state: str) -> list[str]:
        await settled(page)
        wrong = [f"{one} is cut" for one in await page.evaluate(CUT)]
        wrong += [f"{one} is small" for one in await page.evaluate(TOO_SMALL)]
        if "reach" in looks:
            wrong += [f"{one} is high" for one in await page.evaluate(TOO_HIGH)]
        return [f"{state} {looks} {page.viewport_size}: {one}" for one in wrong]

    found: list[str] = []
    async with touched(shared) as page:
        for (width, height), looks in seen_as:
            await page.set_viewport_size({"width": width, "height": height})
            await page.context.clear_cookies()
            await visit(page, shared.address)
            for look in looks:
                await page.click(f'button[value="{look}"]')
            for path in PAGES:
                await visit(page, shared.address + path)
                found += await check(page, looks, path)
            await visit(page, shared.address + "/find")
            for words in TYPED:
                async with page.expect_response("**/find"):
                    await page.fill("#words", words)
                found += await check(page, looks, words)

    assert found == []


_TOP_OF_LEAF = """() => {
  const box = document.querySelector(".leaves").getBoundingClientRect();
  const top = document.elementFromPoint(box.left + 40, box.top + 20);
  const last = document.querySelector("tr.sum").getBoundingClientRect();
  const shown = last.left >= box.left - 5 && last.right <= box.right + 5;
  return [shown, top.closest("thead") !== null];
}"""


async def test_the_head_of_a_table_stands_on_every_leaf_it_goes_on(
    shared: Place,
) -> None:
    async with touched(shared, (1920, 820)) as page:
        await visit(page, shared.address + "/notices/d-1")
        await settled(page)
        shown = headed = False
        turned = 0
        while not shown and await page.locator('[data-leaf="on"]').is_enabled():
            await page.click('[data-leaf="on"]')
            turned += 1
            shown, headed = await page.evaluate(_TOP_OF_LEAF)

        assert (shown, headed) == (True, True)
        assert turned > 0


NO_LETTER = "\U00031350"
SHAPES = """letters => {
  const { fontFamily } = getComputedStyle(document.querySelector("main"));
  const shapes = letters.map((letter) => {
    const canvas = new OffscreenCanvas(80, 80);
    const brush = canvas.getContext("2d");
    brush.font = `60px ${fontFamily}`;
    brush.fillText(letter, 8, 64);
    return [...brush.getImageData(0, 0, 80, 80).data].join();
  });
  return new Set(shapes).size;
}"""
"""How many shapes letters have in the page's own type: rare names each have theirs."""


async def test_a_long_page_is_turned_by_button_to_its_end(shared: Place) -> None:
    async with touched(shared, LANDSCAPE) as page:
        await visit(page, shared.address + "/notices/d-2")
        await settled(page)
        leaves = int(await page.locator('[data-leaf="of"]').inner_text())
        for _ in range(leaves - 1):
            await page.click('[data-leaf="on"]')

        assert leaves > 1
        await expect(page.locator('[data-leaf="on"]')).to_be_disabled()
        await expect(page.locator(".colophon")).to_be_in_viewport()
        assert await page.evaluate(SHAPES, [*"国㛃𬭎䶮", NO_LETTER]) == 5
