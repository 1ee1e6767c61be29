"""Let the reader choose a year and a period; the address keeps it, so it can be kept.

What there is to choose is said by `publishing.inspection.completeness`.
"""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from nicegui import ui

from programme.period import Frequency, Period
from publishing.admin.fields import choice
from publishing.admin.live import Live
from publishing.admin.parts import Handler
from publishing.inspection.completeness import Spans
from publishing.inspection.spans import parts_of, year_of

_WHOLE = "全年"


def period_choice(live: Live, spans: Spans, address: Callable[[str], str]) -> None:
    """Draw the two choices; another choice opens the page of its address."""
    year = year_of(spans.chosen.starts_on)
    years = {one.name: one.label for one in _years(spans)}
    parts = {one.name: _within(one) for one in parts_of(year, spans.offered)}
    chosen = spans.chosen.name if spans.chosen.name in parts else year.name
    for made, label in (
        (choice("哪一年", years, year.name), "哪一年"),
        (choice("哪一期", {year.name: _WHOLE, **parts}, chosen), "哪一期"),
    ):
        made.classes("period").props["aria-label"] = label
        made.on_value_change(live.handler(_open(live, made, spans, address)))


def period_address(path: str, asked: Mapping[str, str]) -> str:
    """Return an address with what is asked for; what is empty is left out."""
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{path}?{query}" if query else path


def period_words(spans: Spans) -> str:
    """Return what people call the chosen period: this year is 今年."""
    return "今年" if spans.chosen == year_of(spans.today) else spans.chosen.label


def _open(
    live: Live, made: ui.select, spans: Spans, address: Callable[[str], str]
) -> Handler:
    async def go() -> None:
        name = str(made.value)
        # This year is what an address without a period means.
        live.go(address("" if name == year_of(spans.today).name else name))

    return go


def _years(spans: Spans) -> tuple[Period, ...]:
    """Return the years, and that of an address which no issue is of."""
    kept = [one for one in spans.offered if one.frequency is Frequency.YEARLY]
    own = year_of(spans.chosen.starts_on)
    return tuple(kept) if own in kept else (*kept, own)


def _within(part: Period) -> str:
    """Return the name of a period beside its year."""
    return part.label.removeprefix(f"{part.starts_on.year} 年").strip()
