"""Say how old what the kiosk shows is, where a resident should know; pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.calendar_words import date_words
from kiosk.shelf import Contents
from kiosk.words import Words
from sync_agent.state import AgentState


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """Be the one line at the foot of every page; empty where all is well."""

    kind: str = ""
    """stale, or damaged: names the line's colour."""
    icon: str = ""
    text: str = ""
    clock_sure: bool = True
    """Where it is not, no page says whether something is open now."""


def freshness_of(
    contents: Contents, now: datetime, stale_after_days: int, words: Words
) -> Freshness:
    """Return what a resident should know of the contents' age."""
    report = contents.report
    sure = report is None or not report.holds(AgentState.CLOCK_DOUBTED)
    held = contents.held
    if held is None:
        return Freshness(clock_sure=sure)
    if contents.damaged:
        return Freshness(
            kind="damaged",
            icon="build_circle",
            text=words(
                "state.damaged", telephone=held.programme.hall.enquiry_telephone
            ),
            clock_sure=sure,
        )
    heard_at = (report and report.last_sync_at) or held.adopted.adopted_at
    if sure and now - heard_at > timedelta(days=stale_after_days):
        on = heard_at.astimezone(contents.zone).date()
        today = now.astimezone(contents.zone).date()
        return Freshness(
            kind="stale",
            icon="history",
            text=words(
                "state.stale",
                date=date_words(on, words, today=today),
                telephone=held.programme.hall.enquiry_telephone,
            ),
            clock_sure=sure,
        )
    return Freshness(clock_sure=sure)
