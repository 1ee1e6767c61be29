"""Show what hangs where right now, with the picture each display painted last."""

from programme.boards import DisplayKind
from publishing.admin.dates import Calendar, lasting
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.parts import (
    Text,
    box,
    button_link,
    card,
    chip,
    empty,
    heading_cells,
    link,
    note,
    seal,
)
from publishing.admin.pictures import thumbnail
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.inspection.showing import GroupNow, Hanging, ShowingNow
from publishing.tables.schedule import EndKind

REFRESH_S = 3.0


def hanging_page(*, showing: ShowingNow) -> Build:
    """Return the page of what hangs now."""

    async def build(live: Live) -> None:
        with head("正在展示", "小图是终端最后真正画出来的一页"):
            button_link("查某一刻放的什么", "/moments", icon="history")

        async def load() -> tuple[GroupNow, ...]:
            return await live.ask(showing.groups)

        page = Section(load, lambda groups: _draw(live, groups))
        await page.refresh()

        async def again() -> None:
            page.show(await live.glance(showing.groups))

        live.every(REFRESH_S, again)

    return build


def _draw(live: Live, groups: tuple[GroupNow, ...]) -> None:
    if not groups:
        empty("还没有显示分组。", act="去加分组", target="/settings/groups")
    for group in groups:
        _group(live, group)


def _group(live: Live, group: GroupNow) -> None:
    with card(group.name, icon_name="tv", note=_told(group)) as made:
        made.props["id"] = group.group
        with box("hang"):
            _displays(live, group)
            with box("stack"):
                _pace(group)
                _items(group, live.calendar)


def _displays(live: Live, group: GroupNow) -> None:
    with box("stack"):
        if not group.displays:
            words = "这一组还没有登记终端。"
            empty(words, act="去登记", target="/devices", icon_name="tv")
        for display in group.displays:
            thumbnail(display.picture, portrait=group.portrait, base=live.root)
            Text(display.name, tag="b")
            if display.picture is None:
                kiosk = group.kind is DisplayKind.KIOSK
                words = "触摸屏不循环放，证据在右边" if kiosk else "还没有收到它的画面"
                Text(words, tag="p", classes="mut small")
                continue
            at = live.calendar.exact(display.picture.at)
            Text(f"{at} 画出", tag="p", classes="mut small")
            Text(display.picture.title, tag="p", classes="mut small")


def _pace(group: GroupNow) -> None:
    if group.too_few:
        note(
            f"一轮要 {lasting(group.loop_s)}，每件每小时只有 {group.per_hour} 次，"
            f"少于 {group.least_per_hour} 次。内容不删，可以分到别的屏。"
        )


def _items(group: GroupNow, calendar: Calendar) -> None:
    if not group.hanging:
        words = "没有公开事项，屏上在放默认页：开放时间和咨询电话。"
        if not group.displays:
            words = "没有公开事项。登记了终端，屏上先放默认页。"
        empty(words, act="看待办", target="/todo")
        return
    with box("list", tag="table"):
        heading_cells("", "事项", "登记号", "放到哪天", "最近一次有证据")
        with box(tag="tbody"):
            for item in group.hanging:
                _item(item, calendar)


def _item(item: Hanging, calendar: Calendar) -> None:
    with box(tag="tr"):
        with box(tag="td"):
            seal(item.board)
        with box(tag="td"):
            link(item.title, f"/disclosures/{item.disclosure}", classes="title")
        Text(item.register_number, tag="td", classes="mut")
        Text(_until(item, calendar), tag="td")
        with box(tag="td"):
            if item.proved_at is None:
                chip("还没有证据", "warn")
            else:
                Text(calendar.exact(item.proved_at))


def _until(item: Hanging, calendar: Calendar) -> str:
    if item.ends_at is None:
        return "长期，到有变化为止"
    day = calendar.last_day(item.ends_at)
    return f"{day}（暂定）" if item.end_kind is EndKind.PROVISIONAL else day


def _told(group: GroupNow) -> str:
    count = len(group.hanging)
    if group.kind is DisplayKind.KIOSK:
        return f"{count} 件可查"
    if not group.loop_s:
        return f"{count} 件"
    loop = lasting(group.loop_s)
    return f"{count} 件，{loop}一轮，每件每小时 {group.per_hour} 次"
