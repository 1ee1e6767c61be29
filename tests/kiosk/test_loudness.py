from datetime import time

import pytest

from config.device import Loudness
from kiosk.loudness import loudness_at


@pytest.mark.parametrize(
    ("local", "most"),
    [
        (time(7, 29, 59), 0.5),
        (time(7, 30), 0.9),
        (time(12), 0.9),
        (time(19, 59, 59), 0.9),
        (time(20), 0.5),
        (time(0), 0.5),
    ],
)
def test_the_voice_is_softer_in_quiet_hours_over_midnight(
    local: time, most: float
) -> None:
    limits = Loudness(
        most=0.9, quiet_most=0.5, quiet_from=time(20), quiet_to=time(7, 30)
    )

    assert loudness_at(local, limits) == most


def test_quiet_hours_lie_within_a_day_or_are_none() -> None:
    noon = Loudness(most=0.4, quiet_most=0.9, quiet_from=time(12), quiet_to=time(14))
    none = Loudness(most=0.8, quiet_most=0.1, quiet_from=time(9), quiet_to=time(9))

    assert loudness_at(time(13), noon) == 0.4
    assert loudness_at(time(14), noon) == 0.4
    assert loudness_at(time(9), none) == 0.8
