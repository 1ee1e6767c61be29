from datetime import date

import pytest

from config.calendar_data import shipped_calendar
from config.mandates import shipped_mandates
from programme.deadline import deadlines_of
from programme.workdays import Workdays
from publishing.inspection.deadline import Urgency, standing_of

WORKDAYS = Workdays(shipped_calendar().whole())


@pytest.mark.parametrize(
    ("today", "urgency", "days"),
    [
        # Settled on Friday 20 November 2026: target Friday 27 November, five working
        # days; legal Friday 18 December, twenty.
        (date(2026, 11, 20), Urgency.IN_TIME, 6),
        (date(2026, 11, 23), Urgency.IN_TIME, 5),
        (date(2026, 11, 26), Urgency.IN_TIME, 2),
        (date(2026, 11, 27), Urgency.TODAY, 1),
        (date(2026, 11, 28), Urgency.PAST_TARGET, 0),
        (date(2026, 11, 30), Urgency.PAST_TARGET, 1),
        (date(2026, 12, 18), Urgency.PAST_TARGET, 15),
        (date(2026, 12, 19), Urgency.PAST_LEGAL, 0),
        (date(2026, 12, 21), Urgency.PAST_LEGAL, 1),
    ],
)
def test_working_days_are_left_or_late_against_target_and_law(
    today: date, urgency: Urgency, days: int
) -> None:
    """Out within five working days, by law within twenty (REQ-6, REQ-8)."""
    mandate = shipped_mandates()["immediate"].mandate
    deadlines = deadlines_of(
        mandate, counted_from=date(2026, 11, 20), workdays=WORKDAYS
    )

    found = standing_of(deadlines, today=today, workdays=WORKDAYS)

    assert found is not None
    assert (found.urgency, found.days) == (urgency, days)
    assert found.target_on == date(2026, 11, 27)
    assert found.legal_on == date(2026, 12, 18)


def test_a_rule_that_names_no_day_has_no_standing() -> None:
    mandate = shipped_mandates()["immediate"].mandate.model_copy(
        update={"publish_target_days": None, "publish_legal_days": None}
    )
    deadlines = deadlines_of(
        mandate, counted_from=date(2026, 11, 20), workdays=WORKDAYS
    )

    assert standing_of(deadlines, today=date(2026, 11, 23), workdays=WORKDAYS) is None
