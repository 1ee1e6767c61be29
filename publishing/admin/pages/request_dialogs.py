"""Ask a clerk for what an act on a request needs; decide nothing."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, timedelta
from typing import Any

from publishing.admin.dialog import Dialog
from publishing.admin.fields import (
    all_of,
    choice,
    chosen,
    day,
    day_of,
    line,
    long_text,
    text_of,
)
from publishing.admin.live import Live
from publishing.admin.names import names_of
from publishing.admin.parts import Text, facts
from publishing.catalogue.units import Units
from publishing.requests.desk import RequestDesk
from publishing.requests.forms import MOST_LINE, MOST_WORDS, RequestForm
from publishing.requests.views import RequestView
from publishing.tables.requests import ApplicantKind, RequestOutcome, RequestWay

_Again = Callable[[str], Awaitable[None]]
_COMPLETED_WITHIN = timedelta(days=15)
"""What is offered as the time to complete a request."""


class RequestDialogs:
    """Open a dialog for each act."""

    def __init__(
        self, live: Live, desk: RequestDesk, units: Units, again: _Again
    ) -> None:
        self._live = live
        self._desk = desk
        self._units = units
        self._again = again

    async def register(self) -> None:
        """Take a request in."""
        units = await self._live.ask(self._units.listing)
        names = {unit.id: unit.form.name for unit in units if unit.closed_at is None}
        with Dialog("登记申请") as made:
            Text("身份证只核对，不抄号码、不留复印件。", tag="p", classes="mut")
            unit = choice("哪个单位的", names, next(iter(names), None))
            way = choice("怎么来的", names_of("request_way"), RequestWay.IN_PERSON)
            kinds = names_of("applicant_kind")
            kind = choice("申请人是", kinds, ApplicantKind.PERSON)
            name = line("申请人", most=MOST_LINE)
            contact = line("联系方式（写一种）", most=MOST_LINE)
            wants = long_text("要什么信息、什么形式", most=MOST_WORDS)
            on = day("收到的日期", self._today())

        async def go() -> None:
            form = RequestForm(
                unit=chosen(unit, "哪个单位的"),
                way=RequestWay(chosen(way, "怎么来的")),
                applicant_kind=ApplicantKind(chosen(kind, "申请人是")),
                **all_of(
                    {
                        "name": lambda: text_of(name, "申请人"),
                        "contact": lambda: text_of(contact, "联系方式"),
                        "wants": lambda: text_of(wants, "要什么信息"),
                        "received_on": lambda: day_of(on, "收到的日期"),
                    }
                ),
            )
            await self._live.ask(self._desk.register.register, form)
            made.close()
            await self._again("已登记，期限开始算。")

        made.acts(self._live, "登记", go, look="primary")
        made.open()

    async def applicant(self, one: RequestView) -> None:
        """Show who asks."""
        found = await self._live.ask(self._desk.register.applicant, one.id)
        with Dialog(f"申请人　{one.number}") as made:
            facts(
                {
                    "申请人": found.name,
                    "联系方式": found.contact,
                    "要什么信息": found.wants,
                }
            )
        made.read("看完了")
        made.open()

    async def notify(self, one: RequestView) -> None:
        """Note the notice to complete a request."""
        with Dialog("通知补正") as made:
            Text("只能通知一次，一次说清要补什么。", tag="p")
            on = day("通知的日期", self._today())
            until = day("请在哪天前补正", self._today() + _COMPLETED_WITHIN)

        async def go() -> None:
            days = all_of(
                {
                    "on": lambda: day_of(on, "通知的日期"),
                    "complete_by": lambda: day_of(until, "请在哪天前补正"),
                }
            )
            await self._do(self._desk.handling.notify, one, **days)
            made.close()
            await self._again("已记下，补正到了重新算期限。")

        made.acts(self._live, "记下", go, look="primary")
        made.open()

    async def complete(self, one: RequestView) -> None:
        """Note that the completed request came."""
        await self._on_a_day(
            one,
            title="收到补正",
            label="补正到的日期",
            do=self._desk.handling.complete,
            said="已记下，期限从收到补正的第二天起算。",
        )

    async def consult(self, one: RequestView) -> None:
        """Note a letter to a third person or another office."""
        await self._on_a_day(
            one,
            title="征求第三方或别的机关的意见",
            label="去信的日期",
            do=self._desk.handling.consult,
            said="已记下，答复来以前期限停着。",
        )

    async def hear(self, one: RequestView) -> None:
        """Note the answer to the oldest open letter."""
        letter = next(each for each in one.letters if each.answered_on is None)
        await self._on_a_day(
            one,
            title=f"{self._live.calendar.day(letter.asked_on)}去的信",
            label="答复的日期，或哪天起不再等",
            do=self._desk.handling.hear,
            said="已记下，期限接着算。",
            letter=letter.id,
        )

    async def prolong(self, one: RequestView) -> None:
        """Note that it takes longer, who consented and when the applicant was told."""
        with Dialog("延长 20 个工作日") as made:
            Text("只能延长一次，要经负责人同意，并告知申请人。", tag="p")
            head = line("谁同意的（工作机构负责人）", most=MOST_LINE)
            on = day("告知申请人的日期", self._today())

        async def go() -> None:
            told_on = day_of(on, "告知申请人的日期")
            consented = text_of(head, "谁同意的")
            do = self._desk.handling.prolong
            await self._do(do, one, on=told_on, consented_by=consented)
            made.close()
            await self._again("已延长 20 个工作日。")

        made.acts(self._live, "延长", go, look="primary")
        made.open()

    async def answer(self, one: RequestView) -> None:
        """Note what became of a request."""
        with Dialog("答复") as made:
            outcome = choice("结果", names_of("request_outcome"), None)
            reason = long_text("依据和理由", most=MOST_WORDS)
            on = day("答复的日期", self._today())

        async def go() -> None:
            answered = RequestOutcome(chosen(outcome, "结果"))
            await self._do(
                self._desk.handling.answer,
                one,
                on=day_of(on, "答复的日期"),
                outcome=answered,
                reason=reason.value or "",
            )
            made.close()
            await self._again("已答复，这件办完了。")

        made.acts(self._live, "记下答复", go, look="primary")
        made.open()

    async def _on_a_day(
        self,
        one: RequestView,
        *,
        title: str,
        label: str,
        do: Callable[..., None],
        said: str,
        **more: object,
    ) -> None:
        with Dialog(title) as made:
            on = day(label, self._today())

        async def go() -> None:
            await self._do(do, one, on=day_of(on, label), **more)
            made.close()
            await self._again(said)

        made.acts(self._live, "记下", go, look="primary")
        made.open()

    async def _do(
        self, do: Callable[..., None], one: RequestView, **told: object
    ) -> None:
        given: Mapping[str, Any] = told
        await self._live.ask(do, one.id, **given)

    def _today(self) -> date:
        return self._live.calendar.today
