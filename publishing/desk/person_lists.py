"""Know a list of persons by its head, and drop the columns that identify them; pure.

Lists of persons show who gets how much, never identity, telephone or account numbers:
those columns are dropped, not masked (REQ-22). Other tables stay as they are.
"""

import re
from collections.abc import Iterable

from programme.blocks import Cell, Table
from publishing.desk.table_grid import Placed, placed

_PERSON = re.compile(
    r"姓名|户主|申请人|领取人|享受人|受益人|救助对象|补贴对象|联系人|当事人"
)
_DROPPED = {
    "身份证号": re.compile(r"身份证|证件号|公民身份"),
    "电话": re.compile(r"电话|手机|联系方式"),
    "银行账号": re.compile(r"银行卡|卡号|账号|帐号|开户行|存折|一卡通"),
    "出生日期": re.compile(r"出生|生日"),
    "住址": re.compile(r"住址|家庭地址|居住地址|户籍地址|门牌"),
}
"""What a column is called in messages, and how its head is known."""
_OFFICE = re.compile(r"股室|科室|部门|单位|机构|窗口|站所|岗位|网点")
_MOST_HEAD = 16
"""A longer cell is a sentence and no column's head."""


def dropped_columns(table: Table) -> dict[int, str]:
    """Return the columns, from 0, that a list of persons may not show, by their name.

    A table that names no person in its head is no list of persons: none.
    """
    heads = heads_of(table)
    if not names_persons(heads):
        return {}
    found: dict[int, str] = {}
    for each in heads:
        for name, pattern in _DROPPED.items():
            if is_head(each, pattern):
                found.update(dict.fromkeys(range(each.start, each.end), name))
    return found


def lists_offices(table: Table) -> bool:
    """Say whether a table's head names offices and no person: it is their directory."""
    heads = heads_of(table)
    return not names_persons(heads) and any(is_head(each, _OFFICE) for each in heads)


def without_columns(table: Table, columns: dict[int, str]) -> Table:
    """Return a table without some columns; a cell that reaches over them shrinks."""
    rows: list[list[Cell]] = [[] for _ in table.rows]
    for each in placed(table):
        left = sum(at not in columns for at in range(each.start, each.end))
        if left:
            rows[each.row].append(each.cell.model_copy(update={"colspan": left}))
    numeric = [at for at in table.numeric_columns if at not in columns]
    return table.model_copy(
        update={
            "rows": tuple(map(tuple, rows)),
            "numeric_columns": tuple(
                at - sum(gone < at for gone in columns) for at in numeric
            ),
        }
    )


def heads_of(table: Table) -> list[Placed]:
    """Return the cells of a table's head; without a marked one, of its first row."""
    return [each for each in placed(table) if each.row < max(table.header_rows, 1)]


def names_persons(heads: Iterable[Placed]) -> bool:
    """Say whether a head names a column of persons."""
    return any(is_head(each, _PERSON) for each in heads)


def is_head(each: Placed, pattern: re.Pattern[str]) -> bool:
    """Say whether a cell is a column's head of some kind, and no sentence."""
    text = "".join(each.cell.text.split())
    return len(text) <= _MOST_HEAD and pattern.search(text) is not None
