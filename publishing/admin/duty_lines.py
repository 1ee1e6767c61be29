"""Draw lists of duties, as several pages show them; decide nothing."""

from collections.abc import Sequence

from publishing.admin.dates import Calendar
from publishing.admin.duty_words import about_words, kind_words, tone_of
from publishing.admin.names import name_of
from publishing.admin.parts import Text, box, button_link, chip, empty, link, seal
from publishing.duties.duty import Duty, Ranked, Urgency

NEAR = frozenset({Urgency.TODAY, Urgency.SOON})


def mark_of(duty: Duty) -> None:
    """Draw the seal of a duty's board, or leave its place."""
    if duty.board is None:
        box()
    else:
        seal(duty.board)


def duty_lines(lines: Sequence[Ranked], calendar: Calendar) -> None:
    """Draw duties with all that is said of them and the way to do each."""
    with box("lines", tag="ul"):
        for one in lines:
            duty = one.duty
            with box(tag="li"):
                mark_of(duty)
                with box():
                    chip(kind_words(duty), tone_of(one))
                    Text(duty.title, tag="b")
                    Text(about_words(one, calendar), tag="p")
                act = name_of("duty_act", duty.kind)
                button_link(act, duty.link, look="low primary" if duty.mine else "low")


def near_lines(near: Sequence[Ranked], calendar: Calendar) -> None:
    """Draw duties that are near, a line each, by their days."""
    if not near:
        empty("近 5 个工作日没有到期的。", icon_name="check_circle")
        return
    with box("lines due", tag="ul"):
        for one in near:
            with box(tag="li"):
                today = one.urgency is Urgency.TODAY
                urgent = today and not one.duty.ends
                Text(_day(one, calendar), tag="b", classes="late" if urgent else "")
                mark_of(one.duty)
                link(one.duty.title, one.duty.link, classes="title")
                Text(kind_words(one.duty), classes="mut")


def _day(one: Ranked, calendar: Calendar) -> str:
    if one.urgency is Urgency.TODAY or one.due_on is None:
        return "今天"
    return calendar.day(one.due_on)
