"""Know lists of relief and of children, and what they may not show; pure (REQ-22).

A list of subsistence or relief shows the head of household, the number of persons and
the amount only. A child is never named. Identity and telephone columns of any list of
persons are dropped by `person_lists`.
"""

import re

from programme.blocks import Table
from publishing.desk.person_lists import heads_of, names_persons
from publishing.desk.table_grid import Placed, placed

CHILD = "未成年人姓名"
RELIEF = re.compile(r"低保|最低生活保障|特困|五保|救助|孤儿|事实无人抚养|困境儿童")
"""Known by these words, wherever they stand."""
_SHOWN = re.compile(
    r"^(序号|合计|(户主|申请人|领取人|享受人|受益人|监护人|\w{2}对象)?(姓名)?)$"
    r"|人口|人数|户数|人$|金额|标准|发放|补助|补贴|救助金|保障金|万?元$"
)
_CHILDREN = re.compile(r"儿童|未成年|(?<!大)学生|幼儿|婴儿|孤儿|子女|孩子")
_NAME = re.compile(r"姓名|名字")
_GUARDIAN = re.compile(r"户主|监护|家长|申请人|领取人")
_BRACKETS = re.compile(r"[\s()（）]")
_MOST_NAME = 16


def names_relief(table: Table, title: str) -> bool:
    """Say whether a table lists persons who get subsistence or relief."""
    heads = heads_of(table)
    told = (title, table.caption, *map(_plain, heads))
    return names_persons(heads) and any(map(RELIEF.search, told))


def left_out(table: Table, title: str) -> dict[int, str]:
    """Return the columns, from 0, that relief and children's lists may not show."""
    lowest = _lowest(heads_of(table))
    found: dict[int, str] = {}
    if names_relief(table, title):
        found = {
            at: _plain(head)[:_MOST_NAME] or "没有列名的列"
            for at, head in lowest.items()
            if not _SHOWN.search(_plain(head))
        }
    figures = _columns_of_figures(table)
    of_children = any(map(_CHILDREN.search, (title, table.caption)))
    children = {
        at: CHILD
        for at, head in lowest.items()
        if at not in figures and _names_child(_plain(head), of_children=of_children)
    }
    return found | children


def _names_child(head: str, *, of_children: bool) -> bool:
    """Say whether names of children stand below a head."""
    if _GUARDIAN.search(head):
        return False
    child = _CHILDREN.search(head)
    if _NAME.search(head):
        return of_children or child is not None
    return child is not None and child.end() == len(head)


def _lowest(heads: list[Placed]) -> dict[int, Placed]:
    """Return the head that stands closest above each column."""
    found: dict[int, Placed] = {}
    for each in heads:
        found.update(dict.fromkeys(range(each.start, each.end), each))
    return found


def _columns_of_figures(table: Table) -> set[int]:
    """Return the columns below whose head a figure stands: those name nobody."""
    return {
        each.start
        for each in placed(table)
        if each.row >= max(table.header_rows, 1)
        and any(one.isdigit() for one in each.cell.text)
    }


def _plain(head: Placed) -> str:
    return _BRACKETS.sub("", head.cell.text)
