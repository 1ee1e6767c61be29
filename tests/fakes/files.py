"""Make small files of staff: good ones, damaged ones and bombs."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping

import docx
import openpyxl
from docx.document import Document as WordDocument
from PIL import Image


def word_bytes(document: WordDocument) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word_of(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return word_bytes(document)


def book_bytes(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def book_of(*rows: Iterable[object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    return book_bytes(book)


def tall_book(rows: int) -> bytes:
    """Return an Excel file of one column and many rows, made without its library."""
    cells = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, rows + 1)
    )
    sheet = member(book_of(()), "xl/worksheets/sheet1.xml").decode()
    filled = re.sub(
        r"<sheetData\s*/>|<sheetData>.*</sheetData>",
        f"<sheetData>{cells}</sheetData>",
        sheet,
    )
    return with_members(book_of(()), {"xl/worksheets/sheet1.xml": filled.encode()})


def with_members(
    data: bytes, members: Mapping[str, bytes], *, without: tuple[str, ...] = ()
) -> bytes:
    """Return an Office file with members replaced, added or taken out."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in members and name not in without:
                new.writestr(name, old.read(name))
        for name, content in members.items():
            new.writestr(name, content)
    return file.getvalue()


def member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "#205080").save(file, kind)
    return file.getvalue()


def png_of_size(width: int, height: int) -> bytes:
    """Return a PNG whose header promises so many pixels, all of them zero."""

    def chunk(name: bytes, content: bytes) -> bytes:
        body = name + content
        return (
            struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))
        )

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = b"\x00" * (1 + (width + 7) // 8)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", packed)
        + chunk(b"IEND", b"")
    )


def pdf_of(*pages: str, size: tuple[int, int] = (595, 842), trailer: str = "") -> bytes:
    """Return a PDF with one line of Latin text for each line of each page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        lines = [f"({line}) Tj 0 -20 Td" for line in page.split("\n") if line]
        stream = f"BT /F1 12 Tf 50 780 Td {' '.join(lines)} ET" if lines else ""
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return _pdf(objects, trailer)


def _pdf(objects: list[str], trailer: str) -> bytes:
    data = b"%PDF-1.7\n"
    places: list[int] = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    begin = len(data)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    data += (
        f"xref\n0 {count}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {count} /Root 1 0 R {trailer} >>\n"
        f"startxref\n{begin}\n%%EOF\n"
    ).encode("latin-1")
    return data


def locked_pdf() -> bytes:
    """Return a PDF that opens only with a password that nobody knows."""
    secret = "41" * 32
    locked = (
        f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{secret}> /U <{secret}> /P -4 >>"
    )
    return pdf_of("secret", trailer=f"{locked} /ID [<{secret}> <{secret}>]")
