from dataclasses import replace
from datetime import date, timedelta

import pytest

from programme.glass import CaptureCause
from signage.capture_times import Taken, cause_of, noted, passed
from signage.glass import Seen
from tests.fakes.glasses import PAINTED
from tests.fakes.hand_clock import NOON

DAY = date(2026, 11, 23)
EVERY = timedelta(minutes=30)
LATER = NOON + timedelta(minutes=10)
TAKEN = noted(Taken(), PAINTED, NOON, day=DAY)
STORM = replace(PAINTED, view="emergency", disclosure="", page="")


@pytest.mark.parametrize(
    ("seen", "taken", "after", "cause"),
    [
        (PAINTED, Taken(), timedelta(0), CaptureCause.ADOPTED),
        (replace(PAINTED, view=""), Taken(), timedelta(0), None),
        (PAINTED, TAKEN, timedelta(minutes=29), None),
        (PAINTED, TAKEN, EVERY, CaptureCause.TIME),
        (PAINTED, TAKEN, timedelta(hours=-9), CaptureCause.TIME),
        (replace(PAINTED, version=8), TAKEN, timedelta(minutes=5), "adopted"),
        (replace(PAINTED, version=8), TAKEN, timedelta(seconds=59), None),
        (
            replace(PAINTED, disclosure="d-2"),
            TAKEN,
            timedelta(minutes=5),
            "first_of_day",
        ),
        (STORM, TAKEN, timedelta(seconds=3), CaptureCause.OVERRIDE),
        (STORM, noted(TAKEN, STORM, NOON, day=DAY), timedelta(seconds=3), None),
    ],
    ids=[
        "at the start",
        "nothing painted yet",
        "a moment ago",
        "time is up",
        "the clock was set back",
        "another programme",
        "not at once after another",
        "first showing of the day",
        "an emergency at once",
        "an emergency once",
    ],
)
def test_a_picture_is_due_at_set_times_and_when_something_begins(
    seen: Seen, taken: Taken, after: timedelta, cause: CaptureCause | None
) -> None:
    assert cause_of(seen, taken, NOON + after, day=DAY, every=EVERY) == cause


def test_each_disclosure_is_photographed_once_a_day() -> None:
    other = replace(PAINTED, disclosure="d-2")
    both = noted(TAKEN, other, LATER, day=DAY)
    tomorrow = DAY + timedelta(days=1)

    same_day = cause_of(PAINTED, both, LATER + EVERY / 2, day=DAY, every=EVERY)
    next_day = cause_of(PAINTED, both, LATER + EVERY / 2, day=tomorrow, every=EVERY)

    assert same_day is None
    assert next_day is CaptureCause.FIRST_OF_DAY
    assert noted(both, PAINTED, LATER, day=tomorrow).disclosures == {"d-1"}


def test_a_second_emergency_is_photographed_as_well() -> None:
    shown = noted(TAKEN, STORM, NOON, day=DAY)

    over = passed(shown, PAINTED)

    cause = cause_of(STORM, over, NOON + timedelta(seconds=9), day=DAY, every=EVERY)
    assert cause is CaptureCause.OVERRIDE
    assert passed(TAKEN, PAINTED) == TAKEN
