"""Show who signs what: what changed, the very pages, the fingerprint."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from config.mandates import Preset
from publishing.admin.approval_acts import ApprovalActs
from publishing.admin.approval_where import offer_paper, show_where
from publishing.admin.blocks import show_blocks
from publishing.admin.clarity import show_clarity
from publishing.admin.comparison import Wording, show_comparison
from publishing.admin.dates import Calendar
from publishing.admin.deadlines import deadline_chip, deadline_words
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.outlook_words import crowded_words
from publishing.admin.parts import (
    Text,
    box,
    button_link,
    card,
    chip,
    empty,
    link,
    note,
    seal,
)
from publishing.admin.personal_data import show_personal_data
from publishing.admin.pictures import set_page
from publishing.admin.promotion import promotion_chip
from publishing.admin.remarks import RemarksCard
from publishing.admin.secrecy_record import show_secrecy
from publishing.admin.signatures import (
    show_fingerprint,
    show_signatures,
    signatures_title,
)
from publishing.admin.site import Build
from publishing.admin.source_link import show_source
from publishing.catalogue.units import Units
from publishing.desk.commenting import Commenting
from publishing.desk.deciding import Deciding
from publishing.desk.looking import Looking, ToDo
from publishing.desk.papers import Papers
from publishing.desk.views import DraftLine, DraftView
from publishing.inspection.deadline import Standing
from publishing.inspection.outlook import Outlooks
from publishing.inspection.showing import ShowingNow
from publishing.inspection.standings import Standings
from publishing.schedule.groups import Groups

_TABS = {"pages": "屏上的样子", "compare": "和上一版比", "text": "文字"}


def approval_page(
    *,
    looking: Looking,
    deciding: Deciding,
    papers: Papers,
    commenting: Commenting,
    standings: Standings,
    groups: Groups,
    units: Units,
    showing: ShowingNow,
    outlooks: Outlooks,
    mandates: Mapping[str, Preset],
) -> Build:
    """Return the approval desk."""

    async def read(live: Live, wanted: str, queue: Sequence[DraftLine]) -> _Seen:
        version = await live.ask(looking.draft, wanted)
        names = {one.id: one.form.name for one in await live.ask(groups.listing)}
        of = {one.id: one.form.name for one in await live.ask(units.listing)}
        whose = of.get(version.line.unit, version.line.unit)
        labels = {name: preset.label for name, preset in mandates.items()}
        term = labels.get(version.form.mandate)
        replaces, now = version.line.replaces, await live.ask(showing.groups)
        return _Seen(
            version=version,
            before=await live.ask(looking.draft, replaces) if replaces else None,
            about=f"{whose}，{term}" if term else whose,
            wording=Wording(calendar=live.calendar, groups=names, mandates=labels),
            mandates=mandates,
            crowded=crowded_words(
                await live.ask(outlooks.of_waiting, wanted), live.calendar
            ),
            standings=await live.ask(standings.of, (*queue, version.line)),
            bare=frozenset(one.group for one in now if not one.displays),
        )

    async def build(live: Live) -> None:
        waiting = await live.ask(looking.to_do)
        queue = (*waiting.to_approve, *waiting.to_review)
        wanted = live.query.get("draft") or (queue[0].id if queue else "")
        with head("审批台", f"等您签 {len(queue)} 件" if queue else ""):
            pass
        if not wanted:
            _nothing()
            return
        seen = await read(live, wanted, queue)
        version = seen.version
        acts = ApprovalActs(
            live=live,
            deciding=deciding,
            version=version,
            turn=await live.ask(looking.turn, wanted),
            papers=await live.ask(papers.listing, wanted),
        )
        waits = await live.ask(standings.waits, wanted)
        remarks = RemarksCard(live=live, commenting=commenting, version=version)
        with box("desk"):
            _queue(live, waiting, seen)
            with box("stack"):
                if waits:
                    note(waits, icon_name="event")
                _document(live, seen)
                await remarks.draw()
            _side(live, seen, acts if wanted in _ids(queue) else None)

    return build


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """Be what the desk shows of one version."""

    version: DraftView
    before: DraftView | None
    """The version that it replaces."""
    about: str
    wording: Wording
    mandates: Mapping[str, Preset]
    standings: Mapping[str, Standing]
    bare: frozenset[str]
    """Groups without a device."""
    crowded: tuple[str, ...]
    """On which groups it would be too much for one loop, and what to do."""


def _nothing() -> None:
    with card("等我审批", icon_name="approval"):
        empty(
            "现在没有等您签的。有新的会出现在这里和待办里。",
            act="看待办",
            target="/todo",
        )


def _ids(queue: Sequence[DraftLine]) -> set[str]:
    return {one.id for one in queue}


def _queue(live: Live, waiting: ToDo, seen: _Seen) -> None:
    both = {"等我批准": waiting.to_approve, "等我审核": waiting.to_review}
    with box("a-card queue", tag="section"):
        for title, lines in both.items():
            if not lines:
                continue
            Text(f"{title}　{len(lines)}", tag="b")
            for one in lines:
                here = one.id == seen.version.line.id
                _waiting(one, live.calendar, seen.standings.get(one.id), here=here)
        if not any(both.values()):
            Text("没有等您签的", classes="mut")


def _waiting(
    one: DraftLine, calendar: Calendar, standing: Standing | None, *, here: bool
) -> None:
    made = link("", f"/approval?draft={one.id}")
    if here:
        made.props["aria-current"] = "true"
    with made:
        seal(one.board)
        Text(one.title, tag="b")
        told = f"{one.drafter_name}，{calendar.moment(one.changed_at)}"
        Text(told, tag="small")
        if standing is not None:
            tone = f"due {standing.urgency}"
            Text(deadline_words(standing, calendar), tag="small", classes=tone)


def _document(live: Live, seen: _Seen) -> None:
    version, before = seen.version, seen.before
    tab = live.query.get("tab", "")
    if tab not in _TABS:
        tab = "compare" if before else "pages"
    with box("a-card doc", tag="section") as made:
        made.props["data-board"] = version.line.board.value
        with box("doc-title", tag="h3"):
            seal(version.line.board)
            Text(version.line.title)
        with box("row-of"):
            Text(_about(live, version, seen.about), classes="mut")
            state = name_of("draft_state", version.line.state)
            chip(state, "info")
            promotion_chip(version.form.mandate, seen.mandates)
            deadline_chip(seen.standings.get(version.line.id), live.calendar)
        with box("tabs-of"):
            for name, label in _TABS.items():
                _tab(version, name, label, here=name == tab)
        if tab == "compare":
            _compare(version, before, seen.wording)
        elif tab == "text":
            with box("cmp one"), box():
                show_blocks(version.signed.blocks)
        else:
            _pages(version)


def _tab(version: DraftView, name: str, label: str, *, here: bool) -> None:
    query = urlencode({"draft": version.line.id, "tab": name})
    made = button_link(label, f"/approval?{query}")
    if here:
        made.props["aria-current"] = "true"


def _about(live: Live, version: DraftView, about: str) -> str:
    form = version.form
    words = (
        about,
        name_of("board", form.board),
        form.category,
        name_of("kind_of_act", form.kind_of_act),
        name_of("attribute", form.attribute),
        f"给{name_of('audience', form.audience)}看",
        f"事项确定于 {live.calendar.day(form.settled_on)}",
    )
    return "，".join(word for word in words if word)


def _compare(version: DraftView, before: DraftView | None, wording: Wording) -> None:
    if before is None:
        empty("这是第一版，没有可比的。请看“屏上的样子”和“文字”。")
        return
    show_comparison(before, version, wording)


def _pages(version: DraftView) -> None:
    manifest = version.manifest
    if manifest is None:
        empty("还没有排好页。提交以后，这里就是屏上的样子。")
        return
    for panel in manifest.pages:
        size = f"{panel.panel.width}×{panel.panel.height}"
        told = f"{panel.panel.diagonal_inches} 寸 {size}，{len(panel.pages)} 页"
        if panel.whole_pages is not None:
            told = f"{told}：屏上放摘要，全文 {panel.whole_pages} 屏页，在触摸屏上看"
        Text(told, tag="b")
        with box("sheets tall" if panel.panel.portrait else "sheets"):
            for number, page in enumerate(panel.pages, start=1):
                told = f"第 {number} 页，共 {len(panel.pages)} 页"
                set_page(version, page, told=f"{told}，停 {page.dwell_s} 秒")


def _side(live: Live, seen: _Seen, acts: ApprovalActs | None) -> None:
    version, names = seen.version, seen.wording.groups
    with box("a-card side", tag="aside"):
        Text(signatures_title(version), tag="b")
        me = live.person.name if acts else None
        enters = acts is not None and acts.enters
        show_signatures(version, live.calendar, me=me, enters=enters)
        with box():
            show_fingerprint(version)
            if version.line.manifest_sha256 is not None:
                offer_paper(version)
        show_where(live, version, names)
        for group in version.form.groups:
            if group in seen.bare:
                words = "还没有登记终端，批准以后暂时没有地方看到。"
                note(f"“{names.get(group, group)}”{words}")
        for words in seen.crowded:
            note(words)
        show_secrecy(version, live.calendar)
        if version.form.unexplained_because:
            words = f"没有配政策解读，理由：{version.form.unexplained_because}"
            note(f"{words}。同意就是同意不配；不同意请退回。")
        show_source(version, live.calendar)
        show_personal_data(version)
        show_clarity(version)
        if acts is not None:
            acts.draw()
