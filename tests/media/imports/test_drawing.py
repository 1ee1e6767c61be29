import io

import pytest
from PIL import Image

from media.imports.drawing import drawn_page
from media.imports.errors import Damaged, PageNotThere
from media.imports.importer import draw_page
from media.imports.kinds import Kind
from tests.fakes.files import pdf_of, picture, word_of


def test_a_page_comes_back_from_the_child_as_a_picture() -> None:
    drawn = draw_page(pdf_of("one", "two", size=(200, 100)), "a.pdf", 2)

    with Image.open(io.BytesIO(drawn)) as page:
        assert (page.format, page.size) == ("WEBP", (800, 400))


def test_a_picture_is_its_own_page() -> None:
    drawn = drawn_page(picture(), Kind.PNG, 1)

    with Image.open(io.BytesIO(drawn)) as page:
        assert page.size == (40, 20)


@pytest.mark.parametrize(
    ("data", "kind", "number"),
    [
        (pdf_of("one"), Kind.PDF, 2),
        (picture(), Kind.PNG, 0),
        (word_of("字"), Kind.WORD, 1),
    ],
)
def test_a_page_that_is_not_there_is_said(data: bytes, kind: Kind, number: int) -> None:
    with pytest.raises(PageNotThere, match=f"第 {number} 页"):
        drawn_page(data, kind, number)


def test_a_damaged_file_is_not_drawn() -> None:
    with pytest.raises(Damaged):
        drawn_page(b"%PDF-", Kind.PDF, 1)
