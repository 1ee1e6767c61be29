"""Ask staff for what an act on a question needs; decide nothing."""

from collections.abc import Awaitable, Callable

from programme.echo import RESULTS, FollowUpState, Result
from publishing.admin.dialog import Dialog, ask_reason
from publishing.admin.fields import (
    choice,
    chosen,
    day,
    day_or_none,
    line,
    long_text,
    several,
    text_of,
)
from publishing.admin.live import Live
from publishing.admin.names import names_of
from publishing.admin.own_hand import signed
from publishing.admin.parts import Text
from publishing.catalogue.units import Units
from publishing.voice.follow_ups import FollowUps
from publishing.voice.forms import FollowUpForm, ReplyForm
from publishing.voice.questions import Questions
from publishing.voice.views import QuestionView


class QuestionDialogs:
    """Open a dialog for each act, and do it."""

    def __init__(
        self,
        live: Live,
        questions: Questions,
        follow_ups: FollowUps,
        units: Units,
        again: Callable[[str], Awaitable[None]],
    ) -> None:
        self._live = live
        self._questions = questions
        self._follow_ups = follow_ups
        self._units = units
        self._again = again

    async def route(self, one: QuestionView) -> None:
        """Ask which section a question goes to."""
        units = await self._live.ask(self._units.listing)
        names = {unit.id: unit.form.name for unit in units if unit.closed_at is None}
        with Dialog("转给哪个单位办") as made:
            Text("转到的单位首先负责，其他单位配合。", tag="p", classes="mut")
            unit = choice("主办单位", names, one.unit)
            helpers = several("协办单位", names)
            hard = choice("难易", {"no": "一般", "yes": "疑难，15 个工作日"}, "no")

        async def go() -> None:
            await self._live.ask(
                self._questions.route,
                one.number,
                unit=chosen(unit, "主办单位"),
                helpers=tuple(helpers.value or ()),
                hard=hard.value == "yes",
            )
            made.close()
            await self._again("已转办，期限从收到那天算。")

        made.acts(self._live, "转办", go, look="primary")
        made.open()

    async def refer(self, one: QuestionView) -> None:
        """Ask which channel a question belongs to."""
        with Dialog("转到别的渠道") as made:
            Text("举报、信访、点名的、个人的事：转出以后不公开。", tag="p")
            names = names_of("question_channel")
            where = choice("渠道", {word: word for word in names.values()})

        async def go() -> None:
            await self._live.ask(
                self._questions.refer, one.number, where=chosen(where, "渠道")
            )
            made.close()
            await self._again("已转出，触摸屏上只写“归别的渠道办”。")

        made.acts(self._live, "转出", go, look="primary")
        made.open()

    async def reply(self, one: QuestionView) -> None:
        """Ask for a reply, and what came of it."""
        before = one.reply
        with Dialog("回复") as made:
            asked = long_text("留言（公开时这样写）", one.text, most=300)
            said = long_text("回复", before.reply if before else "", most=1000)
            said_of = names_of("question_result")
            may_be = RESULTS.get(one.kind, ())
            results = {each.value: said_of[each.value] for each in may_be}
            kept = before.result if before else None
            result = choice("结果", results, kept.value if kept else None)
            result.set_visibility(bool(results))
            outcome = line("为什么、怎么办", before.outcome if before else "", most=400)
            promised = before.done_by if before else None
            done_by = day("哪天前办好（到那天再看一次）", promised)
            done_by.set_visibility(bool(results))
            first = "yes" if one.wants_public and not one.elsewhere else "no"
            shows = choice("公开", {"yes": "上回音壁", "no": "只答复，不公开"}, first)

        async def go() -> None:
            form = ReplyForm(
                text=asked.value or "",
                reply=text_of(said, "回复"),
                outcome=outcome.value or "",
                publish=shows.value == "yes",
                result=Result(result.value) if result.value else None,
                done_by=day_or_none(done_by, "哪天前办好"),
            )
            await self._live.ask(self._questions.reply, one.number, form)
            made.close()
            await self._again("已签名，等另一位批准。")

        made.acts(self._live, "签名，送批准", go, look="primary")
        made.open()

    async def approve(self, one: QuestionView) -> None:
        """Approve the reply that is shown."""
        if one.reply is None:
            return
        sha256 = one.reply.digest()
        await signed(
            self._live,
            lambda own: self._live.ask(
                self._questions.approve, one.number, sha256=sha256, own=own
            ),
        )
        await self._again("已批准。公开的，几分钟内在触摸屏的回音壁上看得到。")

    async def send_back(self, one: QuestionView) -> None:
        """Give a reply back with a reason."""

        async def go(reason: str) -> None:
            await self._live.ask(self._questions.send_back, one.number, reason=reason)
            await self._again("已退回。")

        ask_reason(
            self._live,
            title="退回",
            consequence="回复退给起草的人改。",
            label="原因",
            act="退回",
            do=go,
        )

    async def follow_up(self, one: QuestionView) -> None:
        """Ask what became of a reply."""
        with Dialog("办理结果") as made:
            Text("答应的事办得怎么样；公开的留言，批准后上回音壁。", tag="p")
            state = choice("办好没有", names_of("follow_up_state"), FollowUpState.DONE)
            words = long_text("怎么样", most=400)
            done_by = day("还在办的：哪天前办好")

        async def go() -> None:
            form = FollowUpForm(
                state=FollowUpState(chosen(state, "办好没有")),
                words=text_of(words, "怎么样"),
                done_by=day_or_none(done_by, "哪天前办好"),
            )
            await self._live.ask(self._follow_ups.draft, one.number, form)
            made.close()
            await self._again("已签名，等另一位批准。")

        made.acts(self._live, "签名，送批准", go, look="primary")
        made.open()

    async def approve_later(self, one: QuestionView) -> None:
        """Approve what somebody said became of a reply."""
        waiting = next(each for each in one.follow_ups if each.waits)
        sha256 = waiting.follow_up.digest()
        await signed(
            self._live,
            lambda own: self._live.ask(
                self._follow_ups.approve, one.number, sha256=sha256, own=own
            ),
        )
        await self._again("已批准。公开的，几分钟内和回复在一起看得到。")

    async def send_back_later(self, one: QuestionView) -> None:
        """Have somebody say again what became of a reply."""

        async def go(reason: str) -> None:
            await self._live.ask(self._follow_ups.send_back, one.number, reason=reason)
            await self._again("已退回。")

        ask_reason(
            self._live,
            title="退回结果",
            consequence="写的结果去掉，请起草的人重写。",
            label="原因",
            act="退回",
            do=go,
        )
