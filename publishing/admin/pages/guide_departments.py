"""List the departments of the directory and let the office edit one."""

from collections.abc import Awaitable, Callable
from uuid import uuid4

from pydantic import ValidationError

from directory.model import Department
from publishing.admin.dialog import Dialog
from publishing.admin.fields import all_of, line, long_text, text_of
from publishing.admin.guide_ways import guide_head
from publishing.admin.live import Live
from publishing.admin.parts import (
    Button,
    Handler,
    Text,
    box,
    card,
    chip,
    empty,
    heading_cells,
    link,
)
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.catalogue.items import ServiceItems, ServiceSheet
from publishing.catalogue.upkeep import DepartmentLine, DirectoryUpkeep
from publishing.errors import Refused
from publishing.tables.people import Office

_MOST = 400


def guide_departments_page(*, upkeep: DirectoryUpkeep, items: ServiceItems) -> Build:
    """Return the page of the departments."""

    async def build(live: Live) -> None:
        guide_head("departments")
        page = _Departments(live, upkeep, items)
        await page.listing.refresh()

    return build


class _Departments:
    """Bind the departments' rows to the use cases."""

    def __init__(
        self, live: Live, upkeep: DirectoryUpkeep, items: ServiceItems
    ) -> None:
        self._live = live
        self._upkeep = upkeep
        self._items = items
        self._keeps = live.person.holds_somewhere(Office.PUBLISHER, Office.ADMIN)
        self.listing = Section(self._load, self._draw)

    async def _load(self) -> tuple[DepartmentLine, ...]:
        return await self._live.ask(self._upkeep.departments)

    def _draw(self, lines: tuple[DepartmentLine, ...]) -> None:
        note = f"{len(lines)} 个；改了要送批，批准后才上触摸屏"
        with card("部门", icon_name="apartment", note=note):
            if self._keeps:
                with box("row-of end"):
                    Button("加一个部门", self._edit(None), icon="add", look="primary")
            if not lines:
                empty("还没有部门。加一个，或从文件导入事项。")
                return
            with box("list", tag="table"):
                heading_cells("部门", "管什么", "电话", "事项", "")
                with box(tag="tbody"):
                    for one in lines:
                        self._row(one)

    def _row(self, one: DepartmentLine) -> None:
        office = one.department
        with box(tag="tr").mark(f"department-{office.id}"):
            with box(tag="td"):
                Text(office.short_name, tag="b")
                if office.name != office.short_name:
                    Text(office.name, tag="p", classes="mut small")
            Text(office.duty, tag="td", classes="small")
            Text(office.telephone, tag="td", classes="small nowrap")
            with box("nowrap", tag="td"):
                link(f"{one.items} 项", f"/services?department={office.id}")
                if not one.counters:
                    chip("没有窗口", "warn")
            with box("acts", tag="td"), box("row-of end"):
                if self._keeps:
                    Button("改", self._edit(office), look="low")

    def _edit(self, office: Department | None) -> Handler:
        async def edit() -> None:
            _DepartmentDialog(self._live, office, self._save).open()

        return self._live.handler(edit)

    async def _save(self, office: Department) -> None:
        sheet = ServiceSheet(departments=(office,))
        await self._live.ask(self._items.take_in, sheet)
        self._live.say("已保存。送批并批准后才上触摸屏。")
        await self.listing.refresh()


class _DepartmentDialog:
    """Ask what a department is called, where to ring, and what it does."""

    def __init__(
        self,
        live: Live,
        office: Department | None,
        save: Callable[[Department], Awaitable[None]],
    ) -> None:
        self._id = office.id if office else f"office-{uuid4().hex[:12]}"
        self._save = save
        self._made = Dialog("改部门" if office else "加一个部门")
        with self._made:
            with box("halves"):
                name = line("全称", office.name if office else "", most=_MOST)
                short = line("简称", office.short_name if office else "", most=_MOST)
            telephone = line("电话", office.telephone if office else "", most=40)
            words = office.duty if office else ""
            duty = long_text("管什么（一句话，让人听得懂）", words, most=_MOST)
            self._made.acts(live, "保存", self._take, look="primary")
        self._readers = {
            "name": lambda: text_of(name, "全称"),
            "short_name": lambda: text_of(short, "简称"),
            "telephone": lambda: text_of(telephone, "电话"),
            "duty": lambda: text_of(duty, "管什么"),
        }

    def open(self) -> None:
        """Show it."""
        self._made.open()

    async def _take(self) -> None:
        told = all_of(self._readers)
        try:
            office = Department(id=self._id, **told)
        except ValidationError as error:
            places = "、".join(str(one["loc"][0]) for one in error.errors())
            message = f"有的内容太长或写法不对（{places}）。请改短再存。"
            raise Refused(message, code="form") from error
        await self._save(office)
        self._made.close()
