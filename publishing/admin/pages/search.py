"""Search all disclosures of one's units by words, number and what is known of them."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TypeVar
from urllib.parse import urlencode

from nicegui import ui

from programme.boards import Board
from publishing.admin.fields import all_of, choice, day, day_or_none, line
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.names import choices, name_of
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
    seal,
)
from publishing.admin.site import Build
from publishing.catalogue.units import Units
from publishing.desk.searching import A_LEAF, MOST_LEAVES, Found, Searching, Sought
from publishing.desk.views import DraftLine
from publishing.tables.disclosures import DraftState

T = TypeVar("T")
_ANY = "不限"


def search_page(*, searching: Searching, units: Units) -> Build:
    """Return the page of the search."""

    async def build(live: Live) -> None:
        found = await live.ask(units.listing)
        names = {unit.id: unit.form.name for unit in found}
        sought = sought_of(live.query)
        with head(
            "搜索", "标题、正文、登记号都可以", back=("全部事项", "/disclosures")
        ):
            pass
        _form(live, sought, names)
        _results(live, await live.ask(searching.find, sought), sought, names)

    return build


def sought_of(query: Mapping[str, str]) -> Sought:
    """Return what an address asks for; what cannot be read narrows nothing."""
    leaf = query.get("leaf", "")
    return Sought(
        words=query.get("q", "")[:200],
        unit=query.get("unit", "")[:80],
        board=_read(Board, query.get("board", "")),
        state=_read(DraftState, query.get("state", "")),
        drafter=query.get("drafter", "")[:60],
        from_on=_read(date.fromisoformat, query.get("from", "")),
        to_on=_read(date.fromisoformat, query.get("to", "")),
        leaf=min(int(leaf[:9]), MOST_LEAVES) if leaf.isdecimal() else 0,
    )


def address_of(sought: Sought, *, leaf: int = 0) -> str:
    """Return the address of a search."""
    told = {
        "q": sought.words,
        "unit": sought.unit,
        "board": sought.board.value if sought.board else "",
        "state": sought.state.value if sought.state else "",
        "drafter": sought.drafter,
        "from": sought.from_on.isoformat() if sought.from_on else "",
        "to": sought.to_on.isoformat() if sought.to_on else "",
        "leaf": str(leaf) if leaf else "",
    }
    query = urlencode({name: value for name, value in told.items() if value})
    return f"/search?{query}" if query else "/search"


def _read(reader: Callable[[str], T], text: str) -> T | None:
    try:
        return reader(text)
    except ValueError:
        return None


def _form(live: Live, sought: Sought, names: Mapping[str, str]) -> None:
    with card("找什么", icon_name="search"), box("search-form") as form:
        words = line("词，空格隔开的都要有", sought.words).classes("wide")
        words.props["data-search"] = "true"
        unit = choice("单位", {"": _ANY, **names}, sought.unit)
        board = choice("哪一务", _any("board", Board), _value(sought.board))
        state = choice("现在", _any("draft_state", DraftState), _value(sought.state))
        drafter = line("起草人", sought.drafter, most=60)
        first = day("事项确定，从", sought.from_on)
        last = day("到", sought.to_on)

        async def go() -> None:
            days = all_of(
                {
                    "from_on": partial(day_or_none, first, "事项确定，从"),
                    "to_on": partial(day_or_none, last, "到"),
                }
            )
            asked = Sought(
                words=str(words.value or ""),
                unit=str(unit.value or ""),
                board=_read(Board, str(board.value or "")),
                state=_read(DraftState, str(state.value or "")),
                drafter=str(drafter.value or ""),
                **days,
            )
            live.go(address_of(asked))

        search = live.handler(go)
        form.on("keydown.enter", search)
        Button("搜索", search, icon="search", look="primary")


def _any(kind: str, values: type[Board] | type[DraftState]) -> dict[str, str]:
    return {"": _ANY, **choices(kind, values)}


def _value(one: Board | DraftState | None) -> str:
    return one.value if one else ""


def _results(
    live: Live, found: Found, sought: Sought, names: Mapping[str, str]
) -> None:
    first = sought.leaf * A_LEAF + 1
    last = first + len(found.lines) - 1
    told = f"第 {first} 至 {last} 件" if found.lines else ""
    with card("找到的", icon_name="article", note=told):
        if not found.lines:
            empty("没有找到。请少写几个词，或放宽单位、日期。", icon_name="search_off")
            return
        with box("list", tag="table"):
            heading_cells("", "事项", "登记号", "单位", "现在", "事项确定", "起草")
            with box(tag="tbody"):
                for one in found.lines:
                    _row(live, one, names)
        with box("row-of end"):
            if sought.leaf:
                back = address_of(sought, leaf=sought.leaf - 1)
                button_link("上一页", back, icon="chevron_left")
            if found.more:
                on = address_of(sought, leaf=sought.leaf + 1)
                button_link("下一页", on, icon="chevron_right")


def _row(live: Live, one: DraftLine, names: Mapping[str, str]) -> ui.element:
    with box(tag="tr") as made:
        with box(tag="td"):
            seal(one.board)
        with box(tag="td"):
            link(one.title, f"/disclosures/{one.disclosure}", classes="title")
        Text(one.register_number or "—", tag="td", classes="mut")
        Text(names.get(one.unit, one.unit), tag="td")
        with box(tag="td"):
            chip(name_of("draft_state", one.state))
        Text(live.calendar.day(one.settled_on), tag="td")
        Text(one.drafter_name, tag="td")
    return made
