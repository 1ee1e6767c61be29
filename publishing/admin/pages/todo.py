"""Show what waits for the person, the worst first; decide nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from publishing.admin.dates import Calendar
from publishing.admin.dialog import ask_reason, ask_sure
from publishing.admin.duty_lines import NEAR, duty_lines, mark_of, near_lines
from publishing.admin.duty_words import reminder_words
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.own_hand import signed
from publishing.admin.parts import (
    Button,
    Text,
    box,
    button_link,
    card,
    empty,
    link,
)
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.desk.looking import Looking
from publishing.desk.withdrawals import WithdrawalView, notice_cleared
from publishing.desk.withdrawing import Withdrawing
from publishing.duties.duty import DutyKind, Ranked
from publishing.reminders.reminders import Reminder, Reminders, Waiting
from publishing.tables.people import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """Be all that the page shows at one moment."""

    waiting: Waiting
    to_confirm: tuple[WithdrawalView, ...]


def todo_page(
    *, looking: Looking, reminders: Reminders, withdrawing: Withdrawing
) -> Build:
    """Return the page of what waits for the person."""

    async def build(live: Live) -> None:
        page = _ToDoPage(live, looking, reminders, withdrawing)
        with head("待办", "最急的在最前面"):
            button_link("看日历", "/calendar", icon="event")
            if live.person.holds_somewhere(Office.DRAFTER):
                button_link("新的公开事项", "/drafts/new", icon="add", look="primary")
        page.place()
        await page.refresh()

    return build


class _ToDoPage:
    """Bind what waits to its acts."""

    def __init__(
        self,
        live: Live,
        looking: Looking,
        reminders: Reminders,
        withdrawing: Withdrawing,
    ) -> None:
        self._live = live
        self._looking = looking
        self._reminders = reminders
        self._withdrawing = withdrawing

    def place(self) -> None:
        """Say where the parts stand."""
        self._all = Section(self._load, self._draw)

    async def refresh(self) -> None:
        """Load everything again."""
        await self._all.refresh()

    async def _load(self) -> _Seen:
        def see(actor: str) -> _Seen:
            return _Seen(
                waiting=self._reminders.waiting(actor),
                to_confirm=self._looking.to_do(actor).to_confirm,
            )

        return await self._live.ask(see)

    def _draw(self, seen: _Seen) -> None:
        calendar = self._live.calendar
        duties = seen.waiting.duties
        late = [one for one in duties if one.late]
        mine = [one for one in duties if _waits(one)]
        near = [one for one in duties if one.urgency in NEAR]
        with box("two"):
            with box("stack"):
                self._withdrawals(seen.to_confirm)
                _late(late, calendar)
                _mine(mine, calendar, none=not (late or seen.to_confirm))
            with box("stack"):
                self._reminded(seen.waiting.reminders)
                _near(near, calendar)

    def _reminded(self, reminders: tuple[Reminder, ...]) -> None:
        if not reminders:
            return
        calendar = self._live.calendar
        with card("提醒", icon_name="campaign", note=f"{len(reminders)} 条") as made:
            made.props["id"] = "reminders"
            with box("lines", tag="ul"):
                for one in reminders:
                    with box(tag="li"):
                        mark_of(one.duty.duty)
                        with box():
                            duty = one.duty.duty
                            link(duty.title, duty.link, classes="title")
                            Text(reminder_words(one, calendar), tag="p")
                        see = self._live.handler(partial(self._see, duty.key))
                        Button("看过了", see, look="low")
            if len(reminders) > 1:
                with box("row-of end"):
                    see = self._live.handler(self._see_all)
                    Button("全部标为看过", see, look="low")

    async def _see(self, duty: str) -> None:
        await self._live.ask(self._reminders.see, duty)
        await self.refresh()

    async def _see_all(self) -> None:
        await self._live.ask(self._reminders.see_all)
        self._live.say("提醒都标为看过了。事情还在“等您办的”里。")
        await self.refresh()

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
                        if one.notice:
                            words = f"随同公开：{one.notice}"
                            Text(words, tag="p", classes="said small")
                        if not notice_cleared(one):
                            words = "说明还没有通过保密审查，审过才能确认。"
                            Text(words, tag="p", classes="small due late")
                            if self._live.person.holds_somewhere(Office.SECRECY):
                                link("去审查", f"/secrecy?notice={one.id}")
                    with box("row-of"):
                        confirm = self._live.handler(partial(self._confirm, one))
                        Button("确认撤下", confirm, look="low bad")
                        decline = self._live.handler(partial(self._decline, one))
                        Button("不同意", decline, look="low")

    async def _confirm(self, one: WithdrawalView) -> None:
        async def go() -> None:
            await signed(
                self._live,
                lambda own: self._live.ask(
                    self._withdrawing.confirm, one.id, sha256=one.sha256, own=own
                ),
            )
            self._live.say(f"“{one.title}”已撤下，屏上几秒内看不到。回执看事项页。")
            await self.refresh()

        ask_sure(
            self._live,
            title=f"撤下“{one.title}”",
            consequence=_consequence(one),
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


def _consequence(one: WithdrawalView) -> str:
    """Say what follows, and which words are signed and published with it."""
    words = "撤下后屏上几秒内看不到。登记号、原因和两个人的名字留在登记簿里。"
    if not one.notice:
        return f"{words}对外不作说明。"
    return f"{words}您同时签发下面的说明，它马上挂在原来的分组：{one.notice}"


def _waits(one: Ranked) -> bool:
    """Say whether a line of its own stands for it among what waits."""
    return one.duty.mine and not one.late and one.duty.kind is not DutyKind.CONFIRM


def _late(late: Sequence[Ranked], calendar: Calendar) -> None:
    tone = "a-late" if late else ""
    with card("超期的", icon_name="error", note=f"{len(late)} 件").classes(
        tone
    ) as made:
        made.props["id"] = "late"
        if late:
            duty_lines(late, calendar)
        else:
            empty("没有超期的。", icon_name="check_circle")


def _mine(mine: Sequence[Ranked], calendar: Calendar, *, none: bool) -> None:
    if not mine and not none:
        return
    with card("等您办的", icon_name="checklist", note=f"{len(mine)} 件"):
        if mine:
            duty_lines(mine, calendar)
        else:
            words = "现在没有等您办的。有新的会出现在这里。"
            empty(words, icon_name="check_circle")


def _near(near: Sequence[Ranked], calendar: Calendar) -> None:
    with card("5 个工作日内到期", icon_name="event", note=f"{len(near)} 件") as made:
        made.props["id"] = "due"
        near_lines(near, calendar)
