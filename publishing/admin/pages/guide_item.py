"""Let the office edit one service item, with the kiosk's answer beside it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import uuid4

from nicegui import ui
from pydantic import ValidationError

from directory.model import Counter, ServiceItem
from publishing.admin.dialog import ask_sure
from publishing.admin.fields import (
    all_of,
    choice,
    chosen,
    line,
    long_text,
    number_of,
    several,
    text_of,
)
from publishing.admin.frame import head
from publishing.admin.guide_item_more import more_fields
from publishing.admin.guide_preview import guide_preview
from publishing.admin.live import Live
from publishing.admin.parts import Button, Text, box, card
from publishing.admin.site import Build
from publishing.catalogue.guide_text import (
    joined,
    lines_of,
    material_line,
    read_materials,
)
from publishing.catalogue.items import ServiceItems, ServiceSheet
from publishing.catalogue.upkeep import Around, DirectoryUpkeep
from publishing.errors import Refused
from publishing.tables.people import Office

_NEW = "new"


def guide_item_page(*, upkeep: DirectoryUpkeep, items: ServiceItems) -> Build:
    """Return the page of one service item; `new` for one that is not there yet."""

    async def build(live: Live) -> None:
        name = live.path["item"]
        item = None if name == _NEW else await live.ask(upkeep.item, name)
        around = await live.ask(upkeep.around)
        title = item.plain_name if item else "加一个事项"
        with head(title, back=("办事目录", "/services")):
            pass
        _ItemForm(live, items, around, item).draw()

    return build


class _ItemForm:
    """Bind one item's fields to its preview and to the use case."""

    def __init__(
        self,
        live: Live,
        items: ServiceItems,
        around: Around,
        item: ServiceItem | None,
    ) -> None:
        self._live = live
        self._items = items
        self._item = item
        self._counters = {one.id: one for one in around.counters}
        self._offices = {one.id: one.short_name for one in around.departments}
        self._events = {one.id: one.name for one in around.events}

    def draw(self) -> None:
        """Draw the form at the left and the answer at the right."""
        keeps = self._live.person.holds_somewhere(Office.PUBLISHER, Office.ADMIN)
        with box("two"):
            with card("指南", icon_name="article"), box("stack"):
                readers = self._fields()
            seen = card("触摸屏上这样说", icon_name="visibility", note="边写边看")
            with seen.classes("stays"):
                self._place = box("stack answer-as")
        self._read = partial(self._made, readers)
        self._show()
        if keeps:
            with box("row-of end"):
                if self._item is not None:
                    Button("移除", self._live.handler(self._ask_remove), look="bad")
                save = self._live.handler(self._save)
                Button("保存", save, look="primary", main=True)

    def _fields(self) -> Mapping[str, Callable[[], Any]]:
        known = self._item.model_dump() if self._item else {}
        with box("halves"):
            plain = line("老百姓怎么叫（大标题）", known.get("plain_name", ""))
            name = line("正式名称", known.get("name", ""), most=400)
            code = line("实施编码", known.get("code", ""), most=60)
            kind = line("事项类型", known.get("kind", "公共服务"), most=40)
            department = choice("部门", self._offices, known.get("department"))
            counter = choice("窗口", _windows(self._counters), known.get("counter"))
        who = line("谁能办（受理条件）", known.get("who", ""), most=400)
        papers = joined(map(material_line, self._item.materials)) if self._item else ""
        materials = long_text(
            "带什么：一行一样，如 身份证 | 原件 1 | 复印件 2 | 备注", papers
        )
        steps = long_text("怎么办：一行一步", joined(known.get("steps", ())))
        with box("thirds"):
            days = _number(
                "承诺几个工作日（0 是当场，没承诺就空着）",
                known.get("promised_working_days"),
                most=400,
            )
            legal = _number("法定几个工作日", known.get("legal_working_days"), most=400)
            visits = _number("要跑几次（0 是不用来）", known.get("visits"), most=9)
        with box("halves"):
            fee = line("收费", known.get("fee", "免费"), most=400)
            result = line("办好拿到什么", known.get("result", ""), most=400)
            online = line("网上怎么办（没有就空着）", known.get("online", ""), most=400)
            helped = line("来不了怎么办（没有就空着）", known.get("help", ""), most=400)
        phrases = long_text(
            "口语词：一行一个，至少三个", joined(known.get("phrases", ()))
        )
        with box("halves"):
            events = several("人生事件", self._events, known.get("life_events", ()))
            popular = ui.switch(
                "放在触摸屏首页“大家常办的”", value=known.get("popular", False)
            )
        fields = (plain, name, code, kind, department, counter, who, materials, steps)
        more = (
            days,
            legal,
            visits,
            fee,
            result,
            online,
            helped,
            phrases,
            events,
            popular,
        )
        for field in (*fields, *more):
            field.on_value_change(lambda _: self._show())
        more_told = more_fields(known, self._show)
        return {
            **more_told,
            "plain_name": partial(text_of, plain, "老百姓怎么叫"),
            "name": partial(text_of, name, "正式名称"),
            "code": lambda: str(code.value or "").strip(),
            "kind": partial(text_of, kind, "事项类型"),
            "department": partial(chosen, department, "部门"),
            "counter": partial(chosen, counter, "窗口"),
            "who": partial(text_of, who, "谁能办"),
            "materials": lambda: read_materials(str(materials.value or "")),
            "steps": lambda: lines_of(str(steps.value or "")),
            "promised_working_days": partial(_told, days, "承诺几个工作日"),
            "legal_working_days": partial(_told, legal, "法定几个工作日"),
            "visits": partial(_told, visits, "要跑几次"),
            "fee": partial(text_of, fee, "收费"),
            "result": partial(text_of, result, "办好拿到什么"),
            "online": lambda: str(online.value or "").strip(),
            "help": lambda: str(helped.value or "").strip(),
            "phrases": lambda: lines_of(str(phrases.value or "")),
            "life_events": lambda: tuple(events.value or ()),
            "popular": lambda: bool(popular.value),
        }

    def _made(self, readers: Mapping[str, Callable[[], Any]]) -> ServiceItem:
        """Return the item that the fields make.

        Raises:
            Refused: A field says nothing that can be used; all are named.
        """
        told = all_of(readers)
        known = (
            self._item.model_dump()
            if self._item
            else {"id": f"item-{uuid4().hex[:12]}"}
        )
        try:
            return ServiceItem.model_validate(known | told)
        except ValidationError as error:
            places = "、".join(str(one["loc"][0]) for one in error.errors())
            message = f"有的内容太长或写法不对（{places}）。请改短再存。"
            raise Refused(message, code="form") from error

    def _show(self) -> None:
        self._place.clear()
        with self._place:
            try:
                item = self._read()
            except Refused as missing:
                Text(str(missing), tag="p", classes="mut small")
                return
            guide_preview(item, self._counters, self._offices)

    async def _save(self) -> None:
        item = self._read()
        await self._live.ask(self._items.take_in, ServiceSheet(items=(item,)))
        self._live.say("已保存。送批并批准后才上触摸屏。")
        if self._item is None:
            self._live.go(f"/services/items/{item.id}")
        self._item = item

    async def _ask_remove(self) -> None:
        ask_sure(
            self._live,
            title="移除这个事项",
            consequence="下一次批准发布后，触摸屏上就查不到它了。",
            act="移除",
            do=self._remove,
        )

    async def _remove(self) -> None:
        if self._item is not None:
            await self._live.ask(self._items.remove, self._item.id)
            self._live.go("/services")


def _windows(counters: Mapping[str, Counter]) -> dict[str, str]:
    return {
        one.id: f"{one.window} · {one.building} {one.floor} 楼 {one.zone}".strip()
        for one in counters.values()
    }


def _number(label: str, value: int | None, *, most: int) -> ui.number:
    """Return a field for a whole number that may be unknown."""
    made = ui.number(label, value=value, min=0, max=most, precision=0)
    return made.props("dense outlined stack-label hide-bottom-space").classes("field")


def _told(field: ui.number, name: str) -> int | None:
    """Return what a field says; nothing was promised where it is empty."""
    return None if field.value is None else number_of(field, name)
