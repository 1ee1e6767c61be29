"""Draw the stages of a project as a bar with words; it knows no disclosure.

Every stage says in words how far it is: colour never speaks alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from media.pages.fonts import Fonts, Style
from media.pages.palette import HAIR, INK, INK_2
from media.pages.pieces import Fill, Ink, Mark, Piece, Strip
from media.pages.reading import characters_of
from media.pages.sheet import Sheet, baseline_in, normal_line
from programme.blocks import Table

_FEWEST, _MOST = 2, 6
_BAR_PX, _GAP_PX, _BELOW_PX = 22, 10, 10
_HEADS = (
    re.compile(r"(阶段|节点|工序|步骤|环节)(名称)?"),
    re.compile(r"状态|进度|进展(情况)?|完成情况|情况"),
)
_DONE = re.compile(r"(已|全部)?(完成|完工|竣工|验收合格|通过)|100 ?[%％]")
_NOW = re.compile(
    r"正在.*|(施工|进行|实施|建设|办理|验收|招标|公示)中|在建|[1-9]\d? ?[%％]"
)
_TO_COME = re.compile(r"(还没|未|尚未)(开始|开工|启动|进行)|待.{1,6}|0 ?[%％]|计划.*")


class StepState(StrEnum):
    """Say how far one stage is."""

    DONE = "done"
    NOW = "now"
    TO_COME = "to_come"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Be one stage: what it is called and how far it is."""

    name: str
    state: StepState
    told: str = ""
    """How far, in the words of the disclosure; empty: in ours."""

    @property
    def words(self) -> str:
        """Return how far it is, in words."""
        return self.told or _WORDS[self.state]


_WORDS = {
    StepState.DONE: "已完成",
    StepState.NOW: "正在进行",
    StepState.TO_COME: "还没开始",
}


def steps_of_table(table: Table) -> tuple[Step, ...]:
    """Return the stages that a table of two columns names; none where it does not."""
    rows = table.rows
    plain = all(
        len(row) == len(_HEADS) and all(c.colspan == c.rowspan == 1 for c in row)
        for row in rows
    )
    if not plain or table.header_rows != 1 or not _FEWEST < len(rows) <= _MOST + 1:
        return ()
    texts = [["".join(cell.text.split()) for cell in row] for row in rows]
    if not all(h.fullmatch(t) for h, t in zip(_HEADS, texts[0], strict=True)):
        return ()
    steps = [
        _step(" ".join(r[0].text.split()), t[1])
        for r, t in zip(rows[1:], texts[1:], strict=True)
    ]
    known = tuple(step for step in steps if step is not None)
    return known if len(known) == len(steps) else ()


def _step(name: str, told: str) -> Step | None:
    patterns = {
        StepState.TO_COME: _TO_COME,
        StepState.DONE: _DONE,
        StepState.NOW: _NOW,
    }
    for state, pattern in patterns.items():
        if name and pattern.fullmatch(told):
            return Step(name=name, state=state, told=told)
    return None


class StageBarSetter:
    """Set stages on one sheet."""

    def __init__(self, sheet: Sheet, fonts: Fonts) -> None:
        self._sheet = sheet
        self._fonts = fonts
        self._name = sheet.part_style._replace(bold=True)
        self._state = Style(sheet.part_style.size)

    def strip(self, steps: Sequence[Step]) -> Strip | None:
        """Return the bar; none where the names do not fit beside each other."""
        gap = self._sheet.px(_GAP_PX)
        width = (self._sheet.inner - (len(steps) - 1) * gap) // max(1, len(steps))
        if not steps or not all(self._fits(step, width) for step in steps):
            return None
        marks: list[Mark] = []
        for number, step in enumerate(steps):
            marks += self._segment(step, number * (width + gap), width)
        piece = Piece(
            height=self._line * 2 + self._top + self._sheet.px(_BELOW_PX),
            marks=tuple(marks),
            words="\n".join(f"{step.name} {step.words}" for step in steps),
            characters=sum(characters_of(step.name + step.words) for step in steps),
        )
        return Strip(pieces=(piece,), gap=self._sheet.paragraph_gap)

    @property
    def _line(self) -> int:
        return normal_line(self._name.size)

    @property
    def _top(self) -> int:
        return self._sheet.px(_BAR_PX + _BELOW_PX)

    def _fits(self, step: Step, width: int) -> bool:
        named = self._fonts.width(step.name, self._name)
        return max(named, self._fonts.width(step.words, self._state)) <= width

    def _segment(self, step: Step, x: int, width: int) -> list[Mark]:
        strong = self._sheet.colours.strong
        marks: list[Mark] = list(self._bar(step.state, x, width))
        lines = ((step.name, self._name), (step.words, self._state))
        for number, (text, style) in enumerate(lines):
            top = self._top + number * self._line
            marks.append(
                Ink(
                    x=x,
                    baseline=top + baseline_in(self._line, style.size),
                    text=text,
                    style=style,
                    colour=_ink_of(step.state, strong, named=not number),
                )
            )
        return marks

    def _bar(self, state: StepState, x: int, width: int) -> tuple[Fill, ...]:
        height, strong = self._sheet.px(_BAR_PX), self._sheet.colours.strong
        ground = Fill(x=x, y=0, width=width, height=height, colour=HAIR)
        if state is StepState.TO_COME:
            return (ground,)
        filled = width if state is StepState.DONE else width // 2
        return (ground, Fill(x=x, y=0, width=filled, height=height, colour=strong))


def _ink_of(state: StepState, strong: str, *, named: bool) -> str:
    """Return the colour of a stage's words: what is going on stands out."""
    if state is StepState.NOW:
        return strong
    return INK if named else INK_2
