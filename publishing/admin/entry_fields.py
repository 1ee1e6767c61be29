"""Let a drafter choose the catalogue line and the period that a draft serves.

Choosing fills the fields that the line decides; the desk checks that they agree.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from nicegui import ui

from programme.period import periods
from publishing.admin.draft_form import DraftFields
from publishing.admin.fields import choice
from publishing.admin.live import Live
from publishing.admin.parts import Text, box
from publishing.catalogue.entries import Entries
from publishing.catalogue.entry import EntryForm
from publishing.catalogue.entry_lines import EntryView
from publishing.desk.views import DraftView

_BACK = timedelta(days=400)
_DAY = timedelta(days=1)


class EntryFields:
    """Hold the two choices, and fill the draft's fields from them."""

    def __init__(self, live: Live, entries: Entries) -> None:
        self._live = live
        self._entries = entries
        self._lines: Mapping[str, EntryView] = {}
        self._fields: DraftFields | None = None
        with box("halves"):
            self._line = choice("公开目录条目（目录里没有的可以空着）", {})
            self._line.props("clearable").classes("wide")
            self._period = choice("哪一期", {})
            self._period.props("clearable")
            self._told = Text("", tag="p", classes="mut small wide")
        self._period.set_visibility(False)
        self._line.on_value_change(self._chosen)
        self._period.on_value_change(self._dated)

    async def offer(
        self, unit: str, line: str | None = None, period: date | None = None
    ) -> None:
        """Offer a unit's lines; one that is chosen already stays chosen."""
        found = await self._live.ask(self._entries.listing, unit)
        self._lines = {one.line: one for one in found}
        names = {one.line: one.form.name for one in found}
        self._line.set_options(names, value=line if line in names else None)
        self._offer_periods(period)

    async def follow(self, unit: ui.select, fields: DraftFields) -> None:
        """Offer the lines of whichever unit is chosen, for a draft that begins.

        The way here may name a line and a period; then the fields are filled.
        """
        self.fill(fields)

        async def offer() -> None:
            if unit.value:
                await self.offer(str(unit.value))

        unit.on_value_change(self._live.handler(offer))
        if unit.value:
            query = self._live.query
            period = _day_or_none(query.get("period", ""))
            await self.offer(str(unit.value), query.get("entry"), period)
            self._chosen()

    def fill(self, fields: DraftFields) -> None:
        """Remember which fields are filled when a line is chosen."""
        self._fields = fields

    def readers(self) -> dict[str, Callable[[], Any]]:
        """Return what reads the two choices, by the names of the desk's form."""
        return {
            "catalogue_entry": lambda: self._line.value or None,
            "period_starts_on": self._read_period,
        }

    def _read_period(self) -> date | None:
        text = str(self._period.value or "")
        return date.fromisoformat(text) if text and self._period.visible else None

    def _chosen(self) -> None:
        view = self._lines.get(str(self._line.value or ""))
        kept = self._read_period()
        self._offer_periods(kept)
        if view is None or self._fields is None:
            return
        _fill(self._fields, view.form)
        self._dated()

    def _dated(self) -> None:
        """Let a period's issue count from its last day."""
        starts_on, form = self._read_period(), self._form()
        if starts_on is None or form is None or self._fields is None:
            return
        for one in periods(form.frequency, starts_on, starts_on + _DAY):
            self._fields.settled_on.set_value(one.last_on.isoformat())

    def _form(self) -> EntryForm | None:
        view = self._lines.get(str(self._line.value or ""))
        return view.form if view else None

    def _offer_periods(self, chosen: date | None) -> None:
        form = self._form()
        self._told.set_text(_about(form))
        periodic = form is not None and form.frequency.months is not None
        self._period.set_visibility(periodic)
        if form is None or not periodic:
            self._period.set_options({}, value=None)
            return
        today = self._live.calendar.today
        found = periods(form.frequency, today - _BACK, today + _DAY)
        names = {one.starts_on.isoformat(): one.label for one in reversed(found)}
        wanted = chosen.isoformat() if chosen else None
        self._period.set_options(names, value=wanted if wanted in names else None)


async def served_by(live: Live, entries: Entries, version: DraftView) -> EntryFields:
    """Draw the choices of a version's unit; what it serves is chosen."""
    made, form = EntryFields(live, entries), version.form
    await made.offer(version.line.unit, form.catalogue_entry, form.period_starts_on)
    return made


def asked_unit(live: Live, places: Mapping[str, str]) -> str | None:
    """Return the unit that the way here names, if it is one."""
    asked = live.query.get("unit", "")
    return asked if asked in places else None


def _day_or_none(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _fill(fields: DraftFields, form: EntryForm) -> None:
    told = {
        "board": form.board.value,
        "kind_of_act": form.kind_of_act.value,
        "mandate": form.rule_name,
        "attribute": form.method.value,
        "audience": form.audience.value,
    }
    for name, value in told.items():
        if value in fields.kinds[name].options:
            fields.kinds[name].set_value(value)
    if form.category:
        fields.words["category"].set_value(form.category)
    if not fields.words["title"].value:
        fields.words["title"].set_value(form.name)


def _about(form: EntryForm | None) -> str:
    if form is None:
        return ""
    parts = (
        f"要素：{form.content}",
        f"依据：{form.basis}" if form.basis else "",
        f"时限：{form.time_text}" if form.time_text else "",
    )
    return "；".join(part for part in parts if part)
