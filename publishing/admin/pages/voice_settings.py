"""Show what is set for the echo wall, and let the office change it; decide nothing."""

from collections.abc import Mapping
from dataclasses import asdict

from pydantic import ValidationError

from programme.answer_days import AnswerRule
from programme.echo import RequestOffice
from publishing.admin.approved_words import WHEN_SHOWN
from publishing.admin.fields import (
    choice,
    line,
    long_text,
    number_of,
    text_of,
    whole_number,
)
from publishing.admin.live import Live
from publishing.admin.pages.settings import settings_head
from publishing.admin.parts import Button, Text, box, card, facts
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.catalogue.units import Units
from publishing.errors import Refused
from publishing.voice.settings import KEEPERS, MOST_DAYS, RuleView, VoiceSettings

_KINDS = {
    "enquiry": "咨询",
    "request": "求助",
    "suggestion": "建议",
    "complaint": "投诉",
    "hard": "疑难",
}


def voice_settings_page(*, settings: VoiceSettings, units: Units) -> Build:
    """Return the page of the echo wall's settings."""

    async def build(live: Live) -> None:
        settings_head("voice", live.person)
        found = await live.ask(units.listing)
        names = {unit.id: unit.form.name for unit in found if unit.closed_at is None}
        page = _Page(live, settings, names, live.query.get("unit") or next(iter(names)))
        await page.rule.refresh()
        await page.office.refresh()

    return build


class _Page:
    """Bind the days for answers, and one unit's place for requests."""

    def __init__(
        self, live: Live, settings: VoiceSettings, names: Mapping[str, str], unit: str
    ) -> None:
        self._live = live
        self._settings = settings
        self._names = names
        self._unit = unit
        self.rule: Section[RuleView] = Section(self._load_rule, self._draw_rule)
        self.office: Section[tuple[RequestOffice | None]] = Section(
            self._load_office, self._draw_office
        )

    @property
    def _keeps(self) -> bool:
        return self._live.person.holds_somewhere(*KEEPERS)

    async def _load_rule(self) -> RuleView:
        return await self._live.ask(self._settings.rule)

    async def _load_office(self) -> tuple[RequestOffice | None]:
        return (await self._live.ask(self._settings.office, self._unit),)

    def _draw_rule(self, shown: RuleView) -> None:
        days = asdict(shown.rule)
        with (
            card(
                "留言的答复期限",
                icon_name="forum",
                note="工作日，收到那天不算；本县的热线办理办法先用",
            ),
            box("stack"),
        ):
            if not self._keeps:
                told = {name: f"{days[key]} 个工作日" for key, name in _KINDS.items()}
                facts({**told, "依据": shown.basis or "预设"})
                return
            with box("halves"):
                fields = {
                    key: whole_number(name, days[key], least=1, most=MOST_DAYS)
                    for key, name in _KINDS.items()
                }
            basis = line("依据（办法名称、文号）", shown.basis)

            async def save() -> None:
                rule = AnswerRule(
                    **{key: number_of(fields[key], _KINDS[key]) for key in _KINDS}
                )
                moved = await self._live.ask(
                    self._settings.set_rule, rule, basis=basis.value or ""
                )
                await self.rule.refresh()
                self._live.say(f"已保存，没办完的留言里有 {moved} 条重算了期限。")

            with box("row-of end"):
                Button("保存期限", self._live.handler(save), look="primary")

    def _draw_office(self, shown: tuple[RequestOffice | None]) -> None:
        office = shown[0]
        with (
            card(
                "依申请公开在哪里受理",
                icon_name="article",
                note="触摸屏照这里写；下级单位没有自己的，用上级的",
            ),
            box("stack"),
        ):
            unit = choice("哪个单位的", self._names, self._unit)
            unit.on_value_change(
                lambda event: self._live.go(f"/settings/voice?unit={event.value}")
            )
            if office is None:
                Text("这个单位没有写。", tag="p", classes="mut")
            if self._keeps:
                self._office_form(office)
            elif office is not None:
                facts(_told(office))

    def _office_form(self, office: RequestOffice | None) -> None:
        with box("halves"):
            place = line("地点", office.place if office else "", most=120)
            telephone = line("电话", office.telephone if office else "", most=40)
            hours = line("时间", office.hours if office else "", most=120)
        form = long_text(
            "申请表在哪里拿（网址或地点，进二维码）",
            office.form if office else "",
            most=400,
        )

        async def save() -> None:
            try:
                told = RequestOffice(
                    place=text_of(place, "地点"),
                    telephone=text_of(telephone, "电话"),
                    hours=hours.value or "",
                    form=form.value or "",
                )
            except ValidationError as error:
                message = "有一项写得太长了，请写短一点。"
                raise Refused(message, code="office_too_long") from error
            await self._live.ask(self._settings.set_office, self._unit, told)
            await self.office.refresh()
            self._live.say(f"已保存。{WHEN_SHOWN}")

        with box("row-of end"):
            Button("保存受理点", self._live.handler(save), look="primary")


def _told(office: RequestOffice) -> dict[str, str]:
    return {
        "地点": office.place,
        "电话": office.telephone,
        "时间": office.hours,
        "申请表": office.form,
    }
