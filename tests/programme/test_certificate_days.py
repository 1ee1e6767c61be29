"""Which days a certificate asks of a group that is shut on days off."""

from dataclasses import replace
from datetime import UTC, date, datetime

from programme.certificate_days import claims_of
from programme.certificate_facts import Facts
from programme.mandate import DayKind
from programme.service_day import DayState
from tests.fakes.certificate_cases import certificate, good, leaves

MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC)


def in_calendar_days() -> Facts:
    """Return the sample's facts as of the Monday, its days counted by the calendar."""
    manifest = good().manifest
    mandate = manifest.mandate.model_copy(update={"show_day_kind": DayKind.CALENDAR})
    return Facts(
        disclosure=certificate().disclosure,
        manifest_sha256=certificate().manifest,
        manifest=manifest.model_copy(update={"mandate": mandate}),
        leaves=tuple(leaves()),
        delivered=(),
        calendar=good().calendar,
        primary=certificate().primary,
        time_zone=certificate().time_zone,
        issued_at=MONDAY,
    )


# REQ-10
def test_a_day_off_runs_by_itself_for_groups_that_are_shut_then() -> None:
    days = {day.day: day.state for day in claims_of(in_calendar_days()).days}

    assert days[date(2026, 11, 27)] is DayState.SHORT
    assert days[date(2026, 11, 28)].counts
    assert days[date(2026, 11, 29)].counts


def test_facts_that_nobody_changed_are_judged_as_they_were() -> None:
    facts = replace(in_calendar_days(), manifest=good().manifest)

    assert date(2026, 11, 28) not in {day.day for day in claims_of(facts).days}
