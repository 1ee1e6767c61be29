"""Draw a group's power schedule, read it and say it in words; decide nothing."""

from collections.abc import Callable

from nicegui import ui

from programme.hours import EVERY_WEEKDAY, DayHours, spans_on
from programme.power import PowerSchedule, Resting
from publishing.admin.fields import choice, chosen, spans_of, spans_text
from publishing.admin.hours import hours_fields, hours_words
from publishing.admin.parts import box

_ALWAYS = "always"
_CHOICES = {
    _ALWAYS: "整天开着",
    Resting.DIM.value: "开屏时间以外调暗",
    Resting.OFF.value: "开屏时间以外关屏",
}
_USUAL = "6:30-22:00"


def power_fields(power: PowerSchedule | None) -> Callable[[], PowerSchedule | None]:
    """Draw when the panel is on, and return what reads it; None: always."""
    with box("halves"):
        told = power.resting.value if power else _ALWAYS
        resting = choice("夜间和下班后", _CHOICES, told)
        confirmed = bool(power and power.cuts_service)
        cuts = ui.checkbox("服务时间里也关屏或调暗", value=confirmed)
    with box() as place:
        title = "开屏时间（空着就是整天不开）"
        hours = hours_fields(power.on if power else _usual(), title=title, mark="开屏")
    place.bind_visibility_from(resting, "value", lambda value: value != _ALWAYS)
    cuts.bind_visibility_from(resting, "value", lambda value: value != _ALWAYS)

    def read() -> PowerSchedule | None:
        wanted = chosen(resting, "夜间和下班后")
        if wanted == _ALWAYS:
            return None
        return PowerSchedule(
            on=hours(), resting=Resting(wanted), cuts_service=bool(cuts.value)
        )

    return read


def power_words(power: PowerSchedule | None) -> str:
    """Return when a panel is on, in one line."""
    if power is None:
        return ""
    rest = "其余时间关屏" if power.resting is Resting.OFF else "其余时间调暗"
    if not power.cuts_service:
        return f"开屏 {hours_words(power.on)}，{rest}；服务时间总是亮着"
    return f"开屏 {hours_words(power.on)}，{rest}，服务时间里也是"


def power_today(power: PowerSchedule, weekday: int) -> str:
    """Return when a panel is on on an ISO weekday, in a few words."""
    rest = "关屏" if power.resting is Resting.OFF else "调暗"
    on = spans_text(spans_on(power.on, weekday))
    return f"开屏 {on}，其余{rest}" if on else f"今天整天{rest}"


def _usual() -> tuple[DayHours, ...]:
    spans = spans_of(_USUAL, "开屏时间")
    return tuple(DayHours(weekday=weekday, spans=spans) for weekday in EVERY_WEEKDAY)
