"""Draw who stands in for whom, and let one be named or taken back; judge none."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from publishing.admin.dialog import Dialog, ask_sure
from publishing.admin.fields import all_of, choice, chosen, day, day_of
from publishing.admin.live import Live
from publishing.admin.parts import Button, Text, box, card, chip, empty
from publishing.admin.section import Section
from publishing.staff.offices import OFFICE_NAMES, Held
from publishing.staff.substitutes import Substitutes, SubstituteView
from publishing.tables.people import Office

_LAST = timedelta(seconds=1)


class SubstitutesCard:
    """Bind naming a substitute to the offices that may be stood in for."""

    def __init__(
        self, live: Live, substitutes: Substitutes, offices: Mapping[str, str]
    ) -> None:
        self._live = live
        self._substitutes = substitutes
        self._offices = offices
        """By `staff unit office`: whose office it is, in words."""
        self.listing = Section(self._load, self._draw)

    async def _load(self) -> tuple[SubstituteView, ...]:
        return await self._live.ask(self._substitutes.listing)

    def _draw(self, found: tuple[SubstituteView, ...]) -> None:
        with card("代签", icon_name="badge", note=f"{len(found)} 项"):
            words = (
                "不在岗的几天里由同事代签，签名写明“代谁”。谁也不能在一条链里签两次。"
            )
            Text(words, tag="p", classes="mut small")
            if self._offices:
                add = self._live.handler(self._name)
                with box("row-of"):
                    Button("指定代签人", add, icon="add", look="primary")
            if not found:
                empty("现在没有人代签。", icon_name="check_circle")
                return
            with box("lines", tag="ul"):
                for one in found:
                    self._line(one)

    def _line(self, one: SubstituteView) -> None:
        calendar = self._live.calendar
        first = calendar.day(calendar.local(one.starts_at).date())
        last = calendar.day(calendar.local(one.ends_at - _LAST).date())
        with box(tag="li"):
            chip("代签中" if one.is_on else "还没开始", "ok" if one.is_on else "plain")
            with box():
                Text(f"{one.substitute_name} 代 {one.absent_name}", tag="b")
                office = f"{one.unit_name} {OFFICE_NAMES[one.office]}"
                Text(f"{office}，{first} 到 {last}", tag="p")
            end = self._live.handler(partial(self._end, one))
            Button("收回", end, look="low bad")

    async def _name(self) -> None:
        people = await self._live.ask(self._substitutes.candidates)
        today = self._live.calendar.local(self._live.calendar.now).date()
        with Dialog("指定代签人") as made:
            only = next(iter(self._offices)) if len(self._offices) == 1 else None
            whose = choice("代谁的哪项职责", self._offices, only)
            who = choice("由谁代签", people)
            first, last = day("从哪天", today), day("到哪天（含这一天）")

        async def go() -> None:
            read = all_of(
                {
                    "whose": partial(chosen, whose, "代谁的哪项职责"),
                    "substitute": partial(chosen, who, "由谁代签"),
                    "first_on": partial(day_of, first, "从哪天"),
                    "last_on": partial(day_of, last, "到哪天"),
                }
            )
            absent, unit, office = read.pop("whose").split(" ")
            held = Held(unit=unit, office=Office(office))
            told = await self._live.ask(
                self._substitutes.name, absent=absent, held=held, **read
            )
            made.close()
            self._live.say(f"{told.substitute_name}代{told.absent_name}签，已记下。")
            await self.listing.refresh()

        made.acts(self._live, "指定", go, look="primary")
        made.open()

    async def _end(self, one: SubstituteView) -> None:
        async def go() -> None:
            await self._live.ask(self._substitutes.end, one.id)
            self._live.say("代签已收回，马上生效。签过的不变。")
            await self.listing.refresh()

        ask_sure(
            self._live,
            title=f"收回{one.substitute_name}的代签",
            consequence=f"从现在起不能再代{one.absent_name}签；签过的不变。",
            act="收回",
            do=go,
        )
