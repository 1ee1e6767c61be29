"""Show clerks the register of requests for disclosure; decide nothing."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from functools import partial

from programme.request_clock import ClockState, RequestClock
from programme.workdays import CountedDay, CountState
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.pages.request_dialogs import RequestDialogs
from publishing.admin.parts import (
    Button,
    Text,
    box,
    button_link,
    card,
    chip,
    empty,
    facts,
)
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.catalogue.units import Units
from publishing.requests.desk import RequestDesk
from publishing.requests.views import LetterView, RequestView
from publishing.tables.people import Office

_ABOUT = (
    "从收到的第二天起算，20 个工作日内答复；经负责人同意并告知，可延长 20 个，只一次。"
    "收到 7 个工作日内可以通知补正，补正后重新算；征求意见的日子不算。"
    "谁申请的只有经办人和监督员看得到，看一次记一次。"
)
_Act = Callable[[RequestView], Awaitable[None]]


def requests_page(*, desk: RequestDesk, units: Units) -> Build:
    """Return the page of the register."""

    async def build(live: Live) -> None:
        page = _Page(live, desk, units)
        with head("依申请公开"):
            button_link("年度数字", "/requests/figures", icon="grid_on")
            if live.person.holds_somewhere(Office.REQUESTS):
                Button("登记申请", live.handler(page.dialogs.register), look="primary")
        await page.begin()

    return build


class _Page:
    """Draw each request with what may be done now."""

    def __init__(self, live: Live, desk: RequestDesk, units: Units) -> None:
        self._live = live
        self._desk = desk
        self._section: Section[tuple[RequestView, ...]] | None = None
        self.dialogs = RequestDialogs(live, desk, units, self._again)

    async def begin(self) -> None:
        """Draw the register, under the page's head."""
        self._section = Section(self._load, self._draw)
        await self._section.refresh()

    async def _load(self) -> tuple[RequestView, ...]:
        return await self._live.ask(self._desk.register.listing)

    async def _again(self, words: str) -> None:
        if self._section is not None:
            await self._section.refresh()
        self._live.say(words)

    def _draw(self, found: tuple[RequestView, ...]) -> None:
        Text(_ABOUT, tag="p", classes="mut")
        if not found:
            empty("还没有申请。群众交来的申请表在这里登记。", icon_name="article")
        for one in found:
            self._one(one)

    def _one(self, one: RequestView) -> None:
        with card(f"{one.number}　{one.unit_name}", icon_name="article"):
            with box("row-of"):
                for words, tone in _chips(one, self._live.calendar.day):
                    chip(words, tone)
            facts(_facts(one, self._live.calendar.day), classes="facts even")
            self._acts(one)

    def _acts(self, one: RequestView) -> None:
        with box("row-of end"):
            self._button("看申请人", self.dialogs.applicant, one, look="low")
            if one.clock is None or not self._live.person.holds_somewhere(
                Office.REQUESTS
            ):
                return
            for label, act in self._possible(one, one.clock).items():
                self._button(label, act, one)
            self._button("答复", self.dialogs.answer, one, look="primary")

    def _possible(self, one: RequestView, clock: RequestClock) -> Mapping[str, _Act]:
        """Return the acts that make sense now; whether they are allowed is asked."""
        dialogs = self.dialogs
        if clock.state is ClockState.COMPLETING:
            return {"收到补正": dialogs.complete}
        if clock.state is ClockState.CONSULTING:
            return {"再去信": dialogs.consult, "记征求的答复": dialogs.hear}
        acts: dict[str, _Act] = {"征求意见": dialogs.consult}
        if one.notice_on is None and not one.letters:
            acts = {"通知补正": dialogs.notify, **acts}
        if one.prolonged_on is None:
            acts["延长"] = dialogs.prolong
        return acts

    def _button(
        self, label: str, do: _Act, one: RequestView, *, look: str = ""
    ) -> None:
        Button(label, self._live.handler(partial(do, one)), look=look)


def _chips(one: RequestView, said: Callable[[date], str]) -> list[tuple[str, str]]:
    """Return the state of a request in a few words."""
    if one.clock is None:
        late = [("超过期限", "bad")] if one.was_late else []
        return [(name_of("request_outcome", one.outcome), "ok"), *late]
    found = {
        ClockState.RUNNING: ("办理中", "info"),
        ClockState.COMPLETING: ("等补正，期限没开始", "warn"),
        ClockState.CONSULTING: ("征求意见，期限停着", "warn"),
    }[one.clock.state]
    chips = [found]
    if one.clock.answer_by is not None:
        chips.append((f"{_day(one.clock.answer_by, said)}前答复", "plain"))
    if one.clock.consulted_by is not None:
        chips.append((f"{_day(one.clock.consulted_by, said)}后不再等", "plain"))
    if one.prolonged_on is not None:
        chips.append(("已延长", "plain"))
    return chips


def _day(counted: CountedDay, said: Callable[[date], str]) -> str:
    unsure = "（暂定）" if counted.state is CountState.PROVISIONAL else ""
    return f"{said(counted.on)}{unsure}"


def _facts(one: RequestView, said: Callable[[date], str]) -> dict[str, str]:
    kind = name_of("applicant_kind", one.applicant_kind)
    way = name_of("request_way", one.way)
    pairs = {"收到": f"{said(one.received_on)}，{way}，{kind}"}
    if one.clock is not None and one.notice_on is None and not one.letters:
        pairs["补正通知最晚"] = _day(one.clock.notice_by, said)
    if one.notice_on is not None and one.complete_by is not None:
        until = said(one.complete_by)
        pairs["通知补正"] = f"{said(one.notice_on)}，请在 {until}前补正"
    if one.completed_on is not None:
        pairs["收到补正"] = said(one.completed_on)
    if one.letters:
        pairs["征求意见"] = "\n".join(_letter(letter, said) for letter in one.letters)
    if one.prolonged_on is not None:
        pairs["延长"] = f"{said(one.prolonged_on)}告知，{one.consented_by}同意"
    if one.closed_on is not None:
        pairs["答复"] = said(one.closed_on)
        pairs["理由"] = one.reason
    return pairs


def _letter(letter: LetterView, said: Callable[[date], str]) -> str:
    answered = letter.answered_on
    end = f"{said(answered)}得到答复或不再等" if answered else "还没有答复"
    return f"{said(letter.asked_on)}去信，{end}"
