"""Show the lists of content categories and let the county edit them (REQ-4)."""

from collections.abc import Awaitable, Callable
from functools import partial

from publishing.admin.dialog import Dialog, ask_sure
from publishing.admin.fields import line, text_of
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.pages.settings import settings_head
from publishing.admin.parts import (
    Button,
    Text,
    box,
    button_link,
    card,
    chip,
    heading_cells,
)
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.catalogue.categories import Categories, CategoriesView
from publishing.catalogue.category_lists import Category, Discloser, is_fixed
from publishing.tables.people import Office

_MOST = 60
_ABOUT = (
    "起草和公开目录里填“类别”时从这里提示，也可以照旧写别的。改名、停用只管以后；"
    "已经用上的不变，也不会删除。"
)


def categories_page(*, categories: Categories) -> Build:
    """Return the page of the content categories."""

    async def build(live: Live) -> None:
        settings_head("categories", live.person)
        page = _Categories(live, categories)
        await page.listing.refresh()

    return build


class _Categories:
    """Bind the acts on a list to its rows."""

    def __init__(self, live: Live, categories: Categories) -> None:
        self._live = live
        self._categories = categories
        self._keeps = live.person.holds_somewhere(Office.ADMIN)
        asked = live.query.get("list", "")
        known = {whose.value for whose in Discloser}
        self._whose = Discloser(asked) if asked in known else Discloser.DEPARTMENT
        self.listing = Section(self._load, self._draw)

    async def _load(self) -> CategoriesView:
        return await self._live.ask(self._categories.show)

    def _draw(self, found: CategoriesView) -> None:
        self._tabs(found)
        kept = found.lists.of(self._whose)
        offered = sum(not one.retired for one in kept)
        about = f"{offered} 个在用，{len(kept) - offered} 个停用"
        title = f"公开类别：{name_of('discloser', self._whose)}"
        with card(title, icon_name="grid_on", note=about):
            Text(_ABOUT, tag="p", classes="mut small")
            with box("list", tag="table"):
                heading_cells("先后", "类别", "用在", "")
                with box(tag="tbody"):
                    for number, one in enumerate(kept, start=1):
                        self._row(one, number, found)

    def _tabs(self, found: CategoriesView) -> None:
        with box("tabs-of", tag="nav"):
            for whose in Discloser:
                offered = sum(not one.retired for one in found.lists.of(whose))
                label = f"{name_of('discloser', whose)} {offered}"
                target = f"/settings/categories?list={whose.value}"
                made = button_link(label, target)
                if whose is self._whose:
                    made.props["aria-current"] = "true"
            if self._keeps:
                box("sp")
                add = self._live.handler(self._add)
                Button("加一个类别", add, icon="add", look="primary")

    def _row(self, one: Category, number: int, found: CategoriesView) -> None:
        with box(tag="tr").mark(f"category-{one.name}"):
            Text(str(number), tag="td", classes="mut")
            with box(tag="td"):
                with box("row-of"):
                    Text(one.name, tag="b")
                    if one.retired:
                        chip("已停用")
                if one.formerly:
                    words = f"曾用名：{'、'.join(one.formerly)}"
                    Text(words, tag="p", classes="mut small")
            Text(_used(one, found), tag="td", classes="small")
            with box("acts", tag="td"), box("row-of end"):
                if self._keeps:
                    self._acts(one, number, len(found.lists.of(self._whose)))

    def _acts(self, one: Category, number: int, last: int) -> None:
        handler = self._live.handler
        if one.retired:
            Button("恢复", handler(partial(self._restore, one)), look="low")
            return
        for label, by, at_end in (("上移", -1, 1), ("下移", 1, last)):
            move = Button(label, handler(partial(self._move, one, by)), look="low")
            if number == at_end:
                move.props["disabled"] = "true"
        if is_fixed(one.name):
            Text("政策解读按它要求", classes="mut small")
            return
        Button("改名", handler(partial(self._rename, one)), look="low")
        Button("停用", handler(partial(self._retire, one)), look="low bad")

    async def _add(self) -> None:
        async def go(name: str) -> None:
            await self._live.ask(self._categories.add, self._whose, name)
            self._live.say(f"已加上“{name}”，排在最后。")

        self._ask_name("加一个类别", "", "加上", go)

    async def _rename(self, one: Category) -> None:
        async def go(name: str) -> None:
            await self._live.ask(
                self._categories.rename, self._whose, one.name, to=name
            )
            self._live.say(f"“{one.name}”以后叫“{name}”，已经用上的不变。")

        self._ask_name(f"给“{one.name}”改名", one.name, "改名", go)

    def _ask_name(
        self, title: str, value: str, act: str, do: Callable[[str], Awaitable[None]]
    ) -> None:
        with Dialog(title) as made:
            field = line("类别的名字", value, most=_MOST)

        async def go() -> None:
            await do(text_of(field, "类别的名字"))
            made.close()
            await self.listing.refresh()

        made.acts(self._live, act, go, look="primary")
        made.open()

    async def _move(self, one: Category, by: int) -> None:
        await self._live.ask(self._categories.move, self._whose, one.name, by=by)
        self._live.say(f"“{one.name}”已{'上移' if by < 0 else '下移'}一位。")
        await self.listing.refresh()

    async def _retire(self, one: Category) -> None:
        async def go() -> None:
            await self._live.ask(self._categories.retire, self._whose, one.name)
            self._live.say(f"“{one.name}”已停用，以后不再提示。")
            await self.listing.refresh()

        ask_sure(
            self._live,
            title=f"停用“{one.name}”",
            consequence="以后填类别时不再提示它。已经用上的不变，随时可以恢复。",
            act="停用",
            do=go,
        )

    async def _restore(self, one: Category) -> None:
        await self._live.ask(self._categories.restore, self._whose, one.name)
        self._live.say(f"“{one.name}”已恢复。")
        await self.listing.refresh()


def _used(one: Category, found: CategoriesView) -> str:
    names = (one.name, *one.formerly)
    parts = (
        (sum(found.disclosures.get(name, 0) for name in names), "件公开事项"),
        (sum(found.lines.get(name, 0) for name in names), "条目录"),
    )
    told = [f"{count} {what}" for count, what in parts if count]
    return "，".join(told) or "还没有用到"
