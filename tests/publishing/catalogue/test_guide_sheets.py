"""Service items come in from XLSX and JSON, and go out again without a loss."""

import io
import json
from typing import Any

import openpyxl
import pytest

from directory.model import ServiceItem
from publishing.catalogue.guide_files import GuidesRefused
from publishing.catalogue.items import ServiceSheet
from publishing.errors import ContentChanged, NotAllowed, NotThere, Refused
from tests.fakes.desk import County
from tests.fakes.hall_data import SHEET

CODE = "513A0161200000"
ITEM: dict[str, Any] = SHEET["items"][0] | {
    "code": CODE,
    "materials": [
        {"name": "身份证", "originals": 2, "copies": 1, "note": "带上"},
        {"name": "合影", "originals": 3, "copies": 0, "required": False},
    ],
    "legal_working_days": 20,
    "basis": "《婚姻登记条例》第五条",
    "group": "婚姻登记",
    "audience": "自然人",
    "handling": "即办件",
    "complaints": "0555-010-0199",
    "popular": True,
}


@pytest.fixture
def kept(county: County) -> County:
    """Give a county with one whole item that has a national code."""
    sheet = ServiceSheet.model_validate(SHEET | {"items": [ITEM]})
    county.cases.service_items.take_in(county.people["publisher"], sheet)
    return county


def _items(county: County) -> dict[str, ServiceItem]:
    found = county.cases.service_items.listing(county.people["publisher"])
    return {one.id: one for one in found}


def _json(*items: dict[str, Any]) -> bytes:
    return json.dumps({"items": items}, ensure_ascii=False).encode()


def _xlsx(*rows: tuple[str, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["xlsx", "json"])
def test_what_goes_out_comes_in_again_and_changes_nothing(
    kept: County, kind: str
) -> None:
    sheets, publisher = kept.cases.guide_sheets, kept.people["publisher"]
    data = getattr(sheets, f"export_{kind}")(publisher)

    found = sheets.preview(publisher, data=data, filename=f"a.{kind}")

    changes = found.changes
    assert (changes.added, changes.changed, changes.gone) == ((), (), ())
    assert changes.same == 1
    assert found.remarks == ()


def test_an_export_of_the_item_base_updates_by_code_and_keeps_the_rest(
    kept: County,
) -> None:
    sheets, publisher = kept.cases.guide_sheets, kept.people["publisher"]
    data = _xlsx(
        ("办事指南",),
        ("实施编码", "事项名称", "承诺办结时限", "备注"),
        (CODE, "内地居民结婚登记", "3个工作日", "x"),
    )

    found = sheets.preview(publisher, data=data, filename="a.xlsx")
    sheets.confirm(publisher)

    assert [fields for _, fields in found.changes.changed] == [("承诺办结时限",)]
    assert found.remarks == ("“备注”这一列不认识，没有导入。",)
    item = _items(kept)["qinghe-mzj-001"]
    assert item.promised_working_days == 3
    assert item.materials == ServiceItem.model_validate(ITEM).materials
    assert item.popular


def test_bare_items_of_the_item_base_lead_to_the_enquiry_desk(kept: County) -> None:
    sheets, publisher = kept.cases.guide_sheets, kept.people["publisher"]
    bare = {
        "id": "S0025",
        "department": "区公安分局",
        "main_item": None,
        "name": "户口登记项目内容变更更正证明",
        "kind_code": "20",
        "kind": "公共服务",
        "catalogue_code": "513A0161200099",
    }

    found = sheets.preview(publisher, data=_json(bare), filename="services.json")
    sheets.confirm(publisher)

    item = _items(kept)["s0025"]
    around = kept.cases.directory_upkeep.around(publisher)
    counter = next(one for one in around.counters if one.id == item.counter)
    assert found.changes.departments[0].name == "区公安分局"
    assert counter.way == "1 楼大厅咨询台"
    assert item.promised_working_days is None
    assert item.who == "以窗口答复为准"
    assert item.code == "513A0161200099"
    assert len(_items(kept)) == 2


def test_every_mistake_is_named_by_its_row_and_nothing_is_stored(kept: County) -> None:
    sheets, publisher = kept.cases.guide_sheets, kept.people["publisher"]
    head = ("实施编码", "事项名称", "实施主体", "承诺办结时限", "窗口", "首页常办")
    data = _xlsx(
        (*head, "人生事件", "申请材料", "事项类型"),
        ("1", "甲", "县民政局", "很快", "99", "也许", "远行", "| 原件 1", "许可"),
        ("2", "", "", "", "", "", "", "", ""),
        ("3", "乙", "县民政局", "", "31", "", "", "", "长" * 500),
        ("4", "丙", "县民政局", "", "31", "", "结婚离婚", "", ""),
        ("4", "丁", "县民政局", "", "31", "", "", "", ""),
    )

    with pytest.raises(GuidesRefused) as refused:
        sheets.preview(publisher, data=data, filename="a.xlsx")

    told = "\n".join(refused.value.faults)
    for words in (
        "第 2 行：承诺办结时限：“很快”不是数",
        "第 2 行：首页常办：“也许”看不懂",
        "第 2 行：申请材料：“带什么”第 1 行看不懂",
        "第 2 行：办理窗口：没有登记“99”",
        "第 2 行：人生事件：没有“远行”",
        "第 3 行：实施主体：没有写",
        "第 3 行：事项名称：没有写",
        "第 4 行：事项类型：写法不对或太长",
        "第 6 行：和第 5 行是同一个事项",
    ):
        assert words in told
    assert sheets.waiting(publisher) is None
    assert len(_items(kept)) == 1


def test_what_a_file_does_not_name_stays_unless_it_is_asked_for(kept: County) -> None:
    sheets, publisher = kept.cases.guide_sheets, kept.people["publisher"]
    other = _json({"name": "甲", "department": "县民政局", "catalogue_code": "9"})

    found = sheets.preview(publisher, data=other, filename="a.json")
    sheets.confirm(publisher)
    stayed = set(_items(kept))
    sheets.preview(publisher, data=other, filename="a.json")
    sheets.confirm(publisher, remove_gone=True)

    assert [one.id for one in found.changes.gone] == ["qinghe-mzj-001"]
    assert "qinghe-mzj-001" in stayed
    assert "qinghe-mzj-001" not in _items(kept)


def test_a_preview_that_is_old_or_gone_is_not_confirmed(kept: County) -> None:
    sheets, publisher = kept.cases.guide_sheets, kept.people["publisher"]
    other = _json({"name": "甲", "department": "县民政局"})
    sheets.preview(publisher, data=other, filename="a.json")
    kept.cases.service_items.remove(publisher, "qinghe-mzj-001")

    with pytest.raises(ContentChanged):
        sheets.confirm(publisher)
    sheets.drop(publisher)
    with pytest.raises(NotThere):
        sheets.confirm(publisher)


@pytest.mark.parametrize(
    ("data", "filename"),
    [
        (b"{", "a.json"),
        (b'{"items": 3}', "a.json"),
        (_xlsx(("甲", "乙")), "a.xlsx"),
        (_xlsx(("实施编码", "事项名称"), ("1", "=1+1")), "a.xlsx"),
        (b"no sheet", "a.xlsx"),
    ],
)
def test_a_file_that_is_none_of_these_is_refused(
    kept: County, data: bytes, filename: str
) -> None:
    with pytest.raises(Refused):
        kept.cases.guide_sheets.preview(
            kept.people["publisher"], data=data, filename=filename
        )


def test_a_list_of_json_comes_in_as_lines(kept: County) -> None:
    sheets, publisher = kept.cases.guide_sheets, kept.people["publisher"]
    told = {"catalogue_code": CODE, "steps": ["一", "二"], "popular": False}

    sheets.preview(publisher, data=_json(told), filename="a.json")
    sheets.confirm(publisher)

    item = _items(kept)["qinghe-mzj-001"]
    assert item.steps == ("一", "二")
    assert not item.popular


def test_only_the_countys_office_takes_items_in(kept: County) -> None:
    with pytest.raises(NotAllowed):
        kept.cases.guide_sheets.preview(
            kept.people["approver"], data=b"{}", filename="a.json"
        )
