"""Show what was on a screen at a day and time, with its picture (REQ-30)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import quote, urlencode

from nicegui import ui

from programme.boards import DisplayKind
from publishing.admin.dates import Calendar
from publishing.admin.fields import all_of, choice, day, day_of, line
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.moment_words import (
    because,
    headline,
    missed_words,
    missing_words,
    photograph_words,
    stretch_facts,
)
from publishing.admin.parts import (
    Button,
    Text,
    box,
    card,
    empty,
    facts,
    link,
    note,
)
from publishing.admin.site import Build
from publishing.errors import NotThere
from publishing.inspection.moment_views import DisplayChoice, MomentView, Photograph
from publishing.inspection.moments import Moments

_WHOLE = "整组："
_GROUP = "group:"
_NO_KIOSK = (
    "触摸屏不拍照，免得拍到来办事的人。证据是它在服务、列着哪些事项的记录，"
    "和签发的内容指纹。"
)


def moments_page(*, moments: Moments) -> Build:
    """Return the page that looks back."""

    async def build(live: Live) -> None:
        displays = await live.ask(moments.displays)
        asked = asked_of(live.query, live.calendar)
        back = ("正在展示", "/hanging")
        with head("某一刻放的什么", "按播放记录答，附照片", back=back):
            pass
        if not displays:
            empty("还没有登记终端。", act="去登记", target="/devices")
            return
        _form(live, asked, displays)
        if asked.at is None:
            return
        try:
            found = await live.ask(
                lambda by: moments.at(by, asked.at, **asked.display())  # type: ignore[arg-type]  # `at`'s own
            )
        except NotThere:
            empty("没有这块屏。请重新选。")
            return
        for moment in found:
            _moment(live, moment)

    return build


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Be what the address asks for."""

    screen: str = ""
    on: date
    time: str = ""
    at: datetime | None = None
    """None: nothing was asked yet, or it cannot be read."""

    def display(self) -> dict[str, str]:
        """Return a device or a group, as the question takes it."""
        if self.screen.startswith(_GROUP):
            return {"group": self.screen.removeprefix(_GROUP)}
        return {"device": self.screen}


def asked_of(query: Mapping[str, str], calendar: Calendar) -> Asked:
    """Return what an address asks for; what cannot be read asks for nothing."""
    told = query.get("time", "")[:8]
    screen = query.get("screen", "")[:90]
    try:
        on = date.fromisoformat(query.get("on", ""))
        clock = time.fromisoformat(told)
        local = datetime.combine(on, clock.replace(tzinfo=None), calendar.zone)
    except ValueError:
        return Asked(screen=screen, on=calendar.today, time=told)
    at = local if screen and 2000 <= on.year <= 2200 else None  # noqa: PLR2004 - years
    return Asked(screen=screen, on=on, time=told, at=at)


def _form(live: Live, asked: Asked, displays: Sequence[DisplayChoice]) -> None:
    offered = {one.device: f"{one.name}（{one.group_name}）" for one in displays}
    groups = {f"{_GROUP}{one.group}": f"{_WHOLE}{one.group_name}" for one in displays}
    offered |= groups
    first = displays[0].device
    with card("查哪一刻", icon_name="history"), box("search-form"):
        screen = choice("哪块屏", offered, asked.screen or first).classes("wide")
        on = day("哪一天", asked.on)
        at = line("几点几分", asked.time, most=8, hint="如 14:05，也可以到秒 14:05:30")

        async def go() -> None:
            read = all_of({"on": lambda: day_of(on, "哪一天")})
            told = {
                "screen": str(screen.value or ""),
                "on": read["on"].isoformat(),
                "time": str(at.value or "").strip().replace("：", ":"),
            }
            live.go(f"/moments?{urlencode(told)}")

        Button("查", live.handler(go), icon="search", look="primary")
    if asked.time and asked.at is None:
        note("请选一块屏，时刻写成 14:05。")


def _moment(live: Live, moment: MomentView) -> None:
    calendar, display = live.calendar, moment.display
    at = calendar.exact(moment.at)
    with card(f"{display.name} · {at}", icon_name="tv", note=display.group_name):
        Text(headline(moment), tag="h3")
        with box("moment"):
            with box("stack"):
                _shown(moment, calendar)
                for words in because(moment, calendar):
                    Text(words, tag="p")
            with box("stack"):
                _photographs(moment, calendar)


def _shown(moment: MomentView, calendar: Calendar) -> None:
    shown = moment.shown
    if shown is None:
        return
    if shown.disclosure:
        address = urlencode({"at": moment.at.isoformat()})
        _image(
            f"/api/moments/{quote(moment.display.device)}/page?{address}",
            f"这一刻放的那一页：{shown.title}",
        )
        link("看这件事项", f"/disclosures/{shown.disclosure}")
    facts(stretch_facts(shown, calendar))


def _photographs(moment: MomentView, calendar: Calendar) -> None:
    Text("整块屏的照片", tag="b")
    if moment.display.kind is DisplayKind.KIOSK:
        empty(_NO_KIOSK)
        return
    if not moment.photographs:
        empty("这前后没有照片。要有照片，屏上的浏览器得由 mingbai player show 打开。")
    for one in moment.photographs:
        _photograph(one, moment, calendar)
    for missed in moment.missed:
        note(missed_words(missed, calendar))


def _photograph(one: Photograph, moment: MomentView, calendar: Calendar) -> None:
    words = photograph_words(one, moment, calendar)
    if one.stored:
        device = quote(moment.display.device)
        _image(f"/api/moments/{device}/photographs/{one.picture}", words)
    else:
        note(missing_words(one, calendar), tone="info")
    Text(words, tag="p", classes="mut small")


def _image(address: str, words: str) -> ui.element:
    with box(tag="a") as large:
        made = box(tag="img")
    large.props["href"] = address
    large.props["target"] = "_blank"
    large.props["rel"] = "noopener"
    large.props["title"] = "看大图"
    made.props["src"] = address
    made.props["alt"] = words
    made.props["loading"] = "lazy"
    made.classes("shot")
    return made
