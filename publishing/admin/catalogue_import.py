"""Draw where a catalogue comes in from a sheet, and what it would change."""

from collections.abc import Awaitable, Callable, Sequence

from publishing.admin.live import Live
from publishing.admin.parts import Button, Text, box, card, chip, note
from publishing.admin.picking import pick, told_here
from publishing.admin.section import Section
from publishing.admin.services import AdminServices
from publishing.catalogue.sheets import Preview
from publishing.tables.people import Office

_MOST_NAMED = 12


class ImportCard:
    """Hold the card: a place for a file, or the preview that waits for a word."""

    def __init__(
        self,
        live: Live,
        services: AdminServices,
        unit: str,
        changed: Callable[[], Awaitable[None]],
    ) -> None:
        self._live = live
        self._sheets = services.cases.catalogue_sheets
        self._unit = unit
        self._changed = changed
        self._made: Section[Preview | None] | None = None

    async def refresh(self) -> None:
        """Draw it for who keeps the catalogue, and for nobody else."""
        if not self._live.person.holds_somewhere(Office.PUBLISHER, Office.ADMIN):
            return
        if self._made is None:
            self._made = Section(self._load, self._draw)
            self._draw_first()
        await self._made.refresh()

    def _draw_first(self) -> None:
        """Draw the place for a file; a section draws nothing for None."""
        with card("从标准目录表导入", icon_name="download"), box("drop") as place:
            place.props["data-upload"] = (
                f"/api/catalogue/{self._unit}/import?to=preview"
            )
            words = (
                "列名按“序号、一级事项、二级事项、公开内容（要素）……”认，先看会改什么，"
                "确认后才算数。有错的地方一次全列出来，什么都不存。"
            )
            Text(words, tag="p", classes="mut small")
            pick("选一个文件", ".xlsx")
            told_here()

    async def _load(self) -> Preview | None:
        return await self._live.ask(self._sheets.waiting, self._unit)

    def _draw(self, shown: Preview | None) -> None:
        if shown is None:
            return
        changes = shown.changes
        with card("这份表会改什么", icon_name="fact_check"):
            for remark in shown.remarks[:_MOST_NAMED]:
                note(remark)
            if changes.nothing:
                note(
                    "和现在的目录一样，不用导入。", tone="ok", icon_name="check_circle"
                )
            _names("增加", "ok", [one.name for one in changes.added])
            _names("修改", "warn", [form.name for _, form in changes.changed])
            _names("去掉", "bad", [one.form.name for one in changes.closed])
            Text(f"另有 {len(changes.same)} 条不变。", tag="p", classes="mut small")
            with box("row-of end"):
                Button("不导入", self._live.handler(self._drop))
                if not changes.nothing:
                    sure = self._live.handler(self._confirm)
                    Button("确认导入", sure, look="primary")

    async def _confirm(self) -> None:
        made = await self._live.ask(self._sheets.confirm_waiting, self._unit)
        told = (
            f"目录已按表改好：增加 {len(made.added)} 条，修改 {len(made.changed)} 条，"
            f"去掉 {len(made.closed)} 条。"
        )
        self._live.say(told)
        await self._changed()

    async def _drop(self) -> None:
        await self._live.ask(self._sheets.drop, self._unit)
        self._live.say("没有导入，目录照旧。")
        await self.refresh()


def _names(label: str, tone: str, names: Sequence[str]) -> None:
    if not names:
        return
    more = f"等 {len(names)} 条" if len(names) > _MOST_NAMED else ""
    with box("row-of"):
        chip(f"{label} {len(names)} 条", tone)
        Text(f"{'、'.join(names[:_MOST_NAMED])}{more}", classes="small")
