"""A kiosk whose server dies, whose disk forgets and whose service is recorded."""

import pytest
from playwright.async_api import expect

from tests.fakes.kiosk_browser import (
    Place,
    server,
    touched,
    touched_after_start,
)
from tests.fakes.patience import ms
from tests.fakes.visiting import visit

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]


async def test_a_dead_server_is_covered_and_comes_back_by_itself(
    place: Place,
) -> None:
    async with touched_after_start(place) as (page, process):
        await visit(page, place.address + "/help")
        await page.wait_for_function(
            "() => navigator.serviceWorker.controller !== null"
        )

        process.kill()
        process.wait()
        await expect(page.locator(".cover")).to_be_visible(timeout=ms(15))
        await page.reload()
        await expect(page.locator("h1")).to_contain_text("本机暂停服务")

        with server(place):
            await expect(page.locator(".hello h1")).to_be_visible(timeout=ms(30))


async def test_a_page_that_no_worker_took_over_asks_for_it(place: Place) -> None:
    covered = "() => navigator.serviceWorker.controller !== null"
    async with touched_after_start(place) as (page, _):
        await page.wait_for_function(covered)
        devtools = await page.context.new_cdp_session(page)
        # As a page does that was still coming when the worker took over the others.
        await devtools.send("Page.reload", {"ignoreCache": True})
        await page.wait_for_load_state()
        await page.wait_for_function(covered)


_LOSE_ALL = """() => caches.keys()
  .then((names) => Promise.all(names.map((name) => caches.delete(name))))"""


async def test_a_cover_that_the_browser_has_lost_comes_back_and_is_never_missed(
    place: Place,
) -> None:
    async with touched_after_start(place) as (page, process):
        await visit(page, place.address + "/help")
        await page.wait_for_function(
            "() => navigator.serviceWorker.controller !== null"
        )
        await page.wait_for_function("() => caches.match('/cover')")

        await page.evaluate(_LOSE_ALL)
        await page.wait_for_function("() => caches.match('/cover')")

        process.kill()
        process.wait()
        await page.evaluate(_LOSE_ALL)
        await page.reload()
        await expect(page.locator("h1")).to_contain_text("本机暂停服务")
        await expect(page.locator("main.cover .mark")).to_be_visible()

        # The worker itself begins anew and remembers nothing.
        devtools = await page.context.new_cdp_session(page)
        await devtools.send("ServiceWorker.enable")
        await devtools.send("ServiceWorker.stopAllWorkers")
        await page.reload()
        await expect(page.locator("h1")).to_contain_text("本机暂停服务")
        await expect(page.locator("main.cover")).to_have_count(0)

        with server(place):
            await expect(page.locator(".hello h1")).to_be_visible(timeout=ms(30))


async def test_what_was_typed_is_nowhere_on_the_disk(place: Place) -> None:
    typed = "独一无二的查询词"
    with server(place):
        async with touched(place) as page:
            await page.click("a.search")
            await page.fill("#words", typed)
            await expect(page.locator(".none-found")).to_be_visible()
            await page.click('.k-dock a[href="/"]')

    for file in place.root.parent.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            assert typed.encode() not in data, file
            assert typed.encode("utf-16-le") not in data, file


async def test_being_in_service_is_recorded_with_what_was_listed(
    place: Place,
) -> None:
    with server(place):
        async with touched(place) as page:
            for _ in range(2):
                async with page.expect_response("**/healthz*"):
                    pass

    (record,) = [one for one in place.records() if one["kind"] == "presence"]
    assert record["disclosures"] == ["d-1", "d-2"]
    assert record["from_at"] < record["to_at"]
