"""What stands in a file, or is its name, does nothing but stand there (B8, B13)."""

import io

import openpyxl
import pytest

from publishing.catalogue.guide_files import GuidesRefused
from tests.fakes.desk import County
from tests.fakes.guide_sheets import CODE, json_of, keep_one, preview, take, xlsx

_HEAD = ("实施编码", "事项名称", "实施主体")


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://x","y")'])
def test_a_formula_is_refused_by_its_cell(county: County, formula: str) -> None:
    keep_one(county)
    data = xlsx(_HEAD, ("513A07", formula, "甲局"))

    with pytest.raises(GuidesRefused, match="B2：是公式，请改成写好的内容"):
        preview(county, data)


@pytest.mark.parametrize("words", ["=1+1", "+1-2", "-2", "@SUM(A1)"])
def test_what_looks_like_a_formula_goes_out_as_text(county: County, words: str) -> None:
    keep_one(county)
    item = {"实施编码": "513A07", "事项名称": words, "实施主体": "甲局"}

    take(county, json_of(item), "a.json")
    sheets = county.cases.guide_sheets
    book = openpyxl.load_workbook(
        io.BytesIO(sheets.export_xlsx(county.people["publisher"]))
    )

    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert {one.data_type for one in cells if one.value == words} == {"s"}


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/x.xlsx",
        "a\\b.xlsx",
        "x" * 300 + ".xlsx",
        "\u202exslx.xlsx",
        "\0.xlsx",
    ],
)
def test_what_a_file_is_called_leads_nowhere(county: County, name: str) -> None:
    keep_one(county)
    data = xlsx(("实施编码", "事项名称"), (CODE, "内地居民结婚登记"))

    assert preview(county, data, name).changes.same == 1
