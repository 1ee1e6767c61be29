"""Show one unit's catalogue with the state of each line; decide nothing."""

from publishing.admin.catalogue_import import ImportCard
from publishing.admin.frame import head
from publishing.admin.line_acts import LineActs
from publishing.admin.line_words import (
    TONES,
    about_words,
    draft_address,
    state_key,
    when_words,
)
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.pages.completeness import state_chips
from publishing.admin.parts import (
    Text,
    box,
    button_link,
    card,
    chip,
    empty,
    heading_cells,
    seal,
)
from publishing.admin.period_choice import (
    period_address,
    period_choice,
    period_words,
)
from publishing.admin.section import Section
from publishing.admin.services import AdminServices
from publishing.admin.site import Build
from publishing.catalogue.entry_lines import EntryView
from publishing.inspection.completeness import Spans, UnitCatalogue
from publishing.inspection.issues import LineStanding
from publishing.tables.catalogue import DueState
from publishing.tables.people import Office

_PAST = 6


def catalogue_page(services: AdminServices) -> Build:
    """Return the page of one unit's catalogue."""

    async def build(live: Live) -> None:
        page = _Catalogue(live, services)
        back = period_address("/catalogue", {"period": page.period})
        with head("公开目录", back=("各单位", back)):
            page.heading = Text("", classes="mut")
            export = f"/api/catalogue/{page.unit}/export"
            # The file comes from the staff API, which lies beside these pages.
            made = box("a-btn", tag="a")
            made.props["href"] = export
            made.props["data-icon"] = "download"
            with made:
                Text("导出表格")
            page.acts.draw_adding()
        page.place(await live.ask(services.completeness.spans, page.period))
        await page.refresh()

    return build


class _Catalogue:
    """Bind the catalogue's acts to its lines."""

    def __init__(self, live: Live, services: AdminServices) -> None:
        self._live = live
        self._services = services
        self.unit = live.path["unit"]
        self._state = live.query.get("state", "")
        self.period = live.query.get("period", "")
        self.acts = LineActs(live, services, self.unit, self.refresh)
        self.heading: Text | None = None

    def place(self, spans: Spans) -> None:
        """Say where the parts stand; a period of the past shows its lines alone."""
        self._spans = spans
        self._lines = Section(self._load, self._draw)
        self._handed: Section[tuple[EntryView, ...]] = Section(
            self._load_handed, self._draw_handed
        )
        self._import = ImportCard(self._live, self._services, self.unit, self.refresh)

    async def refresh(self) -> None:
        """Load and draw everything again."""
        await self._lines.refresh()
        if self.period:
            return
        await self._handed.refresh()
        await self._import.refresh()

    async def _load(self) -> UnitCatalogue:
        completeness = self._services.completeness
        return await self._live.ask(completeness.catalogue, self.unit, self.period)

    async def _load_handed(self) -> tuple[EntryView, ...]:
        found = await self._live.ask(self._services.cases.entries.own, self.unit)
        return tuple(one for one in found if one.form.inherited_by is not None)

    def _draw(self, found: UnitCatalogue) -> None:
        if self.heading is not None:
            self.heading.set_text(found.name)
        self._tabs(found)
        wanted = [one for one in found.lines if self._state in {"", state_key(one)}]
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
            empty(words, act="看全部", target=self._address())
        elif self.period:
            words = "这一期没有要公开的。请另选一期，或看现在的目录。"
            empty(words, act="看现在的", target=f"/catalogue/{self.unit}")
        else:
            empty(
                "这个单位自己还没有要公开的条目。可以加一条，或在下面导入标准目录表。"
            )

    def _tabs(self, found: UnitCatalogue) -> None:
        with box("tabs-of", tag="nav"):
            for value in ("", *(one.value for one in DueState), "free"):
                count = sum(value in {"", state_key(one)} for one in found.lines)
                if not count and value:
                    continue
                label = {"": "全部", "free": "随时公开"}.get(
                    value, name_of("due_state", value)
                )
                target = self._address(state=value)
                made = button_link(f"{label} {count}", target)
                if value == self._state:
                    made.props["aria-current"] = "true"
            box("sp")
            with box("row-of"):
                Text(period_words(self._spans), classes="mut small")
                state_chips(found.whole, empty_catalogue=found.empty)
            period_choice(self._live, self._spans, self._address)

    def _address(self, period: str | None = None, *, state: str = "") -> str:
        asked = self.period if period is None else period
        told = {"state": state, "period": asked}
        return period_address(f"/catalogue/{self.unit}", told)

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
                Text(about_words(form), tag="p", classes="mut small")
            Text(form.section or form.body or "—", tag="td")
            Text(form.frequency.label, tag="td", classes="nowrap")
            with box(tag="td"):
                self._now(one)
            Text(when_words(one.pressing, calendar), tag="td", classes="small nowrap")
            with box("acts", tag="td"), box("row-of end"):
                self._acts(one)

    def _acts(self, one: LineStanding) -> None:
        issue = one.pressing
        out = issue is not None and issue.disclosure is not None
        if out and issue is not None:
            button_link("看这一期", f"/disclosures/{issue.disclosure}", look="low")
        elif self._live.person.holds_somewhere(Office.DRAFTER):
            target = draft_address(self.unit, one.entry.line, issue)
            button_link("去起草", target, look="low primary")
        if not one.entry.inherited and not self.period:
            self.acts.draw_keeping(one.entry)

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
        Text(issue.label, tag="p", classes="small nowrap").props["title"] = past

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
                Text(about_words(form), tag="p", classes="mut small")
            Text(name_of("unit_level", form.inherited_by), tag="td")
            Text(form.frequency.label, tag="td")
            Text(name_of("audience", form.audience), tag="td")
            with box("acts", tag="td"), box("row-of end"):
                self.acts.draw_keeping(view)
