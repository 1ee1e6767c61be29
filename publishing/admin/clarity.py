"""Draw sums that differ and words that are hard to read; take the reasons back."""

from collections.abc import Sequence

from nicegui import ui

from publishing.admin.fields import line
from publishing.admin.parts import Text, box, card, chip
from publishing.admin.reasons import Reasons
from publishing.desk.plain_words import Advice, AdviceKind
from publishing.desk.sums import ConfirmedSum, SumFinding
from publishing.desk.views import DraftView

_KINDS = {
    AdviceKind.LONG_SENTENCE: "长句",
    AdviceKind.ABBREVIATION: "简称",
    AdviceKind.BOILERPLATE: "套话",
    AdviceKind.HARD_WORD: "难词",
}
_REASON = "数字没有错的，写明理由；有错的请改正"
_ROUNDING = "尾数差，可能是四舍五入，请看一眼"


class Clarity:
    """Hold the fields of sums that differ; it is drawn anew when a draft was kept."""

    def __init__(self) -> None:
        self._place: ui.element | None = None
        self._reasons = Reasons()

    def draw(self, version: DraftView) -> None:
        """Draw what was found, or nothing where nothing was."""
        if self._place is None:
            self._place = box("stack")
        self._place.clear()
        self._reasons.clear()
        if not (version.sums or version.advice):
            return
        wrong = sum(one.undecided for one in version.sums)
        told = f"{wrong} 处合计要改" if wrong else ""
        with (
            self._place,
            card("数字和用词", icon_name="fact_check", note=told),
            box("stack"),
        ):
            for one in version.sums:
                self._sum(one)
            _show_advice(version.advice)

    def read(self) -> tuple[ConfirmedSum, ...]:
        """Return what is confirmed, each with its reason, as the desk's form takes it.

        Raises:
            Refused: A reason says too little.
        """
        given = self._reasons.read("合计对不上的理由")
        return tuple(
            ConfirmedSum(words=words, reason=reason) for words, reason in given.items()
        )

    def _sum(self, one: SumFinding) -> None:
        with box("row-of"):
            _sum_chip(one)
            Text(one.wrong.words)
        if not one.wrong.rounding:
            self._reasons.add(one.wrong.words, line(_REASON, one.reason))


def show_clarity(version: DraftView) -> None:
    """Say to who signs which sums differ and why, and how many words are hard."""
    if not (version.sums or version.advice):
        return
    with box():
        Text("数字和用词", tag="p", classes="mut small")
        for one in version.sums:
            with box("row-of"):
                _sum_chip(one)
                told = f"（理由：{one.reason}）" if one.reason else ""
                Text(f"{one.wrong.words}{told}")
        if version.advice:
            Text(f"用词提醒 {len(version.advice)} 条", tag="p")


def _sum_chip(one: SumFinding) -> None:
    if one.wrong.rounding:
        chip(_ROUNDING, "prov")
    else:
        chip("合计对不上", "warn" if one.reason else "bad")


def _show_advice(advice: Sequence[Advice]) -> None:
    if advice:
        Text("下面只是提醒，不改也能提交。", tag="p", classes="mut small")
    for one in advice:
        with box("row-of"):
            chip(_KINDS[one.kind], "prov")
            Text(f"第 {one.block} 段：{one.words}")
