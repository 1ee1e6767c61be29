"""Write catalogue sheets as counties fill them in."""

import io
from collections.abc import Sequence

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from config.mandates import shipped_mandates

MANDATES = shipped_mandates()


HEAD_ABOVE = (
    "序号", "公开事项", None, "公开内容\n（要素）", "公开依据", "公开时限",
    "公开主体", "公开渠道和载体", "公开对象", None, "公开方式", None, "公开层级", None,
)  # fmt: skip


HEAD_BELOW = (
    None, "一级 事项", "二级事项", None, None, None, None, None, "全社会",
    "特定群体\n（请写明）", "主动", "依申请", "县级", "乡级",
)  # fmt: skip


CARRIERS = "■政府网站 □政府公报\n□两微一端 ■社区/企事业单位/村公示栏（电子屏）\n□其他"


LINE = (
    "1", "政策文件", "法律法规", "与养老服务有关的法律、法规", "《条例》第二十六条",
    "信息形成之日起20个工作日内", "民政局", CARRIERS, "√", None, "√", None, "√", None,
)  # fmt: skip


def standard(*lines: Sequence[object], title: str = "养老服务标准目录") -> bytes:
    """Return a sheet as a department has it: a title, a head of two rows, lines."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([title])
    for row in (HEAD_ABOVE, HEAD_BELOW, *lines):
        sheet.append(list(row))
    _merge_head(sheet)
    return saved(book)


def _merge_head(sheet: Worksheet) -> None:
    sheet.merge_cells("A1:N1")
    for span in ("B2:C2", "I2:J2", "K2:L2", "M2:N2"):
        sheet.merge_cells(span)
    for column in "ADEFGH":
        sheet.merge_cells(f"{column}2:{column}3")


def saved(book: openpyxl.Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
