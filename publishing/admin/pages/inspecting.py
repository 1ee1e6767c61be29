"""Show inspectors every unit and what was published, as they ask for it (REQ-70).

It changes nothing; every look is noted before the page is made.
"""

from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import urlencode

from publishing.admin.fields import all_of, choice, day, day_or_none, line
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.naming_lines import draw_naming
from publishing.admin.pages.completeness import state_chips
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
from publishing.inspection.completeness import CompletenessBoard, UnitStanding
from publishing.inspection.seeking import (
    A_LEAF,
    MOST_LEAVES,
    Asked,
    PublishedLine,
    PublishedLines,
    Seeking,
)
from publishing.tables.disclosures import DraftState

_ANY = "不限"
_LOOKS = (
    "只看不办：能要的只有公示证明和到今天的月报，要了不改任何内容；"
    "每次查看都记在操作记录里"
)


def inspecting_page(
    *, completeness: CompletenessBoard, seeking: Seeking, units: Units
) -> Build:
    """Return the page on which an inspector begins."""

    async def build(live: Live) -> None:
        asked = asked_of(live.query)
        known = await live.ask(units.listing)
        with head("监督", _LOOKS):
            button_link("依申请公开", "/requests", icon="article")
            button_link("月报", "/reports", icon="article")
            button_link("校验点", "/checkpoints", icon="fact_check")
        _form(live, asked, {unit.id: unit.form.name for unit in known})
        if asked.is_empty:
            _units(await live.ask(completeness.units))
        else:
            _found(live, asked, await live.ask(seeking.find, asked))

    return build


def asked_of(query: Mapping[str, str]) -> Asked:
    """Return what an address asks for; what cannot be read narrows nothing."""
    leaf = query.get("leaf", "")
    return Asked(
        unit=query.get("unit", "")[:80],
        on=_day(query.get("on", "")),
        screen=query.get("screen", "")[:80],
        person=query.get("person", "")[:40],
        number=query.get("number", "")[:80],
        leaf=min(int(leaf[:9]), MOST_LEAVES) if leaf.isdecimal() else 0,
    )


def address_of(asked: Asked, *, leaf: int = 0) -> str:
    """Return the address of what is asked for."""
    told = {
        "unit": asked.unit,
        "on": asked.on.isoformat() if asked.on else "",
        "screen": asked.screen,
        "person": asked.person,
        "number": asked.number,
        "leaf": str(leaf) if leaf else "",
    }
    query = urlencode({name: value for name, value in told.items() if value})
    return f"/inspect?{query}" if query else "/inspect"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _form(live: Live, asked: Asked, names: Mapping[str, str]) -> None:
    with card("查什么", icon_name="search"), box("search-form") as form:
        unit = choice("单位（连同下级）", {"": _ANY, **names}, asked.unit)
        on = day("哪一天挂着", asked.on)
        screen = line("屏幕或分组的名字", asked.screen, most=80)
        person = line("人名：正文写到的，或经手的", asked.person, most=40)
        number = line("公开登记号", asked.number, most=80)

        async def go() -> None:
            days = all_of({"on": lambda: day_or_none(on, "哪一天挂着")})
            sought = Asked(
                unit=str(unit.value or ""),
                screen=str(screen.value or ""),
                person=str(person.value or ""),
                number=str(number.value or ""),
                **days,
            )
            live.go(address_of(sought))

        search = live.handler(go)
        form.on("keydown.enter", search)
        Button("查", search, icon="search", look="primary")
        if not asked.is_empty:
            button_link("看全部单位", "/inspect")


def _units(found: tuple[UnitStanding, ...]) -> None:
    with card("各单位（今年）", icon_name="grid_on", note=f"{len(found)} 个，差的在前"):
        if not found:
            empty("您的监督范围里还没有单位有公开目录。")
            return
        with box("list", tag="table"):
            heading_cells("单位", "现在", "到期", "已公开", "该发没发")
            with box(tag="tbody"):
                for one in found:
                    _unit(one)


def _unit(one: UnitStanding) -> None:
    whole = one.whole
    with box(tag="tr"):
        with box(tag="td"):
            link(one.name, f"/inspect/{one.unit}", classes="title")
        with box(tag="td"), box("row-of"):
            state_chips(whole, empty_catalogue=one.empty)
        Text(str(whole.due + whole.missing), tag="td")
        Text(str(whole.published + whole.late), tag="td")
        Text(str(whole.missing), tag="td")


def _found(live: Live, asked: Asked, found: PublishedLines) -> None:
    first = asked.leaf * A_LEAF + 1
    last = first + len(found.lines) - 1
    told = f"第 {first} 至 {last} 件" if found.lines else ""
    with card("查到的公开事项", icon_name="article", note=told):
        draw_naming(found.catalogue)
        if not found.lines:
            empty("没有查到。请少填一项，或换一天。", icon_name="search_off")
            return
        draw_published(live, found.lines)
        with box("row-of end"):
            if asked.leaf:
                button_link("上一页", address_of(asked, leaf=asked.leaf - 1))
            if found.more:
                button_link("下一页", address_of(asked, leaf=asked.leaf + 1))


def draw_published(
    live: Live,
    lines: tuple[PublishedLine, ...],
    *,
    also: Callable[[PublishedLine], None] | None = None,
    heads: tuple[str, ...] = (),
) -> None:
    """Draw published disclosures as rows.

    Args:
        live: Whose page it is.
        lines: What to draw.
        also: Draws further cells of a row.
        heads: What stands above these.
    """
    with box("list", tag="table"):
        heading_cells("", "事项", "登记号", "单位", "公开", "现在", *heads)
        with box(tag="tbody"):
            for one in lines:
                with box(tag="tr"):
                    with box(tag="td"):
                        seal(one.board)
                    with box(tag="td"):
                        target = f"/disclosures/{one.disclosure}"
                        link(one.title, target, classes="title")
                    Text(one.register_number, tag="td")
                    Text(one.unit_name, tag="td")
                    Text(live.calendar.moment(one.published_at), tag="td")
                    with box(tag="td"):
                        chip(name_of("draft_state", one.state), _tone(one.state))
                    if also is not None:
                        also(one)


def _tone(state: DraftState) -> str:
    return "bad" if state is DraftState.WITHDRAWN else "plain"
