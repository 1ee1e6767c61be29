"""Say in words how a duty stands: which day, how late, whose turn; pure."""

from publishing.admin.dates import Calendar
from publishing.admin.names import name_of, names_of
from publishing.duties.duty import Due, Duty, Ranked, Urgency
from publishing.reminders.reminders import Reminder

_TONES = {
    Urgency.OVERDUE: "bad",
    Urgency.LATE: "warn",
    Urgency.TODAY: "warn",
    Urgency.SOON: "info",
}


def tone_of(one: Ranked) -> str:
    """Return the tone in which a duty is told; words stand beside it."""
    if one.duty.ends:
        return "plain"
    return _TONES.get(one.urgency, "plain")


def when_words(one: Ranked, calendar: Calendar) -> str:
    """Return by when it is to be done, or for how long it has been late."""
    due = one.duty.due
    if due is None:
        return ""
    name = _day_of(one.duty)
    unsure = "（暂定）" if due.provisional else ""
    told = f"{name} {calendar.day(due.target_on)}"
    if one.late:
        told = f"已过{name} {one.late_days} 个工作日"
    elif one.urgency is Urgency.TODAY:
        told = f"{name}就是今天"
    return f"{told}{unsure}{_legal(one, due, calendar)}"


def _day_of(duty: Duty) -> str:
    return names_of("duty_day").get(duty.kind.value, "应发布日")


def kind_words(duty: Duty) -> str:
    """Return what kind of duty it is."""
    return name_of("duty", duty.kind)


def whose_words(duty: Duty) -> str:
    """Return who can do it, or who else can."""
    if not duty.others:
        return ""
    told = "、".join(duty.others)
    return f"{told} 也能办" if duty.mine else f"轮到 {told}"


def about_words(one: Ranked, calendar: Calendar) -> str:
    """Return everything that is said of a duty below its title."""
    duty = one.duty
    parts = (duty.unit_name, when_words(one, calendar), duty.about, whose_words(duty))
    return "，".join(part for part in parts if part)


def _legal(one: Ranked, due: Due, calendar: Calendar) -> str:
    if due.legal_on is None:
        return ""
    if one.urgency is Urgency.OVERDUE:
        return f"，法定期限 {calendar.day(due.legal_on)}已过"
    unsure = "（暂定）" if due.legal_provisional else ""
    return f"，法定最晚 {calendar.day(due.legal_on)}{unsure}"


def reminder_words(one: Reminder, calendar: Calendar) -> str:
    """Return why and when somebody was reminded, and how the duty stands."""
    why = name_of("occasion", one.occasion).format(day=_day_of(one.duty.duty))
    parts = (why, when_words(one.duty, calendar), kind_words(one.duty.duty))
    return "，".join(part for part in parts if part)
