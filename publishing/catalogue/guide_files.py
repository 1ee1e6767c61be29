"""Read and write the files of the service directory: XLSX and JSON."""

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from media.imports.cells import CellKind, CellSheet
from publishing.catalogue.file_faults import FileFaults
from publishing.catalogue.guide_changes import GuideRow
from publishing.catalogue.guide_columns import BY_NAME, COLUMNS
from publishing.catalogue.sheet_columns import rows_of
from publishing.errors import Refused

_LEAST_COLUMNS = 2
_HEAD_ROWS = 10
_SAID = 200


class GuidesRefused(FileFaults):
    """Say every mistake in a file at once, each by its row."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(faults, most=_SAID, code="guides_refused")


def guide_sheet(rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return an XLSX file of guides; what people wrote never becomes a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("办事指南")
    sheet.freeze_panes = "D2"

    sheet.append([_cell(sheet, one.title, bold=True) for one in COLUMNS])
    for row in rows:
        sheet.append([_cell(sheet, row[one.title]) for one in COLUMNS])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _cell(sheet: Any, text: str, *, bold: bool = False) -> Any:  # noqa: ANN401 - openpyxl names no type for it
    made = WriteOnlyCell(sheet, value=text)
    made.data_type = "s"
    if bold:
        made.font = Font(bold=True)
    return made


def sheet_rows(
    sheets: Sequence[CellSheet],
) -> tuple[tuple[GuideRow, ...], tuple[str, ...]]:
    """Return the rows of the first sheet that looks like guides, and remarks.

    Raises:
        Refused: No sheet does.
    """
    for sheet in sheets:
        rows = rows_of(sheet)
        for number in sorted(rows)[:_HEAD_ROWS]:
            names = {at: cell.text.strip() for at, cell in rows[number].items()}
            known = {at: BY_NAME[name] for at, name in names.items() if name in BY_NAME}
            if len(known) < _LEAST_COLUMNS:
                continue
            found, faults = [], []
            for below, cells in rows.items():
                if below <= number:
                    continue
                faults += [
                    f"{one.name}：是公式，请改成写好的内容"
                    for one in cells.values()
                    if one.kind is CellKind.FORMULA
                ]
                texts = {
                    column.field: cells[at].text if at in cells else ""
                    for at, column in known.items()
                }
                if any(texts.values()):
                    found.append(GuideRow(where=f"第 {below} 行", texts=texts))
            if faults:
                raise GuidesRefused(faults)
            return tuple(found), _unknown(set(names.values()) - set(BY_NAME))
    message = "没有找到表头：要有“实施编码”“事项名称”“实施主体”这些列名。"
    raise Refused(message, code="no_guides")


def json_rows(data: bytes) -> tuple[tuple[GuideRow, ...], tuple[str, ...]]:
    """Return the rows of a JSON file of items, and remarks.

    Raises:
        Refused: It is not JSON, or has no list of items.
    """
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        message = "文件不是 JSON，或已损坏。请重新导出再选。"
        raise Refused(message, code="not_json") from error
    items = told.get("items") if isinstance(told, dict) else told
    if not isinstance(items, list) or not all(isinstance(i, dict) for i in items):
        message = "文件里没有“items”这个列表。请用事项库导出的文件。"
        raise Refused(message, code="no_guides")
    rows = [
        GuideRow(
            where=f"第 {number} 项",
            texts={
                BY_NAME[name].field: _text(value)
                for name, value in item.items()
                if name in BY_NAME
            },
        )
        for number, item in enumerate(items, start=1)
    ]
    names = {name for item in items for name in item}
    return tuple(rows), _unknown(names - set(BY_NAME))


def _text(value: Any) -> str:  # noqa: ANN401 - any JSON value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "\n".join(map(_text, value))
    return str(value)


def _unknown(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        f"“{name}”这一列不认识，没有导入。" for name in sorted(filter(None, names))
    )
