import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from programme.calendar_slice import CalendarSlice, late_december
from programme.canonical import canonical_bytes
from programme.errors import DocumentMalformed

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors/calendar/slices.json").read_text("utf-8")
)
ACCEPTED = [vector for vector in VECTORS if vector["verdict"] == "accepted"]
REFUSED = [vector for vector in VECTORS if vector["verdict"] == "refused"]


@pytest.mark.parametrize("vector", ACCEPTED, ids=lambda vector: vector["why"])
def test_a_good_slice_is_read_and_written_as_the_same_bytes(
    vector: dict[str, Any],
) -> None:
    data = vector["canonical"].encode()

    calendar = CalendarSlice.parse(data)

    assert calendar.canonical() == data


@pytest.mark.parametrize("vector", REFUSED, ids=lambda vector: vector["why"])
def test_a_slice_that_contradicts_itself_is_refused_with_the_reason(
    vector: dict[str, Any],
) -> None:
    good = json.loads(ACCEPTED[1]["canonical"])
    data = canonical_bytes(good | vector["change"])

    with pytest.raises(DocumentMalformed) as refused:
        CalendarSlice.parse(data)

    assert vector["says"] in refused.value.reason


def test_a_slice_covers_its_first_day_and_not_its_end() -> None:
    calendar = CalendarSlice.parse(ACCEPTED[1]["canonical"].encode())

    covered = [
        on
        for on in (
            date(2026, 9, 30),
            date(2026, 10, 1),
            date(2026, 10, 31),
            date(2026, 11, 1),
        )
        if calendar.covers(on)
    ]

    assert covered == [date(2026, 10, 1), date(2026, 10, 31)]


def test_a_coming_notice_can_move_the_last_four_days_of_a_year() -> None:
    assert late_december(2026) == date(2026, 12, 28)
