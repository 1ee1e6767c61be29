"""Show every unit's approval chain and let administrators set it (REQ-12)."""

from collections.abc import Mapping
from functools import partial

from publishing.admin.chain_form import ChainFields
from publishing.admin.dialog import Dialog, ask_sure
from publishing.admin.fields import choice
from publishing.admin.live import Live
from publishing.admin.names import choices
from publishing.admin.pages.settings import settings_head
from publishing.admin.parts import Button, Text, box, card, chip, heading_cells
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.catalogue.units import Units
from publishing.desk.chain_keeping import Chains, UnitChainView
from publishing.desk.chains import Step
from publishing.tables.people import Office
from publishing.tables.units import UnitLevel

_LEVELS = (UnitLevel.TOWNSHIP, UnitLevel.VILLAGE, UnitLevel.DEPARTMENT)


def chains_page(*, chains: Chains, units: Units) -> Build:
    """Return the page of the approval chains."""

    async def build(live: Live) -> None:
        settings_head("chains", live.person)
        places = {unit.id: unit.form.name for unit in await live.ask(units.listing)}
        page = _Chains(live, chains, places)
        await page.listing.refresh()

    return build


class _Chains:
    """Bind the chains' acts to their rows."""

    def __init__(self, live: Live, chains: Chains, places: Mapping[str, str]) -> None:
        self._live = live
        self._chains = chains
        self._places = places
        self._keeps = live.person.holds_somewhere(Office.ADMIN)
        self.listing = Section(self._load, self._draw)

    async def _load(self) -> tuple[UnitChainView, ...]:
        return await self._live.ask(self._chains.listing)

    def _draw(self, found: tuple[UnitChainView, ...]) -> None:
        with card("审批链", icon_name="approval", note=f"{len(found)} 个单位"):
            words = (
                "每一步换一个人签，最后一步是批准。改了只管以后提交的；"
                "已经提交的照提交时的链走完。"
            )
            Text(words, tag="p", classes="mut small")
            with box("list", tag="table"):
                heading_cells("单位", "各步", "从哪里来", "")
                with box(tag="tbody"):
                    for one in found:
                        self._row(one)

    def _row(self, one: UnitChainView) -> None:
        with box(tag="tr").mark(f"chain-{one.unit}"):
            Text(self._places.get(one.unit, one.unit), tag="td")
            with box(tag="td"), box("row-of"):
                for number, step in enumerate(one.chain.steps):
                    if number:
                        Text("→", classes="mut")
                    Text(_words(step))
            with box(tag="td"):
                _source(one)
            with box("acts", tag="td"), box("row-of end"):
                if self._keeps:
                    self._acts(one)

    def _acts(self, one: UnitChainView) -> None:
        change = self._live.handler(partial(self._change, one))
        Button("定审批链", change, look="low")
        if one.is_own:
            back = self._live.handler(partial(self._inherit, one))
            Button("随上级", back, look="low")

    async def _change(self, one: UnitChainView) -> None:
        name = self._places.get(one.unit, one.unit)
        with Dialog(f"审批链：{name}") as made:
            whom = {"": "只管这个单位", **_levels()}
            level = choice("管谁", whom, "")
            fields = ChainFields(self._live, one.chain, self._chains.presets())

        async def go() -> None:
            chosen = UnitLevel(level.value) if level.value else None
            await self._live.ask(
                self._chains.set, one.unit, fields.read(), level=chosen
            )
            made.close()
            self._live.say(f"“{name}”的审批链已定，从下一次提交起用。")
            await self.listing.refresh()

        made.acts(self._live, "定下", go, look="primary")
        made.open()

    async def _inherit(self, one: UnitChainView) -> None:
        name = self._places.get(one.unit, one.unit)

        async def go() -> None:
            await self._live.ask(self._chains.inherit, one.unit)
            self._live.say(f"“{name}”改回用上级定的审批链。")
            await self.listing.refresh()

        ask_sure(
            self._live,
            title=f"“{name}”随上级",
            consequence="以后提交的用上级给这一级定的链；已经提交的不变。",
            act="随上级",
            do=go,
        )


def _levels() -> dict[str, str]:
    return {
        value: f"下面所有{name}，自己定过的除外"
        for value, name in choices("unit_level", _LEVELS).items()
    }


def _words(step: Step) -> str:
    marks = [
        words
        for words, on in (("附会议记录", step.record), ("财务", step.money_only))
        if on
    ]
    return f"{step.name}（{'，'.join(marks)}）" if marks else step.name


def _source(one: UnitChainView) -> None:
    if one.is_own:
        chip("本单位定的", "ok")
    elif one.set_by:
        chip(f"{one.set_by}定的", "info")
    else:
        chip("出厂的")
