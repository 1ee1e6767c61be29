from datetime import date
from zoneinfo import ZoneInfo

from publishing.inspection.duties import Duties
from tests.fakes.desk import County


def duties_of(county: County) -> Duties:
    return Duties(
        acting=county.cases.acting,
        calendars=county.services.calendars,
        mandates=county.services.mandates,
        zone=ZoneInfo(county.services.time_zone),
    )


# REQ-8
def test_what_is_not_out_is_due_five_working_days_after_it_was_settled(
    county: County,
) -> None:
    county.draft(settled_on=date(2026, 11, 20))

    (duty,) = duties_of(county).coming(county.people["drafter"])

    assert duty.due_on == date(2026, 11, 27)
    assert duty.late_days == 0
    assert not duty.ends


def test_what_is_late_says_by_how_many_working_days(county: County) -> None:
    county.draft(settled_on=date(2026, 11, 9))

    (duty,) = duties_of(county).coming(county.people["drafter"])

    assert duty.due_on == date(2026, 11, 16)
    assert duty.late_days == 5


def test_a_window_that_ends_soon_is_told_once_for_all_its_groups(
    county: County,
) -> None:
    county.approved(mandate="notice_5_working")

    (duty,) = duties_of(county).coming(county.people["approver"])

    assert duty.ends
    assert duty.due_on == date(2026, 11, 30)


def test_what_ends_in_a_month_is_not_told_today(county: County) -> None:
    county.approved()

    assert duties_of(county).coming(county.people["approver"]) == ()


def test_a_rule_without_a_deadline_gives_no_duty(county: County) -> None:
    duties = duties_of(county)

    assert duties.due_on(date(2026, 11, 20), "none") is None
    assert duties.due_on(date(2026, 11, 20), "unknown") is None
