"""Draw what stands around every page: the way about, who is signed in, the banner."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from nicegui import ui

from publishing.admin.around import Around
from publishing.admin.live import Live
from publishing.admin.parts import Text, box, link
from publishing.staff.offices import OFFICE_NAMES
from publishing.tables.people import Office

WAYS = (
    ("inspect", "监督", "/inspect", "verified"),
    ("overview", "总览", "/", "home"),
    ("todo", "待办", "/todo", "checklist"),
    ("calendar", "日历", "/calendar", "event"),
    ("disclosures", "公开事项", "/disclosures", "article"),
    ("catalogue", "公开目录", "/catalogue", "grid_on"),
    ("approval", "审批台", "/approval", "approval"),
    ("schedule", "排期", "/schedule", "calendar_view_week"),
    ("coverage", "公示覆盖", "/coverage", "fact_check"),
    ("questions", "回音壁", "/questions", "forum"),
    ("hanging", "正在展示", "/hanging", "visibility"),
    ("services", "办事目录", "/services", "apps"),
    ("devices", "终端", "/devices", "tv"),
    ("sought", "群众在找", "/sought", "search"),
    ("emergency", "应急插播", "/emergency", "emergency"),
    ("journal", "操作记录", "/journal", "menu_book"),
    ("settings", "设置", "/settings/staff", "settings"),
)


@contextmanager
def frame(live: Live, *, section: str, around: Around) -> Iterator[None]:
    """Put a page between the way about and the edge of the window."""
    with box("admin"):
        _ways(live, section, around)
        with box("a-main", tag="main"):
            live.place_banner()
            yield


@contextmanager
def head(
    title: str, subtitle: str = "", *, back: tuple[str, str] | None = None
) -> Iterator[None]:
    """Begin a page: its title at the left, its acts at the right.

    Args:
        title: What the page is.
        subtitle: What stands beside it.
        back: The page that leads here, by name and address, if it is no first one.
    """
    with box("a-top"):
        if back is not None:
            link(*back, classes="a-btn low", icon="chevron_left")
        Text(title, tag="h2")
        if subtitle:
            Text(subtitle, classes="mut")
        box("sp")
        yield


_MOST = 999
"""A badge tells no number above it."""
_DIGITS = 4
"""So many digits fit into two badges beside a way's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """Be one badge beside a way."""

    words: str
    title: str
    is_late: bool


_OF_INSPECTORS = frozenset(
    {
        "inspect",
        "disclosures",
        "catalogue",
        "hanging",
        "coverage",
        "devices",
        "sought",
        "journal",
    }
)
"""Where somebody goes who looks at everything and does nothing."""


def _is_shown(live: Live, name: str) -> bool:
    if live.person.only_looks:
        return name in _OF_INSPECTORS
    return name != "inspect"


def _ways(live: Live, section: str, around: Around) -> None:
    with box("a-nav", tag="nav"):
        with box(tag="h1"):
            box("mark")
            Text("明白")
        _bell(around.reminders)
        for name, label, target, icon in WAYS:
            if not _is_shown(live, name):
                continue
            _way(
                label,
                _target(live, name, target),
                icon,
                here=name == section,
                count=around.counts.get(name, 0),
                late=around.late if name == "todo" else 0,
            )
        with box(tag="footer"):
            Text(around.county, tag="div")
            Text(live.person.name, tag="div")
            Text(_offices(live), tag="div", classes="small")
            Text("按 ? 看快捷键", tag="div", classes="small keys-hint")
            out = Text("退出", tag="button", classes="out")
            out.props["data-icon"] = "logout"
            out.props["data-sign-out"] = "true"
            out.props["type"] = "button"


def _bell(reminders: int) -> None:
    """Say how many reminders the person has not seen, on every page."""
    if reminders:
        made = link("提醒", "/todo#reminders", classes="bell", icon="campaign")
        with made:
            Text(str(reminders), tag="b").props["title"] = f"{reminders} 条提醒没有看"


def _target(live: Live, name: str, target: str) -> str:
    """Return where a way leads: the settings begin with what the person may see."""
    if name == "settings" and not live.person.holds_somewhere(Office.ADMIN):
        return "/settings/units"
    return target


def _way(
    label: str, target: str, icon: str, *, here: bool, count: int, late: int
) -> None:
    made: ui.link = link(label, target, icon=icon)
    if here:
        made.props["aria-current"] = "page"
    with made:
        for told in badges(count, late):
            look = "late" if told.is_late else ""
            Text(told.words, tag="b", classes=look).props["title"] = told.title


def badges(count: int, late: int) -> tuple[Badge, ...]:
    """Return the badges of a way: what waits, and what of it is late.

    The way is one line of 148 px: where both do not fit, what is late stays and says
    both when it is pointed at.
    """
    waits = Badge(words=_short(count), title=f"{count} 件要办", is_late=False)
    if not late:
        return (waits,) if count else ()
    title = f"本单位 {late} 件超期"
    if count and len(_short(count)) + len(_short(late)) <= _DIGITS:
        return waits, Badge(words=f"超 {_short(late)}", title=title, is_late=True)
    title = f"{count} 件要办，{title}" if count else title
    return (Badge(words=f"超 {_short(late)}", title=title, is_late=True),)


def _short(count: int) -> str:
    return str(count) if count <= _MOST else f"{_MOST}+"


def _offices(live: Live) -> str:
    held = {office.office for office in live.person.offices}
    return "、".join(name for office, name in OFFICE_NAMES.items() if office in held)
