"""Write a plain text PDF with a font that every reader of Chinese PDFs brings itself.

It follows ISO 32000-1, 9.7.5.2: the predefined CMap UniGB-UTF16-H over a font of the
Adobe-GB1 collection. No font is embedded, so the files are a few kilobytes.
"""

from collections.abc import Sequence

_LINES_PER_PAGE = 34
_LETTERS_PER_LINE = 36
_PAGE = "595 842"
_FIRST_PAGE = 6
"""The first five objects are the catalogue, the page tree and the font's three."""

_FONT = (
    """<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UTF16-H
/Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>""",
    """<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000
/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 5 >>
/FontDescriptor 5 0 R >>""",
    """<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /ItalicAngle 0
/FontBBox [-25 -254 1000 880] /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>""",
)


def plain_pdf(lines: Sequence[str]) -> bytes:
    """Return a PDF of A4 pages with these lines, long ones broken."""
    broken = [
        line[start : start + _LETTERS_PER_LINE]
        for line in lines
        for start in range(0, max(1, len(line)), _LETTERS_PER_LINE)
    ]
    starts = range(0, len(broken), _LINES_PER_PAGE)
    pages = [broken[start : start + _LINES_PER_PAGE] for start in starts]
    numbers = [_FIRST_PAGE + 2 * place for place in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        *_FONT,
    ]
    for number, page in zip(numbers, pages, strict=True):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_PAGE}] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {number + 1} 0 R >>"
        )
        objects.append(_stream(page))
    return _file(objects)


def _stream(lines: Sequence[str]) -> str:
    shown = [f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in lines]
    content = "\n".join(["BT /F1 14 Tf 21 TL 45 780 Td", *shown, "ET"])
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _file(objects: Sequence[str]) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    table = len(out)
    entries = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{entries}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
        f"startxref\n{table}\n%%EOF\n"
    ).encode("ascii")
    return bytes(out)
