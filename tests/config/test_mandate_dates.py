"""Hold every shipped rule against dates that were written by hand from its source.

The four days are the eve of Spring Festival 2026 (15 to 23 February off, Saturdays 14
and 28 worked), the eve of National Day (1 to 7 October off, Saturday 10 worked), a
Saturday, and a day whose count runs over the year end into 2027, of which no notice is
in: from 28 December on every counted date is provisional, marked `*` here. In 2027 only
weekends are known, so that Friday 1 January counts.
"""

from datetime import date

import pytest

from config.mandates import shipped_mandates
from programme.deadline import deadlines_of, least_shown
from tests.fakes.rules import WORKDAYS

FROM = ("2026-02-12", "2026-09-30", "2026-11-07", "2026-12-21")

FIVE = ("2026-02-26", "2026-10-13", "2026-11-13", "2026-12-28*")
SEVEN = ("2026-02-28", "2026-10-15", "2026-11-17", "2026-12-30*")
TEN = ("2026-03-04", "2026-10-20", "2026-11-20", "2027-01-04*")
TWENTY = ("2026-03-18", "2026-11-03", "2026-12-04", "2027-01-18*")
THIRTY = ("2026-04-01", "2026-11-17", "2026-12-18", "2027-02-01*")
IN_3_DAYS = ("2026-02-15", "2026-10-03", "2026-11-10", "2026-12-24")
OF_7_DAYS = ("2026-02-19", "2026-10-07", "2026-11-14", "2026-12-28")
IN_20_DAYS = ("2026-03-04", "2026-10-20", "2026-11-27", "2027-01-10")
OF_30_DAYS = ("2026-03-14", "2026-10-30", "2026-12-07", "2027-01-20")
BY_THE_15TH = ("2026-03-15", "2026-10-15", "2026-12-15", "2027-01-15")
NEVER = ("", "", "", "")
UNTIL_WORKED = ("2026-02-24", "2026-10-08", "2026-11-10", "2026-12-24")
"""Three days, and on to the next working day: a bidder's notice ends on no rest day."""

RULES = {
    # name: target, by law, shown until at least
    "long_term": (FIVE, TWENTY, NEVER),
    "periodic": (FIVE, TWENTY, THIRTY),
    "immediate": (FIVE, TWENTY, TWENTY),
    "staged": (FIVE, TWENTY, TWENTY),
    "notice_7": (FIVE, TWENTY, OF_7_DAYS),
    "notice_5_working": (FIVE, TWENTY, FIVE),
    "notice_30": (FIVE, TWENTY, OF_30_DAYS),
    "consultation_30": (FIVE, TWENTY, OF_30_DAYS),
    "none": (NEVER, NEVER, NEVER),
    "promotion": (NEVER, NEVER, NEVER),
    "official_appointment": (FIVE, TWENTY, FIVE),
    "party_admission": (FIVE, TWENTY, FIVE),
    "subsistence": (FIVE, TWENTY, OF_7_DAYS),
    "winning_bidder": (IN_3_DAYS, IN_3_DAYS, UNTIL_WORKED),
    "land_compensation": (FIVE, TWENTY, OF_30_DAYS),
    "land_taking_start": (FIVE, TWENTY, TEN),
    "budget": (FIVE, IN_20_DAYS, TWENTY),
    "farm_subsidy": (FIVE, TWENTY, OF_7_DAYS),
    "credit_publication": (FIVE, SEVEN, TWENTY),
    "village_affairs": (BY_THE_15TH, BY_THE_15TH, NEVER),
    "village_finance": (BY_THE_15TH, BY_THE_15TH, NEVER),
}


def test_every_shipped_rule_has_its_dates_here() -> None:
    assert RULES.keys() == shipped_mandates().keys()


# REQ-5, REQ-6, REQ-7, REQ-8, REQ-9
@pytest.mark.parametrize("place", range(len(FROM)), ids=FROM)
@pytest.mark.parametrize("name", RULES)
def test_a_shipped_rule_gives_the_dates_of_its_source(name: str, place: int) -> None:
    rule, day = shipped_mandates()[name].mandate, date.fromisoformat(FROM[place])

    due = deadlines_of(rule, counted_from=day, workdays=WORKDAYS)
    shown = least_shown(rule, posted_on=day, workdays=WORKDAYS)

    found = (
        _said(due.target_on, provisional=due.target_provisional),
        _said(due.legal_on, provisional=due.legal_provisional),
        _said(shown.last_on, provisional=shown.provisional) if shown else "",
    )
    assert found == tuple(days[place] for days in RULES[name])


def _said(day: date | None, *, provisional: bool) -> str:
    return f"{day}{'*' if provisional else ''}" if day else ""
