"""Write pictures of sheets with the words on them as a PDF; it draws nothing.

Each sheet is its picture, and above it, unseen, every line where it stands: so it can
be searched, copied and read aloud. The lines are tagged in reading order, the pictures
are artifacts, and the file says its language and title (ISO 32000-1, 14.7 to 14.9).
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from PIL import Image

from media.pages.unseen_font import ASCENT, DESCENT, unseen_font
from media.pages.written import Written

_LANGUAGE: Final = "zh-CN"
_POINTS: Final = 72
_MOST_MAPPED: Final = 100
"""Lines of a character map that may stand in one block (Adobe TN 5411)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfSheet:
    """Be one sheet: a grey picture and what is written on it, in reading order."""

    picture: Image.Image
    """Of mode L."""
    written: Sequence[Written]


def tagged_pdf(sheets: Iterable[PdfSheet], *, title: str, dpi: int) -> bytes:
    """Return a PDF of sheets; the same sheets give the same bytes.

    Args:
        sheets: At least one; each is let go of before the next is asked for.
        title: Said by a reader before anything else.
        dpi: Dots of the pictures in an inch.
    """
    file = _File()
    catalogue, pages, root, document = (file.reserve() for _ in range(4))
    letters, font = _Letters(), file.reserve()
    made = [
        _put_sheet(file, sheet, number, (pages, document, font), letters, dpi)
        for number, sheet in enumerate(sheets)
    ]
    _put_font(file, font, letters)
    kids = " ".join(f"{page} 0 R" for page, _ in made)
    file.put(pages, f"<< /Type /Pages /Kids [{kids}] /Count {len(made)} >>")
    lines = " ".join(f"{line} 0 R" for _, some in made for line in some)
    file.put(
        document, f"<< /Type /StructElem /S /Document /P {root} 0 R /K [{lines}] >>"
    )
    parents = " ".join(
        f"{number} [{' '.join(f'{line} 0 R' for line in some)}]"
        for number, (_, some) in enumerate(made)
    )
    file.put(
        root,
        f"<< /Type /StructTreeRoot /K {document} 0 R /ParentTreeNextKey {len(made)} "
        f"/ParentTree << /Nums [{parents}] >> >>",
    )
    file.put(
        catalogue,
        f"<< /Type /Catalog /Pages {pages} 0 R /StructTreeRoot {root} 0 R "
        f"/Lang ({_LANGUAGE}) /MarkInfo << /Marked true >> "
        "/ViewerPreferences << /DisplayDocTitle true >> >>",
    )
    info = file.add(f"<< /Title <FEFF{_utf16(title)}> >>")
    return file.bytes(root=catalogue, info=info)


@dataclass(slots=True)
class _File:
    """Collect the objects of a file by their numbers."""

    _bodies: list[bytes] = field(default_factory=list)

    def reserve(self) -> int:
        """Return the number of an object that is put later."""
        self._bodies.append(b"")
        return len(self._bodies)

    def put(self, number: int, body: str) -> None:
        self._bodies[number - 1] = body.encode("ascii")

    def add(self, body: str) -> int:
        number = self.reserve()
        self.put(number, body)
        return number

    def stream(self, data: bytes, about: str = "") -> int:
        packed = zlib.compress(data, 9)
        head = f"<< {about} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
        number = self.reserve()
        self._bodies[number - 1] = head.encode("ascii") + packed + b"\nendstream"
        return number

    def bytes(self, *, root: int, info: int) -> bytes:
        out = bytearray(b"%PDF-1.7\n%\xe6\x98\x8e\xe7\x99\xbd\n")
        places = []
        for number, body in enumerate(self._bodies, start=1):
            places.append(len(out))
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        table, count = len(out), len(self._bodies) + 1
        out += b"xref\n0 %d\n0000000000 65535 f \n" % count
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer << /Size %d /Root %d 0 R /Info %d 0 R >>\n" % (
            count,
            root,
            info,
        )
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


class _Letters:
    """Number the letters that a file uses, from 1, as they come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    @property
    def count(self) -> int:
        """Return how many there are so far."""
        return len(self._numbers)

    def code(self, text: str) -> str:
        """Return a text as the content of a page names it."""
        numbers = self._numbers
        return "".join(
            f"{numbers.setdefault(sign, len(numbers) + 1):04X}" for sign in text
        )

    def meaning(self) -> str:
        """Return what each number means (ISO 32000-1, 9.10.3)."""
        told = [f"<{n:04X}> <{_utf16(sign)}>" for sign, n in self._numbers.items()]
        blocks = (
            told[start : start + _MOST_MAPPED]
            for start in range(0, len(told), _MOST_MAPPED)
        )
        mapped = "\n".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar"
            for block in blocks
        )
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            f"{mapped}\nendcmap CMapName currentdict /CMap defineresource pop end end"
        )


def _put_font(file: _File, number: int, letters: _Letters) -> None:
    program = unseen_font()
    drawn = file.stream(program, f"/Length1 {len(program)}")
    meaning = file.stream(letters.meaning().encode("ascii"))
    # Every letter is the one empty glyph.
    glyphs = file.stream(bytes(2 * (letters.count + 1)))
    about = file.add(
        "<< /Type /FontDescriptor /FontName /Unseen /Flags 4 /ItalicAngle 0 "
        f"/FontBBox [0 {DESCENT} 1000 {ASCENT}] /Ascent {ASCENT} "
        f"/Descent {DESCENT} /CapHeight {ASCENT} /StemV 80 /FontFile2 {drawn} 0 R >>"
    )
    wide = file.add(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Unseen /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/FontDescriptor {about} 0 R /CIDToGIDMap {glyphs} 0 R >>"
    )
    file.put(
        number,
        "<< /Type /Font /Subtype /Type0 /BaseFont /Unseen /Encoding /Identity-H "
        f"/DescendantFonts [{wide} 0 R] /ToUnicode {meaning} 0 R >>",
    )


def _put_sheet(  # noqa: PLR0917 - a sheet and where it belongs
    file: _File,
    sheet: PdfSheet,
    number: int,
    place: tuple[int, int, int],
    letters: _Letters,
    dpi: int,
) -> tuple[int, tuple[int, ...]]:
    """Put one page; return its number and those of its lines."""
    pages, document, font = place
    across, down = sheet.picture.size
    width, height = across * _POINTS / dpi, down * _POINTS / dpi
    picture = file.stream(
        sheet.picture.tobytes(),
        f"/Type /XObject /Subtype /Image /Width {across} /Height {down} "
        "/ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    lines = [list(some) for _, some in groupby(sheet.written, _line)]
    shown = "\n".join(
        (
            f"/Artifact BMC q {width:.2f} 0 0 {height:.2f} 0 0 cm /Page Do Q EMC",
            *_shown(lines, letters, height=height, scale=_POINTS / dpi),
        )
    )
    content = file.stream(shown.encode("ascii"))
    page = file.add(
        f"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 {width:.2f} {height:.2f}] "
        f"/Resources << /XObject << /Page {picture} 0 R >> "
        f"/Font << /Unseen {font} 0 R >> >> /Contents {content} 0 R "
        f"/StructParents {number} /Tabs /S >>"
    )
    tagged = tuple(
        file.add(
            f"<< /Type /StructElem /S /P /P {document} 0 R /Pg {page} 0 R /K {mark} >>"
        )
        for mark in range(len(lines))
    )
    return page, tagged


def _line(written: Written) -> int:
    """Return what the words of one line have in common: cells of a row are one."""
    return written.baseline


def _shown(
    lines: Iterable[Sequence[Written]],
    letters: _Letters,
    *,
    height: float,
    scale: float,
) -> Iterator[str]:
    for mark, some in enumerate(lines):
        yield f"/P << /MCID {mark} >> BDC BT 3 Tr"
        for written in some:
            size = written.size * scale
            # Every letter is as wide as it is high; the line is as wide as it is.
            stretch = 100 * written.width / (written.size * len(written.text))
            x, y = written.x * scale, height - written.baseline * scale
            yield (
                f"/Unseen {size:.2f} Tf {stretch:.2f} Tz 1 0 0 1 {x:.2f} {y:.2f} Tm "
                f"<{letters.code(written.text)}> Tj"
            )
        yield "ET EMC"


def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()
