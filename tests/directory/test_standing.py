from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from directory.model import ChangeKind, Counter, CounterChange
from directory.standing import change_at, standing_at

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


def _counter(name: str, **told: Any) -> Counter:  # noqa: ANN401 - any field
    return Counter(
        id=name,
        department="d",
        building="大厅",
        floor=told.get("floor", 1),
        window=told.get("window", name),
        way=f"到 {name}",
        hours=(),
        telephone=f"0555-{name}",
    )


COUNTERS = {one: _counter(one) for one in ("12", "3")}


def _change(**told: Any) -> CounterChange:  # noqa: ANN401 - any field
    usual = {
        "id": "c-1",
        "counter": "12",
        "kind": ChangeKind.MOVED,
        "instead": "3",
        "begins_at": NOON,
        "ends_at": NOON + timedelta(hours=5),
    }
    return CounterChange.model_validate(usual | told)


def test_a_counter_stands_where_it_is_registered() -> None:
    standing = standing_at(
        COUNTERS["12"], (_change(counter="3", instead="12"),), COUNTERS, NOON
    )

    assert standing.counter == COUNTERS["12"]
    assert standing.change is None


def test_a_moved_counter_keeps_its_own_telephone() -> None:
    standing = standing_at(COUNTERS["12"], (_change(),), COUNTERS, NOON)

    assert standing.counter is not None
    assert (standing.counter.window, standing.counter.way) == ("3", "到 3")
    assert standing.counter.telephone == "0555-12"


def test_who_stands_in_for_somebody_absent_has_their_own_telephone() -> None:
    absent = _change(kind=ChangeKind.ABSENT)

    standing = standing_at(COUNTERS["12"], (absent,), COUNTERS, NOON)

    assert standing.counter == COUNTERS["3"]
    assert standing.change == absent


@pytest.mark.parametrize("instead", [None, "gone"])
def test_without_anybody_the_enquiry_desk_is_left(instead: str | None) -> None:
    absent = _change(kind=ChangeKind.ABSENT, instead=instead)

    assert standing_at(COUNTERS["12"], (absent,), COUNTERS, NOON).counter is None


@pytest.mark.parametrize(
    ("after", "holds"),
    [(timedelta(seconds=-1), False), (timedelta(0), True), (timedelta(hours=5), False)],
)
def test_a_change_ends_by_itself(after: timedelta, *, holds: bool) -> None:
    assert (change_at("12", (_change(),), NOON + after) is not None) is holds


def test_the_change_that_began_last_holds() -> None:
    later = _change(id="c-2", begins_at=NOON + timedelta(minutes=1))

    held = change_at("12", (later, _change()), NOON + timedelta(minutes=2))

    assert held == later


@pytest.mark.parametrize(
    "told",
    [{"ends_at": NOON}, {"instead": "12"}, {"instead": None}],
)
def test_a_change_that_makes_no_sense_is_refused(told: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        _change(**told)
