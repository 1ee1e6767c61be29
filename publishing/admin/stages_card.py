"""Show the stages of a staged disclosure, plan them, say which one a version is."""

from collections.abc import Awaitable, Callable
from functools import partial

from publishing.admin.dialog import Dialog
from publishing.admin.fields import all_of, choice, day, day_or_none
from publishing.admin.live import Live
from publishing.admin.parts import Button, Text, box, card, chip, empty, heading_cells
from publishing.desk.views import DraftView
from publishing.stages.rules import STAGE_WORDS, StageDays
from publishing.stages.staging import StageView, Staging
from publishing.tables.disclosures import DraftState
from publishing.tables.people import Office
from publishing.tables.stages import Stage

Again = Callable[[], Awaitable[None]]
_NONE = "none"


class StagesCard:
    """Bind the stages of one disclosure to their acts."""

    def __init__(self, *, live: Live, staging: Staging, again: Again) -> None:
        self._live = live
        self._staging = staging
        self._again = again

    def draw(self, stages: tuple[StageView, ...], version: DraftView) -> None:
        """Show the stages of a staged disclosure; nothing for any other."""
        if version.form.mandate != "staged":
            return
        with card("逐段公开", icon_name="event", note="事前、事中、事后都要公开"):
            if self._live.person.holds_somewhere(Office.DRAFTER):
                self._acts(stages, version)
            if not stages:
                empty("还没有登记阶段。请填每个阶段预计哪天到。")
                return
            with box("list", tag="table"):
                heading_cells("阶段", "预计", "到了", "公开")
                with box(tag="tbody"):
                    for one in stages:
                        self._row(one)

    def _acts(self, stages: tuple[StageView, ...], version: DraftView) -> None:
        with box("row-of"):
            plan = self._live.handler(partial(self._plan, version, stages))
            Button("登记阶段日期", plan, icon="event", look="low")
            if version.line.state is DraftState.DRAFT:
                assign = self._live.handler(partial(self._assign, version, stages))
                Button("这一版是哪个阶段", assign, look="low")

    def _row(self, one: StageView) -> None:
        calendar = self._live.calendar
        with box(tag="tr"):
            Text(STAGE_WORDS[one.stage], tag="td")
            for on in (one.days.expected_on, one.days.reached_on):
                Text(calendar.day(on) if on else "—", tag="td")
            with box(tag="td"):
                if one.published:
                    chip("已公开", "ok", icon_name="check")
                elif one.draft:
                    chip("在办", "info")
                else:
                    chip("还没有", "warn" if one.days.reached_on else "plain")

    async def _plan(self, version: DraftView, stages: tuple[StageView, ...]) -> None:
        known = {one.stage: one.days for one in stages}
        with Dialog("各个阶段的日期") as made:
            words = "到了一个阶段，从那天起 5 个工作日内公开，最迟 20 个工作日。"
            Text(words, tag="p", classes="mut")
            fields = {}
            for stage, name in STAGE_WORDS.items():
                now = known.get(stage, StageDays())
                fields[stage, "expected_on"] = day(f"{name}：预计", now.expected_on)
                fields[stage, "reached_on"] = day(f"{name}：到了", now.reached_on)

            async def go() -> None:
                read = all_of(
                    {
                        f"{stage.value} {part}": partial(day_or_none, field, "日期")
                        for (stage, part), field in fields.items()
                    }
                )
                days = {
                    stage: StageDays(
                        expected_on=read[f"{stage.value} expected_on"],
                        reached_on=read[f"{stage.value} reached_on"],
                    )
                    for stage in Stage
                }
                await self._live.ask(self._staging.plan, version.line.disclosure, days)
                made.close()
                self._live.say("阶段已登记，到期会出现在待办里。")
                await self._again()

            made.acts(self._live, "保存", go, look="primary")
        made.open()

    async def _assign(self, version: DraftView, stages: tuple[StageView, ...]) -> None:
        now = next((one.stage for one in stages if one.draft == version.line.id), None)
        with Dialog("这一版是哪个阶段") as made:
            words = "事前、事中的版本一直展示到下一个阶段接上；事后的满规定天数。"
            floor = "每个阶段都要展示满规定天数，下一个阶段才能换上。"
            Text(words + floor, tag="p", classes="mut")
            names = {_NONE: "不分阶段"} | {
                stage.value: name for stage, name in STAGE_WORDS.items()
            }
            field = choice("阶段", names, now.value if now else _NONE)

            async def go() -> None:
                value = str(field.value)
                stage = None if value == _NONE else Stage(value)
                await self._live.ask(self._staging.assign, version.line.id, stage)
                made.close()
                self._live.say("这一版的阶段已登记。")
                await self._again()

            made.acts(self._live, "保存", go, look="primary")
        made.open()
