"""Show what is wrong, due and hanging; every number leads to the list behind it."""

from dataclasses import dataclass

from publishing.admin.dates import Calendar, lasting
from publishing.admin.duty_lines import NEAR, mark_of, near_lines
from publishing.admin.duty_words import about_words
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
    link,
    note,
)
from publishing.admin.pictures import thumbnail
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.duties.duty import SIGNING, DutyKind, Ranked, Urgency
from publishing.duties.gathering import Duties
from publishing.inspection.fleet import Fleet, Tile
from publishing.inspection.kept_checkpoints import KeptCheckpoints
from publishing.inspection.showing import DisplayNow, GroupNow, ShowingNow
from publishing.tables.people import Office

REFRESH_S = 4.0
_MOST_TROUBLES = 4
_MOST_DUE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """Be all that the overview shows at one moment."""

    duties: tuple[Ranked, ...]
    groups: tuple[GroupNow, ...]
    tiles: tuple[Tile, ...]
    log_contradicted: bool
    """A device says that the log of evidence is another than it was."""
    at: str
    """The minute, so that dates go on where nothing else changes."""


def overview_page(
    *, duties: Duties, showing: ShowingNow, fleet: Fleet, kept: KeptCheckpoints
) -> Build:
    """Return the overview."""

    async def build(live: Live) -> None:
        def see(actor: str) -> _Seen:
            return _Seen(
                duties=duties.pressing(actor),
                groups=showing.groups(actor),
                tiles=fleet.tiles(actor),
                log_contradicted=kept.is_contradicted(actor),
                at=live.calendar.header(),
            )

        with head("总览", live.calendar.header()):
            button_link("看正在展示什么", "/hanging", icon="visibility")
            if live.person.holds_somewhere(Office.DRAFTER):
                new = "/drafts/new"
                button_link("新的公开事项", new, icon="add", look="primary")

        async def load() -> _Seen:
            return await live.ask(see)

        page = Section(load, lambda seen: _draw(live, seen), classes="stack grow")
        await page.refresh()

        async def again() -> None:
            page.show(await live.glance(see))

        live.every(REFRESH_S, again)

    return build


def _draw(live: Live, seen: _Seen) -> None:
    calendar = live.calendar
    late = [one for one in seen.duties if one.late]
    troubled = [tile for tile in seen.tiles if tile.health.needs_a_person]
    if seen.log_contradicted:
        words = "存证日志对不上：有设备留存的校验点和它不一样。请先不要动数据库。"
        note(words, tone="bad", icon_name="error")
        with box("row-of"):
            button_link("看是哪一台、怎么办", "/checkpoints", icon="fact_check")
    _sums(seen, late, troubled)
    with box("two grow"):
        _now(live, seen.groups)
        with box("stack"):
            _troubles(late, troubled, calendar)
            _due(seen.duties, calendar)


def _sums(seen: _Seen, late: list[Ranked], troubled: list[Tile]) -> None:
    today = [one.duty for one in seen.duties if one.urgency is Urgency.TODAY]
    short = [duty for duty in today if duty.kind is DutyKind.SHORT_TODAY]
    must = [duty for duty in today if not duty.ends and duty not in short]
    signing = [one for one in seen.duties if one.duty.kind in SIGNING]
    active = [tile for tile in seen.tiles if tile.device.revoked_at is None]
    fine = len(active) - len(troubled)
    wrong = len(late) + len(troubled)
    with box("sum five"):
        tone = "bad" if wrong else "ok"
        _sum(str(wrong), "件需要处理：超期、终端", "/todo#late", tone)
        _sum(str(len(must)), "件今天必须发布", "/todo#due", "warn" if must else "ok")
        tone = "bad" if short else "ok"
        _sum(str(len(short)), "件今天放不够", "/coverage", tone)
        _sum(str(len(signing)), "件等您审批", "/approval", "info")
        whole = f"{fine} / {len(active)}"
        tone = "ok" if fine == len(active) else "bad"
        _sum(whole, "台终端正常在放", "/devices", tone)


def _sum(number: str, words: str, target: str, tone: str) -> None:
    with link("", target, classes=f"tone-{tone}"):
        Text(number, tag="b")
        Text(words)


def _now(live: Live, groups: tuple[GroupNow, ...]) -> None:
    items = sum(len(group.hanging) for group in groups)
    told = f"{len(groups)} 个分组，{items} 件次"
    with card("正在展示", icon_name="tv", note=told):
        if not groups:
            empty("还没有显示分组。", act="去加分组", target="/settings/groups")
            return
        with box("now"):
            for group in groups:
                _group(live, group)


def _group(live: Live, group: GroupNow) -> None:
    newest = _newest(group.displays)
    with link("", f"/hanging#{group.group}", classes="gr"):
        thumbnail(
            newest.picture if newest else None, portrait=group.portrait, base=live.root
        )
        with box():
            Text(group.name, tag="b")
            if not group.displays:
                chip("没有终端", "warn")
            elif group.hanging:
                chip(f"{len(group.hanging)} 件", "info")
            else:
                chip("默认页", "warn")
            pace = Text(_pace(group), tag="p")
            if group.too_few:
                pace.classes("few")
            Text(_proved(live, group, newest), tag="p")


def _newest(displays: tuple[DisplayNow, ...]) -> DisplayNow | None:
    painted = [one for one in displays if one.picture]
    return max(painted, key=_painted_at, default=None)


def _painted_at(display: DisplayNow) -> float:
    return display.picture.at.timestamp() if display.picture else 0.0


def _pace(group: GroupNow) -> str:
    if not group.displays:
        return "还没有登记终端，什么也看不到"
    if not group.hanging:
        return "没有公开事项，在放默认页"
    if group.kind.value == "kiosk":
        return "全部事项可查"
    told = f"{lasting(group.loop_s)}一轮，每件每小时 {group.per_hour} 次"
    return f"{told}，要 {group.least_per_hour} 次" if group.too_few else told


def _proved(live: Live, group: GroupNow, newest: DisplayNow | None) -> str:
    """Say when the group last proved what it shows."""
    if not group.displays:
        return f"排了 {len(group.hanging)} 件"
    if newest is not None and newest.picture is not None:
        return f"{live.calendar.moment(newest.picture.at)} 画出"
    listed = [item.proved_at for item in group.hanging if item.proved_at]
    if listed:
        return f"{live.calendar.moment(max(listed))} 有证据"
    return "还没有收到证据"


def _troubles(late: list[Ranked], troubled: list[Tile], calendar: Calendar) -> None:
    wrong = len(late) + len(troubled)
    with card("需要处理", icon_name="error", note=f"{wrong} 件"):
        if not wrong:
            empty("没有超期的，终端都正常。", icon_name="check_circle")
            return
        with box("lines", tag="ul"):
            for one in late[:_MOST_TROUBLES]:
                with box(tag="li"):
                    mark_of(one.duty)
                    with box():
                        Text(one.duty.title, tag="b")
                        Text(about_words(one, calendar), tag="p")
                    button_link("去办", one.duty.link, look="low primary")
            if len(late) > _MOST_TROUBLES:
                with box(tag="li"):
                    more = f"还有 {len(late) - _MOST_TROUBLES} 件超期"
                    link(more, "/todo#late", classes="late wide")
            for tile in troubled[:_MOST_TROUBLES]:
                with box(tag="li"):
                    chip(name_of("condition", tile.health.condition), "bad")
                    with box():
                        Text(tile.device.name, tag="b")
                        Text(tile.health.sentence, tag="p")
                    button_link("去终端", "/devices?only=trouble", look="low")


def _due(duties: tuple[Ranked, ...], calendar: Calendar) -> None:
    coming = [one for one in duties if one.urgency in NEAR]
    with card("5 个工作日内到期", icon_name="event", note=f"{len(coming)} 件"):
        near_lines(coming[:_MOST_DUE], calendar)
        if len(coming) > _MOST_DUE:
            link(f"还有 {len(coming) - _MOST_DUE} 件", "/todo#due", classes="mut")
