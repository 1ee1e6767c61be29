"""Make the fields of forms, all of one size and with their names above the value."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, tzinfo
from itertools import pairwise
from typing import Any

from nicegui import ui

from programme.hours import OpenSpan
from programme.window import local_instant
from publishing.admin.parts import Button
from publishing.errors import Refused

_ROW = "dense outlined stack-label hide-bottom-space"


def line(label: str, value: str = "", *, most: int = 200, hint: str = "") -> ui.input:
    """Return a field of one line."""
    made = ui.input(label, value=value).props(_ROW).classes("field")
    made.props["maxlength"] = most
    if hint:
        made.props["hint"] = hint
        made.props(remove="hide-bottom-space")
    return made


def long_text(label: str, value: str = "", *, most: int = 2000) -> ui.textarea:
    """Return a field of several lines."""
    made = ui.textarea(label, value=value).props(f"{_ROW} autogrow").classes("field")
    made.props["maxlength"] = most
    return made


def day(label: str, value: date | None = None) -> ui.input:
    """Return a field for a day: to be typed, or picked from a calendar.

    The browser's own field would speak the browser's language, not the page's.
    """
    made = line(label, value.isoformat() if value else "", most=10)
    made.props["placeholder"] = "例如 2026-11-24"
    with made, ui.menu().props("no-parent-event anchor='bottom end'") as months:
        picker = ui.date().props("first-day-of-week=1 minimal")

    async def show() -> None:
        picker.set_value(_typed_day(made))
        months.open()

    def take() -> None:
        if picker.value and months.value:
            made.set_value(str(picker.value))
            months.close()

    picker.on_value_change(take)
    with made.add_slot("append"):
        opener = Button("", show, icon="event", look="pick-day")
    opener.props["aria-label"] = "打开日历"
    return made


def _typed_day(field: ui.input) -> str | None:
    """Return the day that stands in a field, as a calendar takes it."""
    try:
        return date.fromisoformat(str(field.value or "").strip()).isoformat()
    except ValueError:
        return None


def whole_number(label: str, value: int, *, least: int, most: int) -> ui.number:
    """Return a field for a whole number."""
    made = ui.number(label, value=value, min=least, max=most, precision=0)
    return made.props(_ROW).classes("field")


def choice(
    label: str, options: Mapping[str, str], value: str | None = None
) -> ui.select:
    """Return a choice of one."""
    made = ui.select(dict(options), label=label, value=value)
    return made.props(f"{_ROW} options-dense").classes("field")


def offer(field: ui.input, values: Sequence[str]) -> None:
    """Offer usual values below a field; whoever wants may type another."""
    with ui.element("datalist") as offered:
        for value in values:
            ui.element("option").props["value"] = value
    field.props["list"] = offered.html_id


def several(
    label: str, options: Mapping[str, str], value: Sequence[str] = ()
) -> ui.select:
    """Return a choice of several."""
    made = ui.select(dict(options), label=label, value=list(value), multiple=True)
    return made.props(f"{_ROW} options-dense use-chips").classes("field")


def day_of(field: ui.input, name: str) -> date:
    """Return the day that was typed.

    Raises:
        Refused: It is not a day.
    """
    found = day_or_none(field, name)
    if found is None:
        raise Refused(f"“{name}”没有填。请选一天。", code="form")
    return found


def day_or_none(field: ui.input, name: str) -> date | None:
    """Return the day that was typed, if any.

    Raises:
        Refused: It is not a day.
    """
    text = str(field.value or "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"“{name}”不是一天。请写成 2026-11-24。"
        raise Refused(message, code="form") from error


def chosen(field: ui.select, name: str) -> str:
    """Return what was chosen.

    Raises:
        Refused: Nothing was.
    """
    if not field.value:
        raise Refused(f"“{name}”没有选。请选一项。", code="form")
    return str(field.value)


def text_of(field: ui.input | ui.textarea, name: str) -> str:
    """Return what was typed, without blanks around it.

    Raises:
        Refused: Nothing was.
    """
    text = str(field.value or "").strip()
    if not text:
        raise Refused(f"“{name}”没有填。请写上。", code="form")
    return text


def number_of(field: ui.number, name: str) -> int:
    """Return the whole number that was typed.

    Raises:
        Refused: None was.
    """
    if field.value is None:
        raise Refused(f"“{name}”没有填。请写一个数。", code="form")
    return int(field.value)


def spans_of(text: str, name: str) -> tuple[OpenSpan, ...]:
    """Return the spans of a day: 8:30-12:00、14:00-17:30.

    Raises:
        Refused: It cannot be read, or two spans overlap.
    """
    parts = [part for part in text.replace("，", "、").split("、") if part.strip()]
    try:
        spans = tuple(_span(part) for part in parts)
    except ValueError as error:
        message = f"“{name}”看不懂。请写成 8:30-12:00、14:00-17:30，先早后晚。"
        raise Refused(message, code="form") from error
    if any(first.to_time > then.from_time for first, then in pairwise(spans)):
        message = f"“{name}”的时段叠在一起，或没有按先后写。请按先后分开写。"
        raise Refused(message, code="form")
    return spans


def spans_text(spans: Sequence[OpenSpan]) -> str:
    """Return spans as they are typed."""
    return "、".join(f"{s.from_time:%-H:%M}-{s.to_time:%-H:%M}" for s in spans)


def all_of(readers: Mapping[str, Callable[[], Any]]) -> dict[str, Any]:
    """Return what every reader gives, by its name.

    Raises:
        Refused: Some could not be read; it says every mistake at once.
    """
    values: dict[str, Any] = {}
    faults: list[str] = []
    for name, read in readers.items():
        try:
            values[name] = read()
        except Refused as fault:
            faults.append(str(fault))
    if faults:
        count = f"有 {len(faults)} 处要改：" if len(faults) > 1 else ""
        message = f"{count}{''.join(faults)}"
        raise Refused(message, code="form")
    return values


def midnight(on: date, zone: tzinfo) -> datetime:
    """Return the instant at which a local day begins."""
    return local_instant(on, time(0), zone)


def two_times(text: str, name: str) -> tuple[time, time]:
    """Return a beginning and an end, which may be on the next day: 21:00-7:00.

    Raises:
        Refused: They cannot be read.
    """
    try:
        return _ends(text)
    except ValueError as error:
        message = f"“{name}”看不懂。请写成 21:00-7:00。"
        raise Refused(message, code="form") from error


def _span(text: str) -> OpenSpan:
    begin, end = _ends(text)
    return OpenSpan(from_time=begin, to_time=end)


def _ends(text: str) -> tuple[time, time]:
    begin, _, end = text.replace("—", "-").replace("–", "-").partition("-")
    return _time(begin), _time(end)


def _time(text: str) -> time:
    hour, _, minute = text.strip().replace("：", ":").partition(":")
    return time(int(hour), int(minute or "0"))
