"""Name the columns of a service guide (办事指南) and turn texts into its fields; pure.

One text per column, from a sheet or from JSON; a column that is not there says nothing.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from directory.model import ServiceItem
from publishing.catalogue.guide_text import (
    joined,
    lines_of,
    material_line,
    read_materials,
)
from publishing.errors import Refused

_NUMBER = re.compile(r"^(\d{1,3})\s*(个?工作日|天|日|次)?$")
_ON_THE_SPOT = frozenset({"当场办结", "当场", "即办", "即时办结"})
_YES = frozenset({"是", "√", "true", "1"})
_NO = frozenset({"否", "", "false", "0"})
_SPLIT = re.compile(r"[、;；\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideColumn:
    """Be one column: the item's field, its title, and what else it is called."""

    field: str
    title: str
    others: tuple[str, ...] = ()
    read: Callable[[str], Any] = str
    write: Callable[[Any], str] = str


def _count(text: str) -> int | None:
    if not text:
        return None
    if text in _ON_THE_SPOT:
        return 0
    found = _NUMBER.match(text)
    if found is None:
        what = f"“{text[:20]}”不是数。请写成 20，当场办结写 0。"
        raise Refused(what, code="form")
    return int(found[1])


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _SPLIT.split(text) if part.strip())


def _yes(text: str) -> bool:
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return False
    what = f"“{text[:20]}”看不懂。请写“是”或“否”。"
    raise Refused(what, code="form")


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


COLUMNS = (
    GuideColumn(field="code", title="实施编码", others=("事项编码", "catalogue_code")),
    GuideColumn(field="id", title="事项编号", read=str.lower),
    GuideColumn(field="name", title="事项名称"),
    GuideColumn(field="plain_name", title="通俗名称"),
    GuideColumn(field="group", title="主项名称", others=("main_item",)),
    GuideColumn(field="kind", title="事项类型"),
    GuideColumn(field="department", title="实施主体", others=("部门",)),
    GuideColumn(field="counter", title="办理窗口", others=("窗口", "办理地点")),
    GuideColumn(field="audience", title="服务对象"),
    GuideColumn(field="handling", title="办件类型"),
    GuideColumn(field="who", title="受理条件"),
    GuideColumn(
        field="materials",
        title="申请材料",
        read=read_materials,
        write=lambda value: joined(map(material_line, value)),
    ),
    GuideColumn(field="steps", title="办理流程", read=lines_of, write=joined),
    GuideColumn(
        field="promised_working_days",
        title="承诺办结时限",
        others=("承诺时限",),
        read=_count,
        write=_number,
    ),
    GuideColumn(
        field="legal_working_days",
        title="法定办结时限",
        others=("法定时限",),
        read=_count,
        write=_number,
    ),
    GuideColumn(field="fee", title="收费情况", others=("收费", "收费标准")),
    GuideColumn(
        field="visits",
        title="到现场次数",
        others=("到办事现场次数",),
        read=_count,
        write=_number,
    ),
    GuideColumn(field="result", title="结果名称", others=("办理结果",)),
    GuideColumn(field="online", title="网上办理"),
    GuideColumn(field="help", title="帮办上门"),
    GuideColumn(field="basis", title="设定依据"),
    GuideColumn(field="complaints", title="监督投诉方式", others=("监督电话",)),
    GuideColumn(field="phrases", title="口语词", read=_words, write=joined),
    GuideColumn(field="life_events", title="人生事件", read=_words, write=joined),
    GuideColumn(
        field="popular",
        title="首页常办",
        read=_yes,
        write=lambda value: "是" if value else "否",
    ),
)
BY_NAME = {
    name: column
    for column in COLUMNS
    for name in (column.title, column.field, *column.others)
}
BY_FIELD = {column.field: column for column in COLUMNS}


def texts_of(item: ServiceItem) -> dict[str, str]:
    """Return an item as texts, by the titles of its columns."""
    return {one.title: one.write(getattr(item, one.field)) for one in COLUMNS}


def values_of(texts: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """Return the values of texts by field, and what could not be read.

    Args:
        texts: What the columns say, by field.
    """
    values: dict[str, Any] = {}
    faults = []
    for field, text in texts.items():
        column = BY_FIELD[field]
        try:
            values[field] = column.read(text.strip())
        except Refused as fault:
            faults.append(f"{column.title}：{fault}")
    return values, faults
