from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from programme.hours import OpenSpan
from publishing.desk.retiming import WantedTimes
from publishing.errors import NotAllowed
from publishing.inspection.hung import Manifests
from publishing.inspection.times import TimesOutlooks
from tests.fakes.desk import County

MORNING = OpenSpan(from_time=time(8), to_time=time(12))


# REQ-33
def test_other_times_say_the_end_and_the_loops_before_a_version_is_made(
    county: County,
) -> None:
    made = county.approved()
    outlooks = TimesOutlooks(
        acting=county.cases.acting,
        retiming=county.cases.retiming,
        calendars=county.services.calendars,
        zone=ZoneInfo(county.services.time_zone),
        manifests=Manifests(),
    )
    wanted = WantedTimes(weekdays=(1, 2, 3), dayparts=(MORNING,))

    found = outlooks.of_hanging(
        county.people["drafter"],
        made.line.disclosure,
        wanted,
        edition=made.line.edition,
    )
    with pytest.raises(NotAllowed):
        outlooks.of_hanging(
            county.people["reviewer"],
            made.line.disclosure,
            wanted,
            edition=made.line.edition,
        )

    assert found.before is not None
    assert found.before.last_on == date(2026, 12, 21)
    assert (found.after.last_on, found.after.provisional) == (date(2027, 1, 6), True)
    screen = next(group for group in found.groups if group.looped)
    assert screen.before is not None
    assert screen.after is not None
    assert screen.after.to_time == time(12)
    assert screen.before.to_time == time(17, 30)
