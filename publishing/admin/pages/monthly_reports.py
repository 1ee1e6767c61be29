"""Show the monthly reports and make one of the month so far; decide nothing."""

from datetime import timedelta

from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.parts import (
    Button,
    Text,
    box,
    button_link,
    card,
    chip,
    empty,
    heading_cells,
)
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.monthly.reports import MonthlyReports, ReportLine

_DAY = timedelta(days=1)
_ABOUT = "每月 1 日早上 6 点以后自动出上个月的，出了不再改；请打印一份存档"
_WHY = (
    "月报上印着存证日志的校验点。纸上的谁也改不了：以后拿任何一份公示证明和它核对，"
    "日志被删过、改过都看得出来（mingbai verify 证明文件 --printed 抄下的校验点）。"
)


def monthly_reports_page(*, reports: MonthlyReports) -> Build:
    """Return the page of reports."""

    async def build(live: Live) -> None:
        page = _Page(live, reports)
        with head("月报", _ABOUT, back=("操作记录", "/journal")):
            button_link("校验点", "/checkpoints", icon="fact_check")
            make = live.handler(page.make)
            Button("出本月到今天的", make, icon="add", look="primary")
        await page.begin()

    return build


class _Page:
    """Bind the one act to the list."""

    def __init__(self, live: Live, reports: MonthlyReports) -> None:
        self._live = live
        self._reports = reports
        self._section: Section[tuple[ReportLine, ...]] | None = None

    async def begin(self) -> None:
        """Draw the list for the first time, below the head."""
        self._section = Section(self._load, self._draw)
        await self._section.refresh()

    async def make(self) -> None:
        """Make the report of the month so far."""
        made = await self._live.ask(self._reports.make_so_far)
        if self._section is not None:
            await self._section.refresh()
        self._live.say(f"{made.report} 的月报在下面，PDF 和核验文件都可以取。")

    async def _load(self) -> tuple[ReportLine, ...]:
        return await self._live.ask(self._reports.listing)

    def _draw(self, found: tuple[ReportLine, ...]) -> None:
        with card("全部月报", icon_name="article", note=f"{len(found)} 份"):
            Text(_WHY, tag="p", classes="mut")
            if not found:
                empty(
                    "还没有月报。过完这个月自动出第一份；等不及的，按右上角出到今天的。"
                )
                return
            with box("list", tag="table"):
                heading_cells(
                    *("哪个月", "公开", "不足", "撤下", "应急停播", "终端要说明"),
                    *("日志条数", "出具", "PDF 指纹", "文件"),
                )
                with box(tag="tbody"):
                    for one in found:
                        self._row(one)

    def _row(self, one: ReportLine) -> None:
        with box(tag="tr"):
            with box(tag="td"), box("row-of"):
                Text(f"{one.from_on.year} 年 {one.from_on.month} 月", tag="b")
                if not one.is_whole:
                    chip(f"到 {(one.to_on - _DAY).day} 日", "info")
            Text(f"{one.published} 件", tag="td")
            with box(tag="td"):
                chip(f"{one.short_days} 天", "bad" if one.short_days else "ok")
            Text(f"{one.withdrawn} 件", tag="td")
            Text(f"{one.orders} 次", tag="td")
            Text(f"{one.doubtful} 台", tag="td")
            Text(str(one.log_size), tag="td")
            Text(self._live.calendar.exact(one.made_at), tag="td", classes="nowrap")
            Text(f"{one.sheet[:12]}…", tag="td", classes="mut small")
            with box(tag="td"), box("row-of"):
                _file("PDF", f"/api/reports/{one.report}/sheet")
                _file("核验文件", f"/api/reports/{one.report}/bundle")


def _file(words: str, address: str) -> None:
    made = Text(words, tag="a")
    made.props["href"] = address
    made.props["download"] = "true"
