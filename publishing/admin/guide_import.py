"""Draw where service items come in from a file, and what it would change."""

from collections.abc import Awaitable, Callable, Sequence

from nicegui import ui

from publishing.admin.live import Live
from publishing.admin.parts import Button, Text, box, card, chip, note
from publishing.admin.picking import pick, told_here
from publishing.admin.section import Section
from publishing.catalogue.guide_sheets import GuidePreview, GuideSheets
from publishing.tables.people import Office

_MOST_NAMED = 12


class GuideImport:
    """Hold the card: a place for a file, or the preview that waits for a word."""

    def __init__(
        self, live: Live, sheets: GuideSheets, changed: Callable[[], Awaitable[None]]
    ) -> None:
        self._live = live
        self._sheets = sheets
        self._changed = changed
        self._made: Section[tuple[GuidePreview | None]] | None = None

    async def refresh(self) -> None:
        """Draw it for who keeps the directory, and for nobody else."""
        if not self._live.person.holds_somewhere(Office.PUBLISHER, Office.ADMIN):
            return
        if self._made is None:
            with card("导入和导出", icon_name="download"):
                self._draw_first()
            self._made = Section(self._load, self._draw)
        await self._made.refresh()

    def _draw_first(self) -> None:
        with box("drop") as place:
            place.props["data-upload"] = "/api/directory/sheet?to=preview"
            words = (
                "XLSX 或 JSON，列名按办事指南认（实施编码、事项名称、实施主体、"
                "受理条件、申请材料……）。编码相同的更新，没有的列照旧；先看会改什么，确认后才算数。"
            )
            Text(words, tag="p", classes="mut small")
            with box("row-of"):
                pick("选一个文件", ".xlsx,.json")
                for kind in ("xlsx", "json"):
                    # The file comes from the staff API, which lies beside these pages.
                    made = box("a-btn", tag="a")
                    made.props["href"] = f"/api/directory/export.{kind}"
                    made.props["data-icon"] = "download"
                    with made:
                        Text(f"导出 {kind.upper()}")
            told_here()

    async def _load(self) -> tuple[GuidePreview | None]:
        return (await self._live.ask(self._sheets.waiting),)

    def _draw(self, shown: tuple[GuidePreview | None]) -> None:
        found = shown[0]
        if found is None:
            return
        changes = found.changes
        with card("这份文件会改什么", icon_name="fact_check"):
            for remark in found.remarks[:_MOST_NAMED]:
                note(remark)
            _names("新增", "ok", [one.plain_name for one in changes.added])
            changed = [
                f"{item.plain_name}（{'、'.join(fields)}）"
                for item, fields in changes.changed
            ]
            _names("修改", "warn", changed)
            _names("新部门", "info", [one.name for one in changes.departments])
            _names("文件里没有", "bad", [one.plain_name for one in changes.gone])
            told = f"另有 {changes.same} 项不变。"
            Text(told, tag="p", classes="mut small")
            gone = ui.switch("文件里没有的事项也移除", value=False)
            gone.set_visibility(bool(changes.gone))

            async def confirm() -> None:
                await self._live.ask(self._sheets.confirm, remove_gone=bool(gone.value))
                self._live.say("已导入。送批并批准后才上触摸屏。")
                await self._changed()

            with box("row-of end"):
                Button("不导入", self._live.handler(self._drop))
                sure = self._live.handler(confirm)
                Button("确认导入", sure, look="primary")

    async def _drop(self) -> None:
        await self._live.ask(self._sheets.drop)
        self._live.say("没有导入，事项照旧。")
        await self.refresh()


def _names(label: str, tone: str, names: Sequence[str]) -> None:
    if not names:
        return
    more = f"等 {len(names)} 项" if len(names) > _MOST_NAMED else ""
    with box("row-of"):
        chip(f"{label} {len(names)}", tone)
        Text(f"{'、'.join(names[:_MOST_NAMED])}{more}", classes="small")
