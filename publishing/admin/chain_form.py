"""Hold the fields of an approval chain: its steps, one a row; judge none."""

from collections.abc import Sequence
from dataclasses import dataclass

from nicegui import ui

from programme.approval import Role
from publishing.admin.fields import choice, line, text_of
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.parts import Button, box
from publishing.desk.chain_presets import ChainPreset
from publishing.desk.chains import MOST_STEPS, Chain, Step
from publishing.errors import Refused
from publishing.tables.people import Office
from publishing.tables.units import UnitLevel

_WHO = {
    "drafter drafter": "起草人，起草",
    "reviewer reviewer": "审核人，审核",
    "reviewer publisher": "发布办公室，审核",
    "reviewer approver": "批准人，审核",
    "approver approver": "批准人，批准",
}
_NEW = Step(name="新的一步", role=Role.REVIEWER, office=Office.REVIEWER)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """Be the fields of one step."""

    name: ui.input
    who: ui.select
    level: ui.select
    record: ui.checkbox
    money: ui.checkbox


class ChainFields:
    """Draw and read the steps of a chain; a shipped one may be taken to begin with."""

    def __init__(
        self, live: Live, chain: Chain, presets: Sequence[ChainPreset]
    ) -> None:
        self._live = live
        self._presets = {preset.name: preset.chain for preset in presets}
        self._label = chain.label
        self._rows: list[_Row] = []
        names = {name: one.label for name, one in self._presets.items()}
        self._preset = choice("照样板", names)
        self._preset.on_value_change(self._take)
        self._place = box("stack")
        add = live.handler(self._add)
        Button("在最后一步前面加一步", add, icon="add", look="low")
        self._show(chain.steps)

    def read(self) -> Chain:
        """Return the chain as it stands in the fields.

        Raises:
            Refused: A name is missing.
            ValidationError: The steps are no chain; it says why.
        """
        return Chain(label=self._label, steps=self._steps())

    def _take(self) -> None:
        chain = self._presets.get(str(self._preset.value))
        if chain is not None:
            self._label = chain.label
            self._show(chain.steps)

    async def _add(self) -> None:
        steps = self._steps()
        if len(steps) >= MOST_STEPS:
            message = f"一条链最多 {MOST_STEPS} 步。请先去掉一步。"
            raise Refused(message, code="form")
        self._show((*steps[:-1], _NEW, steps[-1]))

    def _show(self, steps: Sequence[Step]) -> None:
        self._place.clear()
        with self._place:
            self._rows = [
                self._row(number, step) for number, step in enumerate(steps, start=1)
            ]

    def _row(self, number: int, step: Step) -> _Row:
        levels = {"": "本单位或上级"} | {
            level.value: f"{name_of('unit_level', level)}一级"
            for level in (UnitLevel.TOWNSHIP, UnitLevel.COUNTY)
        }
        with box("chain-step"):
            row = _Row(
                name=line(f"第 {number} 步", step.name, most=24),
                who=choice("谁来签", _WHO, f"{step.role.value} {step.office.value}"),
                level=choice("在哪一级", levels, step.level or ""),
                record=ui.checkbox("附会议记录", value=step.record),
                money=ui.checkbox("只用于财务", value=step.money_only),
            )

            async def drop() -> None:
                self._rows.remove(row)
                self._show(self._steps())

            Button("去掉", self._live.handler(drop), look="low bad")
        return row

    def _steps(self) -> tuple[Step, ...]:
        return tuple(_step(number, row) for number, row in enumerate(self._rows, 1))


def _step(number: int, row: _Row) -> Step:
    role, office = str(row.who.value).split(" ")
    return Step(
        name=text_of(row.name, f"第 {number} 步"),
        role=Role(role),
        office=Office(office),
        level=UnitLevel(row.level.value) if row.level.value else None,
        record=bool(row.record.value),
        money_only=bool(row.money.value),
    )
