from datetime import time

import pytest

from programme.hours import EVERY_WEEKDAY, DayHours, OpenSpan
from publishing.errors import Refused
from publishing.schedule.seeing import check_seen, is_ever_seen


def _span(first: int, last: int) -> OpenSpan:
    return OpenSpan(from_time=time(first), to_time=time(last))


WEEKDAYS = tuple(
    DayHours(weekday=day, spans=(_span(8, 12), _span(14, 17))) for day in range(1, 6)
)


@pytest.mark.parametrize(
    ("weekdays", "dayparts", "seen"),
    [
        (EVERY_WEEKDAY, (), True),
        ((5,), (), True),
        ((6, 7), (), False),
        ((), (), False),
        (EVERY_WEEKDAY, (_span(3, 4),), False),
        (EVERY_WEEKDAY, (_span(12, 14),), False),
        (EVERY_WEEKDAY, (_span(12, 15),), True),
        (EVERY_WEEKDAY, (_span(3, 4), _span(11, 12)), True),
        ((7,), (_span(9, 10),), False),
    ],
)
def test_a_window_is_seen_only_where_it_meets_a_service_hour(
    weekdays: tuple[int, ...], dayparts: tuple[OpenSpan, ...], *, seen: bool
) -> None:
    assert is_ever_seen(WEEKDAYS, weekdays, dayparts) is seen


def test_on_a_group_without_service_hours_nothing_is_seen() -> None:
    with pytest.raises(Refused, match="“旧屏”都不在服务时间里") as refused:
        check_seen("旧屏", (), EVERY_WEEKDAY, ())

    assert refused.value.code == "never_seen"
