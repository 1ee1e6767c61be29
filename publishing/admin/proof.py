"""Show what is proved of a disclosure: windows, painted time, receipts."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from programme.programme import WithdrawalCause
from publishing.admin.dates import Calendar, long_lasting
from publishing.admin.names import name_of
from publishing.admin.parts import (
    Text,
    box,
    card,
    chip,
    empty,
    facts,
    heading_cells,
    link,
    note,
)
from publishing.desk.withdrawals import WithdrawalView
from publishing.evidence.queries import Receipt, ShownDay
from publishing.inspection.matter import Matter, Place
from publishing.tables.disclosures import WithdrawalState
from publishing.tables.schedule import EndKind


def show_places(matter: Matter, calendar: Calendar) -> None:
    """Show on which groups it hangs or hung, from when to when."""
    with card("挂在哪里", icon_name="calendar_view_week"):
        if not matter.places:
            empty("还没有挂出去。三个人都签了字，才会上屏。")
            return
        with box("list", tag="table"):
            heading_cells("分组", "从哪天", "展示到", "现在")
            with box(tag="tbody"):
                for place in matter.places:
                    _place(place, calendar)


def show_shown(matter: Matter, calendar: Calendar) -> None:
    """Show where and how long it was really shown."""
    total = sum(day.seconds for day in matter.shown)
    told = f"合计 {long_lasting(total * 1000)}" if matter.shown else ""
    with card("服务时间里真正展示了多久", icon_name="verified", note=told):
        if not matter.shown:
            _never_shown(matter)
            return
        with box("list", tag="table"):
            heading_cells("日期", "终端", "时间", "完整轮数", "最后一次")
            with box(tag="tbody"):
                for day in matter.shown:
                    _shown(day, calendar)


def _never_shown(matter: Matter) -> None:
    """Say why there is no proof yet, or that there will be none."""
    if not matter.places:
        empty("还没有挂出去，也就没有证据。")
    elif all(place.removed_at is not None for place in matter.places):
        empty("撤下以前，没有终端送来展示的证据。")
    else:
        words = (
            "服务时间里还没有终端送来展示的证据。轮到它画出来，几秒后这里就有；"
            "服务时间以外放的不算数。"
        )
        empty(words, act="看正在展示", target="/hanging")


def show_receipts(matter: Matter, calendar: Calendar) -> None:
    """Show the withdrawals and what each device says of the last one."""
    for one in matter.withdrawals:
        _withdrawal(one, calendar)
    confirmed = any(
        one.state is WithdrawalState.CONFIRMED for one in matter.withdrawals
    )
    if not confirmed:
        return
    out = [one for one in matter.receipts if one.gone_at is None and not one.adopted_at]
    told = f"还有 {len(out)} 台没有回执" if out else "都有回执"
    with card("撤下回执", icon_name="fact_check", note=told):
        if not matter.receipts:
            empty("没有在用的终端挂过这一件。")
            return
        _receipts(matter.receipts, calendar)


def show_erasures(matter: Matter, calendar: Calendar) -> None:
    """Show which devices have erased what names persons (REQ-22)."""
    if not matter.erasures:
        return
    out = [one for one in matter.erasures if one.erased_at is None]
    told = f"还有 {len(out)} 台没有回执" if out else "都已清除"
    with card("从设备清除个人信息", icon_name="fact_check", note=told):
        with box("list", tag="table"):
            heading_cells("终端", "应清除", "已清除")
            with box(tag="tbody"):
                for one in matter.erasures:
                    with box(tag="tr"):
                        Text(one.device_name, tag="td")
                        Text(calendar.moment(one.owed_at), tag="td")
                        with box(tag="td"):
                            if one.erased_at is None:
                                chip("还没有回执", "warn")
                            else:
                                Text(calendar.exact(one.erased_at))
        if out:
            note("没有回执的终端连上以后，先清除，再做别的。中心的档案照样保存。")


def _place(place: Place, calendar: Calendar) -> None:
    with box(tag="tr"):
        Text(place.group_name, tag="td")
        Text(calendar.moment(place.starts_at), tag="td")
        Text(_end(place, calendar), tag="td")
        with box(tag="td"):
            chip(*_now(place, calendar.now))


def _end(place: Place, calendar: Calendar) -> str:
    if place.ends_at is None:
        return "长期，到有变化为止"
    day = calendar.last_day(place.ends_at)
    return f"{day}（暂定）" if place.end_kind is EndKind.PROVISIONAL else day


def _now(place: Place, now: datetime) -> tuple[str, str]:
    if place.removed_at is not None:
        return "已拿下", "bad"
    if now < place.starts_at:
        return "还没到时间", "info"
    over = place.end_kind is EndKind.FIXED and place.ends_at and place.ends_at <= now
    return ("已期满", "plain") if over else ("正在展示", "ok")


def _shown(day: ShownDay, calendar: Calendar) -> None:
    with box(tag="tr"):
        Text(calendar.day(day.day), tag="td")
        Text(day.device_name, tag="td")
        lasted = long_lasting(day.seconds * 1000)
        Text(f"可查 {lasted}" if day.listed else lasted, tag="td")
        Text("—" if day.listed else f"{day.exposures} 轮", tag="td")
        Text(calendar.exact(day.last_at), tag="td", classes="mut")


def _withdrawal(one: WithdrawalView, calendar: Calendar) -> None:
    state = name_of("withdrawal_state", one.state)
    ends = one.cause is WithdrawalCause.COMPLETION
    with card("办结" if ends else "撤下", icon_name="block", note=state):
        facts(_told(one, calendar))
        if one.notice:
            _notice(one)
        if one.state is WithdrawalState.REQUESTED:
            words = "要另一位同事确认才撤下，在确认以前照旧展示。"
            note(words, icon_name="schedule")


def _notice(one: WithdrawalView) -> None:
    """Show the words that are published in its place, and where they are read."""
    title, *lines = one.notice.splitlines()
    Text("随同公开的说明", tag="p", classes="mut small")
    if one.notice_disclosure is None:
        Text(title, tag="b")
    else:
        link(title, f"/disclosures/{one.notice_disclosure}", classes="title")
    for line in lines:
        Text(line, tag="p")


def _told(one: WithdrawalView, calendar: Calendar) -> Mapping[str, str]:
    settled = "还没有"
    if one.settled_at is not None:
        settled = f"{one.settled_by_name}，{calendar.exact(one.settled_at)}"
    return {
        "原因": name_of("cause", one.cause),
        "说明": one.explanation,
        "申请": f"{one.requested_by_name}，{calendar.exact(one.requested_at)}",
        "办结": settled,
    }


def _receipts(receipts: Iterable[Receipt], calendar: Calendar) -> None:
    with box("list", tag="table"):
        heading_cells("终端", "收到撤下", "屏上已没有")
        with box(tag="tbody"):
            for one in receipts:
                with box(tag="tr"):
                    Text(one.device_name, tag="td")
                    for at in (one.adopted_at, one.gone_at):
                        with box(tag="td"):
                            if at is None:
                                chip("还没有", "warn")
                            else:
                                chip(calendar.exact(at), "ok", icon_name="check")
