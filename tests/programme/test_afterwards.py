from datetime import UTC, datetime, timedelta

import pytest

from programme.afterwards import Afterwards, is_past, is_time_up, time_up_at
from programme.window import FixedEnd, OpenEnd, ProvisionalEnd, Window

STARTS = datetime(2026, 11, 2, tzinfo=UTC)
ENDS = datetime(2026, 11, 30, 16, tzinfo=UTC)
SECOND = timedelta(seconds=1)
YEAR = Afterwards(past_days=365)
FIXED = Window(starts_at=STARTS, end=FixedEnd(at=ENDS))


@pytest.mark.parametrize(
    ("rule", "at", "past", "up"),
    [
        (YEAR, ENDS - SECOND, False, False),
        (YEAR, ENDS, True, False),
        (YEAR, ENDS + timedelta(days=365) - SECOND, True, False),
        (YEAR, ENDS + timedelta(days=365), False, True),
        (Afterwards(), ENDS - SECOND, False, False),
        (Afterwards(), ENDS, False, True),
        (Afterwards(erased=True), ENDS, False, True),
    ],
)
def test_what_has_ended_is_past_until_its_time_is_up(
    rule: Afterwards, at: datetime, past: bool, up: bool
) -> None:
    assert is_past(FIXED, rule, at) is past
    assert is_time_up(FIXED, rule, at) is up


@pytest.mark.parametrize("end", [OpenEnd(), ProvisionalEnd(at=ENDS)])
def test_what_has_no_fixed_end_is_never_past_nor_over(
    end: OpenEnd | ProvisionalEnd,
) -> None:
    window = Window(starts_at=STARTS, end=end)
    later = ENDS + timedelta(days=4000)

    assert time_up_at(window, YEAR) is None
    assert not is_past(window, YEAR, later)
    assert not is_time_up(window, YEAR, later)
