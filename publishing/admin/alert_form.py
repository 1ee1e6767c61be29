"""Write an emergency notice from a template in a few presses; decide nothing."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import cast

from nicegui import ui

from config.alerts import LEVEL_WORDS, Hazard
from programme.override import Level
from programme.override_words import (
    MOST_ACT,
    MOST_HEADLINE,
    MOST_PLACE,
)
from publishing.admin.area_fields import AreaFields
from publishing.admin.dialog import ask_reason
from publishing.admin.fields import (
    choice,
    chosen,
    line,
    number_of,
    text_of,
    whole_number,
)
from publishing.admin.live import Live
from publishing.admin.names import names_of
from publishing.admin.own_hand import signed
from publishing.admin.parts import Button, Text, box, card
from publishing.overriding.areas import Ordering
from publishing.overriding.overrides import Overrides
from publishing.overriding.rules import ActForm, AlertForm

Done = Callable[[], Awaitable[None]]
_MOST_ACTS = 3
_MINUTES = 60
_LEVELS: dict[str, str] = {str(level): words for level, words in LEVEL_WORDS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertCases:
    """Be what the form may call, and where it may order."""

    overrides: Overrides
    ordering: Ordering


class AlertCard:
    """Be the card with the form; a hazard fills all of it."""

    def __init__(self, live: Live, cases: AlertCases, *, done: Done) -> None:
        self._live = live
        self._cases = cases
        self._alerts = cases.overrides.alerts
        self._done = done
        hazards = {one.id: one.name for one in self._alerts.hazard}
        first = self._alerts.hazard[0]
        note = "选险情和级别，词就填好了"
        with card("发布应急插播", icon_name="emergency", note=note):
            with box("alert-grid"):
                self._hazard = choice("险情", hazards, first.id)
                self._level = choice("级别", _LEVELS, "orange")
                self._issuer = choice("由谁发布", {})
                most = self._alerts.limits.most_hours
                self._hours = whole_number("多少小时结束", 6, least=1, most=most)
            with box("alert-grid wide"):
                self._headline = line("标题", most=MOST_HEADLINE)
                self._place = line("什么时间、什么地方、什么危险", most=MOST_PLACE)
            self._acts = [self._act(number) for number in range(1, _MOST_ACTS + 1)]
            with box("alert-grid"):
                self._area = AreaFields(cases.ordering.areas)
                self._drill = ui.checkbox("演练（屏上写明不是真的险情）")
            self._buttons()
        self._hazard.on_value_change(self._fill)
        self._level.on_value_change(self._title)
        self._fill()

    def _act(self, number: int) -> tuple[ui.select, ui.input]:
        with box("alert-grid act"):
            icon = choice(f"图标 {number}", dict(names_of("alert_icon")), "check")
            text = line(f"做法 {number}", most=MOST_ACT)
        return icon, text

    def _buttons(self) -> None:
        Text(
            "少于三条做法时，屏上自动补“遇险求助 119 110 120”。",
            tag="p",
            classes="mut",
        )
        with box("row-of end"):
            alone = self._live.handler(self._issue_alone)
            Button("一个人先发（封存理由）", alone, icon="lock")
            propose = self._live.handler(self._propose)
            Button("提出，请人会签", propose, look="primary", icon="emergency")

    def _chosen(self) -> Hazard:
        found = self._alerts.hazard_of(str(self._hazard.value))
        return found or self._alerts.hazard[0]

    def _fill(self) -> None:
        hazard = self._chosen()
        county = self._cases.ordering.county
        names = {
            one.id: one.named(county) for one in self._alerts.authorities_of(hazard)
        }
        self._issuer.set_options(names, value=hazard.authorities[0])
        self._place.set_value(hazard.place)
        self._hours.set_value(hazard.hours)
        for at, (icon, text) in enumerate(self._acts):
            act = hazard.acts[at] if at < len(hazard.acts) else None
            icon.set_value(act.icon if act else "check")
            text.set_value(act.text if act else "")
        self._title()

    def _title(self) -> None:
        level = cast("Level", str(self._level.value or "orange"))
        self._headline.set_value(self._chosen().titled(level))

    def _form(self) -> AlertForm:
        return AlertForm(
            unit=self._area.unit(),
            groups=self._area.groups(),
            hazard=chosen(self._hazard, "险情"),
            level=cast("Level", chosen(self._level, "级别")),
            authority=chosen(self._issuer, "由谁发布"),
            headline=text_of(self._headline, "标题"),
            place=text_of(self._place, "什么时间、什么地方、什么危险"),
            acts=self._typed_acts(),
            minutes=number_of(self._hours, "多少小时结束") * _MINUTES,
            drill=bool(self._drill.value),
        )

    def _typed_acts(self) -> tuple[ActForm, ...]:
        first = text_of(self._acts[0][1], "做法 1")
        told = [first, *(str(text.value or "").strip() for _, text in self._acts[1:])]
        return tuple(
            ActForm(icon=str(icon.value or "check"), text=text)
            for (icon, _), text in zip(self._acts, told, strict=True)
            if text
        )

    async def _propose(self) -> None:
        await self._live.ask(self._cases.overrides.propose, self._form())
        minutes = self._alerts.limits.proposal_minutes
        words = f"已提出，请另一位同事在这一页会签，{minutes} 分钟内有效。"
        self._live.say(words)
        await self._done()

    async def _issue_alone(self) -> None:
        form = self._form()
        hours = self._alerts.limits.review_hours

        async def go(reason: str) -> None:
            await signed(
                self._live,
                lambda own: self._live.ask(
                    self._cases.overrides.issue_alone, form, reason=reason, own=own
                ),
            )
            self._live.say(f"已经上屏。另一位批准人要在 {hours} 小时内复核。")
            await self._done()

        ask_reason(
            self._live,
            title=f"一个人发布：{form.headline}",
            consequence="马上上屏。理由封存：只有批准人能打开，打开要记录，"
            f"{hours} 小时内由另一位批准人复核。",
            label="为什么等不到第二个人",
            act="封存理由，马上上屏",
            do=go,
        )
