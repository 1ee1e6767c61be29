"""Make PDF pages with words and lines at given places, any character at all."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

HEIGHT, WIDTH = 842, 595


@dataclass(slots=True)
class PdfPages:
    """Be a PDF that grows page by page; places count from the top left."""

    drawn: bool = False
    """Whether its font, of at most 255 letters, is in the file and has shapes."""
    told: str = ""
    """What the dictionaries of all pages say besides."""
    _pages: list[tuple[str, bytes | None]] = field(default_factory=list)
    _codes: dict[str, int] = field(default_factory=dict)
    _content: list[str] = field(default_factory=list)
    _picture: bytes | None = None

    def text(self, left: float, top: float, words: str, *, size: float = 12) -> None:
        """Write words whose letters' feet stand at a place."""
        codes = self._coded(words)
        self._content.append(
            f"BT /F1 {size} Tf {left} {HEIGHT - top} Td <{codes}> Tj ET"
        )

    def down(self, left: float, top: float, words: str, *, size: float = 12) -> None:
        """Write words from top to bottom, letter by letter."""
        for number, letter in enumerate(words):
            self.text(left, top + number * size * 1.1, letter, size=size)

    def sideways(self, x: float, y: float, words: str, *, clockwise: bool) -> None:
        """Write words that are turned by a quarter; the place counts from below."""
        turn = "0 -1 1 0" if clockwise else "0 1 -1 0"
        codes = self._coded(words)
        self._content.append(f"BT /F1 12 Tf {turn} {x} {y} Tm <{codes}> Tj ET")

    def lines(self, left: float, top: float, *lines: str, size: float = 12) -> None:
        """Write lines below one another."""
        for number, line in enumerate(lines):
            self.text(left, top + number * size * 1.5, line, size=size)

    def grid(self, lefts: Sequence[float], tops: Sequence[float]) -> None:
        """Draw a table's lines."""
        for top in tops:
            self.rule(lefts[0], top, lefts[-1], top)
        for left in lefts:
            self.rule(left, tops[0], left, tops[-1])

    def rule(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw one line."""
        self._content.append(f"{x1} {HEIGHT - y1} m {x2} {HEIGHT - y2} l S")

    def scan(self, width: float = WIDTH, height: float = HEIGHT) -> None:
        """Put a grey picture on the page, from its foot."""
        self._picture = zlib.compress(bytes([200]) * 64)
        self._content.append(f"q {width} 0 0 {height} 0 0 cm /Im1 Do Q")

    def end_page(self) -> None:
        """Begin the next page."""
        self._pages.append(("\n".join(self._content), self._picture))
        self._content, self._picture = [], None

    def data(self) -> bytes:
        """Return the file."""
        if self._content:
            self.end_page()
        objects: list[bytes] = []
        kids = " ".join(f"{6 + 3 * n} 0 R" for n in range(len(self._pages)))
        objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
        count = len(self._pages)
        objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode())
        objects += self._font()
        for number, (content, picture) in enumerate(self._pages):
            objects += _page(6 + 3 * number, content, picture, self.told)
        return _file(objects)

    def _coded(self, words: str) -> str:
        digits = 2 if self.drawn else 4
        return "".join(f"{self._code(c):0{digits}X}" for c in words)

    def _code(self, character: str) -> int:
        return self._codes.setdefault(character, len(self._codes) + 1)

    def _font(self) -> list[bytes]:
        return self._drawn_font() if self.drawn else self._named_font()

    def _drawn_font(self) -> list[bytes]:
        count = len(self._codes)
        widths = " ".join("500" if c.isascii() else "1000" for c in self._codes)
        font = (
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 -120 1000 880] /FontMatrix "
            f"[0.001 0 0 0.001 0 0] /CharProcs << /g 4 0 R >> /Encoding << /Type "
            f"/Encoding /Differences [1 {'/g ' * count}] >> /FirstChar 1 /LastChar "
            f"{count} /Widths [{widths}] /Resources << >> /ToUnicode 5 0 R >>"
        )
        shape = b"1000 0 0 -120 1000 880 d1 50 0 400 700 re f"
        return [font.encode(), _stream("", shape), _stream("", self._mapping(2))]

    def _mapping(self, digits: int) -> bytes:
        marks = "\n".join(
            f"<{code:0{digits}X}> <{c.encode('utf-16-be').hex()}>"
            for c, code in self._codes.items()
        )
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CMapName /X def /CMapType 2 def\n1 begincodespacerange "
            f"<{'0' * digits}> <{'F' * digits}> endcodespacerange\n"
            f"{len(self._codes)} beginbfchar\n{marks}\nendbfchar\nendcmap end end"
        ).encode()

    def _named_font(self) -> list[bytes]:
        widths = " ".join(
            f"{code} [500]" for c, code in self._codes.items() if c.isascii()
        )
        mapping = self._mapping(4)
        font = (
            "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H "
            "/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
        )
        descriptor = (
            "<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox "
            "[0 -200 1000 900] /Ascent 880 /Descent -120 /CapHeight 700 "
            "/ItalicAngle 0 /StemV 80 >>"
        )
        below = (
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 "
            f"/W [{widths}] /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
            f"/Supplement 0 >> /FontDescriptor {descriptor} >>"
        )
        return [font.encode(), below.encode(), _stream("", mapping)]


def _page(number: int, content: str, picture: bytes | None, told: str) -> list[bytes]:
    image = f"/XObject << /Im1 {number + 2} 0 R >>" if picture else ""
    return [
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources "
        f"<< /Font << /F1 3 0 R >> {image} >> {told} "
        f"/Contents {number + 1} 0 R >>".encode(),
        _stream("", content.encode()),
        _stream(
            "/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 "
            "/ColorSpace /DeviceGray /Filter /FlateDecode",
            picture or zlib.compress(bytes(64)),
        ),
    ]


def _stream(told: str, data: bytes) -> bytes:
    head = f"<< {told} /Length {len(data)} >>\nstream\n".encode()
    return head + data + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    tail = (
        f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n"
        f"<< /Size {count} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    )
    return data + tail.encode()
