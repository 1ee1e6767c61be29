"""Show which unit is complete and which is not, the worst first; decide nothing."""

from collections.abc import Sequence

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
from publishing.admin.site import Build
from publishing.catalogue.dues import Completeness
from publishing.inspection.completeness import CompletenessBoard, UnitStanding
from publishing.tables.units import UnitLevel

_A_LEAF = 50


def completeness_page(*, completeness: CompletenessBoard) -> Build:
    """Return the board of all units."""

    async def build(live: Live) -> None:
        level = live.query.get("level", "")
        found = await live.ask(completeness.units)
        about = "今年该公开的公开了没有，差得最多的排在前面"
        with head("公开目录", about):
            pass
        _sums(found)
        _levels(level)
        wanted = [one for one in found if level in {"", one.level.value}]
        _board(wanted, _leaf(live), level)

    return build


def _leaf(live: Live) -> int:
    text = live.query.get("leaf", "")
    return min(int(text), 999) if text.isdecimal() else 0


def _sums(found: Sequence[UnitStanding]) -> None:
    missing = sum(one.whole.missing for one in found)
    due = sum(one.whole.due for one in found)
    late = sum(one.whole.late for one in found)
    out = sum(one.whole.published for one in found)
    with box("sum"):
        _sum(missing, "期该发没发", "bad" if missing else "ok")
        _sum(due, "期到期待发", "warn" if due else "ok")
        _sum(late, "期发了，但逾期", "warn" if late else "ok")
        _sum(out, "期按时发布", "ok")


def _sum(number: int, words: str, tone: str) -> None:
    with link("", "/catalogue", classes=f"tone-{tone}"):
        Text(str(number), tag="b")
        Text(words)


def _levels(level: str) -> None:
    with box("tabs-of", tag="nav"):
        for value, label in (
            ("", "全部单位"),
            *((one.value, name_of("unit_level", one)) for one in UnitLevel),
        ):
            made = button_link(label, f"/catalogue?level={value}")
            if value == level:
                made.props["aria-current"] = "true"


def _board(found: Sequence[UnitStanding], leaf: int, level: str) -> None:
    with card("各单位", icon_name="grid_on", note=f"{len(found)} 个"):
        if not found:
            words = "还没有目录。打开一个单位，加上条目或导入标准目录表。"
            empty(words, act="看单位", target="/settings/units")
            return
        with box("list", tag="table"):
            titles = [name_of("board", one) for one in Board]
            heading_cells("单位", "合计", *titles, "已公开", "")
            with box(tag="tbody"):
                for one in found[leaf * _A_LEAF : (leaf + 1) * _A_LEAF]:
                    _row(one)
        _leaves(len(found), leaf, level)


def _row(one: UnitStanding) -> None:
    with box(tag="tr").mark(f"unit-{one.unit}"):
        with box(tag="td"):
            link(one.name, f"/catalogue/{one.unit}", classes="title")
            Text(name_of("unit_level", one.level), tag="p", classes="mut small")
        with box(tag="td"), box("row-of"):
            state_chips(one.whole)
        for board in Board:
            with box(tag="td"):
                _cell(board, one.boards.get(board))
        percent = one.whole.percent
        Text("—" if percent is None else f"{percent}%", tag="td", classes="nowrap")
        with box("acts", tag="td"):
            button_link("看目录", f"/catalogue/{one.unit}", look="low")


def _cell(board: Board, counts: Completeness | None) -> None:
    if counts is None:
        Text("—", classes="mut")
        return
    with box("row-of"):
        seal(board)
        state_chips(counts)


def state_chips(counts: Completeness) -> None:
    """Show what needs somebody, in words and colour; nothing does: it says so."""
    told = (
        (counts.missing, "没发", "bad"),
        (counts.due, "待发", "warn"),
        (counts.late, "逾期", "warn"),
    )
    shown = [(count, words, tone) for count, words, tone in told if count]
    for count, words, tone in shown:
        chip(f"{count} {words}", tone)
    if not shown:
        words = "都发了" if counts.demanded else "没到期"
        chip(words, "ok" if counts.demanded else "plain")


def _leaves(count: int, leaf: int, level: str) -> None:
    if count <= _A_LEAF:
        return
    first, last = leaf * _A_LEAF + 1, min((leaf + 1) * _A_LEAF, count)
    with box("row-of end"):
        Text(f"第 {first} 至 {last} 个，共 {count} 个", classes="mut")
        if leaf:
            target = f"/catalogue?level={level}&leaf={leaf - 1}"
            button_link("上一页", target, icon="chevron_left")
        if last < count:
            target = f"/catalogue?level={level}&leaf={leaf + 1}"
            button_link("下一页", target, icon="chevron_right")
