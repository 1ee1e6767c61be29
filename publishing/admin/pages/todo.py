"""Show what waits for the person, by what they do; decide nothing."""

from functools import partial

from publishing.admin.dates import Calendar
from publishing.admin.dialog import ask_reason, ask_sure
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.parts import (
    Button,
    Text,
    box,
    button_link,
    card,
    empty,
    link,
    seal,
)
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.desk.commenting import Comment
from publishing.desk.looking import Looking, ToDo
from publishing.desk.views import DraftLine
from publishing.desk.withdrawals import WithdrawalView
from publishing.desk.withdrawing import Withdrawing
from publishing.inspection.duties import Duties, Duty
from publishing.tables.people import Office


def todo_page(*, looking: Looking, duties: Duties, withdrawing: Withdrawing) -> Build:
    """Return the page of what waits for the person."""

    async def build(live: Live) -> None:
        page = _ToDoPage(live, looking, duties, withdrawing)
        with head("待办", "等您办的，按您的职责列出"):
            if live.person.holds_somewhere(Office.DRAFTER):
                button_link("新的公开事项", "/drafts/new", icon="add", look="primary")
        page.place()
        await page.refresh()

    return build


class _ToDoPage:
    """Bind what waits to its acts."""

    def __init__(
        self, live: Live, looking: Looking, duties: Duties, withdrawing: Withdrawing
    ) -> None:
        self._live = live
        self._looking = looking
        self._duties = duties
        self._withdrawing = withdrawing

    def place(self) -> None:
        """Say where the parts stand."""
        with box("two"):
            with box("stack"):
                self._waiting = Section(self._load, self._draw)
            with box("stack"):
                self._coming = Section(self._load_duties, self._draw_duties)

    async def refresh(self) -> None:
        """Load everything again."""
        await self._waiting.refresh()
        await self._coming.refresh()

    async def _load(self) -> ToDo:
        return await self._live.ask(self._looking.to_do)

    async def _load_duties(self) -> tuple[Duty, ...]:
        return await self._live.ask(self._duties.coming)

    def _draw(self, waiting: ToDo) -> None:
        self._withdrawals(waiting.to_confirm)
        self._comments(waiting.to_answer)
        parts = (
            ("等您批准", "draw", waiting.to_approve, "去签批", "/approval?draft={}"),
            (
                "等您审核",
                "fact_check",
                waiting.to_review,
                "去审核",
                "/approval?draft={}",
            ),
            ("您起草的", "article", waiting.to_draft, "接着写", "/drafts/{}"),
        )
        for title, mark, lines, act, target in parts:
            if lines:
                self._lines(title, mark, lines, act, target)
        if not any(
            (
                waiting.to_confirm,
                waiting.to_answer,
                *(lines for _, _, lines, _, _ in parts),
            )
        ):
            with card("等您办的", icon_name="checklist"):
                empty(
                    "现在没有等您办的。有新的会出现在这里。", icon_name="check_circle"
                )

    def _lines(
        self, title: str, mark: str, lines: tuple[DraftLine, ...], act: str, target: str
    ) -> None:
        calendar = self._live.calendar
        with (
            card(title, icon_name=mark, note=f"{len(lines)} 件"),
            box("lines", tag="ul"),
        ):
            for one in lines:
                with box(tag="li"):
                    seal(one.board)
                    with box():
                        Text(one.title, tag="b")
                        Text(_about(one, calendar), tag="p")
                    button_link(act, target.format(one.id), look="low primary")

    def _withdrawals(self, waiting: tuple[WithdrawalView, ...]) -> None:
        if not waiting:
            return
        with (
            card("等您确认撤下", icon_name="block", note=f"{len(waiting)} 件"),
            box("lines", tag="ul"),
        ):
            for one in waiting:
                with box(tag="li"):
                    Text(name_of("cause", one.cause), classes="chip bad")
                    with box():
                        link(one.title, f"/disclosures/{one.disclosure}")
                        asked = self._live.calendar.moment(one.requested_at)
                        words = (
                            f"{one.requested_by_name} {asked} 申请：{one.explanation}"
                        )
                        Text(words, tag="p")
                    with box("row-of"):
                        confirm = self._live.handler(partial(self._confirm, one))
                        Button("确认撤下", confirm, look="low bad")
                        decline = self._live.handler(partial(self._decline, one))
                        Button("不同意", decline, look="low")

    def _comments(self, waiting: tuple[Comment, ...]) -> None:
        if not waiting:
            return
        with (
            card("等您处理的批注", icon_name="forum", note=f"{len(waiting)} 条"),
            box("lines", tag="ul"),
        ):
            for one in waiting:
                with box(tag="li"):
                    with box():
                        Text(one.text, tag="b")
                        at = self._live.calendar.moment(one.said_at)
                        where = f"，针对“{one.quote}”" if one.quote else ""
                        Text(f"{one.by_name}，{at}{where}", tag="p")
                    target = f"/drafts/{one.draft}#remarks"
                    button_link("去处理", target, look="low primary")

    async def _confirm(self, one: WithdrawalView) -> None:
        async def go() -> None:
            await self._live.ask(self._withdrawing.confirm, one.id, sha256=one.sha256)
            self._live.say(f"“{one.title}”已撤下，屏上几秒内看不到。回执看事项页。")
            await self.refresh()

        ask_sure(
            self._live,
            title=f"撤下“{one.title}”",
            consequence="撤下后屏上几秒内看不到。登记号、原因和两个人的名字留在登记簿里。",
            act="确认撤下",
            do=go,
        )

    async def _decline(self, one: WithdrawalView) -> None:
        async def go(reason: str) -> None:
            await self._live.ask(self._withdrawing.decline, one.id, reason=reason)
            self._live.say(f"“{one.title}”照旧展示，原因已记下。")
            await self.refresh()

        ask_reason(
            self._live,
            title="不同意撤下",
            consequence=f"“{one.title}”照旧展示。",
            label="为什么不同意",
            act="不同意",
            do=go,
        )

    def _draw_duties(self, duties: tuple[Duty, ...]) -> None:
        calendar = self._live.calendar
        late = [duty for duty in duties if duty.late_days]
        coming = [duty for duty in duties if not duty.late_days]
        with card("超期的", icon_name="error", note=f"{len(late)} 件") as made:
            made.props["id"] = "late"
            _duties(late, calendar, none="没有超期的。")
        with card(
            "5 个工作日内到期", icon_name="event", note=f"{len(coming)} 件"
        ) as made:
            made.props["id"] = "due"
            _duties(coming, calendar, none="近 5 个工作日没有到期的。")


def _duties(duties: list[Duty], calendar: Calendar, *, none: str) -> None:
    if not duties:
        empty(none, icon_name="check_circle")
        return
    with box("lines due", tag="ul"):
        for duty in duties:
            with box(tag="li"):
                Text(calendar.day(duty.due_on), tag="b", classes=_late(duty))
                seal(duty.board)
                link(duty.title, f"/disclosures/{duty.disclosure}", classes="title")
                state = name_of("draft_state", duty.state)
                Text("期满" if duty.ends else state, classes="mut")


def _late(duty: Duty) -> str:
    return "late" if duty.late_days else ""


def _about(one: DraftLine, calendar: Calendar) -> str:
    if one.return_reason:
        return f"退回：{one.return_reason}"
    return f"{one.drafter_name}，{calendar.moment(one.changed_at)}"
