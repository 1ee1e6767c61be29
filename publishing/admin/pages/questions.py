"""Show what residents asked, and bind routing, reply and approval; decide nothing."""

from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial

from programme.questions import number_words
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.pages.question_dialogs import QuestionDialogs
from publishing.admin.parts import (
    Button,
    Text,
    box,
    button_link,
    card,
    chip,
    empty,
    facts,
    note,
)
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.catalogue.units import Units
from publishing.requests.rows import READERS
from publishing.tables.people import Office
from publishing.tables.voice import QuestionState
from publishing.voice.follow_ups import FollowUps
from publishing.voice.questions import Questions
from publishing.voice.views import FollowUpView, QuestionView

_ABOUT = (
    "触摸屏上的留言：不写姓名，只有号码。起草和批准是两个人，公开的回复下到每台触摸屏。"
)
_LOOK_S = 10.0
_FORGOTTEN = "（保管期满，原话已经清除）"
_TONES = {
    QuestionState.RECEIVED: "warn",
    QuestionState.ROUTED: "info",
    QuestionState.DRAFTED: "warn",
    QuestionState.ANSWERED: "ok",
    QuestionState.REFERRED: "plain",
}
_OPEN = frozenset({QuestionState.RECEIVED, QuestionState.ROUTED, QuestionState.DRAFTED})


def questions_page(
    *, questions: Questions, follow_ups: FollowUps, units: Units
) -> Build:
    """Return the page of questions."""

    async def build(live: Live) -> None:
        with head("回音壁"):
            if live.person.holds_somewhere(*READERS):
                button_link("依申请公开", "/requests", icon="article")
        page = _Page(live, questions, follow_ups, units)
        await page.begin()

    return build


class _Page:
    """Bind each act to its question."""

    def __init__(
        self, live: Live, questions: Questions, follow_ups: FollowUps, units: Units
    ) -> None:
        self._live = live
        self._questions = questions
        self._dialogs = QuestionDialogs(live, questions, follow_ups, units, self._again)
        self._section: Section[tuple[QuestionView, ...]] | None = None

    async def begin(self) -> None:
        """Draw the list, and again when something has come."""
        self._section = Section(self._load, self._draw)
        await self._section.refresh()
        self._live.every(_LOOK_S, self._section.refresh)

    async def _load(self) -> tuple[QuestionView, ...]:
        return await self._live.glance(self._questions.listing)

    async def _again(self, words: str) -> None:
        if self._section is not None:
            await self._section.refresh()
        self._live.say(words)

    def _draw(self, found: tuple[QuestionView, ...]) -> None:
        Text(_ABOUT, tag="p", classes="mut")
        if not found:
            empty("还没有留言。触摸屏上留了，几分钟内到这里。", icon_name="forum")
        for one in found:
            self._one(one)

    def _one(self, one: QuestionView) -> None:
        calendar = self._live.calendar
        title = f"{name_of('question_kind', one.kind)} {number_words(one.number)}"
        with card(title, note=f"{calendar.moment(one.received_at)} 收到"):
            with box("row-of"):
                chip(name_of("question_state", one.state), _TONES[one.state])
                if one.state in _OPEN:
                    chip(f"{calendar.day(one.due_on)}前答复", "plain")
                chip("可以公开" if one.wants_public else "不要公开", "plain")
                if one.hard:
                    chip("疑难", "warn")
            Text(one.text or _FORGOTTEN, tag="p", classes="asked")
            if one.elsewhere:
                words = name_of("question_channel", one.elsewhere)
                note(f"{words}：不能公开，请转到那里。")
            facts(_facts_of(one, calendar.day), classes="facts even")
            self._acts(one)

    def _acts(self, one: QuestionView) -> None:
        person = self._live.person
        with box("row-of end"):
            if person.holds_somewhere(Office.PUBLISHER) and one.state in (
                QuestionState.RECEIVED,
                QuestionState.ROUTED,
            ):
                self._button("转到别的渠道", self._dialogs.refer, one, look="low")
                label = "转办" if one.unit is None else "改办理单位"
                self._button(label, self._dialogs.route, one, look="primary")
            if one.state is QuestionState.ROUTED:
                self._button("回复", self._dialogs.reply, one, look="primary")
            if one.state is QuestionState.DRAFTED and one.drafted_by != person.id:
                self._button("退回", self._dialogs.send_back, one, look="low")
                self._button("批准，答复", self._dialogs.approve, one, look="primary")
            if one.state is QuestionState.ANSWERED:
                self._later_acts(one)

    def _later_acts(self, one: QuestionView) -> None:
        """Offer to say what became of a reply, or to approve what somebody said."""
        waiting = next((each for each in one.follow_ups if each.waits), None)
        if waiting is None:
            self._button("写办理结果", self._dialogs.follow_up, one, look="")
        elif waiting.drafted_by != self._live.person.id:
            back, approve = self._dialogs.send_back_later, self._dialogs.approve_later
            self._button("退回结果", back, one, look="low")
            self._button("批准结果", approve, one, look="primary")

    def _button(
        self,
        label: str,
        do: Callable[[QuestionView], Awaitable[None]],
        one: QuestionView,
        *,
        look: str,
    ) -> None:
        Button(label, self._live.handler(partial(do, one)), look=look)


def _facts_of(one: QuestionView, said: Callable[[date], str]) -> dict[str, str]:
    pairs = {
        "说的是": one.topic,
        "主办": one.unit_name,
        "协办": "、".join(one.helpers),
        "说明": one.remark,
    }
    if one.reply is not None:
        pairs |= {
            "回复": one.reply.reply,
            "结果": name_of("question_result", one.reply.result or ""),
            "办得怎么样": one.reply.outcome,
            "公开": "上回音壁" if one.published else "不公开",
            "哪天再看": said(one.look_again_on) if one.look_again_on else "",
        }
    for at, later in enumerate(one.follow_ups, start=1):
        pairs[f"办理结果 {at}"] = _became(later, said)
    return {name: value for name, value in pairs.items() if value}


def _became(later: FollowUpView, said: Callable[[date], str]) -> str:
    told = later.follow_up
    by = f"，{said(told.done_by)}前办好" if told.done_by else ""
    waits = "（等批准）" if later.waits else ""
    state = name_of("follow_up_state", told.state)
    return f"{said(told.said_on)}，{state}{by}：{told.words}{waits}"
