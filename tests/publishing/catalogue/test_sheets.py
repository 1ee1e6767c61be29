import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date

import openpyxl
import pytest

from media.imports.cells import MOST_ROWS, workbook_cells
from media.imports.errors import TooManyRows
from programme.boards import Attribute, Audience, Board
from programme.carriers import Carrier
from programme.period import Frequency
from publishing.catalogue.entry import EntryForm
from publishing.catalogue.sheet_reading import (
    CatalogueRefused,
)
from publishing.catalogue.sheet_writing import Written, catalogue_sheet
from publishing.tables.units import UnitLevel
from tests.fakes.catalogue import line_form
from tests.fakes.catalogue_sheets import (
    LINE,
    MANDATES,
    saved,
    standard,
)
from tests.fakes.sheet_reading import read


def changed(line: Sequence[object], cells: Mapping[int, object]) -> list[object]:
    return [cells.get(place, value) for place, value in enumerate(line)]


def faults(data: bytes) -> tuple[str, ...]:
    with pytest.raises(CatalogueRefused) as refused:
        read(data)
    return refused.value.faults


def test_a_standard_sheet_is_read_by_its_names() -> None:  # REQ-3
    found = read(standard(LINE))

    assert found.forms == (
        EntryForm(
            number="1",
            topic="政策文件",
            subtopic="法律法规",
            content="与养老服务有关的法律、法规",
            basis="《条例》第二十六条",
            body="民政局",
            time_text="信息形成之日起20个工作日内",
            board=Board.GOV,
            mandate="immediate",
            within_days=20,
            carriers=(Carrier.SCREEN, Carrier.PAPER_BOARD, Carrier.WEBSITE),
            primary=Carrier.PAPER_BOARD,
            levels=(UnitLevel.COUNTY,),
            position=1,
            valid_from=date(2026, 11, 28),
        ),
    )
    assert found.remarks == ()


def test_merged_cells_of_the_body_say_the_same_for_every_row() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(standard(LINE, changed(LINE, {1: None, 2: "规范性文件"})))
    )
    book.worksheets[0].merge_cells("B4:B5")

    found = read(saved(book))

    assert [(one.topic, one.subtopic) for one in found.forms] == [
        ("政策文件", "法律法规"),
        ("政策文件", "规范性文件"),
    ]


def test_a_head_of_one_row_says_audience_and_method_in_words() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(
        ["序号", "一级事项", "公开内容(要素)", "公开依据", "公开 时限", "公开主体",
         "公开渠道、载体", "公开对象", "公开方式", "公开层级"]
    )  # fmt: skip
    sheet.append(
        [1, "救助名单", "户主、人数、金额", "办法", "每月，次月15日前", "村委会",
         "公开栏、短信", "本村村民", "依申请公开", "县级、乡级"]
    )  # fmt: skip

    (form,) = read(saved(book)).forms

    assert form.audience is Audience.VILLAGE_RESIDENTS
    assert form.method is Attribute.ON_REQUEST
    assert form.levels == (UnitLevel.COUNTY, UnitLevel.TOWNSHIP)
    assert form.carriers == (Carrier.PAPER_BOARD, Carrier.SMS)
    assert (form.frequency, form.special_rule) == (Frequency.MONTHLY, "village_finance")


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({1: None}, "B4：没有写一级事项"),
        ({3: "=A1"}, "D4：是公式，请改成写好的内容"),
        ({3: "字" * 1001}, "D4：有 1001 个字，最多 1000 个字"),
        ({5: None}, "F4：没有写公开时限"),
        ({7: "□政府网站"}, "H4：没有勾选载体，请在要用的前面写■"),
        ({7: "■飞鸽传书"}, "H4：不认识载体“飞鸽传书”"),
        ({7: None}, "H4：没有写公开渠道和载体"),
        ({9: "√"}, "I4：全社会和特定群体都勾了，只能勾一个"),
        ({8: None}, "I4：公开对象没有勾"),
        ({11: "√"}, "K4：主动和依申请都勾了，只能勾一个"),
        ({10: "×"}, "K4：公开方式没有勾"),
    ],
)
def test_a_mistake_is_told_by_its_cell(cells: dict[int, object], told: str) -> None:
    assert faults(standard(changed(LINE, cells))) == (told,)


def test_all_mistakes_are_told_at_once_and_duplicates_name_their_twin() -> None:
    found = faults(standard(LINE, changed(LINE, {1: None, 7: "■飞鸽传书"}), LINE))

    assert found == (
        "B5：没有写一级事项",
        "H5：不认识载体“飞鸽传书”",
        "D6：和第 4 行重复",
    )


def test_a_line_that_is_wrong_and_said_twice_is_told_as_both() -> None:
    wrong = changed(LINE, {7: "■飞鸽传书"})
    formula = changed(LINE, {3: "=A1"})

    assert faults(standard(LINE, wrong, formula, formula)) == (
        "H5：不认识载体“飞鸽传书”",
        "D5：和第 4 行重复",
        "D6：是公式，请改成写好的内容",
        "D7：是公式，请改成写好的内容",
    )


def test_every_one_of_two_hundred_mistakes_is_told_in_the_same_message() -> None:
    lines = [changed(LINE, {1: None, 3: f"要素 {number}"}) for number in range(200)]

    with pytest.raises(CatalogueRefused) as refused:
        read(standard(*lines))

    assert all(f"B{row}：没有写一级事项" in str(refused.value) for row in range(4, 204))


def test_missing_columns_are_named_and_an_empty_or_strange_sheet_is_refused() -> None:
    book = openpyxl.load_workbook(io.BytesIO(standard(LINE)))
    book.worksheets[0].delete_cols(5, 1)
    strange = openpyxl.Workbook()
    strange.worksheets[0].append(["姓名", "电话"])

    assert faults(saved(book)) == ("第 3 行的表头缺少列：“公开依据”",)
    assert faults(standard()) == ("表头下面没有内容",)
    assert "没有找到表头" in faults(saved(strange))[0]
    assert "没有找到表头" in faults(saved(openpyxl.Workbook()))[0]


def test_a_wrong_date_is_told_and_dates_are_read_as_people_write_them() -> None:
    form = line_form(position=1)
    book = openpyxl.load_workbook(
        io.BytesIO(catalogue_sheet("目录", [Written(form=form)], MANDATES))
    )
    sheet = book.worksheets[0]
    place = next(one for one in sheet[2] if one.value == "生效日期").column
    wanted: dict[str | date, date] = {
        "2026年9月1日": date(2026, 9, 1),
        "2026/9/1": date(2026, 9, 1),
        date(2026, 9, 1): date(2026, 9, 1),
    }

    for value, day in wanted.items():
        sheet.cell(row=4, column=place, value=value)
        assert read(saved(book)).forms[0].valid_from == day
    sheet.cell(row=4, column=place, value="2026-13-45")

    assert faults(saved(book))[0].endswith("4：“2026-13-45”不是日期，请写成 2026-01-01")


def test_a_time_that_cannot_be_read_is_kept_and_said() -> None:
    found = read(standard(changed(LINE, {5: "按上级安排"})))

    assert found.forms[0].time_text == "按上级安排"
    assert found.forms[0].frequency is Frequency.AS_NEEDED
    assert "看不懂" in found.remarks[0]


def _with_rows(rows: str) -> bytes:
    """Return a workbook whose sheet has these rows."""
    made, small = io.BytesIO(), io.BytesIO(saved(openpyxl.Workbook()))
    with zipfile.ZipFile(small) as read, zipfile.ZipFile(made, "w") as written:
        for name in read.namelist():
            text = read.read(name)
            if name.endswith("sheet1.xml"):
                whole = b"<sheetData>" + rows.encode() + b"</sheetData>"
                text = re.sub(rb"<sheetData */?>(</sheetData>)?", whole, text)
            written.writestr(name, text)
    return made.getvalue()


def test_fifty_thousand_rows_are_refused_with_the_limit() -> None:
    rows = "".join(
        f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>'
        for number in range(1, 50_001)
    )
    data = _with_rows(rows)

    with pytest.raises(TooManyRows, match=f"50000 行，最多 {MOST_ROWS} 行"):
        workbook_cells(data, "目录.xlsx")
