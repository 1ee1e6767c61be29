from datetime import date

from programme.blocks import Cell, Paragraph, Table
from programme.boards import Board
from programme.carriers import Carrier
from publishing.admin.parts import Text
from publishing.carriers.presences import PresenceForm
from publishing.catalogue.boards import BoardsForm, MergedForm
from tests.fakes.admin_pages import Pages

SITE = "https://www.qinghe.example/notices/147"


async def test_a_carrier_is_recorded_on_the_disclosures_page(pages: Pages) -> None:
    """REQ-35: the record, and the day that counts by it."""
    county = pages.county
    disclosure = county.approved().line.disclosure
    county.clock.forward(days=2)
    await pages.open("drafter", f"/disclosures/{disclosure}")
    await pages.sees("载体", "还没有记载体", "屏幕展示不够")

    pages.press("记网站和其他载体")
    await pages.sees("网页地址（网站要写）")
    pages.type("从哪天", "2026-11-24")
    pages.type("网页地址（网站要写）", SITE)
    pages.press("记下")

    await pages.sees("已记下网站。", "11 月 24 日 起", "网站的记录")


async def test_a_record_is_corrected_and_struck_with_a_reason(pages: Pages) -> None:
    county = pages.county
    disclosure = county.approved().line.disclosure
    county.clock.forward(days=2)
    form = PresenceForm(
        carrier=Carrier.MEETING, from_on=date(2026, 11, 24), remark="村民会议"
    )
    county.cases.presences.record(county.people["drafter"], disclosure, form)
    await pages.open("drafter", f"/disclosures/{disclosure}")

    pages.press("更正")
    await pages.sees("为什么改")
    pages.type("凭据：期号、会议、条数等", "村民代表会议")
    pages.type("为什么改", "会议名称写错")
    pages.press_newest("更正")
    await pages.sees("村民代表会议", "已被新记录代替")

    pages.press("作废")
    await pages.sees("为什么作废")
    pages.tell("为什么作废", "没有开成")
    pages.press_newest("作废")
    await pages.sees("已作废", "还没有记载体")


async def test_the_sheet_carries_number_dates_and_the_whole_table(pages: Pages) -> None:
    """REQ-35: what is hung on the paper board, every row of it."""
    rows = tuple((Cell(text=f"第 {number} 户"), Cell(text="1")) for number in range(90))
    table = Table(header_rows=1, rows=rows, numeric_columns=(1,))
    made = pages.county.approved(blocks=(Paragraph(text="收支如下。"), table))

    await pages.open("drafter", f"/disclosures/{made.line.disclosure}/sheet")

    await pages.sees("登记号 柳坞村 2026-0001", "公布于 2026 年 11 月 23 日")
    await pages.sees("展示到 12 月 21 日，至少 20 个工作日")
    await pages.sees("收支如下。", "第 89 户", "扫码看这一件")
    await pages.sees("每贴满一个工作日，由经手人在格里签名")
    cells = pages.user.find(kind=Text).elements
    numbers = {one.text for one in cells if one.tag == "li"}
    assert numbers == {str(number) for number in range(1, 21)}


async def test_the_sheet_of_a_notice_that_hung_before_on_a_merged_board_says_so(
    pages: Pages,
) -> None:
    """REQ-17, REQ-35: the unit's own name of the board, and no day that is unproved."""
    county = pages.county
    joined = MergedForm(
        lines=("村务财务", "公开"), boards=(Board.VILLAGE, Board.FINANCE)
    )
    county.cases.boards.change(
        county.people["admin"], "qinghe-liuwu", BoardsForm(merged=(joined,))
    )
    made = county.approved(settled_on=date(2026, 11, 2), hung_since=date(2026, 11, 9))

    await pages.open("drafter", f"/disclosures/{made.line.disclosure}/sheet")

    await pages.sees("村务财务公开", "公布于 2026 年 11 月 9 日（系统启用前已公布）")
    await pages.sees("展示到 12 月 7 日，系统启用后至少 10 个工作日")


async def test_what_is_not_approved_has_no_sheet(pages: Pages) -> None:
    made = pages.county.submitted()

    await pages.open("drafter", f"/disclosures/{made.line.disclosure}/sheet")

    await pages.sees("没有可张贴的")
