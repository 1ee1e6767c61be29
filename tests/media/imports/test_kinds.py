import pytest

from media.imports.errors import Encrypted, OldFormat, UnsupportedType, WrongType
from media.imports.kinds import Kind, kind_of
from tests.fakes.files import book_of, pdf_of, picture, word_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (word_of("a"), "a.docx", Kind.WORD),
        (book_of((1,)), "A.XLSX", Kind.SHEET),
        (pdf_of("a"), "a.pdf", Kind.PDF),
        (picture("PNG"), "a.png", Kind.PNG),
        (picture("JPEG"), "a.jpg", Kind.JPEG),
        (picture("JPEG"), "a.jpeg", Kind.JPEG),
        (picture("WEBP"), "a.webp", Kind.WEBP),
        (picture("BMP"), "a.bmp", Kind.BMP),
        (picture("TIFF"), "a.tif", Kind.TIFF),
        ("公示".encode(), "a.txt", Kind.TEXT),
        ("公示".encode("utf-16"), "a.txt", Kind.TEXT),
    ],
)
def test_name_and_content_agree_on_a_kind(data: bytes, name: str, kind: Kind) -> None:
    assert kind_of(data, name) is kind


# B3
@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"8BPS\x00\x01", "Photoshop"),
        (b"SIMPLE  =                    T", "FITS"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "PostScript"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"\x00\x01\x02", "认不出"),
    ],
)
def test_other_formats_named_png_are_refused(data: bytes, found: str) -> None:
    with pytest.raises(WrongType, match=rf"\.png.*PNG 图片.*{found}"):
        kind_of(data, "photo.png")


@pytest.mark.parametrize("name", ["a.ico", "a.exe", "a", "a.docx.html", ".docx"])
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(UnsupportedType, match="另存为"):
        kind_of(b"x", name)


@pytest.mark.parametrize(
    ("name", "wanted"), [("a.doc", "DOCX"), ("a.xlsm", "XLSX"), ("a.wps", "DOCX")]
)
def test_old_formats_are_sent_back_to_office(name: str, wanted: str) -> None:
    with pytest.raises(OldFormat, match=wanted):
        kind_of(OLE, name)


def test_an_old_file_with_a_new_name_is_recognised() -> None:
    with pytest.raises(OldFormat, match="XLSX"):
        kind_of(OLE, "a.xlsx")


def test_a_locked_office_file_is_recognised() -> None:
    locked = OLE + "EncryptedPackage".encode("utf-16-le")

    with pytest.raises(Encrypted, match="密码"):
        kind_of(locked, "a.docx")
