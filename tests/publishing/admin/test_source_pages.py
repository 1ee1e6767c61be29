from nicegui import ui

from media.imports.tabling import Grid, table_of
from publishing.admin.blocks import show_blocks
from publishing.admin.parts import Text
from publishing.tables.disclosures import DraftState
from tests.fakes.admin_pages import Pages


async def test_a_scan_is_confirmed_on_its_page_and_then_submitted(
    pages: Pages,
) -> None:
    """REQ-36: the words of a scan are read by a person before anybody signs."""
    made = pages.county.scanned(b"RIFF one")
    await pages.open("drafter", f"/drafts/{made.line.id}")
    await pages.sees("第 1 张扫描页上的文字", "还没有人核对", "粘贴 Word、微信里的内容")

    pages.press("提交审核")
    await pages.sees("扫描页还没有文字")
    pages.tell("第 1 张扫描页上的文字", "三季度收支公示")
    pages.press("文字已核对")
    await pages.sees("记在你名下", "drafter-login岗核对")
    pages.press("提交审核")

    await pages.sees("三人签名", "第 1 张扫描页", "对照原文件")
    drafts = pages.county.cases.looking.drafts(pages.county.people["drafter"])
    assert [one.state for one in drafts] == [DraftState.SUBMITTED]


async def test_a_file_stands_beside_what_became_of_it(pages: Pages) -> None:
    """REQ-16."""
    county = pages.county
    made = county.cases.importing.import_file(
        county.people["drafter"],
        county.draft().line.id,
        data="\n".join(f"第{n}行" for n in range(30)).encode(),
        filename="收支.txt",
        edition=1,
    )

    await pages.open("reviewer", f"/drafts/{made.line.id}/source")
    await pages.sees("收支.txt", "第 25 段", "照原样留下", "画不出原来的版面", "1 / 2")
    await pages.open("reviewer", f"/drafts/{made.line.id}/source?at=9&show=x")
    await pages.sees("第29行", "2 / 2")
    await pages.open("reviewer", f"/drafts/{made.line.id}/source?show=changed")
    await pages.sees("没有简化或丢掉的地方。")


async def test_a_typed_version_has_no_file_beside_it(pages: Pages) -> None:
    made = pages.county.draft()

    await pages.open("reviewer", f"/drafts/{made.line.id}/source")

    await pages.sees("不是导入的")


async def test_pictures_and_heads_of_tables_stand_as_they_came(pages: Pages) -> None:
    """REQ-16: people compare what they see, not a word that stands for it."""
    county = pages.county
    scan = county.scanned(b"RIFF one")

    await pages.open("reviewer", f"/drafts/{scan.line.id}/source")
    await pages.sees("导入结果")
    sources = {
        str(element.props.get("src", ""))
        for element in pages.user.find(kind=ui.element).elements
    }
    assert any(f"/api/drafts/{scan.line.id}/pictures/" in one for one in sources)

    with pages.user:
        show_blocks((_TABLE,))
    await pages.sees("县级", "上级")
    cells = {cell.text: cell.classes for cell in pages.user.find(kind=Text).elements}
    assert all("num" in cells[name] for name in ("县级", "上级", "12.50"))
    assert not any("num" in cells[name] for name in ("序号", "资金", "单位", "甲"))
    assert "over" in cells["资金"]


_TABLE = table_of(
    Grid(
        texts=(
            ("序号", "项目", "资金", "", "单位"),
            ("", "", "县级", "上级", ""),
            ("1", "甲", "12.50", "7.25", "财政局"),
            ("2", "乙", "3.50", "8.25", "财政局"),
        ),
        spans={(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 2), (0, 4): (2, 1)},
    )
)
