"""Show one unit's catalogue with the state of each line; decide nothing."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from urllib.parse import urlencode

from programme.boards import Audience
from publishing.admin.catalogue_import import ImportCard
from publishing.admin.dates import Calendar
from publishing.admin.dialog import ask_sure
from publishing.admin.entry_form import ask_entry
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.pages.completeness import state_chips
from publishing.admin.parts import (
    Button,
    Text,
    box,
    button_link,
    card,
    chip,
    empty,
    heading_cells,
    seal,
)
from publishing.admin.section import Section
from publishing.admin.services import AdminServices
from publishing.admin.site import Build
from publishing.catalogue.entry import EntryForm
from publishing.catalogue.entry_lines import EntryView
from publishing.inspection.completeness import Issue, LineStanding, UnitCatalogue
from publishing.tables.catalogue import DueState
from publishing.tables.people import Office

TONES = {
    DueState.MISSING: "bad",
    DueState.DUE: "warn",
    DueState.LATE: "warn",
    DueState.NOT_YET: "plain",
    DueState.PUBLISHED: "ok",
}
_KEEPERS = (Office.PUBLISHER, Office.ADMIN)
_PAST = 6


def catalogue_page(services: AdminServices) -> Build:
    """Return the page of one unit's catalogue."""

    async def build(live: Live) -> None:
        page = _Catalogue(live, services)
        with head("公开目录", back=("各单位", "/catalogue")):
            page.heading = Text("", classes="mut")
            export = f"/api/catalogue/{page.unit}/export"
            # The file comes from the staff API, which lies beside these pages.
            made = box("a-btn", tag="a")
            made.props["href"] = export
            made.props["data-icon"] = "download"
            with made:
                Text("导出表格")
            if live.person.holds_somewhere(*_KEEPERS):
                Button("加一条", live.handler(page.add), icon="add", look="primary")
        page.place()
        await page.refresh()

    return build


class _Catalogue:
    """Bind the catalogue's acts to its lines."""

    def __init__(self, live: Live, services: AdminServices) -> None:
        self._live = live
        self._services = services
        self.unit = live.path["unit"]
        self._state = live.query.get("state", "")
        self.heading: Text | None = None

    def place(self) -> None:
        """Say where the parts stand."""
        self._lines = Section(self._load, self._draw)
        self._handed: Section[tuple[EntryView, ...]] = Section(
            self._load_handed, self._draw_handed
        )
        self._import = ImportCard(self._live, self._services, self.unit, self.refresh)

    async def refresh(self) -> None:
        """Load and draw everything again."""
        await self._lines.refresh()
        await self._handed.refresh()
        await self._import.refresh()

    async def add(self) -> None:
        """Ask for a new line."""
        ask_entry(
            self._live,
            "给公开目录加一条",
            None,
            mandates=self._services.mandates,
            categories=await self._offered(),
            do=self._create,
        )

    async def _offered(self) -> Sequence[str]:
        return await self._live.ask(self._services.cases.categories.offered)

    async def _create(self, form: EntryForm) -> None:
        await self._live.ask(self._services.cases.entries.create, self.unit, form)
        await self.refresh()
        self._live.say(f"已加上“{form.name}”。")

    async def _load(self) -> UnitCatalogue:
        return await self._live.ask(self._services.completeness.catalogue, self.unit)

    async def _load_handed(self) -> tuple[EntryView, ...]:
        found = await self._live.ask(self._services.cases.entries.own, self.unit)
        return tuple(one for one in found if one.form.inherited_by is not None)

    def _draw(self, found: UnitCatalogue) -> None:
        if self.heading is not None:
            self.heading.set_text(found.name)
        self._tabs(found)
        wanted = [one for one in found.lines if self._state in {"", _key(one)}]
        with card("目录条目", icon_name="grid_on", note=f"{len(wanted)} 条"):
            if not wanted:
                self._nothing(found)
                return
            with box("list", tag="table"):
                heading_cells("", "事项", "谁来办", "多久一次", "现在", "期限", "")
                with box(tag="tbody"):
                    for one in wanted:
                        self._row(one)

    def _nothing(self, found: UnitCatalogue) -> None:
        if found.lines:
            words = "没有这一类的条目。"
            empty(words, act="看全部", target=f"/catalogue/{self.unit}")
        else:
            empty(
                "这个单位自己还没有要公开的条目。可以加一条，或在下面导入标准目录表。"
            )

    def _tabs(self, found: UnitCatalogue) -> None:
        with box("tabs-of", tag="nav"):
            for value in ("", *(one.value for one in DueState), "free"):
                count = sum(value in {"", _key(one)} for one in found.lines)
                if not count and value:
                    continue
                label = {"": "全部", "free": "随时公开"}.get(
                    value, name_of("due_state", value)
                )
                target = f"/catalogue/{self.unit}?state={value}"
                made = button_link(f"{label} {count}", target)
                if value == self._state:
                    made.props["aria-current"] = "true"
            box("sp")
            state_chips(found.whole)

    def _row(self, one: LineStanding) -> None:
        form, calendar = one.entry.form, self._live.calendar
        with box(tag="tr").mark(f"line-{one.entry.line}"):
            with box(tag="td"):
                seal(form.board)
            with box(tag="td"):
                with box("row-of"):
                    Text(form.name, tag="b")
                    if one.entry.inherited:
                        chip(f"{one.entry.unit_name}规定", "info")
                Text(_about(form), tag="p", classes="mut small")
            Text(form.section or form.body or "—", tag="td")
            Text(form.frequency.label, tag="td", classes="nowrap")
            with box(tag="td"):
                self._now(one)
            Text(_when(one.pressing, calendar), tag="td", classes="small")
            with box("acts", tag="td"), box("row-of end"):
                self._acts(one)

    def _now(self, one: LineStanding) -> None:
        issue = one.pressing
        if issue is None:
            chip("随时公开", "plain")
            return
        with box("row-of"):
            chip(name_of("due_state", issue.state), TONES[issue.state])
            if one.missing > 1:
                chip(f"共 {one.missing} 期没发", "bad")
        past = "、".join(
            f"{each.label}{name_of('due_state', each.state)}"
            for each in one.issues[:_PAST]
            if each is not issue
        )
        Text(issue.label, tag="p", classes="small").props["title"] = past

    def _acts(self, one: LineStanding) -> None:
        issue = one.pressing
        out = issue is not None and issue.disclosure is not None
        if out and issue is not None:
            button_link("看这一期", f"/disclosures/{issue.disclosure}", look="low")
        elif self._live.person.holds_somewhere(Office.DRAFTER):
            target = _draft_link(self.unit, one.entry.line, issue)
            button_link("去起草", target, look="low primary")
        if not one.entry.inherited:
            self._keeping(one.entry)

    def _keeping(self, view: EntryView) -> None:
        if not self._live.person.holds_somewhere(*_KEEPERS):
            return
        Button("改", self._live.handler(partial(self._change, view)), look="low")
        shut = self._live.handler(partial(self._close, view))
        Button("去掉", shut, look="low bad")

    def _draw_handed(self, found: tuple[EntryView, ...]) -> None:
        if not found:
            return
        about = f"{len(found)} 条，下级只能加，不能减"
        made = card("给下级单位规定的", icon_name="account_tree", note=about)
        with made, box("list", tag="table"):
            heading_cells("", "事项", "哪一级要办", "多久一次", "给谁看", "")
            with box(tag="tbody"):
                for view in found:
                    self._handed_row(view)

    def _handed_row(self, view: EntryView) -> None:
        form = view.form
        with box(tag="tr"):
            with box(tag="td"):
                seal(form.board)
            with box(tag="td"):
                Text(form.name, tag="b")
                Text(_about(form), tag="p", classes="mut small")
            Text(name_of("unit_level", form.inherited_by), tag="td")
            Text(form.frequency.label, tag="td")
            Text(name_of("audience", form.audience), tag="td")
            with box("acts", tag="td"), box("row-of end"):
                self._keeping(view)

    async def _change(self, view: EntryView) -> None:
        async def go(form: EntryForm) -> None:
            entries = self._services.cases.entries
            await self._live.ask(entries.change, view.line, form, seen=view.id)
            await self.refresh()
            self._live.say(f"“{form.name}”从今天起按新的写法。")

        ask_entry(
            self._live,
            f"改“{view.form.name}”",
            view.form,
            mandates=self._services.mandates,
            categories=await self._offered(),
            do=go,
        )

    async def _close(self, view: EntryView) -> None:
        async def go() -> None:
            entries = self._services.cases.entries
            await self._live.ask(entries.close, view.line, seen=view.id)
            await self.refresh()
            self._live.say(f"“{view.form.name}”从今天起不在目录里了，以前的还查得到。")

        ask_sure(
            self._live,
            title=f"去掉“{view.form.name}”",
            consequence="从今天起不再要求公开这一条。以前该发没发的，照旧记着。",
            act="去掉",
            do=go,
        )


def _key(one: LineStanding) -> str:
    return one.state.value if one.state is not None else "free"


def _draft_link(unit: str, line: str, issue: Issue | None) -> str:
    asked = {"unit": unit, "entry": line}
    if issue is not None and issue.period_starts_on is not None:
        asked["period"] = issue.period_starts_on.isoformat()
    return f"/drafts/new?{urlencode(asked)}"


def _about(form: EntryForm) -> str:
    parts: Sequence[str] = (
        form.content,
        "" if form.audience is Audience.EVERYONE else _whom(form),
        f"主载体 {name_of('carrier_short', form.primary)}",
    )
    return "；".join(part for part in parts if part)


def _whom(form: EntryForm) -> str:
    words = f"（{form.audience_words}）" if form.audience_words else ""
    return f"只给{name_of('audience', form.audience)}看{words}"


def _when(issue: Issue | None, calendar: Calendar) -> str:
    if issue is None:
        return "—"
    if issue.published_on is not None:
        return f"{calendar.day(issue.published_on)}发布"
    return _last(issue.last_on, calendar, unsure=issue.provisional)


def _last(on: date | None, calendar: Calendar, *, unsure: bool) -> str:
    if on is None:
        return "没有规定"
    return f"最晚 {calendar.day(on)}{'（暂定）' if unsure else ''}"
