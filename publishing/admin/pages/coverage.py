"""Show how the days of everything that hangs went, the most pressing first (REQ-70)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from programme.boards import Board
from publishing.admin.coverage_acts import ask_cause
from publishing.admin.coverage_notes import MOST_CAUSES, Acts, Notes, Seen
from publishing.admin.coverage_strip import draw_dates, draw_legend, draw_strip
from publishing.admin.coverage_words import (
    count_words,
    end_words,
)
from publishing.admin.fields import choice
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.parts import (
    Button,
    Text,
    box,
    button_link,
    card,
    chip,
    empty,
    link,
    seal,
)
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.inspection.coverage_rows import CoverageRow, CoverageTable, Need
from publishing.tables.people import Office

REFRESH_S = 30.0
_A_LEAF = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Be what the address asks for."""

    unit: str = ""
    board: str = ""
    group: str = ""
    leaf: int = 0

    def address(self, **changed: str | int) -> str:
        """Return the address of the board with something else asked."""
        told = {
            "unit": self.unit,
            "board": self.board,
            "group": self.group,
            "leaf": 0,
        } | changed
        query = urlencode({name: value for name, value in told.items() if value})
        return f"/coverage?{query}" if query else "/coverage"


def coverage_page(acts: Acts) -> Build:
    """Return the coverage board."""

    async def build(live: Live) -> None:
        asked = _asked(live)
        units = {one.id: one.form.name for one in await live.ask(acts.units.listing)}
        page = _Page(live, acts, asked, units)
        await page.build()

    return build


def _asked(live: Live) -> _Asked:
    board, leaf = live.query.get("board", ""), live.query.get("leaf", "")
    return _Asked(
        unit=live.query.get("unit", "")[:80],
        board=board if board in {one.value for one in Board} else "",
        group=live.query.get("group", "")[:80],
        leaf=min(int(leaf), 999) if leaf.isdecimal() else 0,
    )


class _Page:
    """Hold what one open page shows."""

    def __init__(
        self, live: Live, acts: Acts, asked: _Asked, units: Mapping[str, str]
    ) -> None:
        self._live = live
        self._acts = acts
        self._asked = asked
        self._units = units
        if asked.unit and asked.unit not in units:
            self._asked = replace(asked, unit="")
        self._notes = Notes(live, acts, self._again)
        self._section = Section(self._load, self._draw, classes="stack grow")

    async def build(self) -> None:
        """Draw the page, and keep it fresh."""
        await self._section.refresh()

        async def again() -> None:
            self._section.show(await self._live.glance(self._see))

        self._live.every(REFRESH_S, again)

    def _see(self, actor: str) -> Seen:
        asked = self._asked
        board = Board(asked.board) if asked.board else None
        return Seen(
            table=self._acts.board.table(
                actor, unit=asked.unit, board=board, group=asked.group
            ),
            causes=self._acts.causes.listing(actor, limit=MOST_CAUSES),
        )

    async def _load(self) -> Seen:
        return await self._live.ask(self._see)

    def _draw(self, seen: Seen) -> None:
        live, table = self._live, seen.table
        with head("公示覆盖"):
            _sums(table)
            if live.person.holds_somewhere(Office.PUBLISHER, Office.ADMIN):
                Button("登记停屏原因", self._cause, icon="bolt")
        self._choices(table)
        with box("coverage-two grow"):
            self._table(table)
            with box("stack"):
                self._notes.draw(seen)

    async def _again(self) -> None:
        await self._section.refresh()

    async def _cause(self) -> None:
        ask_cause(self._live, self._acts.causes, self._units, self._section.refresh)

    def _choices(self, table: CoverageTable) -> None:
        with box("coverage-choices"):
            self._boards()
            self._places(table)

    def _places(self, table: CoverageTable) -> None:
        """Offer the units, and the display groups on which theirs hang."""
        asked = self._asked
        unit = choice("单位", {"": "全部单位"} | dict(self._units), asked.unit)
        unit.on_value_change(
            lambda event: self._live.go(asked.address(unit=event.value, group=""))
        )
        names = dict(table.groups)
        if asked.group:
            names.setdefault(asked.group, "（没有在展示的）")
        group = choice("显示分组", {"": "全部分组"} | names, asked.group)
        group.on_value_change(
            lambda event: self._live.go(asked.address(group=event.value))
        )
        for one in (unit, group):
            one.props("use-input input-debounce=0")

    def _boards(self) -> None:
        with box("tabs-of", tag="nav"):
            for value, label in (
                ("", "四务"),
                *((one.value, name_of("board", one)) for one in Board),
            ):
                made = button_link(label, self._asked.address(board=value))
                if value == self._asked.board:
                    made.props["aria-current"] = "true"

    def _table(self, table: CoverageTable) -> None:
        told = f"到 {self._live.calendar.moment(table.at)} 的记录"
        with card("每一格是一个工作日", note=told):
            if not table.rows:
                empty(self._empty())
                return
            first = self._asked.leaf * _A_LEAF
            rows = table.rows[first : first + _A_LEAF]
            with box("list coverage", tag="table"):
                self._heads(table)
                with box(tag="tbody"):
                    for row in rows:
                        self._row(row, table)
            draw_legend()
            self._leaves(len(table.rows))

    def _empty(self) -> str:
        if self._asked == _Asked():
            return "没有在展示的公开事项。发布以后，这里一天一格。"
        return "这样选没有在展示的公开事项。请在上面改选“全部”。"

    def _heads(self, table: CoverageTable) -> None:
        with box(tag="thead"), box(tag="tr"):
            Text("公开事项", tag="th").props["scope"] = "col"
            dates = box(tag="th")
            dates.props["scope"] = "col"
            with dates:
                draw_dates(table.days, self._live.calendar.today)
            for title in ("算数 / 至少", "到"):
                Text(title, tag="th").props["scope"] = "col"

    def _row(self, row: CoverageRow, table: CoverageTable) -> None:
        calendar = self._live.calendar
        with box(tag="tr").mark(f"row-{row.disclosure}"):
            with box("what", tag="td"):
                seal(row.board)
                link(row.title, f"/disclosures/{row.disclosure}", classes="title")
                Text(row.register_number, tag="p", classes="mut small")
            with box(tag="td"):
                draw_strip(row, table.days, calendar)
            Text(count_words(row), tag="td", classes="nowrap strong")
            with box("until", tag="td"):
                Text(end_words(row, calendar), tag="p")
                matter = f"/disclosures/{row.disclosure}"
                link("出公示证明", matter, classes="small mut")

    def _leaves(self, count: int) -> None:
        leaf = self._asked.leaf
        if count <= _A_LEAF:
            return
        first, last = leaf * _A_LEAF + 1, min((leaf + 1) * _A_LEAF, count)
        with box("row-of end"):
            Text(f"第 {first} 至 {last} 件，共 {count} 件", classes="mut")
            if leaf:
                target = self._asked.address(leaf=leaf - 1)
                button_link("上一页", target, icon="chevron_left")
            if last < count:
                target = self._asked.address(leaf=leaf + 1)
                button_link("下一页", target, icon="chevron_right")


def _sums(table: CoverageTable) -> None:
    short = sum(bool(row.short) for row in table.rows)
    for count, words, tone in (
        (table.count(Need.TODAY), "件今天不够", "bad"),
        (table.count(Need.DECIDE), "件要决定", "bad"),
        (sum(bool(row.uncertain) for row in table.rows), "件存疑", "warn"),
        (short, "件缺过", "warn"),
        (table.count(Need.WAITING), "件等记录", "plain"),
        (table.count(Need.FINE), "件足额", "ok"),
    ):
        if count:
            chip(f"{count} {words}", tone)
