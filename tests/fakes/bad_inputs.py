"""Make the bad inputs B1 to B16 that come as files, each with its verdict."""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import openpyxl

from tests.fakes.files import (
    book_bytes,
    book_of,
    locked_pdf,
    pdf_of,
    png_of_size,
    tall_book,
    with_members,
    word_of,
)
from tests.fakes.ofd_files import ofd_of, text_object

IMPORTED = "imported"
_WORD, _SHEET = "word/document.xml", "xl/workbook.xml"
_ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_NESTED = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]>'


@dataclass(frozen=True, slots=True, kw_only=True)
class BadInput:
    """Be one file, and the code of its refusal or that it is imported."""

    row: str
    name: str
    make: Callable[[], bytes]
    """Made when it is asked for: some take seconds."""
    verdict: str

    @property
    def data(self) -> bytes:
        """Return its bytes."""
        return self.make()

    @property
    def label(self) -> str:
        """Return how reports name it."""
        return f"{self.row} {self.name}"


def bad_inputs(*, unpacked: int) -> Iterator[BadInput]:
    """Yield every row of the table that an import decides.

    Args:
        unpacked: The bytes to which the archive bomb unpacks.
    """
    yield from _pictures()
    yield from _archives(unpacked)
    yield from _sheets()
    yield from _pages()
    yield from _texts()


def _row(row: str, name: str, make: Callable[[], bytes], verdict: str) -> BadInput:
    return BadInput(row=row, name=name, make=make, verdict=verdict)


def _held(data: bytes) -> Callable[[], bytes]:
    return lambda: data


def _pictures() -> Iterator[BadInput]:
    yield _row(
        "B1", "900 Mpx.png", partial(png_of_size, 30_000, 30_000), "too_many_pixels"
    )
    yield _row(
        "B2", "169 Mpx.png", partial(png_of_size, 13_000, 13_000), "too_many_pixels"
    )
    for name, head in (
        ("PSD.png", b"8BPS\x00\x01"),
        ("FITS.png", b"SIMPLE  =                    T"),
        ("EPS.png", b"%!PS-Adobe-3.0 EPSF-3.0"),
        ("SVG.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ):
        yield _row("B3", name, _held(head + bytes(200)), "wrong_type")


def _archives(size: int) -> Iterator[BadInput]:
    yield _row("B4", "unpacks.docx", partial(unpacks_to, size), "archive_bomb")
    yield _row("B4", "2,001 members.docx", _many_members, "archive_bomb")
    for name, head in (("entity", _ENTITY), ("nested", _NESTED)):
        for row, kind, member, data in (
            ("B5", "docx", _WORD, word_of("字")),
            ("B6", "xlsx", _SHEET, book_of(("字",))),
            ("B6", "ofd", "OFD.xml", ofd_of((text_object(20, 20, "字"),))),
        ):
            bad = with_members(data, {member: head + b"<a>&x;</a>"})
            yield _row(row, f"{name}.{kind}", _held(bad), "doctype_found")


def _many_members() -> bytes:
    return with_members(word_of("字"), {f"x/{n}": b"" for n in range(2_001)})


def _sheets() -> Iterator[BadInput]:
    yield _row("B7", "XFD1048576.xlsx", _far_cell, IMPORTED)
    yield _row("B7", "50,001 rows.xlsx", _tall, "too_many_rows")
    wide = partial(book_of, range(201))
    yield _row("B7", "201 columns.xlsx", wide, "too_many_columns")
    formulas = book_of(("=1+1", "+1", "-1", "@SUM(A1)"), ("甲", "乙", "丙", "丁"))
    yield _row("B8", "formulas.xlsx", _held(formulas), IMPORTED)


def _far_cell() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"], book.worksheets[0]["XFD1048576"] = "甲", "乙"
    return book_bytes(book)


def _tall() -> bytes:
    return tall_book(50_001)


def _pages() -> Iterator[BadInput]:
    noise = b"%PDF-1.7\n" + bytes(range(256)) * 40
    yield _row("B9", "random bytes.pdf", _held(noise), "damaged")
    huge = partial(pdf_of, "", size=(2_000_000, 2_000_000))
    yield _row("B10", "2,000,000 pt.pdf", huge, "page_too_large")
    yield _row("B10", "501 pages.pdf", partial(pdf_of, *["a"] * 501), "too_many_pages")
    yield _row("B10", "encrypted.pdf", locked_pdf, "encrypted")


def _texts() -> Iterator[BadInput]:
    for row, name, text in (
        ("B13", "..\\..\\a\u202ecod.txt", "正文"),
        ("B14", "script.txt", "<script>alert(1)</script>{{7*7}}${7*7}"),
        ("B14", "svg.md", "<svg onload=alert(1)>\n\n{% raw %}"),
        ("B14", "html.pasted", "<p>字</p><script>alert(1)</script>"),
        ("B15", "links.pasted", "<a href='javascript:alert(1)'>字</a>"),
        ("B15", "links.md", "[字](javascript:x) [甲](file:///etc/passwd)"),
        ("B16", "one line.txt", "字" * 350_000),
        ("B16", "marks.txt", "a" + "\u0301" * 10_000),
        ("B16", "controls.txt", "a\x00\x01\u202e\u2066b".replace("\x00", "")),
    ):
        yield _row(row, name, _held(text.encode()), IMPORTED)


def unpacks_to(size: int) -> bytes:
    """Return a Word file one member of which unpacks to so many zeros."""
    file = io.BytesIO(word_of("字"))
    with (
        zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/media/a.bin", "w") as member,
    ):
        for _ in range(size >> 20):
            member.write(bytes(1 << 20))
    return file.getvalue()
