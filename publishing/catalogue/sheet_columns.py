"""Find the columns of a standard catalogue in a sheet, by the names in its head; pure.

The head may stand below title rows and have two rows, its group names merged over
their parts: 公开对象 over 全社会 and 特定群体.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from media.imports.cells import Cell, CellSheet

_NOISE = re.compile(r"[\s()\[\]【】〔〕<>《》/、,，.。:：;；·_*+&|\\-]|和|及|与|（|）")
_BRACKETED = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")
_MOST_TITLE_ROWS = 30
_LEAST_FOUND = 4


class Column(StrEnum):
    """Name what a column says; the value is how the export writes it."""

    NUMBER = "序号"
    TOPIC = "一级事项"
    SUBTOPIC = "二级事项"
    CONTENT = "公开内容（要素）"
    BASIS = "公开依据"
    TIME = "公开时限"
    BODY = "公开主体"
    CARRIERS = "公开渠道和载体"
    AUDIENCE = "公开对象"
    EVERYONE = "全社会"
    SOME = "特定群体"
    METHOD = "公开方式"
    PROACTIVE = "主动"
    ON_REQUEST = "依申请"
    LEVELS = "公开层级"
    COUNTY = "县级"
    TOWNSHIP = "乡级"
    VILLAGE = "村级"
    SECTION = "责任股室"
    BOARD = "板块"
    CATEGORY = "类别"
    FACET = "五公开"
    RETENTION = "保管期限"
    KIND = "公开类型"
    MANDATE = "时限规则"
    SPECIAL = "专门规定"
    WITHIN = "本条期限"
    FREQUENCY = "公开频次"
    PRIMARY = "主载体"
    INHERITED = "下级适用"
    ORIGIN = "来源条目"
    FROM = "生效日期"
    OWNER = "上级规定"


_ALIASES = {
    Column.TOPIC: ("公开事项一级", "一级公开事项", "事项一级"),
    Column.SUBTOPIC: ("公开事项二级", "二级公开事项", "事项二级"),
    Column.CONTENT: ("公开内容", "内容要素"),
    Column.BODY: ("责任主体", "公开责任主体"),
    Column.CARRIERS: ("公开渠道", "公开载体", "渠道载体"),
    Column.SOME: ("特定群众", "特定对象"),
    Column.PROACTIVE: ("主动公开",),
    Column.ON_REQUEST: ("依申请公开",),
    Column.TOWNSHIP: ("乡镇级", "乡镇街道级", "镇级"),
    Column.VILLAGE: ("村居级", "村社区级"),
    Column.SECTION: ("责任科室", "责任部门"),
}

PARTS = {
    Column.AUDIENCE: (Column.EVERYONE, Column.SOME),
    Column.METHOD: (Column.PROACTIVE, Column.ON_REQUEST),
    Column.LEVELS: (Column.COUNTY, Column.TOWNSHIP, Column.VILLAGE),
}
"""Groups of columns; a sheet has the parts, or the group as one column of words."""

REQUIRED = (
    Column.TOPIC,
    Column.CONTENT,
    Column.BASIS,
    Column.TIME,
    Column.BODY,
    Column.CARRIERS,
    Column.AUDIENCE,
    Column.METHOD,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Be where a sheet's head is and which columns it has."""

    columns: Mapping[Column, int]
    first_row: int
    """The first row below the head."""

    @property
    def missing(self) -> tuple[Column, ...]:
        """Return the required columns that are not there."""
        return tuple(one for one in REQUIRED if not self._has(one))

    def _has(self, column: Column) -> bool:
        parts = PARTS.get(column, ())
        return column in self.columns or any(one in self.columns for one in parts)


def rows_of(sheet: CellSheet) -> dict[int, dict[int, Cell]]:
    """Return the cells by row and column, merged ones filled from their first cell."""
    rows: dict[int, dict[int, Cell]] = {}
    for cell in sheet.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    last_row = max(rows, default=0)
    last_column = max((max(row) for row in rows.values()), default=0)
    for top, left, bottom, right in sheet.merged:
        first = rows.get(top, {}).get(left)
        if first is None:
            continue
        for row in range(top, min(bottom, last_row) + 1):
            for column in range(left, min(right, last_column) + 1):
                rows.setdefault(row, {}).setdefault(column, first)
    return dict(sorted(rows.items()))


def head_of(rows: Mapping[int, Mapping[int, Cell]]) -> Head | None:
    """Return the head of a sheet; None where no row looks like one."""
    found = max(
        (_head_at(rows, number) for number in _first(rows)),
        key=lambda head: len(head.columns),
        default=None,
    )
    return found if found and len(found.columns) >= _LEAST_FOUND else None


def _first(rows: Iterable[int]) -> Iterator[int]:
    return (number for number in sorted(rows) if number <= _MOST_TITLE_ROWS)


def _head_at(rows: Mapping[int, Mapping[int, Cell]], number: int) -> Head:
    """Return what a row says as a head, together with the row below if it has parts."""
    above = _named(rows[number])
    parts = _parts_below(rows[number], rows.get(number + 1, {}))
    two_rows = bool(parts)
    both = {**above, **parts}
    columns: dict[Column, int] = {}
    for column, name in sorted(both.items()):
        columns.setdefault(name, column)
    if two_rows:
        for group, members in PARTS.items():
            if any(one in columns for one in members):
                columns.pop(group, None)
    return Head(columns=columns, first_row=number + (2 if two_rows else 1))


def _parts_below(
    head: Mapping[int, Cell], row: Mapping[int, Cell]
) -> dict[int, Column]:
    """Return the names in a head's second row; none where the row is a line already.

    In a second row stand names only, beside what is merged from above.
    """
    own = {column: cell for column, cell in row.items() if cell is not head.get(column)}
    named = _named(own)
    return named if len(named) == len(own) else {}


def _named(row: Mapping[int, Cell]) -> dict[int, Column]:
    found = {column: _name_of(cell.text) for column, cell in row.items()}
    return {column: name for column, name in found.items() if name is not None}


def _name_of(text: str) -> Column | None:
    """Return the column of a name, with what stands in brackets or without."""
    return _NAMES.get(normal(text)) or _NAMES.get(normal(_BRACKETED.sub("", text)))


def normal(text: str) -> str:
    """Return a name without blanks, brackets and half or full width."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text))


_NAMES = {
    normal(name): column
    for column in Column
    for name in (column.value, *_ALIASES.get(column, ()))
}
