"""Write set pages as a PDF file; it breaks no lines and prints nothing.

The file names a font of the Adobe-GB1 collection and holds none: the print system of
the machine puts in its own (decision 0057).
"""

from collections.abc import Iterable, Sequence

from kiosk.printing.setting import HEIGHT, WIDTH, SetLine

_NARROW = 550
"""The width of Latin letters and figures, in thousandths, as they are set."""
_FONT = (
    """<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UTF16-H
/Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>""",
    f"""<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light
/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 5 >>
/DW 1000 /W [1 95 {_NARROW}] /FontDescriptor 5 0 R >>""",
    """<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6
/FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120
/CapHeight 880 /StemV 93 >>""",
)


def pdf_of(pages: Sequence[Sequence[SetLine]]) -> bytes:
    """Return the pages as one file, without a title, an author or a date."""
    first = 3 + len(_FONT)
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        *(part.encode() for part in _FONT),
    ]
    for number, page in enumerate(pages):
        drawn = "\n".join(_drawn(page)).encode()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}]"
            f" /Resources << /Font << /F 3 0 R >> >>"
            f" /Contents {first + 2 * number + 1} 0 R >>".encode()
        )
        objects.append(
            f"<< /Length {len(drawn)} >>\nstream\n".encode() + drawn + b"\nendstream"
        )
    return _file(objects)


def _drawn(page: Iterable[SetLine]) -> Iterable[str]:
    """Yield the drawing of a page: words in UTF-16, boxes and ticks as lines."""
    for line in page:
        words = line.text.encode("utf-16-be").hex()
        yield f"BT /F {line.size} Tf {line.x:.1f} {line.y:.1f} Td <{words}> Tj ET"
        if line.box is None:
            continue
        side, x, y = line.size * 0.9, line.x - line.size * 1.4, line.y - 2
        yield f"1.5 w {x:.1f} {y:.1f} {side:.1f} {side:.1f} re S"
        if line.box:
            yield (
                f"2.5 w {x + 3:.1f} {y + side / 2:.1f} m"
                f" {x + side / 2.5:.1f} {y + 3:.1f} l"
                f" {x + side - 2:.1f} {y + side - 3:.1f} l S"
            )


def _file(objects: Sequence[bytes]) -> bytes:
    """Return numbered objects with the table of where each begins."""
    data, begins = b"%PDF-1.5\n", []
    for number, held in enumerate(objects, start=1):
        begins.append(len(data))
        data += f"{number} 0 obj\n".encode() + held + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    table += "".join(f"{at:010d} 00000 n \n" for at in begins)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    return data + f"{table}{trailer}startxref\n{len(data)}\n%%EOF\n".encode()
