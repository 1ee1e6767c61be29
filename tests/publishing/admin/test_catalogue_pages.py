from collections.abc import Callable
from datetime import date

import pytest

from programme.boards import Board
from publishing.catalogue.sheet_writing import Written, catalogue_sheet
from publishing.tables.units import UnitLevel
from tests.fakes.admin_pages import Pages
from tests.fakes.catalogue import line_form
from tests.fakes.desk import County
from tests.fakes.owing import bring_up

VILLAGE = "qinghe-liuwu"


@pytest.fixture
def owed(county: County) -> str:
    """Return the line that the county laid down for its village, brought up."""
    form = line_form(inherited_by=UnitLevel.VILLAGE)
    publisher = county.people["publisher"]
    line = county.cases.entries.create(publisher, "qinghe", form).line
    bring_up(county)
    return line


@pytest.mark.usefixtures("owed")
async def test_the_board_says_who_misses_what_and_leads_to_the_lines(
    pages: Pages,
) -> None:
    await pages.open("drafter", "/catalogue")

    await pages.sees("云溪镇柳坞村村委会", "2 没发", "期该发没发", "0%")
    await pages.user.open(f"/catalogue/{VILLAGE}?state=missing")
    await pages.sees(
        "财务收支", "清禾县规定", "该发没发", "共 2 期没发", "2026 年 9 月", "去起草"
    )


async def test_a_keeper_adds_changes_and_takes_out_a_line(
    pages: Pages, county: County
) -> None:
    own = line_form(subtopic="集体用工")
    county.cases.entries.create(county.people["publisher"], VILLAGE, own)

    await pages.open("publisher", f"/catalogue/{VILLAGE}")
    await pages.sees("集体用工")
    pages.press("改")
    await pages.sees("改“集体用工”")
    pages.type("二级事项", "集体用工和务工费")
    pages.press("保存")
    await pages.sees("从今天起按新的写法", "集体用工和务工费")
    pages.press("去掉")
    await pages.sees("从今天起不再要求公开这一条")
    pages.press_newest("去掉")
    await pages.sees("这个单位自己还没有要公开的条目")

    assert county.cases.entries.own(county.people["publisher"], VILLAGE) == ()


async def test_a_sheet_says_what_it_would_change_before_it_is_confirmed(
    pages: Pages, county: County
) -> None:
    publisher = county.people["publisher"]
    county.cases.catalogue_sheets.preview(
        publisher,
        VILLAGE,
        data=catalogue_sheet(
            "目录", [Written(form=line_form())], county.services.mandates
        ),
        filename="目录.xlsx",
        board=Board.VILLAGE,
    )

    await pages.open("publisher", f"/catalogue/{VILLAGE}")
    await pages.sees("这份表会改什么", "增加 1 条", "财务收支")
    pages.press("确认导入")
    await pages.sees("目录已按表改好：增加 1 条，修改 0 条")

    assert len(county.cases.entries.own(publisher, VILLAGE)) == 1


async def test_a_draft_begins_with_what_its_line_says(
    pages: Pages, county: County, owed: str
) -> None:
    await pages.open(
        "drafter", f"/drafts/new?unit={VILLAGE}&entry={owed}&period=2026-10-01"
    )
    await pages.sees("要素：当月收入、支出和结余")
    pages.press("存为草稿")

    await pages.sees("从文件导入")

    (line,) = county.cases.looking.drafts(county.people["drafter"])
    form = county.cases.looking.draft(county.people["drafter"], line.id).form
    assert (form.catalogue_entry, form.period_starts_on) == (owed, date(2026, 10, 1))
    assert (form.board, form.mandate) == (Board.FINANCE, "village_finance")
    assert form.settled_on == date(2026, 10, 31)


# REQ-70
@pytest.mark.usefixtures("owed")
async def test_the_board_is_asked_for_a_period_that_its_address_keeps(
    pages: Pages, chosen: Callable[[str, object], None]
) -> None:
    await pages.open("drafter", "/catalogue?level=village&period=2026-09")
    await pages.sees("2026 年 9 月该公开的公开了没有", "1 没发")

    chosen("哪一期", "2026")
    await pages.sees("今年该公开的公开了没有", "2 没发")
    await pages.user.open(f"/catalogue/{VILLAGE}?period=2026-09")
    await pages.sees("2026 年 9 月", "去起草")
    await pages.user.should_not_see("共 2 期没发")
    await pages.user.open("/catalogue?period=2025-12")
    await pages.sees("这一期没有要公开的")
