import io
import zipfile

from PIL import Image

from tests.fakes.files import (
    book_of,
    locked_pdf,
    member,
    pdf_of,
    picture,
    png_of_size,
    with_members,
    word_of,
)


def test_office_files_are_archives_with_their_main_part() -> None:
    assert b"<w:document" in member(word_of("a"), "word/document.xml")
    assert b"<workbook" in member(book_of((1,)), "xl/workbook.xml")


def test_a_member_can_be_replaced_and_taken_out() -> None:
    changed = with_members(
        word_of("a"), {"new.xml": b"x"}, without=("word/document.xml",)
    )

    with zipfile.ZipFile(io.BytesIO(changed)) as archive:
        assert archive.read("new.xml") == b"x"
        assert "word/document.xml" not in archive.namelist()


def test_pictures_have_the_size_that_was_asked_for() -> None:
    assert Image.open(io.BytesIO(picture("JPEG"))).size == (40, 20)
    assert Image.open(io.BytesIO(png_of_size(300, 200))).size == (300, 200)


def test_pdf_files_begin_and_end_as_they_should() -> None:
    for data in (pdf_of("a", ""), locked_pdf()):
        assert data.startswith(b"%PDF-")
        assert data.endswith(b"%%EOF\n")
