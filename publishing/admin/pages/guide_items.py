"""List the service items of the working copy, with what they lack; change none."""

from collections.abc import Mapping
from urllib.parse import urlencode

from directory.model import ServiceItem
from publishing.admin.fields import choice, line
from publishing.admin.guide_import import GuideImport
from publishing.admin.guide_ways import guide_head
from publishing.admin.live import Live
from publishing.admin.parts import (
    Button,
    Text,
    box,
    button_link,
    card,
    chip,
    empty,
    heading_cells,
    link,
)
from publishing.admin.site import Build
from publishing.catalogue.guide_sheets import GuideSheets
from publishing.catalogue.upkeep import PAGE, DirectoryUpkeep, ItemGap, ItemList
from publishing.tables.people import Office

GAPS = {
    ItemGap.MATERIALS: "没写带什么",
    ItemGap.PHRASES: "没有口语词",
    ItemGap.HOURS: "窗口没写时间",
}


def guide_items_page(*, upkeep: DirectoryUpkeep, sheets: GuideSheets) -> Build:
    """Return the page of the service items."""

    async def build(live: Live) -> None:
        guide_head("items")
        asked = live.query
        gap = asked.get("gap", "")
        number = asked.get("page", "")
        found = await live.ask(
            upkeep.items,
            words=asked.get("words", ""),
            gap=ItemGap(gap) if gap in set(ItemGap) else None,
            department=asked.get("department", ""),
            page=int(number) if number.isdecimal() else 0,
        )
        _draw(live, found)

        async def again() -> None:
            live.go("/services")

        await GuideImport(live, sheets, again).refresh()

    return build


def _draw(live: Live, found: ItemList) -> None:
    _gaps(live.query, found)
    with card("事项", icon_name="grid_on", note=f"找到 {found.total} 项"):
        _search(live, found)
        if not found.items:
            empty(
                "没有这样的事项。换个词找，或看全部。", act="看全部", target="/services"
            )
            return
        counters = {one.id: one.window for one in found.around.counters}
        offices = {one.id: one.short_name for one in found.around.departments}
        with box("list", tag="table"):
            heading_cells("事项", "实施编码", "部门", "窗口", "还缺什么")
            with box(tag="tbody"):
                for item in found.items:
                    _row(item, counters, offices)
        _pager(live.query, found)


def _gaps(asked: Mapping[str, str], found: ItemList) -> None:
    with box("tabs-of", tag="nav"):
        rows = [("", f"全部 {found.whole}")]
        rows += [
            (one.value, f"{GAPS[one]} {count}") for one, count in found.gaps.items()
        ]
        for value, label in rows:
            made = button_link(label, _address(asked, gap=value, page=""))
            if asked.get("gap", "") == value:
                made.props["aria-current"] = "true"


def _search(live: Live, found: ItemList) -> None:
    with box("thirds"):
        words = line("找：名称、编码、口语词", live.query.get("words", ""), most=60)
        offices = {one.id: one.short_name for one in found.around.departments}
        known = live.query.get("department", "")
        department = choice(
            "部门", {"": "全部部门", **offices}, known if known in offices else ""
        )

        async def search() -> None:
            asked = {"words": str(words.value or "").strip()}
            asked["department"] = str(department.value or "")
            live.go(_address(live.query, page="", **asked))

        words.on("keydown.enter", live.handler(search))
        with box("row-of end"):
            Button("查找", live.handler(search), icon="search")
            if live.person.holds_somewhere(Office.PUBLISHER, Office.ADMIN):
                button_link("加一项", "/services/items/new", icon="add", look="primary")


def _row(
    item: ServiceItem, counters: Mapping[str, str], offices: Mapping[str, str]
) -> None:
    with box(tag="tr").mark(f"item-{item.id}"):
        with box(tag="td"):
            link(item.plain_name, f"/services/items/{item.id}", classes="title")
            if item.name != item.plain_name:
                Text(item.name, tag="p", classes="mut small")
        Text(item.code or "—", tag="td", classes="small")
        Text(offices.get(item.department, item.department), tag="td")
        Text(counters.get(item.counter, "—"), tag="td", classes="nowrap")
        with box(tag="td"), box("row-of"):
            if not item.materials:
                chip("没写带什么", "warn")
            if not item.phrases:
                chip("没有口语词", "warn")


def _pager(asked: Mapping[str, str], found: ItemList) -> None:
    at = int(asked["page"]) if asked.get("page", "").isdecimal() else 0
    last = (found.total - 1) // PAGE
    if last < 1:
        return
    with box("row-of end"):
        if at > 0:
            button_link("上一页", _address(asked, page=str(at - 1)))
        Text(f"第 {at + 1} 页，共 {last + 1} 页", classes="mut small")
        if at < last:
            button_link("下一页", _address(asked, page=str(at + 1)))


def _address(asked: Mapping[str, str], **told: str) -> str:
    names = ("words", "gap", "department", "page")
    both = {name: told.get(name, asked.get(name, "")) for name in names}
    query = urlencode({name: value for name, value in both.items() if value})
    return f"/services?{query}" if query else "/services"
