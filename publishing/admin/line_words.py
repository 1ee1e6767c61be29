"""Say in words what a catalogue line is and how it stands; pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from urllib.parse import urlencode

from programme.boards import Audience
from publishing.admin.dates import Calendar
from publishing.admin.names import name_of
from publishing.catalogue.entry import EntryForm
from publishing.inspection.issues import Issue, LineStanding
from publishing.tables.catalogue import DueState

TONES: Final[Mapping[DueState, str]] = {
    DueState.MISSING: "bad",
    DueState.DUE: "warn",
    DueState.LATE: "warn",
    DueState.NOT_YET: "plain",
    DueState.PUBLISHED: "ok",
}


def state_key(one: LineStanding) -> str:
    """Return what the tabs call the state of a line."""
    return one.state.value if one.state is not None else "free"


def draft_address(unit: str, line: str, issue: Issue | None) -> str:
    """Return where a draft of an issue begins, its line and period filled in."""
    asked = {"unit": unit, "entry": line}
    if issue is not None and issue.period_starts_on is not None:
        asked["period"] = issue.period_starts_on.isoformat()
    return f"/drafts/new?{urlencode(asked)}"


def about_words(form: EntryForm) -> str:
    """Return what a line is about: its content, whom it is for, its main carrier."""
    parts: Sequence[str] = (
        form.content,
        "" if form.audience is Audience.EVERYONE else _whom(form),
        f"主载体 {name_of('carrier_short', form.primary)}",
    )
    return "；".join(part for part in parts if part)


def _whom(form: EntryForm) -> str:
    words = f"（{form.audience_words}）" if form.audience_words else ""
    return f"只给{name_of('audience', form.audience)}看{words}"


def when_words(issue: Issue | None, calendar: Calendar) -> str:
    """Return when an issue went out, or its last lawful day."""
    if issue is None:
        return "—"
    if issue.published_on is not None:
        return f"{calendar.day(issue.published_on)}发布"
    return _last(issue.last_on, calendar, unsure=issue.provisional)


def _last(on: date | None, calendar: Calendar, *, unsure: bool) -> str:
    if on is None:
        return "没有规定"
    return f"最晚 {calendar.day(on)}{'（暂定）' if unsure else ''}"
