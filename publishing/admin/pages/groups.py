"""Show the display groups: panel, distance, audience, hours; warn, decide nothing."""

from collections.abc import Mapping
from functools import partial

from programme.layout import Panel
from publishing.admin.dialog import Dialog, ask_sure
from publishing.admin.group_form import group_fields
from publishing.admin.hours import hours_words
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.pages.settings import settings_head
from publishing.admin.parts import Button, Text, box, card, chip, heading_cells, note
from publishing.admin.power_form import power_words
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.admin.sound_form import sound_words
from publishing.catalogue.units import Units
from publishing.schedule.distance import distance_warning
from publishing.schedule.groups import Groups, GroupView
from publishing.tables.people import Office

_MM_PER_M = 1000


def groups_page(*, groups: Groups, units: Units) -> Build:
    """Return the page of the display groups."""

    async def build(live: Live) -> None:
        settings_head("groups", live.person)
        found = await live.ask(units.listing)
        places = {unit.id: unit.form.name for unit in found if unit.closed_at is None}
        page = _Groups(live, groups, places)
        await page.listing.refresh()

    return build


class _Groups:
    """Bind the groups' acts to their rows."""

    def __init__(self, live: Live, groups: Groups, places: Mapping[str, str]) -> None:
        self._live = live
        self._groups = groups
        self._places = places
        self._keeps = live.person.holds_somewhere(Office.PUBLISHER, Office.ADMIN)
        self.listing = Section(self._load, self._draw)

    async def _load(self) -> tuple[GroupView, ...]:
        return await self._live.ask(self._groups.listing)

    def _draw(self, found: tuple[GroupView, ...]) -> None:
        with card("显示分组", icon_name="tv", note=f"{len(found)} 个"):
            if self._keeps:
                with box("row-of"):
                    add = self._live.handler(self._add)
                    Button("加一个分组", add, icon="add", look="primary")
            with box("list", tag="table"):
                heading_cells("分组", "屏幕", "谁能看", "服务时间", "最少次数", "")
                with box(tag="tbody"):
                    for group in found:
                        self._row(group)

    def _row(self, group: GroupView) -> None:
        form = group.form
        with box(tag="tr").mark(f"row-{group.id}"):
            with box(tag="td"):
                Text(form.name, tag="b")
                where = self._places.get(form.unit, form.unit)
                Text(f"{where}　{group.id}", tag="p", classes="mut small")
            with box(tag="td"):
                kind = name_of("display_kind", form.display_kind)
                Text(f"{kind}　{_panel(form.panel)}", tag="p")
                warning = distance_warning(form.panel)
                if warning:
                    note(warning, icon_name="error")
            audience = name_of("audience", form.audience)
            Text(audience, tag="td", classes="nowrap")
            with box(tag="td"):
                Text(hours_words(form.service_hours), tag="p")
                for told in (power_words(form.power), sound_words(form.alert_sound)):
                    if told:
                        Text(told, tag="p", classes="mut small")
            least = form.least_exposures_per_day, form.least_showings_per_hour
            with box(tag="td"):
                Text(f"每天 {least[0]} 次，每小时 {least[1]} 次", tag="p")
                between = f"最多隔 {form.most_minutes_between} 分钟"
                Text(between, tag="p", classes="mut small")
            with box("acts", tag="td"):
                if group.closed_at is not None:
                    chip("已停用")
                elif self._keeps:
                    self._acts(group)

    def _acts(self, group: GroupView) -> None:
        with box("row-of end"):
            change = self._live.handler(partial(self._change, group))
            Button("修改", change, look="low")
            shut = self._live.handler(partial(self._close, group))
            Button("停用", shut, look="low bad")

    async def _add(self) -> None:
        with Dialog("加一个显示分组") as made:
            fields = group_fields(self._places, None)

        async def go() -> None:
            form = fields.new()
            await self._live.ask(self._groups.create, form)
            made.close()
            self._live.say(f"已加上“{form.name}”。{distance_warning(form.panel)}")
            await self.listing.refresh()

        made.acts(self._live, "加上", go, look="primary")
        made.open()

    async def _change(self, group: GroupView) -> None:
        with Dialog(f"修改：{group.form.name}") as made:
            fields = group_fields(self._places, group)

        async def go() -> None:
            form = fields.form()
            await self._live.ask(self._groups.change, group.id, form)
            made.close()
            self._live.say(f"“{form.name}”已改。{distance_warning(form.panel)}")
            await self.listing.refresh()

        made.acts(self._live, "保存", go, look="primary")
        made.open()

    async def _close(self, group: GroupView) -> None:
        async def go() -> None:
            await self._live.ask(self._groups.close, group.id)
            self._live.say(f"“{group.form.name}”已停用，记录都还在。")
            await self.listing.refresh()

        ask_sure(
            self._live,
            title=f"停用“{group.form.name}”",
            consequence="不能再往这里挂新的；已经挂上的照旧放到期满。",
            act="停用",
            do=go,
        )


def _panel(panel: Panel) -> str:
    metres = panel.distance_mm / _MM_PER_M
    inches = panel.diagonal_inches
    return f"{inches} 寸 {panel.width}×{panel.height}，{metres:g} 米外看"
