"""The staff's page of what stands outside, and the card that hands a matter on."""

from dataclasses import replace

from programme.blocks import Cell, Table
from tests.fakes.admin_pages import Pages


async def test_the_page_says_what_is_outside_what_is_not_and_why(pages: Pages) -> None:
    """REQ-20 REQ-22: a list stays inside, and the page says so."""
    county = pages.county
    county.approved(title="村道硬化")
    rows = ((Cell(text="姓名"), Cell(text="元")), (Cell(text="某甲"), Cell(text="1")))
    county.approved(
        title="拟聘人员",
        unit="qinghe",
        blocks=(Table(header_rows=1, rows=rows),),
    )
    site = county.cases.public.site
    site.tick()
    site.state = replace(site.state, push_problem="命令 rsync 没有做成：连不上")

    await pages.open("publisher", "/settings/public")

    await pages.sees(
        "没有设置，二维码里直接带简短的文字",
        "村道硬化",
        "正在公开",
        "拟聘人员",
        "可能是名单，只在规定的地方看",
        "网页没有交给网站：命令 rsync 没有做成：连不上。一分钟后自动再试。",
    )


async def test_a_matter_is_handed_on_from_its_page_in_one_press(pages: Pages) -> None:
    """REQ-35: sheet, message, long picture, and the record that it went."""
    disclosure = pages.county.approved().line.disclosure
    await pages.open("drafter", f"/disclosures/{disclosure}")
    await pages.sees("张贴和转发", "打印张贴稿", "下载 A4 张贴稿（PDF）", "下载长图")

    pages.press("已发微信群")

    await pages.sees("已记下：已发微信群，", "微信")


async def test_a_list_of_persons_is_offered_to_no_group(pages: Pages) -> None:
    """REQ-22: only the paper board where it hangs."""
    rows = ((Cell(text="姓名"), Cell(text="元")), (Cell(text="某甲"), Cell(text="1")))
    table = Table(header_rows=1, rows=rows)
    made = pages.county.approved(unit="qinghe", blocks=(table,))

    await pages.open("drafter", f"/disclosures/{made.line.disclosure}")

    await pages.sees("下载 A4 张贴稿（PDF）", "不对外发布，不发微信群：可能是名单")
    await pages.user.should_not_see("下载长图")
