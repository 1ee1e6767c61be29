"""Show what people read and look for, and make a word of what was sought in vain."""

from datetime import date, timedelta

from publishing.admin.fields import choice, line
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.pages.sought_sheet import asked_of, week_words
from publishing.admin.parts import (
    Button,
    Handler,
    Text,
    box,
    button_link,
    card,
    chip,
    empty,
    heading_cells,
    note,
)
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.catalogue.phrases import LONGEST_PHRASE, Phrases
from publishing.inspection.sought import SoughtBoard
from publishing.inspection.sought_views import Rated, Sought, SoughtLine, VainLine
from publishing.staff.offices import Person
from publishing.tables.people import Office

_WEEK = timedelta(days=7)
_ABOUT = "触摸屏上只数次数，不知道是谁；按周、按地方看"
_OF_ITEMS = ("满意", "基本满意", "不满意")
_OF_DISCLOSURES = ("看明白了", "没看明白")
_WHICH_WORDS = (
    "只有同一天里有三个人查过同样的话、又不像姓名号码的，才会列出原话；"
    "其余查不到的只计次数。"
)


def sought_page(*, board: SoughtBoard, phrases: Phrases) -> Build:
    """Return the page of what people look for."""

    async def build(live: Live) -> None:
        page = _Page(live, board, phrases)
        await page.begin()

    return build


class _Page:
    """Bind the week and the place to what is shown, and the presses to the words."""

    def __init__(self, live: Live, board: SoughtBoard, phrases: Phrases) -> None:
        self._live = live
        self._board = board
        self._phrases = phrases
        self._asked = asked_of(live)
        self._section: Section[Sought] | None = None

    async def begin(self) -> None:
        """Draw the head and the week."""
        found = await self._load()
        with head("群众在找什么", _ABOUT):
            self._choices(found)
        self._section = Section(self._load, self._draw)
        self._section.show(found)

    async def _load(self) -> Sought:
        return await self._live.ask(self._board.week, self._asked)

    def _choices(self, found: Sought) -> None:
        places = {"": "全部触摸屏"} | dict(found.places)
        where = choice("地方", places, found.place)
        where.on_value_change(
            lambda: self._live.go(_address(found.monday, str(where.value or "")))
        )
        before, after = found.monday - _WEEK, found.monday + _WEEK
        button_link("上一周", _address(before, found.place), icon="chevron_left")
        Text(week_words(found.monday), classes="nowrap")
        if after <= found.today:
            button_link("下一周", _address(after, found.place), icon="chevron_right")
        sheet = _address(found.monday, found.place, page="/sought/sheet")
        button_link("打印这一周", sheet, icon="print")

    def _draw(self, found: Sought) -> None:
        _sums(found)
        self._vain(found)
        with box("two"):
            _ranking("看得最多的公开事项", "article", found.disclosures, "次")
            _ranking("看得最多的办事指南", "fact_check", found.items, "次")
        with box("two"):
            _ranking("查得最多的事", "search", found.searched, "次查到它")
            _ratings("公开内容看明白没有", found.rated_disclosures, _OF_DISCLOSURES)
        if found.rated_items:
            _ratings("办事指南好不好", found.rated_items, _OF_ITEMS)

    def _vain(self, found: Sought) -> None:
        told = f"{found.in_vain} 次没查到"
        with card("没查到的", icon_name="search_off", note=told):
            note(_WHICH_WORDS, tone="info")
            if not found.vain:
                empty("这一周没有可以列出原话的。")
                return
            with box("list", tag="table"):
                heading_cells("群众怎么说", "次数", "加成哪个事项的说法")
                with box(tag="tbody"):
                    for one in found.vain:
                        self._vain_row(one)

    def _vain_row(self, one: VainLine) -> None:
        with box(tag="tr"):
            Text(one.words, tag="td")
            Text(f"{one.times} 次", tag="td", classes="nowrap")
            with box(tag="td"), box("row-of"):
                for name in one.added_to:
                    chip(f"已加到：{name}", "ok", icon_name="check_circle")
                if not one.added_to and _may_keep(self._live.person):
                    self._presses(one)

    def _presses(self, one: VainLine) -> None:
        for item, name in one.nearest:
            Button(name, self._live.handler(self._adding(one, item)), icon="add")
        other = line("别的事项的全名", most=400)

        async def add() -> None:
            await self._adding(one, str(other.value or ""))()

        Button("加上", self._live.handler(add), icon="add")

    def _adding(self, one: VainLine, item: str) -> Handler:
        async def add() -> None:
            name = await self._live.ask(
                self._phrases.add, item, one.words[:LONGEST_PHRASE]
            )
            if self._section is not None:
                await self._section.refresh()
            self._live.say(
                f"“{one.words}”加到“{name}”了。下次发布办事目录以后，触摸屏就能查到。"
            )

        return add


def _sums(found: Sought) -> None:
    with box("row-of"):
        for words in (
            f"查了 {found.searches} 次",
            f"查到并打开 {found.searches - found.left - found.in_vain} 次",
            f"有结果没打开 {found.left} 次",
        ):
            chip(words, "info")
        chip(f"没查到 {found.in_vain} 次", "warn" if found.in_vain else "ok")


def _ranking(
    title: str, icon_name: str, lines: tuple[SoughtLine, ...], unit: str
) -> None:
    with card(title, icon_name=icon_name):
        if not lines:
            empty("这一周还没有。触摸屏每小时报一次次数。")
            return
        with box("list", tag="table"), box(tag="tbody"):
            for one in lines:
                with box(tag="tr"):
                    Text(one.name, tag="td")
                    Text(f"{one.times} {unit}", tag="td", classes="nowrap")


def _ratings(title: str, lines: tuple[Rated, ...], names: tuple[str, ...]) -> None:
    with card(title, icon_name="thumb_up"):
        if not lines:
            empty("这一周还没有人评。")
            return
        with box("list", tag="table"):
            heading_cells("", *names)
            with box(tag="tbody"):
                for one in lines:
                    middle = (one.fair,) if names == _OF_ITEMS else ()
                    with box(tag="tr"):
                        Text(one.name, tag="td")
                        for value in (one.good, *middle, one.bad):
                            Text(str(value), tag="td", classes="nowrap")


def _may_keep(person: Person) -> bool:
    held = (Office.PUBLISHER, Office.ADMIN)
    return not person.only_looks and any(map(person.holds_somewhere, held))


def _address(monday: date, place: str, *, page: str = "/sought") -> str:
    where = f"&place={place}" if place else ""
    return f"{page}?week={monday.isoformat()}{where}"
