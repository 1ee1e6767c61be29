"""What is written on a certificate's sheets is drawn, rare characters too."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from media.pages.fonts import Fonts, find_fonts
from publishing.certificates.lines import Line, LineKind
from publishing.certificates.sheet import Sheet

_UNASSIGNED = "\U00031350"


def drawn(name: str) -> tuple[bytes, str]:
    """Return a sheet with one line as it looks, and the words found on it."""
    sheet = Sheet(Fonts(find_fonts()), foot="公示证明")
    sheet.lines([Line(kind=LineKind.TEXT, text=f"户主王{name}")])
    with pypdfium2.PdfDocument(BytesIO(sheet.pdf("公示证明"))) as made:
        page = made[0]
        words = str(page.get_textpage().get_text_bounded())
        picture: Image.Image = page.render(scale=1).to_pil()
    return picture.convert("L").tobytes(), words


@pytest.mark.parametrize("name", [*"㛃𬭎䶮"])
def test_a_rare_character_of_a_name_has_its_own_shape_and_is_found(name: str) -> None:
    picture, words = drawn(name)

    assert f"户主王{name}" in words
    assert picture != drawn(_UNASSIGNED)[0]
    assert picture != drawn("国")[0]
