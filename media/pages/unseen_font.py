"""Make a font of one box, for words that lie unseen above a picture of them.

A PDF has to carry each font that it uses. All letters of this one are the same box,
which is never painted but marks what a reader has selected; what a letter means stands
in the PDF itself. Its form is that of TrueType (ISO/IEC 14496-22), with the tables that
ISO 32000-1, 9.9 asks of a CIDFontType2.
"""

import struct
from typing import Final

_UNITS: Final = 1000
ASCENT: Final = 800
DESCENT: Final = -200
_CHECKSUM_OF_A_FONT: Final = 0xB1B0AFBA
_HEAD_ADJUSTMENT_AT: Final = 8


def unseen_font() -> bytes:
    """Return the bytes of the font; they are always the same."""
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 1, 12) + _no_letters(),
        b"glyf": _box(),
        b"head": _head(),
        b"hhea": struct.pack(
            ">IhhhHhhhhhh8xhH",
            *(0x00010000, ASCENT, DESCENT, 0, _UNITS, 0, 0, _UNITS, 1, 0, 0, 0, 1),
        ),
        b"hmtx": struct.pack(">Hh", _UNITS, 0),
        b"loca": struct.pack(">HH", 0, len(_box()) // 2),
        b"maxp": struct.pack(">IH13H", 0x00010000, 1, 4, 1, 0, 0, 1, *[0] * 8),
    }
    made = bytearray(_with_directory(tables))
    head_at = made.index(tables[b"head"])
    whole = (_CHECKSUM_OF_A_FONT - _sum(bytes(made))) & 0xFFFFFFFF
    struct.pack_into(">I", made, head_at + _HEAD_ADJUSTMENT_AT, whole)
    return bytes(made)


def _head() -> bytes:
    # Version, revision, adjustment (set at the end), the fixed sign, flags, units,
    # two dates, box, style, least size, direction, offsets of 16 bits, format.
    return struct.pack(
        ">IIIIHHqqhhhhHHhhh",
        *(0x00010000, 0x00010000, 0, 0x5F0F3CF5, 0, _UNITS, 0, 0),
        *(0, DESCENT, _UNITS, ASCENT, 0, 8, 2, 0, 0),
    )


def _box() -> bytes:
    """Return the outline of a box of one em, from its lower left corner."""
    # One contour, its bounds, its last point, no instructions; all points on the curve.
    return (
        struct.pack(">hhhhhHH4B", 1, 0, DESCENT, _UNITS, ASCENT, 3, 0, 1, 1, 1, 1)
        + struct.pack(">4h4h", 0, 0, _UNITS, 0, DESCENT, _UNITS, 0, -_UNITS)
        + bytes(2)
    )


def _no_letters() -> bytes:
    """Return a character map of format 4 that maps nothing."""
    return struct.pack(">HHHHHHH HHHhH", 4, 24, 0, 2, 2, 0, 0, 0xFFFF, 0, 0xFFFF, 1, 0)


def _with_directory(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    out = struct.pack(
        ">IHHHH", 0x00010000, count, power * 16, power.bit_length() - 1,
        (count - power) * 16,
    )  # fmt: skip
    at, bodies = len(out) + 16 * count, b""
    for tag, body in tables.items():
        padded = body + bytes(-len(body) % 4)
        out += struct.pack(">4sIII", tag, _sum(padded), at + len(bodies), len(body))
        bodies += padded
    return out + bodies


def _sum(data: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}I", data)
    return sum(words) & 0xFFFFFFFF
