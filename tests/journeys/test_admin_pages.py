"""The staff at their pages in a real browser, with the county's programs running."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from playwright.async_api import expect

from demo.county_run import RunningCounty
from demo.founding import ADMIN
from tests.fakes.axe import axe_violations
from tests.fakes.chromium import chromium
from tests.fakes.county_screen import screen
from tests.fakes.demo_county import county_in
from tests.fakes.desk_visits import (
    check_printed,
    choose,
    clear,
    review,
    watch,
    write_draft,
    wrong_of_published,
)
from tests.fakes.patience import ms
from tests.fakes.staff_browser import (
    WINDOW,
    go,
    sign_in_page,
    sign_with_own_key,
    signed_in,
)

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]


FROM_WORD = (
    "<html xmlns:o='urn:schemas-microsoft-com:office:office'><body><!--StartFragment-->"
    "<h1>补贴名单</h1><p class=MsoNormal>户主<b>龚㛃</b>，"
    "<span lang=EN-US>600</span> 元。<o:p></o:p></p>"
    "<script>alert(1)</script><!--EndFragment--></body></html>"
)
PASTE = """(field, html) => {
  const held = new DataTransfer();
  held.setData("text/html", html);
  held.setData("text/plain", "只有字");
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", {
    clipboardData: held, bubbles: true, cancelable: true,
  }));
}"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCounty]:
    """Give one county for all journeys of this file, with nothing published yet."""
    with county_in(tmp_path_factory.mktemp("admin") / "county") as running:
        yield running


async def test_three_people_publish_through_their_pages_and_see_the_proof(
    house: RunningCounty,
) -> None:
    title = "<script>alert(1)</script>防火值守"
    asked: list[str] = []
    faults: list[str] = []
    async with chromium() as browser, screen(house):
        drafter = await signed_in(browser, house, "qicao")
        watch(drafter, asked, faults)
        await write_draft(drafter, house, title)
        await drafter.get_by_role("button", name="提交审核").click()
        await expect(drafter.get_by_text("三人签名")).to_be_visible(timeout=ms(20))
        wrong = await axe_violations(drafter, "a draft")
        await check_printed(drafter)

        wrong += await review(browser, house)
        await clear(await signed_in(browser, house, "baomi"), house)
        approver = await signed_in(browser, house, "pizhun")
        await go(approver, house, "/approval")
        await expect(approver.get_by_role("heading", name=title)).to_be_visible()
        await approver.get_by_role("button", name="同意，签名").click()
        await sign_with_own_key(approver, house, "pizhun")
        await expect(approver.get_by_text("柳坞村 2026-").first).to_be_visible()

        await go(approver, house, "/hanging")
        picture = approver.locator("#qinghe-hall-screen .thumb img")
        await expect(picture).to_be_visible(timeout=ms(40))
        painted = await picture.evaluate("image => image.naturalWidth")
        wrong += await wrong_of_published(approver, house)

    own = (house.places.centre_url, "data:", "wss://")
    assert [url for url in asked if not url.startswith(own)] == []
    assert faults == []
    assert wrong == []
    assert painted > 1000


async def test_a_file_comes_in_with_its_report_and_a_bad_one_is_refused_in_words(
    house: RunningCounty, tmp_path: Path
) -> None:
    bad = tmp_path / "坏文件.docx"
    bad.write_bytes(b"not a document")
    good = tmp_path / "安排.txt"
    good.write_text("第一段。\n第二段。", encoding="utf-8")
    async with chromium() as browser:
        page = await signed_in(browser, house, "qicao")
        await write_draft(page, house, "导入试一试")

        await page.set_input_files("[data-upload] input[type=file]", bad)
        said = page.locator("[data-upload] [data-said]")
        await expect(said).to_contain_text("。", timeout=ms(30))
        refusal = await said.text_content() or ""
        await page.set_input_files("[data-upload] input[type=file]", good)

        await expect(page.get_by_text("“安排.txt”的导入情况")).to_be_visible(
            timeout=ms(30)
        )
        await page.locator("[data-paste]").evaluate(PASTE, FROM_WORD)
        await expect(page.get_by_text("“粘贴的内容”的导入情况")).to_be_visible(
            timeout=ms(30)
        )
        text = await page.get_by_label("正文").input_value()
        beside = await page.locator("[data-paste]").input_value()
    assert "正在传" not in refusal
    assert "# 补贴名单" in text
    assert "龚㛃" in text
    assert "alert" not in text
    assert beside == ""


async def test_an_invited_person_comes_in_by_the_link_and_one_double_click_is_one_act(
    house: RunningCounty,
) -> None:
    async with chromium() as browser:
        page = await signed_in(browser, house, ADMIN)
        await go(page, house, "/settings/staff")
        await page.get_by_role("button", name="邀请一位").click()
        await page.get_by_label("姓名").fill("新来的同事")
        await page.get_by_label("账号").fill("xinlai")
        await choose(page, "职责", "柳坞村村委会 起草人")
        await page.get_by_role("button", name="发邀请").dblclick()
        link = page.locator(".once")
        await expect(link).to_be_visible()
        said = await page.locator("p.banner").first.text_content()
        address = await link.text_content() or ""

        context = await browser.new_context(viewport=WINDOW, ignore_https_errors=True)
        joining = await context.new_page()
        await joining.goto(address)
        await joining.fill("input[name=password]", "Long-Enough-9")
        await joining.fill("input[name=again]", "Long-Enough-9")
        await joining.click("button:has-text('保存密码')")
        await joining.fill("input[name=login]", "xinlai")
        await joining.fill("input[name=password]", "Long-Enough-9")
        await joining.click("button:has-text('登录')")

        await expect(joining.locator("h2")).to_have_text("总览")
    assert said == ""


async def test_a_file_comes_in_after_the_draft_was_saved_again(
    house: RunningCounty, tmp_path: Path
) -> None:
    good = tmp_path / "再导入.txt"
    good.write_text("第一段。\n第二段。", encoding="utf-8")
    async with chromium() as browser:
        page = await signed_in(browser, house, "qicao")
        await write_draft(page, house, "存了再导入")
        await page.get_by_role("button", name="保存", exact=True).click()
        await expect(page.get_by_text("已保存。")).to_be_visible()

        await page.set_input_files("[data-upload] input[type=file]", good)

        await expect(page.get_by_text("“再导入.txt”的导入情况")).to_be_visible(
            timeout=ms(30)
        )


LOOKED_AT = {
    "qicao": (
        "/", "/todo", "/calendar", "/drafts/new", "/disclosures", "/schedule",
        "/coverage", "/catalogue/qinghe", "/devices",
    ),
    "jiandu": ("/inspect", "/inspect/qinghe"),
}  # fmt: skip


# REQ-36
async def test_nobody_is_kept_out_of_the_pages_of_the_staff(
    house: RunningCounty,
) -> None:
    async with chromium() as browser:
        page = await sign_in_page(browser, house)
        found = await axe_violations(page, "signing in")
        for login, paths in LOOKED_AT.items():
            first = "监督" if login == "jiandu" else "总览"
            page = await signed_in(browser, house, login, first=first)
            for path in paths:
                await go(page, house, path)
                found += await axe_violations(page, path)

    assert found == []


async def test_signing_out_closes_the_persons_other_pages(
    house: RunningCounty,
) -> None:
    async with chromium() as browser:
        page = await signed_in(browser, house, "fabu")
        other = await page.context.new_page()
        await go(other, house, "/devices")

        await page.get_by_role("button", name="退出").click()

        await expect(page.locator("input[name=password]")).to_be_visible()
        await expect(other.locator("input[name=password]")).to_be_visible(timeout=ms(8))


async def test_a_page_is_covered_while_the_centre_is_dead_and_comes_back(
    house: RunningCounty,
) -> None:
    async with chromium() as browser:
        page = await signed_in(browser, house, ADMIN)

        await asyncio.to_thread(house.supervisor.kill, "centre")
        cover = page.locator("#popup")
        await expect(cover).to_be_visible(timeout=ms(6))
        box = await cover.bounding_box()
        await asyncio.to_thread(house.supervisor.resume, "centre")

        await expect(cover).to_be_hidden(timeout=ms(15))
        # A device that needs somebody puts its number beside the word.
        await page.locator("nav.a-nav").get_by_role("link", name="终端").click()
        await expect(page.locator("h2")).to_have_text("终端")
    assert box is not None
    assert (box["width"], box["height"]) == (WINDOW["width"], WINDOW["height"])


def test_other_sites_and_the_other_doors_get_nothing_from_the_pages(
    house: RunningCounty,
) -> None:
    url, authority = house.places.centre_url, str(house.places.authority)
    live = f"{url}/staff/_nicegui_ws/socket.io/?EIO=4&transport=polling"

    foreign = requests.get(
        live, headers={"Origin": "https://evil.example"}, verify=authority, timeout=10
    )
    own = requests.get(live, headers={"Origin": url}, verify=authority, timeout=10)
    missing = requests.get(f"{url}/api/nothing", verify=authority, timeout=10)
    device = requests.get(f"{url}/device/health", verify=authority, timeout=10)

    assert foreign.status_code == 400
    assert own.status_code == 200
    assert missing.status_code == 404
    assert missing.json()["error"]["code"] == "not_there"
    assert device.cookies.get_dict() == {}
    assert missing.cookies.get_dict() == {}
    assert not Path(".nicegui").exists()
