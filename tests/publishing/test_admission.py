import pytest

from publishing.admission import Admission, TurnLater
from tests.fakes.hand_clock import HandClock


def refused(admission: Admission) -> int:
    with pytest.raises(TurnLater) as refusal:
        admission.enter()
    return refusal.value.retry_after_s


def come_back(count: int, *, per_s: int, burst: int) -> list[int]:
    """Let so many come at once and again when told; return the second of each entry."""
    clock = HandClock()
    admission = Admission(clock, per_s=per_s, burst=burst)
    wanted, entered = {0: count}, []
    for second in range(10 * count // per_s):
        for _ in range(wanted.pop(second, 0)):
            try:
                admission.enter()
            except TurnLater as later:
                again = second + later.retry_after_s
                wanted[again] = wanted.get(again, 0) + 1
            else:
                entered.append(second)
        clock.forward(seconds=1)
    return entered


def test_who_is_few_waits_for_nobody() -> None:
    admission = Admission(HandClock(), per_s=1, burst=3)

    for _ in range(3):
        admission.enter()


def test_each_who_is_refused_is_told_a_later_moment() -> None:
    admission = Admission(HandClock(), per_s=2, burst=1)
    admission.enter()

    assert [refused(admission) for _ in range(5)] == [1, 2, 2, 3, 3]


def test_time_lets_in_again_but_never_more_than_the_bucket_holds() -> None:
    clock = HandClock()
    admission = Admission(clock, per_s=1, burst=2)
    for _ in range(2):
        admission.enter()

    clock.forward(hours=1)

    for _ in range(2):
        admission.enter()
    assert refused(admission) == 2


# F24
def test_two_thousand_at_once_come_in_one_after_the_other_within_two_minutes() -> None:
    entered = come_back(2000, per_s=30, burst=100)

    assert len(entered) == 2000
    assert 60 <= max(entered) <= 120
    assert max(map(entered.count, range(1, 121))) <= 100


# F24
def test_where_each_takes_long_the_others_are_told_later_moments() -> None:
    clock = HandClock()
    admission = Admission(clock, per_s=100, burst=100, most_inside=2)
    for _ in range(30):
        with admission.inside():
            clock.forward(seconds=10)

    with admission.inside(), admission.inside():
        told = [refused(admission) for _ in range(4)]

    assert told == [5, 10, 15, 20]


def test_a_place_is_free_again_when_somebody_has_left() -> None:
    admission = Admission(HandClock(), per_s=100, burst=100, most_inside=1)
    with admission.inside():
        assert refused(admission) == 1

    with admission.inside():
        pass
