"""Set a week of what people look for on A4; the browser prints it (REQ-54)."""

from collections.abc import Sequence
from datetime import date, timedelta

from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.parts import Button, Text, box
from publishing.admin.site import Build
from publishing.inspection.sought import Asked, SoughtBoard
from publishing.inspection.sought_views import Rated, Sought, SoughtLine

_NOTHING = "这一周没有。"
_ABOUT_COUNTS = (
    "都是触摸屏上数的次数，不知道是谁。没查到的，同一天里有三个人查过同样的话、"
    "又不像姓名号码的，才列出原话。"
)


def sought_sheet_page(*, board: SoughtBoard) -> Build:
    """Return the page of the sheet that is handed round in the office."""

    async def build(live: Live) -> None:
        found = await live.ask(board.week, asked_of(live))
        back = ("群众在找什么", f"/sought?week={found.monday.isoformat()}")
        with head("群众在找什么 · 打印", "A4，黑白就行", back=back):
            out = Button("打印", _nothing, icon="print", look="primary")
            out.props["data-print"] = "true"
        _sheet(found)

    return build


def asked_of(live: Live) -> Asked:
    """Return the week and the place that an address asks for."""
    return Asked(
        week=_day(live.query.get("week", "")), place=live.query.get("place", "")
    )


def week_words(monday: date) -> str:
    """Return the first and the last day of a week."""
    sunday = monday + timedelta(days=6)
    return f"{monday.month} 月 {monday.day} 日—{sunday.month} 月 {sunday.day} 日"


async def _nothing() -> None:
    """Leave the press to the page's own script, which opens the print dialog."""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _sheet(found: Sought) -> None:
    place = dict(found.places).get(found.place, "全部触摸屏")
    with box("a4 form", tag="article"), box(tag="table"):
        with box(tag="thead"), box(tag="tr"), box(tag="td"), box("a4-head"):
            with box():
                Text("群众在找什么", tag="p")
                Text(place, tag="p", classes="a4-board")
            box("sp")
            Text(f"{found.monday.year} 年 {week_words(found.monday)}", tag="p")
        with box(tag="tbody"), box(tag="tr"), box("a4-body", tag="td"):
            _told(found)
        with box(tag="tfoot"), box(tag="tr"), box(tag="td"), box("a4-foot"):
            Text(_ABOUT_COUNTS, tag="p")


def _told(found: Sought) -> None:
    opened = found.searches - found.left - found.in_vain
    _table(
        "一周合计",
        ("查了", "查到并打开", "有结果没打开", "没查到"),
        [tuple(f"{n} 次" for n in (found.searches, opened, found.left, found.in_vain))],
    )
    vain = [
        (one.words, str(one.times), "、".join(one.added_to) or "还没有")
        for one in found.vain
    ]
    _table("没查到的话", ("群众怎么说", "次数", "已加到哪个事项"), vain)
    for title, lines in (
        ("看得最多的公开事项", found.disclosures),
        ("看得最多的办事指南", found.items),
        ("查得最多的事", found.searched),
    ):
        _table(title, ("名称", "次数"), _counted(lines))
    _table(
        "公开内容看明白没有",
        ("名称", "看明白了", "没看明白"),
        _rated(found.rated_disclosures),
    )
    _table("办事指南好不好", ("名称", "满意", "不满意"), _rated(found.rated_items))


def _counted(lines: tuple[SoughtLine, ...]) -> list[tuple[str, ...]]:
    return [(one.name, str(one.times)) for one in lines]


def _rated(lines: tuple[Rated, ...]) -> list[tuple[str, ...]]:
    return [(one.name, str(one.good + one.fair), str(one.bad)) for one in lines]


def _table(title: str, names: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    Text(title, tag="h2")
    if not rows:
        Text(_NOTHING, tag="p")
        return
    with box("a4-table a4-counts", tag="table"):
        with box(tag="thead"), box(tag="tr"):
            for name in names:
                Text(name, tag="th").props["scope"] = "col"
        with box(tag="tbody"):
            for row in rows:
                with box(tag="tr"):
                    for value in row:
                        Text(value, tag="td")
