"""Ask why screens were dark, and whether a doubtful day counts; decide nothing."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date

from publishing.admin.dialog import Dialog
from publishing.admin.fields import choice, chosen, day, day_of, line, text_of
from publishing.admin.live import Live
from publishing.admin.names import names_of
from publishing.admin.parts import Text
from publishing.coverage.causing import CauseForm, ShortCauses
from publishing.coverage.declining import Declining
from publishing.coverage.ruling import DayRulings
from publishing.tables.coverage import ShortCause

Again = Callable[[], Awaitable[None]]


def ask_cause(
    live: Live, causes: ShortCauses, units: Mapping[str, str], again: Again
) -> None:
    """Open the dialog that records one cause for all screens of a unit."""
    today = live.calendar.today
    with Dialog("登记停屏原因") as made:
        words = (
            "一次登记一个单位的全部屏，下级单位的也在内。登记以后，那几天不再等记录。"
        )
        Text(words, tag="p", classes="mut")
        unit = choice("单位", dict(units), next(iter(units), None))
        named = dict(names_of("short_cause"))
        cause = choice("原因", named, ShortCause.POWER_CUT.value)
        from_on, last_on = day("从", today), day("到", today)
        told = line("补充说明，例如 9:40—16:55", most=200)

    async def go() -> None:
        form = CauseForm(
            cause=ShortCause(chosen(cause, "原因")),
            unit=chosen(unit, "单位"),
            from_on=day_of(from_on, "从"),
            last_on=day_of(last_on, "到"),
            words=str(told.value or ""),
        )
        await live.ask(causes.record, form)
        made.close()
        live.say("登记了。公示覆盖按这个原因写。")
        await again()

    made.acts(live, "登记", go, look="primary")
    made.open()


def ask_declining(
    live: Live, declining: Declining, disclosure: str, title: str, again: Again
) -> None:
    """Open the dialog that decides that a notice with a gap gets no second one."""
    with Dialog("决定不补公示") as made:
        words = (
            f"“{title}”不足的日子不再补。印好的截止日不动；"
            "理由写进操作记录和公示证明，监督员看得到。以后又有不足的，另外决定。"
        )
        Text(words, tag="p", classes="mut")
        reason = line("为什么不补", most=200)

    async def go() -> None:
        told = text_of(reason, "为什么不补")
        await live.ask(declining.decline, disclosure, reason=told)
        made.close()
        live.say("记下了，不补公示。")
        await again()

    made.acts(live, "决定不补", go, look="primary")
    made.open()


def ask_ruling(
    live: Live, rulings: DayRulings, disclosure: str, on: date, again: Again
) -> None:
    """Open the dialog that decides whether a doubtful day counts."""
    with Dialog(f"{live.calendar.day(on)}算不算") as made:
        words = "这一天的记录里，终端的钟不准。查过现场、录像或别的记录，再认定。"
        Text(words, tag="p", classes="mut")
        counts = choice("认定", {"yes": "算", "no": "不算"}, "yes")
        reason = line("凭什么", most=200)

    async def go() -> None:
        await live.ask(
            rulings.rule,
            disclosure,
            on,
            counts=chosen(counts, "认定") == "yes",
            reason=text_of(reason, "凭什么"),
        )
        made.close()
        live.say("认定了。")
        await again()

    made.acts(live, "认定", go, look="primary")
    made.open()
