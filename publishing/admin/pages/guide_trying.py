"""Let the staff ask the directory as a resident would; it changes nothing."""

from directory.answer import AnswerKind
from directory.model import ServiceItem
from publishing.admin.fields import line
from publishing.admin.guide_ways import guide_head
from publishing.admin.live import Live
from publishing.admin.parts import Button, Text, box, card, empty, link
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.catalogue.trying import Tried
from publishing.catalogue.upkeep import DirectoryUpkeep

_KINDS = {
    AnswerKind.ITEMS: "触摸屏会直接回答第一项，其余列在后面",
    AnswerKind.CHOICES: "触摸屏会请人选",
    AnswerKind.NONE: "触摸屏会说“这里查不到”，请人去咨询台",
}


def guide_trying_page(*, upkeep: DirectoryUpkeep) -> Build:
    """Return the page on which a question is tried."""

    async def build(live: Live) -> None:
        guide_head("trying")
        await _Trying(live, upkeep).begin()

    return build


class _Trying:
    """Bind the question to the use case."""

    def __init__(self, live: Live, upkeep: DirectoryUpkeep) -> None:
        self._live = live
        self._upkeep = upkeep
        self._question = ""

    async def begin(self) -> None:
        """Draw the question's field and, below it, what came of the last one."""
        with card("试一问", icon_name="search", note="用正在编的事项回答，不记下来"):
            words = line("居民会怎么说", "", most=40)
            listing = Section(self._load, self._draw)

            async def ask() -> None:
                self._question = str(words.value or "").strip()
                await listing.refresh()

            words.on("keydown.enter", self._live.handler(ask))
            with box("row-of end"):
                asking = self._live.handler(ask)
                Button("看怎么答", asking, icon="search", look="primary")
        await listing.refresh()

    async def _load(self) -> Tried | None:
        if not self._question:
            return None
        return await self._live.ask(self._upkeep.tried, question=self._question)

    def _draw(self, tried: Tried | None) -> None:
        if tried is None:
            return
        answer = tried.answer
        Text(_KINDS[answer.kind], tag="b")
        if answer.kind is AnswerKind.NONE:
            empty("没查到。给哪个事项加上这句口语词，再试。")
        if answer.asks is not None:
            Text(f"先问一句：{answer.asks.question}", tag="p")
            for option in answer.asks.options:
                left = "、".join(tried.items[one].plain_name for one in option.items)
                Text(f"{option.name}：{left}", tag="p", classes="small")
        with box(tag="ol"):
            for match in answer.matches:
                _row(tried, tried.items[match.item])


def _row(tried: Tried, item: ServiceItem) -> None:
    office = tried.departments.get(item.department)
    with box(tag="li"):
        link(item.plain_name, f"/services/items/{item.id}", classes="title")
        Text(office.short_name if office else "", tag="p", classes="mut small")
