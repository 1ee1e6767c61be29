"""List what is published and what is on its way; decide nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self, TypeVar
from urllib.parse import urlencode

from programme.boards import Board
from publishing.admin.dates import Calendar
from publishing.admin.deadlines import deadline_chip
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.parts import (
    Text,
    box,
    button_link,
    card,
    chip,
    empty,
    heading_cells,
    link,
    seal,
)
from publishing.admin.site import Build
from publishing.catalogue.units import Units
from publishing.desk.looking import Looking
from publishing.desk.published import DisclosureLine, Published, Showing
from publishing.desk.views import DraftLine
from publishing.inspection.deadline import Standing
from publishing.inspection.standings import Standings
from publishing.tables.disclosures import DraftState
from publishing.tables.people import Office
from publishing.tables.schedule import EndKind

T = TypeVar("T")
_A_LEAF = 50
_MOST_LEAVES = 10_000
_ON_ITS_WAY = (DraftState.DRAFT, DraftState.SUBMITTED, DraftState.REVIEWED)
_TONES = {
    Showing.SHOWING: "ok",
    Showing.SCHEDULED: "info",
    Showing.ENDED: "plain",
    Showing.WITHDRAWN: "bad",
}
_STATE_TONES = {DraftState.DRAFT: "plain", DraftState.SUBMITTED: "warn"}


def disclosures_page(
    *, published: Published, looking: Looking, standings: Standings, units: Units
) -> Build:
    """Return the list of disclosures."""

    async def build(live: Live) -> None:
        on_way = live.query.get("view") == "way"
        board = live.query.get("board", "")
        with head("公开事项"):
            button_link("搜索", "/search", icon="search")
            button_link("归档登记", "/filed", icon="article")
            button_link("年度归档", "/archive", icon="inventory_2")
            if live.person.holds_somewhere(Office.DRAFTER):
                new = "/drafts/new"
                button_link("新的公开事项", new, icon="add", look="primary")
        _filters(on_way, board)
        turn = _Turn.of(live)
        names = {unit.id: unit.form.name for unit in await live.ask(units.listing)}
        if on_way:
            drafts = await live.ask(looking.drafts)
            open_ones = _of_board(drafts, board)
            found = await live.ask(standings.of, turn.cut(open_ones))
            _drafts(open_ones, names, live.calendar, turn, found)
        else:
            lines = await live.ask(published.disclosures)
            wanted = [one for one in lines if board in {"", one.draft.board.value}]
            _published(wanted, names, live.calendar, turn)

    return build


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """Be which leaf of a long list is shown."""

    leaf: int
    address: str
    """The list's own address, without the leaf."""

    @classmethod
    def of(cls, live: Live) -> Self:
        """Return the leaf that was asked for."""
        text = live.query.get("leaf", "")
        leaf = int(text) if text.isdecimal() else 0
        kept = {name: live.query.get(name, "") for name in ("view", "board")}
        return cls(leaf=min(leaf, _MOST_LEAVES), address=urlencode(kept))

    def cut(self, lines: Sequence[T]) -> Sequence[T]:
        """Return the lines of this leaf."""
        start = self.leaf * _A_LEAF
        return lines[start : start + _A_LEAF]

    def draw(self, count: int) -> None:
        """Draw the ways to the leaves beside, if there are any."""
        if count <= _A_LEAF:
            return
        first, last = self.leaf * _A_LEAF + 1, min((self.leaf + 1) * _A_LEAF, count)
        with box("row-of end"):
            Text(f"第 {first} 至 {last} 件，共 {count} 件", classes="mut")
            if self.leaf:
                self._way("上一页", self.leaf - 1, "chevron_left")
            if last < count:
                self._way("下一页", self.leaf + 1, "chevron_right")

    def _way(self, label: str, leaf: int, icon: str) -> None:
        target = f"/disclosures?{self.address}&leaf={leaf}"
        button_link(label, target, icon=icon)


def _filters(on_way: bool, board: str) -> None:  # noqa: FBT001 - which of two lists
    view = "way" if on_way else ""
    with box("tabs-of", tag="nav"):
        _tab("已发布", "", board, here=not on_way)
        _tab("在办的", "way", board, here=on_way)
        box("sp")
        _tab("四务全部", view, "", here=board == "")
        for one in Board:
            _tab(name_of("board", one), view, one.value, here=board == one.value)


def _tab(label: str, view: str, board: str, *, here: bool) -> None:
    made = button_link(label, f"/disclosures?view={view}&board={board}")
    if here:
        made.props["aria-current"] = "true"


def _of_board(drafts: Sequence[DraftLine], board: str) -> list[DraftLine]:
    open_ones = [one for one in drafts if one.state in _ON_ITS_WAY]
    return [one for one in open_ones if board in {"", one.board.value}]


def _published(
    lines: Sequence[DisclosureLine],
    names: Mapping[str, str],
    calendar: Calendar,
    turn: _Turn,
) -> None:
    with card("已发布", icon_name="article", note=f"{len(lines)} 件"):
        if not lines:
            words = "这里还没有已发布的。起草、审核、批准以后，就会列在这里。"
            empty(words, act="看在办的", target="/disclosures?view=way")
            return
        with box("list", tag="table"):
            heading_cells("", "事项", "登记号", "单位", "现在", "展示到", "挂在")
            with box(tag="tbody"):
                for one in turn.cut(lines):
                    _published_row(one, names, calendar)
        turn.draw(len(lines))


def _published_row(
    one: DisclosureLine, names: Mapping[str, str], calendar: Calendar
) -> None:
    with box(tag="tr"):
        with box(tag="td"):
            seal(one.draft.board)
        with box(tag="td"):
            target = f"/disclosures/{one.draft.disclosure}"
            link(one.draft.title, target, classes="title")
            if one.draft.hung_since:
                since = calendar.day(one.draft.hung_since)
                Text(f"此前已公开，{since}起", tag="p", classes="mut small")
        Text(one.draft.register_number or "", tag="td", classes="mut")
        Text(names.get(one.draft.unit, one.draft.unit), tag="td")
        with box(tag="td"):
            chip(name_of("showing", one.showing), _TONES[one.showing])
        Text(_until(one, calendar), tag="td")
        gone = one.showing in {Showing.ENDED, Showing.WITHDRAWN}
        Text("—" if gone else f"{len(one.groups)} 组", tag="td")


def _until(one: DisclosureLine, calendar: Calendar) -> str:
    if one.showing is Showing.WITHDRAWN or one.starts_at is None:
        return "—"
    if one.ends_at is None:
        return "长期"
    day = calendar.last_day(one.ends_at)
    return f"{day}（暂定）" if one.end_kind is EndKind.PROVISIONAL else day


def _drafts(
    drafts: Sequence[DraftLine],
    names: Mapping[str, str],
    calendar: Calendar,
    turn: _Turn,
    standings: Mapping[str, Standing],
) -> None:
    with card("在办的", icon_name="article", note=f"{len(drafts)} 件"):
        if not drafts:
            words = "现在没有在办的。要公开一件事，请从起草开始。"
            empty(words, act="新的公开事项", target="/drafts/new")
            return
        with box("list", tag="table"):
            heading_cells("", "事项", "单位", "现在", "期限", "起草", "最近改动")
            with box(tag="tbody"):
                for one in turn.cut(drafts):
                    _draft_row(one, names, calendar, standings.get(one.id))
        turn.draw(len(drafts))


def _draft_row(
    one: DraftLine,
    names: Mapping[str, str],
    calendar: Calendar,
    standing: Standing | None,
) -> None:
    with box(tag="tr"):
        with box(tag="td"):
            seal(one.board)
        with box(tag="td"):
            link(one.title, f"/disclosures/{one.disclosure}", classes="title")
            if one.return_reason:
                Text(f"退回：{one.return_reason}", tag="p", classes="mut small")
        Text(names.get(one.unit, one.unit), tag="td")
        with box(tag="td"):
            tone = _STATE_TONES.get(one.state, "info")
            chip(name_of("draft_state", one.state), tone)
        with box(tag="td"):
            deadline_chip(standing, calendar)
        Text(one.drafter_name, tag="td")
        Text(calendar.moment(one.changed_at), tag="td", classes="mut")
