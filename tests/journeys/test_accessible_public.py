"""The public pages by axe, in every state, on a telephone and on a desk (REQ-36)."""

from pathlib import Path

import pytest
from playwright.async_api import Page

from tests.fakes.axe import axe_violations
from tests.fakes.chromium import chromium
from tests.fakes.desk import new_county
from tests.fakes.public_site import public_site
from tests.fakes.public_world import public_world

pytestmark = pytest.mark.journey

TELEPHONE, DESK = (390, 844), (1366, 768)
WIDE = {"first", "long table", "pictures and policy"}
"""What a wide window lays out in another way."""
LISTS = {
    "first": "index.html",
    "board": "board/finance.html",
    "unit": "u/qinghe-liuwu.html",
    "register": "numbers/2026.html",
    "missing": "404.html",
}
BAD = '<title>坏</title><p style="color:#ddd">看不清</p><img src="a.png">'


async def wrong_at(page: Page, folder: Path, pages: dict[str, str]) -> list[str]:
    found: list[str] = []
    for state, name in pages.items():
        await page.goto((folder / name).as_uri())
        sizes = (TELEPHONE, DESK) if state in WIDE else (TELEPHONE,)
        for width, height in sizes:
            await page.set_viewport_size({"width": width, "height": height})
            found += await axe_violations(page, f"{state} {width}")
    return found


# REQ-35 REQ-36
async def test_nobody_is_kept_out_of_any_state_of_the_public_pages(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "public"
    with new_county(tmp_path / "county") as county:
        pages = public_world(county)
        site = public_site(county, folder)
        site.tick()

    async with chromium() as browser:
        page = await browser.new_page()
        found = await wrong_at(page, folder, {**pages, **LISTS})
        # Of no site, so that no policy takes its colour away.
        other = await browser.new_page()
        await other.set_content(BAD)
        told = await axe_violations(other, "bad")

    assert found == []
    # What finds nothing above does find, and says where and what.
    assert any("color-contrast: <p " in one and "bad: " in one for one in told)
    assert any('image-alt: <img src="a.png">' in one for one in told)
