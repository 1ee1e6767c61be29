"""Show what stands outside, what does not and why, and how the writing fares."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from publishing.admin.dates import Calendar
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.pages.settings import settings_head
from publishing.admin.parts import (
    Text,
    box,
    card,
    empty,
    facts,
    heading_cells,
    link,
    note,
)
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.feeds.public_pages import PublicLine, PublicPages, PublicPagesView

REFRESH_S = 5.0


def public_pages_page(*, pages: PublicPages) -> Build:
    """Return the page of the public site."""

    async def build(live: Live) -> None:
        settings_head("public", live.person)

        async def load() -> PublicPagesView:
            return await live.ask(pages.show)

        section = Section(load, partial(_draw, live.calendar))
        await section.refresh()

        async def again() -> None:
            section.show(await live.glance(pages.show))

        live.every(REFRESH_S, again)

    return build


def _draw(calendar: Calendar, seen: PublicPagesView) -> None:
    _state(seen, calendar)
    told = f"{len(seen.out)} 件，最近的在前" if seen.out else ""
    with card("网站上有的", icon_name="apps", note=told):
        if not seen.out:
            empty("网站上还没有。批准公开、给所有人看的，开始展示时自动出去。")
        else:
            _table(seen.out, "现在", "网页", _outside)
    with card("没有出去的", icon_name="lock", note="只列您单位的"):
        if not seen.kept_in:
            empty("没有。")
        else:
            _table(seen.kept_in, "为什么", "", _stays)


def _state(seen: PublicPagesView, calendar: Calendar) -> None:
    state = seen.state
    if state.problem:
        note(f"网页没有写成：{state.problem}。一分钟后自动再试。", tone="bad")
    if state.push_problem:
        words = f"网页没有交给网站：{state.push_problem}。一分钟后自动再试。"
        note(words, tone="bad")
    with card("对外发布的网页", icon_name="campaign", note="有变化时自动更新"):
        pairs = {
            "网址": seen.address or "没有设置，二维码里直接带简短的文字",
            "文件夹": seen.folder,
            "文件": f"{state.files} 个",
            "上次核对": _moment(calendar, state.written_at),
            "上次有变化": _moment(calendar, state.changed_at),
        }
        if seen.pushes:
            pairs["上次交给网站"] = _moment(calendar, state.pushed_at)
        facts(pairs)


def _moment(calendar: Calendar, at: datetime | None) -> str:
    return calendar.moment(at) if at is not None else ""


def _table(
    lines: Sequence[PublicLine], state: str, page: str, say: Callable[[PublicLine], str]
) -> None:
    heads = ("登记号", "标题", "单位", state, page)
    with box("list", tag="table"):
        heading_cells(*(head for head in heads if head))
        with box(tag="tbody"):
            for line in lines:
                with box(tag="tr"):
                    Text(line.register_number, tag="td")
                    with box(tag="td"):
                        link(line.title, f"/disclosures/{line.disclosure}")
                    Text(line.unit_name, tag="td")
                    Text(say(line), tag="td")
                    if page:
                        _page(line)


def _page(line: PublicLine) -> None:
    with box(tag="td"):
        if line.address:
            out = link("打开", line.address)
            out.props["target"] = "_blank"
            out.props["rel"] = "noopener"


def _outside(line: PublicLine) -> str:
    return name_of("outside", line.outside)


def _stays(line: PublicLine) -> str:
    return name_of("stays_in", line.stays)
