import pytest

from programme.layout import Panel
from publishing.schedule.distance import distance_warning


def panel(inches: int, distance_mm: int) -> Panel:
    return Panel(
        width=1080, height=1920, diagonal_inches=inches, distance_mm=distance_mm
    )


@pytest.mark.parametrize(("inches", "mm"), [(43, 3500), (43, 3000), (55, 5000)])
def test_a_panel_that_can_be_read_is_no_matter(inches: int, mm: int) -> None:
    assert distance_warning(panel(inches, mm)) == ""


def test_a_small_panel_too_far_away_is_told_with_what_to_do() -> None:
    words = distance_warning(panel(43, 5000))

    assert "约 3.5 米" in words
    assert "请换大屏" in words
