"""Show which unit is complete and which is not, the worst first; decide nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from programme.boards import Board
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
from publishing.admin.period_choice import (
    period_address,
    period_choice,
    period_words,
)
from publishing.admin.site import Build
from publishing.catalogue.dues import Completeness
from publishing.inspection.completeness import CompletenessBoard, Spans, UnitStanding
from publishing.tables.units import UnitLevel

_A_LEAF = 50


def completeness_page(*, completeness: CompletenessBoard) -> Build:
    """Return the board of all units."""

    async def build(live: Live) -> None:
        asked = _asked(live)
        spans = await live.ask(completeness.spans, asked.period)
        found = await live.ask(completeness.units, asked.period)
        about = f"{period_words(spans)}该公开的公开了没有，差得最多的排在前面"
        with head("公开目录", about):
            pass
        _sums(found, asked)
        _choices(live, spans, asked)
        wanted = [one for one in found if asked.level in {"", one.level.value}]
        _board(wanted, asked)

    return build


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Be what the address asks for."""

    level: str = ""
    period: str = ""
    leaf: int = 0

    def address(self, unit: str = "") -> str:
        """Return the address of this board, or of a unit's catalogue beside it."""
        if unit:
            return period_address(f"/catalogue/{unit}", {"period": self.period})
        leaf = str(self.leaf) if self.leaf else ""
        told = {"level": self.level, "period": self.period, "leaf": leaf}
        return period_address("/catalogue", told)


def _asked(live: Live) -> _Asked:
    leaf = live.query.get("leaf", "")
    return _Asked(
        level=live.query.get("level", ""),
        period=live.query.get("period", ""),
        leaf=min(int(leaf), 999) if leaf.isdecimal() else 0,
    )


def _sums(found: Sequence[UnitStanding], asked: _Asked) -> None:
    missing = sum(one.whole.missing for one in found)
    due = sum(one.whole.due for one in found)
    late = sum(one.whole.late for one in found)
    out = sum(one.whole.published for one in found)
    with box("sum"):
        for number, words, tone in (
            (missing, "期该发没发", "bad" if missing else "ok"),
            (due, "期到期待发", "warn" if due else "ok"),
            (late, "期发了，但逾期", "warn" if late else "ok"),
            (out, "期按时发布", "ok"),
        ):
            everyone = replace(asked, level="", leaf=0).address()
            with link("", everyone, classes=f"tone-{tone}"):
                Text(str(number), tag="b")
                Text(words)


def _choices(live: Live, spans: Spans, asked: _Asked) -> None:
    with box("tabs-of", tag="nav"):
        for value, label in (
            ("", "全部单位"),
            *((one.value, name_of("unit_level", one)) for one in UnitLevel),
        ):
            target = replace(asked, level=value, leaf=0).address()
            made = button_link(label, target)
            if value == asked.level:
                made.props["aria-current"] = "true"
        box("sp")
        period_choice(
            live, spans, lambda name: replace(asked, period=name, leaf=0).address()
        )


def _board(found: Sequence[UnitStanding], asked: _Asked) -> None:
    with card("各单位", icon_name="grid_on", note=f"{len(found)} 个"):
        if not found:
            _nothing(asked)
            return
        with box("list", tag="table"):
            titles = [name_of("board", one) for one in Board]
            heading_cells("单位", "合计", *titles, "已公开", "")
            with box(tag="tbody"):
                first = asked.leaf * _A_LEAF
                for one in found[first : first + _A_LEAF]:
                    _row(one, asked)
        _leaves(len(found), asked)


def _nothing(asked: _Asked) -> None:
    if asked.period:
        words = "这一期没有要公开的。请另选一期，或看今年的。"
        empty(words, act="看今年的", target="/catalogue")
        return
    words = "还没有目录。打开一个单位，加上条目或导入标准目录表。"
    empty(words, act="看单位", target="/settings/units")


def _row(one: UnitStanding, asked: _Asked) -> None:
    with box(tag="tr").mark(f"unit-{one.unit}"):
        with box(tag="td"):
            link(one.name, asked.address(one.unit), classes="title")
            Text(name_of("unit_level", one.level), tag="p", classes="mut small")
        with box(tag="td"), box("row-of"):
            state_chips(one.whole, empty_catalogue=one.empty)
        for board in Board:
            with box(tag="td"):
                _cell(board, one)
        percent = one.whole.percent
        Text("—" if percent is None else f"{percent}%", tag="td", classes="nowrap")
        with box("acts", tag="td"):
            button_link("看目录", asked.address(one.unit), look="low")


def _cell(board: Board, one: UnitStanding) -> None:
    counts = one.boards.get(board)
    if counts is None:
        Text("—", classes="mut")
        return
    with box("row-of"):
        seal(board)
        state_chips(counts, empty_catalogue=one.empty)


def state_chips(counts: Completeness, *, empty_catalogue: bool = False) -> None:
    """Show what needs somebody, in words and colour; nothing does: it says so.

    An empty catalogue is no good news: nothing falls due because nothing is in it.
    """
    told = (
        (counts.missing, "没发", "bad"),
        (counts.due, "待发", "warn"),
        (counts.late, "逾期", "warn"),
    )
    shown = [(count, words, tone) for count, words, tone in told if count]
    for count, words, tone in shown:
        chip(f"{count} {words}", tone)
    if not shown and empty_catalogue and not counts.demanded:
        chip("目录为空", "warn")
    elif not shown:
        words = "都发了" if counts.demanded else "没到期"
        chip(words, "ok" if counts.demanded else "plain")


def _leaves(count: int, asked: _Asked) -> None:
    if count <= _A_LEAF:
        return
    leaf = asked.leaf
    first, last = leaf * _A_LEAF + 1, min((leaf + 1) * _A_LEAF, count)
    with box("row-of end"):
        Text(f"第 {first} 至 {last} 个，共 {count} 个", classes="mut")
        if leaf:
            target = replace(asked, leaf=leaf - 1).address()
            button_link("上一页", target, icon="chevron_left")
        if last < count:
            target = replace(asked, leaf=leaf + 1).address()
            button_link("下一页", target, icon="chevron_right")
