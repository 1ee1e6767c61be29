import io

import pytest
from PIL import Image

from media.pages.fonts import Fonts, find_fonts
from media.pages.setter import PageSetter
from media.pages.sheet import Sheet, sheet_of
from programme.boards import Board
from programme.layout import Panel


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return Fonts(find_fonts())


@pytest.fixture(scope="session")
def setter() -> PageSetter:
    return PageSetter(find_fonts())


@pytest.fixture
def landscape() -> Panel:
    return Panel(width=1920, height=1080, diagonal_inches=55, distance_mm=5000)


@pytest.fixture
def portrait() -> Panel:
    return Panel(width=1080, height=1920, diagonal_inches=43, distance_mm=3000)


@pytest.fixture
def sheet(landscape: Panel) -> Sheet:
    return sheet_of(landscape, Board.FINANCE)


@pytest.fixture
def red_png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (200, 100), "#C00000").save(file, "PNG")
    return file.getvalue()
