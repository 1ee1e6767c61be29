"""An inspector begins with the units, searches, and takes a folder home (REQ-70)."""

import io
import zipfile
from datetime import date

from tests.fakes.admin_pages import Pages
from tests.fakes.catalogue import line_form
from tests.fakes.inspectors import let_in
from tests.fakes.owing import bring_up


async def test_a_unit_is_inspected_and_its_folder_holds_the_papers(
    pages: Pages,
) -> None:
    county = pages.county
    let_in(county)
    made = county.approved(title="=三季度财务收支")

    await pages.open("inspector", "/inspect/qinghe-liuwu")
    await pages.sees("导出检查材料", "已公开的和证据", "=三季度财务收支")
    answer = await pages.user.http_client.get("/folders/qinghe-liuwu")

    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as folder:
        names = folder.namelist()
        number = "柳坞村 2026-0001"
        assert f"{number}/第 1 版 签发单.json" in names
        assert {f"{number}/{name}" for name in ("载体.txt", "展示证据.txt")} <= {*names}
        text = folder.read(f"{number}/第 1 版 正文.txt").decode()
        signed = folder.read(f"{number}/第 1 版 审批.txt").decode()
        secrecy = folder.read(f"{number}/第 1 版 保密审查.txt").decode()
        listed = folder.read("2 已公开事项.csv").decode("utf-8-sig")
    assert "42,000.00" in text
    assert made.line.manifest_sha256 or "" in signed
    assert "不涉及" in secrecy or "已逐条核对" in secrecy
    assert ",'=三季度财务收支," in listed
    journal = county.cases.journal.page(county.people["admin"], limit=5)
    looked = [one.details for one in journal if one.act == "inspection.looked"]
    assert {"address": "/folders/qinghe-liuwu"} in looked
    assert {"address": "/inspect/qinghe-liuwu"} in looked


async def test_an_inspector_is_led_to_the_units_and_finds_by_what_is_asked(
    pages: Pages,
) -> None:
    county = pages.county
    let_in(county)
    county.approved(title="三季度财务收支")

    await pages.open("inspector", "/inspect?number=2026-0001")
    await pages.sees("查到的公开事项", "三季度财务收支", "看全部单位")
    await pages.open("inspector", "/inspect?person=没有这个人")
    await pages.sees("没有查到。请少填一项，或换一天。")
    await pages.open("inspector", "/inspect")
    await pages.sees("各单位（今年）")
    answer = await pages.user.http_client.get("/", follow_redirects=False)

    assert answer.status_code == 303
    assert answer.headers["location"].endswith("/inspect")


async def test_a_unit_whose_catalogue_is_empty_is_not_said_to_have_nothing_due(
    pages: Pages,
) -> None:
    county = pages.county
    let_in(county)

    await pages.open("inspector", "/inspect/qinghe-liuwu")
    await pages.sees("目录为空", "还没有公开目录，看不出该公开什么")
    await pages.user.should_not_see("没到期")
    county.cases.entries.create(
        county.people["admin"], "qinghe-liuwu", line_form(valid_from=date(2026, 11, 1))
    )
    await pages.open("inspector", "/inspect/qinghe-liuwu")

    await pages.user.should_not_see("目录为空")
    bring_up(county)
    [line] = county.cases.entries.listing(county.people["admin"], "qinghe-liuwu")
    county.cases.entries.close(county.people["admin"], line.line, seen=line.id)
    for who, address in (("inspector", "/inspect"), ("admin", "/catalogue")):
        await pages.open(who, address)
        await pages.sees("目录为空")
        await pages.user.should_not_see("没到期")
