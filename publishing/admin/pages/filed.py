"""Show the register of what is filed and not shown; let the office decide (REQ-11)."""

from collections.abc import Sequence
from functools import partial

from nicegui import ui

from publishing.admin.dialog import Dialog, ask_reason, ask_sure
from publishing.admin.fields import day, day_of, line, long_text, text_of
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.parts import (
    Button,
    Text,
    box,
    card,
    chip,
    empty,
    link,
    seal,
)
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.filing.closing import FilingOffice
from publishing.filing.keeping import Filings
from publishing.filing.views import FilingView
from publishing.tables.filings import FilingState
from publishing.tables.people import Office

_TONES = {
    FilingState.PROPOSED: "warn",
    FilingState.FILED: "ok",
    FilingState.DECLINED: "plain",
    FilingState.REOPENED: "info",
}


def filed_page(*, filings: Filings, office: FilingOffice) -> Build:
    """Return the register of filed matters."""

    async def build(live: Live) -> None:
        page = _Register(live, filings, office)
        about = "依申请公开和不予公开的，只存档，不上屏"
        with head("归档登记", about, back=("公开事项", "/disclosures")):
            pass
        find = live.handler(page.refresh)
        with box("row-of"):
            page.words = line("找标题、单位、理由", live.query.get("words", ""))
            page.words.on("keydown.enter", find)
            Button("查找", find, icon="search")
        page.place()
        await page.refresh()

    return build


class _Register:
    """Bind the register to the acts of the office."""

    words: ui.input

    def __init__(self, live: Live, filings: Filings, office: FilingOffice) -> None:
        self._live = live
        self._filings = filings
        self._office = office

    def place(self) -> None:
        """Say where the list stands."""
        self._list = Section(self._load, self._draw)

    async def refresh(self) -> None:
        """Load the list again."""
        await self._list.refresh()

    async def _load(self) -> tuple[FilingView, ...]:
        words = str(self.words.value or "").strip()
        return await self._live.ask(self._filings.register, words=words)

    def _draw(self, found: Sequence[FilingView]) -> None:
        with card("登记簿", icon_name="article", note=f"{len(found)} 件"):
            if not found:
                empty(
                    "没有找到归档的事项。起草时把公开属性改成不予公开，就能提出归档。"
                )
                return
            with box("lines", tag="ul"):
                for one in found:
                    with box(tag="li") as made:
                        if self._live.query.get("one") == str(one.id):
                            made.props["aria-current"] = "true"
                        self._line(one)

    def _line(self, one: FilingView) -> None:
        calendar = self._live.calendar
        seal(one.board)
        with box():
            with box("row-of"):
                link(one.title, f"/disclosures/{one.disclosure}", classes="title")
                chip(name_of("filing_state", one.state), _TONES[one.state])
                chip(name_of("attribute", one.attribute), "plain")
                if one.policy:
                    chip("政策文件" + ("，已核查" if one.checked_by else "，要核查"))
            Text(f"{name_of('ground', one.ground)}：{_why(one)}", tag="p")
            told = f"{one.unit_name}，{one.proposed_by}提出"
            told += f"，{one.checked_by}核查" if one.checked_by else ""
            told += f"，{one.decided_by}决定" if one.decided_by else ""
            when = calendar.moment(one.decided_at or one.proposed_at)
            Text(f"{told}，{when}", tag="p", classes="mut small")
            if one.review_on:
                words = f"{calendar.day(one.review_on)} 再看能不能公开"
                Text(words, tag="p", classes="small")
            if one.note:
                Text(f"办公室：{one.note}", tag="p", classes="small")
        with box("row-of"):
            self._acts(one)

    def _acts(self, one: FilingView) -> None:
        person, live = self._live.person, self._live
        office = person.holds_somewhere(Office.REVIEWER)
        if one.state is FilingState.PROPOSED:
            if (
                one.policy
                and not one.checked_by
                and person.holds_somewhere(Office.REVIEWER, Office.PUBLISHER)
            ):
                Button("核查过了", live.handler(partial(self._check, one)), look="low")
            if office and (one.checked_by or not one.policy):
                accept = live.handler(partial(self._accept, one))
                Button("同意归档", accept, look="low primary")
            if office:
                Button("不同意", live.handler(partial(self._decline, one)), look="low")
        if one.state is FilingState.FILED and office:
            if one.review_on:
                Button("改日子", live.handler(partial(self._put_off, one)), look="low")
            Button("重新起草", live.handler(partial(self._reopen, one)), look="low")

    async def _check(self, one: FilingView) -> None:
        await self._live.ask(self._office.check, one.id)
        await self._done("核查已记下，可以由另一位同事决定归档。")

    async def _accept(self, one: FilingView) -> None:
        async def go() -> None:
            await self._live.ask(self._office.accept, one.id)
            await self._done(f"“{one.title}”已归档，不会上屏。")

        ask_sure(
            self._live,
            title=f"归档“{one.title}”",
            consequence="归档以后不公开，只存在登记簿里。以后可以重新起草。",
            act="同意归档",
            do=go,
        )

    async def _decline(self, one: FilingView) -> None:
        async def go(reason: str) -> None:
            await self._live.ask(self._office.decline, one.id, reason=reason)
            await self._done("已退回起草人。")

        ask_reason(
            self._live,
            title=f"不同意归档“{one.title}”",
            consequence="这一件回到起草人那里。",
            label="为什么，起草人会看到",
            act="不同意",
            do=go,
        )

    async def _reopen(self, one: FilingView) -> None:
        async def go(reason: str) -> None:
            await self._live.ask(self._office.reopen, one.id, reason=reason)
            await self._done("已回到起草人那里，改成主动公开就能提交。")

        ask_reason(
            self._live,
            title=f"重新起草“{one.title}”",
            consequence="这一件变回草稿，由起草人改公开属性再提交。",
            label="为什么现在可以公开",
            act="重新起草",
            do=go,
        )

    async def _put_off(self, one: FilingView) -> None:
        with Dialog(f"“{one.title}”哪天再看") as made:
            on = day("再看的日子", one.review_on)
            reason = long_text("为什么现在还不能公开", most=500)

        async def go() -> None:
            await self._live.ask(
                self._office.put_off,
                one.id,
                review_on=day_of(on, "再看的日子"),
                reason=text_of(reason, "为什么现在还不能公开"),
            )
            made.close()
            await self._done("再看的日子已改，到时会出现在待办里。")

        made.acts(self._live, "改日子", go, look="primary")
        made.open()

    async def _done(self, words: str) -> None:
        self._live.say(words)
        await self.refresh()


def _why(one: FilingView) -> str:
    replies = f"附上级答复：{'、'.join(one.replies)}" if one.replies else ""
    return "；".join(part for part in (one.reason, replies) if part)
