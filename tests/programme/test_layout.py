import pytest
from hypothesis import given, strategies as st

from programme.layout import (
    Panel,
    Rectangle,
    content_rectangle,
    margin_of,
    scale_of,
    type_sizes,
)


def panel(width: int, height: int, inches: int = 55, mm: int = 5000) -> Panel:
    return Panel(width=width, height=height, diagonal_inches=inches, distance_mm=mm)


@given(
    st.sampled_from([(1280, 720), (1366, 768), (1920, 1080), (3840, 2160)]),
    st.booleans(),
)
def test_the_content_rectangle_lies_inside_the_panel(
    size: tuple[int, int], turned: bool
) -> None:
    width, height = reversed(size) if turned else size
    rectangle = content_rectangle(panel(width, height))

    assert rectangle.x >= 0
    assert rectangle.y >= 0
    assert rectangle.x + rectangle.width == width
    assert rectangle.y + rectangle.height < height
    assert rectangle.width > width // 2
    assert rectangle.height > height // 3


def test_a_landscape_panel_leaves_rail_top_and_foot_to_the_page() -> None:
    assert content_rectangle(panel(1920, 1080)) == Rectangle(
        x=400, y=124, width=1520, height=824
    )


def test_a_portrait_panel_leaves_band_clock_and_foot_to_the_page() -> None:
    assert content_rectangle(panel(1080, 1920)) == Rectangle(
        x=0, y=350, width=1080, height=1058
    )


def test_a_larger_panel_is_drawn_in_proportion() -> None:
    assert scale_of(panel(3840, 2160)) == 2
    assert content_rectangle(panel(3840, 2160)).x == 800
    assert margin_of(panel(3840, 2160)) == 128
    assert margin_of(panel(1080, 1920)) == 56


@pytest.mark.parametrize(
    ("shown", "title", "body", "table"),
    [
        (panel(1920, 1080, 55, 5000), 88, 58, 48),
        (panel(1920, 1080, 65, 5000), 74, 50, 42),
        (panel(1080, 1920, 43, 3000), 92, 46, 46),
    ],
    ids=["55 inch at 5 m", "65 inch at 5 m", "43 inch at 3 m"],
)
def test_letters_are_as_large_as_the_distance_asks(
    shown: Panel, title: int, body: int, table: int
) -> None:
    sizes = type_sizes(shown)

    assert (sizes.title, sizes.body, sizes.table) == (title, body, table)


@given(st.integers(300, 30_000), st.integers(10, 200))
def test_no_letter_is_smaller_than_the_least(mm: int, inches: int) -> None:
    sizes = type_sizes(panel(1920, 1080, inches, mm))

    assert min(sizes.title, sizes.body, sizes.table, sizes.meta) >= 36


def test_a_panel_is_named_by_what_decides_its_pages() -> None:
    assert panel(1920, 1080).name == "1920x1080-55-5000"
