"""Draw what falls short today, why days fell short and what was said of it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from publishing.admin.coverage_acts import ask_declining, ask_ruling
from publishing.admin.coverage_words import cure_line, risk_words, short_lines
from publishing.admin.dialog import ask_sure
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.parts import Button, Text, box, card, chip, empty, link, seal
from publishing.catalogue.units import Units
from publishing.coverage.causing import CauseView, ShortCauses
from publishing.coverage.declining import Declining
from publishing.coverage.ruling import DayRulings
from publishing.coverage.supplement import Supplements
from publishing.inspection.coverage_board import CoverageBoard
from publishing.inspection.coverage_rows import CoverageRow, CoverageTable, Need
from publishing.tables.people import Office

_MOST_NOTES = 8
MOST_CAUSES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """Be the use cases that the page may call."""

    board: CoverageBoard
    causes: ShortCauses
    rulings: DayRulings
    declining: Declining
    supplements: Supplements
    units: Units


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Be all that the page shows at one moment."""

    table: CoverageTable
    causes: tuple[CauseView, ...]


class Notes:
    """Hold the cards beside the strips."""

    def __init__(
        self, live: Live, acts: Acts, again: Callable[[], Awaitable[None]]
    ) -> None:
        self._live = live
        self._acts = acts
        self._again = again

    def draw(self, seen: Seen) -> None:
        """Draw what is to be mended today, and what became of short days."""
        self._today(seen.table)
        self._why(seen.table)
        self._causes(seen.causes)

    def _causes(self, found: tuple[CauseView, ...]) -> None:
        if not found:
            return
        told = f"最近 {len(found)} 条"
        with (
            card("登记过的停屏原因", icon_name="bolt", note=told),
            box("lines", tag="ul"),
        ):
            for one in found:
                self._cause(one)

    def _cause(self, one: CauseView) -> None:
        calendar = self._live.calendar
        days = calendar.day(one.from_on)
        if one.last_on != one.from_on:
            days += f" 至 {calendar.day(one.last_on)}"
        with box(tag="li"):
            chip(name_of("short_cause", one.cause), "plain")
            with box():
                Text(f"{one.unit_name} {len(one.groups)} 个分组", tag="b")
                told = f"{days} {one.words}".strip()
                Text(f"{told}，{one.recorded_by_name}登记", tag="p")
            if self._live.person.holds_somewhere(Office.PUBLISHER, Office.ADMIN):
                strike = self._live.handler(partial(self._ask_strike, one))
                Button("撤销", strike, look="low bad")

    async def _ask_strike(self, one: CauseView) -> None:
        async def go() -> None:
            await self._live.ask(self._acts.causes.strike, one.id)
            self._live.say("撤销了，记录还在。")
            await self._again()

        ask_sure(
            self._live,
            title="撤销这条停屏原因",
            consequence="那几天的原因又变成推断的。已经补的天不收回。",
            act="撤销",
            do=go,
        )

    def _today(self, table: CoverageTable) -> None:
        rows = [row for row in table.rows if row.risks]
        with card("今天还来得及", icon_name="error", note=f"{len(rows)} 件"):
            if not rows:
                empty("今天都放得够，或已经收工。", icon_name="check_circle")
                return
            with box("lines", tag="ul"):
                for row in rows[:_MOST_NOTES]:
                    self._risk(row)
            _more(rows)

    def _risk(self, row: CoverageRow) -> None:
        with box(tag="li"):
            seal(row.board)
            with box():
                link(row.title, f"/disclosures/{row.disclosure}", classes="title")
                for risk in row.risks[:2]:
                    Text(risk_words(risk, self._live.calendar), tag="p")
                if len(row.risks) > 2:  # noqa: PLR2004 - two are told above
                    Text(f"还有 {len(row.risks) - 2} 个分组。", tag="p")

    def _why(self, table: CoverageTable) -> None:
        needs = (Need.DECIDE, Need.UNCERTAIN, Need.SHORT, Need.WAITING)
        rows = [
            row
            for row in table.rows
            if row.need in needs or row.short or row.uncertain or row.waiting
        ]
        with card("为什么不足，怎么补", icon_name="help", note=f"{len(rows)} 件"):
            if not rows:
                empty("没有放不够的日子。", icon_name="check_circle")
                return
            with box("lines", tag="ul"):
                for row in rows[:_MOST_NOTES]:
                    self._note(row)
            _more(rows)

    def _note(self, row: CoverageRow) -> None:
        with box(tag="li"):
            seal(row.board)
            with box():
                link(row.title, f"/disclosures/{row.disclosure}", classes="title")
                for told in short_lines(row):
                    Text(told, tag="p")
                Text(cure_line(row, self._live.calendar), tag="p", classes="strong")
                self._acts_of(row)

    def _acts_of(self, row: CoverageRow) -> None:
        live = self._live

        async def supplement() -> None:
            made = await live.ask(self._acts.supplements.begin, row.disclosure)
            live.go(f"/drafts/{made.line.id}")

        async def rule() -> None:
            ask_ruling(
                live,
                self._acts.rulings,
                row.disclosure,
                row.uncertain[-1],
                self._again,
            )

        async def decline() -> None:
            one, title = row.disclosure, row.title
            ask_declining(live, self._acts.declining, one, title, self._again)

        with box("row-of"):
            if row.need is Need.DECIDE and live.person.holds_somewhere(Office.APPROVER):
                Button("决定不补", live.handler(decline), look="low")
            if row.need is Need.DECIDE and live.person.holds_somewhere(Office.DRAFTER):
                Button("起草补公示", live.handler(supplement), look="low")
            if row.uncertain and live.person.holds_somewhere(
                Office.PUBLISHER, Office.APPROVER
            ):
                Button("认定", live.handler(rule), look="low")


def _more(rows: Sequence[CoverageRow]) -> None:
    if len(rows) > _MOST_NOTES:
        Text(f"还有 {len(rows) - _MOST_NOTES} 件，见左边。", tag="p", classes="mut")
