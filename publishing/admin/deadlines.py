"""Put into words how a version stands against its deadline; it counts nothing."""

from publishing.admin.dates import Calendar
from publishing.admin.parts import Text, chip
from publishing.inspection.deadline import Standing, Urgency

_TONES = {
    Urgency.IN_TIME: "ok",
    Urgency.TODAY: "warn",
    Urgency.PAST_TARGET: "warn",
    Urgency.PAST_LEGAL: "bad",
}


def deadline_words(standing: Standing, calendar: Calendar) -> str:
    """Return how a version stands, with both days where the first is missed."""
    target, legal = calendar.day(standing.target_on), calendar.day(standing.legal_on)
    words = {
        Urgency.IN_TIME: f"{target}到期，还剩 {standing.days} 个工作日",
        Urgency.TODAY: "今天到期",
        Urgency.PAST_TARGET: (f"超过目标 {standing.days} 个工作日，法定最迟 {legal}"),
        Urgency.PAST_LEGAL: f"已超期 {standing.days} 个工作日，法定最迟是 {legal}",
    }[standing.urgency]
    return f"{words}（暂定）" if standing.provisional else words


def deadline_chip(standing: Standing | None, calendar: Calendar) -> Text | None:
    """Show how a version stands; nothing where no rule names a day (REQ-8)."""
    if standing is None:
        return None
    tone = _TONES[standing.urgency]
    return chip(deadline_words(standing, calendar), tone, icon_name="schedule")
