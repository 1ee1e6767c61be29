"""Show the devices, trouble first, and let the office enrol and revoke them."""

from collections.abc import Mapping, Sequence
from functools import partial

from nicegui import ui

from programme.boards import DisplayKind
from programme.enrolment import Restarted
from publishing.admin.dates import Calendar
from publishing.admin.device_figures import draw_figures, draw_states
from publishing.admin.dialog import Dialog, ask_reason
from publishing.admin.fields import all_of, choice, chosen, line, text_of
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.moment_words import CAPTURE_FAILURES
from publishing.admin.names import name_of
from publishing.admin.parts import (
    Button,
    Text,
    box,
    button_link,
    card,
    chip,
    empty,
    heading_cells,
    icon,
)
from publishing.admin.pictures import thumbnail
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.fleet.devices import Devices
from publishing.fleet.views import DeviceView, PendingView
from publishing.inspection.condition import Condition
from publishing.inspection.fleet import Fleet, Tile
from publishing.schedule.groups import Groups
from publishing.tables.fleet import DeviceState
from publishing.tables.people import Office

REFRESH_S = 4.0
TONES = {
    Condition.RECALLED: ("bad", "error"),
    Condition.LOST: ("bad", "error"),
    Condition.TWIN: ("bad", "error"),
    Condition.NEVER_HEARD: ("bad", "error"),
    Condition.GLASS: ("bad", "error"),
    Condition.VANISHED: ("bad", "error"),
    Condition.DISK: ("bad", "error"),
    Condition.REFUSING: ("bad", "error"),
    Condition.CLOCK: ("prov", "schedule"),
    Condition.OFFLINE: ("warn", "cloud_off"),
    Condition.TROUBLED: ("warn", "error"),
    Condition.PRINTER: ("warn", "print"),
    Condition.BEHIND: ("info", "history"),
    Condition.FINE: ("ok", "check_circle"),
    Condition.REVOKED: ("plain", "block"),
}


def devices_page(*, fleet: Fleet, devices: Devices, groups: Groups) -> Build:
    """Return the page of the devices."""

    async def build(live: Live) -> None:
        page = _DevicesPage(live, fleet, devices, groups)
        with head("终端", "问题在前。小图是终端最后画出来的一页"):
            page.acts()
        page.filters()
        if page.keeps:
            await page.waiting.refresh()
        await page.tiles.refresh()
        live.every(REFRESH_S, page.refresh)

    return build


class _DevicesPage:
    """Bind the devices' acts to their tiles."""

    def __init__(
        self, live: Live, fleet: Fleet, devices: Devices, groups: Groups
    ) -> None:
        self._live = live
        self._fleet = fleet
        self._devices = devices
        self._groups = groups
        self._only = live.query.get("only", "")
        self.keeps = live.person.holds_somewhere(Office.PUBLISHER, Office.ADMIN)

    def acts(self) -> None:
        """Draw the page's own acts."""
        button_link("撤下的回执", "/recalls", icon="history")
        if self.keeps:
            enrol = self._live.handler(self._enrol)
            Button("登记一台", enrol, icon="add", look="primary")

    def filters(self) -> None:
        """Draw the ways to see fewer, and the two parts of the page."""
        self._ways = Section(self._counts, self._draw_ways, classes="tabs")
        self.waiting = Section(self._load_waiting, self._draw_waiting)
        self.tiles = Section(self._load, self._draw)

    async def refresh(self) -> None:
        """Load again what stands here."""
        if self.keeps:
            self.waiting.show(await self._live.glance(self._devices.pending))
        tiles = await self._live.glance(self._fleet.tiles)
        self._ways.show(_counts(tiles))
        self.tiles.show(self._wanted(tiles))

    async def _counts(self) -> Mapping[str, int]:
        return _counts(await self._live.ask(self._fleet.tiles))

    def _draw_ways(self, counts: Mapping[str, int]) -> None:
        with box("tabs-of", tag="nav"):
            for name, label in _FILTERS.items():
                target = f"/devices?only={name}" if name else "/devices"
                made = button_link(f"{label} {counts[name]}", target)
                if name == self._only:
                    made.props["aria-current"] = "true"

    async def _load(self) -> tuple[Tile, ...]:
        tiles = await self._live.ask(self._fleet.tiles)
        self._ways.show(_counts(tiles))
        return self._wanted(tiles)

    async def _load_waiting(self) -> tuple[PendingView, ...]:
        return await self._live.ask(self._devices.pending)

    def _wanted(self, tiles: Sequence[Tile]) -> tuple[Tile, ...]:
        return tuple(tile for tile in tiles if _is_wanted(tile, self._only))

    def _draw_waiting(self, waiting: tuple[PendingView, ...]) -> None:
        if not waiting:
            return
        calendar = self._live.calendar
        with card("等着登记", icon_name="schedule", note=f"{len(waiting)} 台"):
            Text("请到设备跟前，看它屏上的登记码，按“登记一台”输进来。", tag="p")
            with box("list", tag="table"):
                heading_cells("哪一种", "屏幕", "机器名", "何时来的", "登记码有效到")
                with box(tag="tbody"):
                    for device in waiting:
                        with box(tag="tr"):
                            Text(name_of("display_kind", device.display_kind), tag="td")
                            Text(f"{device.width}×{device.height}", tag="td")
                            Text(device.hostname, tag="td")
                            Text(calendar.moment(device.asked_at), tag="td")
                            Text(calendar.moment(device.expires_at), tag="td")

    def _draw(self, tiles: tuple[Tile, ...]) -> None:
        if not tiles:
            self._draw_none()
            return
        calendar = self._live.calendar
        with box("devices"):
            for tile in tiles:
                self._tile(tile, calendar)

    def _draw_none(self) -> None:
        if self._only:
            empty("这一类里没有终端。", act="看全部终端", target="/devices")
            return
        words = "还没有登记过终端。装好的设备屏上有登记码，请按“登记一台”输进来。"
        empty(words, icon_name="tv")

    def _tile(self, tile: Tile, calendar: Calendar) -> None:
        tone, mark = TONES[tile.health.condition]
        with box(f"d tone-{tone}", tag="article"):
            with box("hd"):
                icon(mark)
                Text(tile.device.name, tag="b")
                chip(name_of("condition", tile.health.condition), tone)
            with box("mid"):
                thumbnail(tile.picture, portrait=tile.portrait, base=self._live.root)
                draw_figures(tile, calendar)
            Text(tile.health.sentence, tag="p", classes=f"say tone-{tone}")
            draw_states(tile, calendar)
            if tile.failed_at is not None:
                reason = CAPTURE_FAILURES.get(tile.fail_reason, tile.fail_reason)
                Text(f"照片没拍成：{reason}", tag="p", classes="say tone-warn")
            if (said := _restart_words(tile.device, calendar)) is not None:
                Text(said, tag="p", classes="mut small")
            with box("row-of"):
                Text(tile.device.group_name, classes="mut small")
                box("sp")
                if self.keeps and tile.device.state is DeviceState.ACTIVE:
                    anew = self._live.handler(partial(self._restart, tile))
                    Button("重启", anew, look="low")
                    stop = self._live.handler(partial(self._revoke, tile))
                    Button("停用", stop, look="low")

    async def _enrol(self) -> None:
        found = await self._live.ask(self._groups.listing)
        open_groups = {
            group.id: group.form.name for group in found if group.closed_at is None
        }
        with Dialog("登记一台终端") as made:
            code = _code_field()
            group = choice("放进哪个分组", open_groups)
            name = line("给它起个名字", most=60, hint="例如：政务中心大厅屏 1")

        async def go() -> None:
            read = all_of(
                {
                    "code": partial(text_of, code, "登记码"),
                    "group": partial(chosen, group, "放进哪个分组"),
                    "name": partial(text_of, name, "名字"),
                }
            )
            view = await self._live.ask(self._devices.confirm, **read)
            made.close()
            self._live.say(f"“{view.name}”已登记，几秒后开始取节目。")
            await self.waiting.refresh()
            await self.tiles.refresh()

        made.acts(self._live, "登记", go, look="primary")
        made.open()

    async def _restart(self, tile: Tile) -> None:
        with Dialog(f"重启“{tile.device.name}”") as made:
            Text(_WHEN_IT_COMES, tag="p")
            what = choice("重启什么", _RESTARTS, value=Restarted.BROWSER.value)

        async def go() -> None:
            read = all_of({"what": partial(chosen, what, "重启什么")})
            order = self._devices.restarts.order
            await self._live.ask(order, tile.device.id, what=Restarted(read["what"]))
            made.close()
            self._live.say(f"已经让“{tile.device.name}”重启，等它回话。")
            await self.tiles.refresh()

        made.acts(self._live, "重启", go, look="primary")
        made.open()

    async def _revoke(self, tile: Tile) -> None:
        async def go(reason: str) -> None:
            await self._live.ask(self._devices.revoke, tile.device.id, reason=reason)
            self._live.say(f"“{tile.device.name}”已停用，它以后送来的都不算数。")
            await self.tiles.refresh()

        ask_reason(
            self._live,
            title=f"停用“{tile.device.name}”",
            consequence="它不再收到新节目，送来的记录不再算数；要再用须重新登记。",
            label="原因",
            act="停用",
            do=go,
        )


_WHEN_IT_COMES = "命令在它下次和中心说话时送到，最多几分钟；断网的，24 小时内连上也算。"
_RESTARTS = {
    Restarted.BROWSER.value: "只重启浏览器（画面黑一下，几秒）",
    Restarted.PROGRAMS.value: "重启全部程序（大约半分钟）",
}


def _restart_words(device: DeviceView, calendar: Calendar) -> str | None:
    """Return what became of the last order to start anew; None: there was none."""
    if device.restart_ordered_at is None:
        return None
    ordered = calendar.moment(device.restart_ordered_at)
    if device.restarted_at is None:
        return f"{ordered} 让它重启，还没有回话"
    return f"{ordered} 让它重启，{calendar.moment(device.restarted_at)} 回话：已重启"


def _code_field() -> ui.input:
    made = line("设备屏上的登记码（8 位）", most=12)
    return made.classes("code-field")


def _is_wanted(tile: Tile, only: str) -> bool:
    if tile.device.state is DeviceState.REVOKED:
        return only == "revoked"
    kinds = {kind.value: kind for kind in DisplayKind}
    if only in kinds:
        return tile.device.display_kind is kinds[only]
    if only == "trouble":
        return tile.health.needs_a_person
    return only == ""


def _counts(tiles: Sequence[Tile]) -> Mapping[str, int]:
    """Return how many devices each way shows."""
    return {name: sum(_is_wanted(tile, name) for tile in tiles) for name in _FILTERS}


_FILTERS = {
    "": "在用的",
    "trouble": "要看一下",
    "screen": "电子屏",
    "kiosk": "触摸屏",
    "revoked": "已停用",
}
