"""Show what a calendar moved: due days and ends, before and after; decide nothing."""

from collections.abc import Iterator, Sequence
from datetime import date

from publishing.admin.dates import Calendar
from publishing.admin.parts import Text, box, card, empty, link
from publishing.county_days.moving import WindowDates
from publishing.inspection.moves import MoveView
from publishing.tables.schedule import EndKind


def show_moves(moves: Sequence[MoveView], calendar: Calendar) -> None:
    """Show what calendars moved of one disclosure; nothing where none did."""
    if not moves:
        return
    with card("日期调整", icon_name="event", note="工作日历变了以后重算"):
        _list(moves, calendar, titled=False)


def show_all_moves(moves: Sequence[MoveView], calendar: Calendar) -> None:
    """Show what calendars moved last, of all disclosures."""
    with card("重算记录", icon_name="history", note=f"最近 {len(moves)} 条"):
        if not moves:
            empty("工作日历还没有让哪一件的日期变动。", icon_name="check_circle")
            return
        _list(moves, calendar, titled=True)


def _list(moves: Sequence[MoveView], calendar: Calendar, *, titled: bool) -> None:
    with box("lines", tag="ul"):
        for move in moves:
            with box(tag="li"), box():
                if titled:
                    link(move.title, f"/disclosures/{move.disclosure}")
                Text("；".join(move_words(move, calendar)), tag="p")
                told = f"{calendar.moment(move.at)}，{move.cause}"
                Text(told, tag="p", classes="mut small")


def move_words(move: MoveView, calendar: Calendar) -> Iterator[str]:
    """Yield what moved, one part a sentence."""
    before, after = move.before, move.after
    if before.target_on != after.target_on:
        days = _days(before.target_on, after.target_on, calendar)
        yield f"应发布日 {days}"
    if before.legal_on != after.legal_on:
        yield f"法定最迟 {_days(before.legal_on, after.legal_on, calendar)}"
    if before.provisional and not after.provisional:
        yield "应发布日已确定，不再是暂定"
    yield from sorted(set(_ends(move, calendar)))
    if move.falls_short:
        yield "印好的截止日不变，比规定少了，请决定要不要补公示"


def _ends(move: MoveView, calendar: Calendar) -> Iterator[str]:
    for was, now in zip(move.before.windows, move.after.windows, strict=True):
        if was.ends_at != now.ends_at:
            yield f"展示到 {_end(was, calendar)} → {_end(now, calendar)}"
        elif was.end_kind != now.end_kind:
            yield f"展示到 {_end(now, calendar)}，已确定"


def _end(window: WindowDates, calendar: Calendar) -> str:
    if window.ends_at is None:
        return "有变化为止"
    mark = "（暂定）" if window.end_kind is EndKind.PROVISIONAL else ""
    return calendar.last_day(window.ends_at) + mark


def _days(was: date | None, now: date | None, calendar: Calendar) -> str:
    return " → ".join("没有" if on is None else calendar.day(on) for on in (was, now))
