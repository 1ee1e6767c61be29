"""Let the office edit one counter: where it is and when it is open."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import uuid4

from nicegui import ui
from pydantic import ValidationError

from directory.model import Counter, MapPoint
from publishing.admin.fields import (
    all_of,
    choice,
    chosen,
    line,
    number_of,
    text_of,
    whole_number,
)
from publishing.admin.frame import head
from publishing.admin.hours import hours_fields
from publishing.admin.live import Live
from publishing.admin.parts import Button, Text, box, card
from publishing.admin.site import Build
from publishing.catalogue.items import ServiceItems, ServiceSheet
from publishing.catalogue.upkeep import Around, DirectoryUpkeep
from publishing.errors import NotThere, Refused
from publishing.tables.people import Office

_NEW = "new"
_MOST = 1000


def guide_counter_page(*, upkeep: DirectoryUpkeep, items: ServiceItems) -> Build:
    """Return the page of one counter; `new` for one that is not there yet."""

    async def build(live: Live) -> None:
        around = await live.ask(upkeep.around)
        name = live.path["counter"]
        known = next((one for one in around.counters if one.id == name), None)
        if known is None and name != _NEW:
            raise NotThere("这个窗口")
        title = f"窗口：{known.window}" if known else "加一个窗口"
        with head(title, back=("窗口", "/services/counters")):
            pass
        _CounterForm(live, items, around, known).draw()

    return build


class _CounterForm:
    """Bind one counter's fields to the use case."""

    def __init__(
        self,
        live: Live,
        items: ServiceItems,
        around: Around,
        counter: Counter | None,
    ) -> None:
        self._live = live
        self._items = items
        self._counter = counter
        self._offices = {one.id: one.short_name for one in around.departments}

    def draw(self) -> None:
        """Draw the form."""
        with card("窗口", icon_name="apartment", note="改了要送批，批准后才上触摸屏"):
            with box("stack"):
                self._readers = self._fields()
            if self._live.person.holds_somewhere(Office.PUBLISHER, Office.ADMIN):
                with box("row-of end"):
                    save = self._live.handler(self._save)
                    Button("保存", save, look="primary", main=True)

    def _fields(self) -> Mapping[str, Callable[[], Any]]:
        known = self._counter.model_dump() if self._counter else {}
        with box("thirds"):
            window = line("窗口号（或房间）", known.get("window", ""), most=40)
            department = choice("部门", self._offices, known.get("department"))
            telephone = line("电话", known.get("telephone", ""), most=40)
            building = line("楼", known.get("building", ""), most=60)
            floor = whole_number("楼层", known.get("floor", 1), least=-3, most=99)
            zone = line("区（没有就空着）", known.get("zone", ""), most=20)
        way = line("从触摸屏怎么走过去", known.get("way", ""), most=200)
        hours = hours_fields(self._counter.hours if self._counter else ())
        shut = ui.switch("法定节假日不开", value=known.get("closed_on_holidays", True))
        Text(
            "平面图上的位置（千分之几，从左、从上；空着就不画图）", classes="mut small"
        )
        place = self._counter.place if self._counter else None
        with box("halves"):
            x = line("离左边", str(place.x) if place else "", most=4)
            y = line("离上边", str(place.y) if place else "", most=4)
        return {
            "window": partial(text_of, window, "窗口号"),
            "department": partial(chosen, department, "部门"),
            "telephone": partial(text_of, telephone, "电话"),
            "building": partial(text_of, building, "楼"),
            "floor": partial(number_of, floor, "楼层"),
            "zone": lambda: str(zone.value or "").strip(),
            "way": partial(text_of, way, "怎么走"),
            "hours": hours,
            "closed_on_holidays": lambda: bool(shut.value),
            "place": lambda: _place(str(x.value or ""), str(y.value or "")),
        }

    async def _save(self) -> None:
        told = all_of(self._readers)
        name = self._counter.id if self._counter else f"counter-{uuid4().hex[:12]}"
        try:
            counter = Counter(id=name, **told)
        except ValidationError as error:
            places = "、".join(str(one["loc"][0]) for one in error.errors())
            message = f"有的内容太长或写法不对（{places}）。请改短再存。"
            raise Refused(message, code="form") from error
        await self._live.ask(self._items.take_in, ServiceSheet(counters=(counter,)))
        self._live.say("已保存。送批并批准后才上触摸屏。")
        if self._counter is None:
            self._live.go(f"/services/counters/{counter.id}")
        self._counter = counter


def _place(x: str, y: str) -> MapPoint | None:
    """Return the place on the plan; None where both fields are empty.

    Raises:
        Refused: One is empty, or no number from 0 to 1000.
    """
    if not x.strip() and not y.strip():
        return None
    if not (x.strip().isdecimal() and y.strip().isdecimal()):
        message = "平面图上的位置要写两个数，从 0 到 1000。"
        raise Refused(message, code="form")
    if max(int(x), int(y)) > _MOST:
        message = "平面图上的位置最大是 1000。"
        raise Refused(message, code="form")
    return MapPoint(x=int(x), y=int(y))
