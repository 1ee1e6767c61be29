"""Show the tree of units and let administrators add, change and close them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from publishing.admin.board_form import ask_boards
from publishing.admin.dialog import Dialog, ask_sure
from publishing.admin.fields import all_of, choice, chosen, line, text_of
from publishing.admin.live import Live
from publishing.admin.names import choices, name_of
from publishing.admin.pages.settings import settings_head
from publishing.admin.parts import Button, Text, box, card, chip, heading_cells
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.catalogue.boards import Boards
from publishing.catalogue.units import NewUnit, UnitForm, Units, UnitView
from publishing.staff.accounts import Accounts
from publishing.staff.offices import Person
from publishing.tables.people import Office
from publishing.tables.units import UnitLevel

_BELOW = (UnitLevel.TOWNSHIP, UnitLevel.VILLAGE, UnitLevel.DEPARTMENT)


def units_page(*, units: Units, boards: Boards, accounts: Accounts) -> Build:
    """Return the page of the units."""

    async def build(live: Live) -> None:
        settings_head("units", live.person)
        people: dict[str, str] = {}
        if live.person.holds_somewhere(Office.ADMIN):
            found = await live.ask(accounts.listing)
            people = {member.id: member.name for member in found}
        page = _Units(live, units, boards, people)
        await page.listing.refresh()

    return build


class _Units:
    """Bind the units' acts to their rows."""

    def __init__(
        self, live: Live, units: Units, boards: Boards, people: Mapping[str, str]
    ) -> None:
        self._live = live
        self._units = units
        self._boards = boards
        self._people = people
        self._known: tuple[UnitView, ...] = ()
        self.listing = Section(self._load, self._draw)

    async def _load(self) -> tuple[UnitView, ...]:
        self._known = await self._live.ask(self._units.listing)
        return self._known

    def _draw(self, found: tuple[UnitView, ...]) -> None:
        with card("单位", icon_name="account_tree", note=f"{len(found)} 个"):
            if _is_admin(self._live.person):
                with box("row-of"):
                    add = self._live.handler(self._add)
                    Button("加一个单位", add, icon="add", look="primary")
            with box("list", tag="table"):
                heading_cells("单位", "级别", "登记号前的名字", "维护人", "编号", "")
                with box(tag="tbody"):
                    for unit, depth in _tree(found):
                        self._row(unit, depth)

    def _row(self, unit: UnitView, depth: int) -> None:
        with box(tag="tr").mark(f"row-{unit.id}"):
            Text(f"{'　' * depth}{unit.form.name}", tag="td")
            Text(name_of("unit_level", unit.level), tag="td")
            Text(unit.form.register_name, tag="td")
            keeper = self._people.get(unit.form.keeper or "", "—")
            Text(keeper, tag="td")
            Text(unit.id, tag="td", classes="mut")
            with box("acts", tag="td"):
                if unit.closed_at is not None:
                    chip("已停用")
                elif _is_admin(self._live.person):
                    self._acts(unit)

    def _acts(self, unit: UnitView) -> None:
        with box("row-of end"):
            Button("修改", self._live.handler(partial(self._change, unit)), look="low")
            kept = self._live.handler(partial(self._ask_boards, unit))
            Button("栏目", kept, look="low")
            if unit.parent is not None:
                move = self._live.handler(partial(self._move, unit))
                Button("移动", move, look="low")
                shut = self._live.handler(partial(self._close, unit))
                Button("停用", shut, look="low bad")

    async def _add(self) -> None:
        open_units = {
            unit.id: unit.form.name for unit in self._known if unit.closed_at is None
        }
        with Dialog("加一个单位") as made:
            parent = choice("上级单位", open_units, next(iter(open_units), None))
            level = choice("级别", choices("unit_level", _BELOW))
            unit_id = line("编号", most=40, hint="县编号开头，例如 qinghe-yunxi")
            fields = self._fields(None)

        async def go() -> None:
            named: dict[str, Callable[[], Any]] = {
                "parent": partial(chosen, parent, "上级单位"),
                "level": partial(chosen, level, "级别"),
                "id": partial(text_of, unit_id, "编号"),
            }
            form = NewUnit(**all_of({**named, **fields}))
            await self._live.ask(self._units.create, form)
            made.close()
            self._live.say(f"已加上“{form.name}”。")
            await self.listing.refresh()

        made.acts(self._live, "加上", go, look="primary")
        made.open()

    async def _change(self, unit: UnitView) -> None:
        with Dialog(f"修改：{unit.form.name}") as made:
            fields = self._fields(unit)

        async def go() -> None:
            form = UnitForm(position=unit.form.position, **all_of(fields))
            await self._live.ask(self._units.change, unit.id, form)
            made.close()
            self._live.say(f"“{form.name}”已改。")
            await self.listing.refresh()

        made.acts(self._live, "保存", go, look="primary")
        made.open()

    async def _ask_boards(self, unit: UnitView) -> None:
        await ask_boards(
            self._live,
            boards=self._boards,
            unit=unit.id,
            unit_name=unit.form.name,
            people=self._people,
            after=self.listing.refresh,
        )

    async def _move(self, unit: UnitView) -> None:
        places = {
            one.id: one.form.name
            for one in self._known
            if one.closed_at is None and one.id != unit.id
        }
        with Dialog(f"移动：{unit.form.name}") as made:
            words = (
                "下级单位跟着走，登记号不变。原上级的人对它的职责到此为止，"
                "新上级的人接着管；没有自己定审批链的，改用新上级定的。"
            )
            Text(words, tag="p", classes="mut")
            parent = choice("移到谁下面", places, unit.parent)

        async def go() -> None:
            target = chosen(parent, "移到谁下面")
            await self._live.ask(self._units.move, unit.id, parent=target)
            made.close()
            self._live.say(f"“{unit.form.name}”已移到“{places[target]}”下面。")
            await self.listing.refresh()

        made.acts(self._live, "移动", go, look="primary")
        made.open()

    async def _close(self, unit: UnitView) -> None:
        async def go() -> None:
            await self._live.ask(self._units.close, unit.id)
            self._live.say(f"“{unit.form.name}”已停用，登记簿和记录都还在。")
            await self.listing.refresh()

        ask_sure(
            self._live,
            title=f"停用“{unit.form.name}”",
            consequence="不能再为它起草新的；登记号、记录和正在展示的都不变。",
            act="停用",
            do=go,
        )

    def _fields(self, unit: UnitView | None) -> Mapping[str, Callable[[], Any]]:
        form = unit.form if unit else None
        name = line("单位名称", form.name if form else "", most=60)
        register = line("登记号前的名字", form.register_name if form else "", most=60)
        told = "、".join(form.lines) if form else ""
        lines = line("屏上的单位名，大单位在前", told, hint="最多 3 行，用顿号分开")
        keeper = choice(
            "维护人",
            {"": "不指定", **self._people},
            (form.keeper if form else "") or "",
        )

        def read_lines() -> tuple[str, ...]:
            typed = text_of(lines, "屏上的单位名").split("、")
            return tuple(part.strip() for part in typed if part.strip())

        return {
            "name": partial(text_of, name, "单位名称"),
            "register_name": partial(text_of, register, "登记号前的名字"),
            "lines": read_lines,
            "keeper": lambda: keeper.value or None,
        }


def _is_admin(person: Person) -> bool:
    return person.holds_somewhere(Office.ADMIN)


def _tree(found: Sequence[UnitView]) -> list[tuple[UnitView, int]]:
    """Return the units in the order of the tree, each with its depth."""
    ordered: list[tuple[UnitView, int]] = []

    def add(parent: str | None, depth: int) -> None:
        for unit in found:
            if unit.parent == parent:
                ordered.append((unit, depth))
                add(unit.id, depth + 1)

    add(None, 0)
    return ordered
