"""Make pictures and colour profiles that no library at hand writes; all values known.

Profiles follow ICC.1:2010 version 2; TIFF follows revision 6.0, without packing.
"""

import io
import struct
import zlib
from collections.abc import Sequence

from PIL import Image

Pixel = Sequence[int]
_D50 = (0.9642, 1.0, 0.8249)
_WIDE = ((0.6097, 0.3111, 0.0195), (0.2053, 0.6257, 0.0609), (0.1492, 0.0632, 0.7446))
"""Adobe RGB's red, green and blue, brought to D50, as its own profile tells them."""


def wide_rgb_profile() -> bytes:
    """Return a profile with the primaries of Adobe RGB and a gamma of 2.2."""
    gamma = b"curv" + bytes(4) + struct.pack(">IH", 1, round(2.2 * 256)) + bytes(2)
    colours = [_xyz(place) for place in _WIDE]
    tags = [(f"{letter}TRC".encode(), gamma) for letter in "rgb"]
    tags += [
        (f"{letter}XYZ".encode(), colour)
        for letter, colour in zip("rgb", colours, strict=True)
    ]
    return _profile(b"mntr", b"RGB ", b"XYZ ", tags)


def grey_profile(gamma: float) -> bytes:
    """Return a profile of grey with a gamma of its own."""
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
    return _profile(b"mntr", b"GRAY", b"XYZ ", [(b"kTRC", curve)])


def ink_profile() -> bytes:
    """Return a profile of four inks whose cyan is Lab 55 -37 -50; black is black.

    Every ink takes away its share; so white, each ink alone and black are known.
    """
    inks = ((55, -37, -50), (48, 74, -3), (89, -5, 93), (0, 0, 0))
    table = bytearray()
    for number in range(16):
        on = [ink for place, ink in enumerate(inks) if number & (8 >> place)]
        light = 100.0
        for ink in on:
            light *= ink[0] / 100
        tint = [sum(ink[axis] for ink in on) * (light > 0) for axis in (1, 2)]
        values = (light * 255 / 100, *(128 + max(-128, min(127, t)) for t in tint))
        table += bytes(round(value) for value in values)
    same = bytes(range(256))
    unit = struct.pack(">9i", *(65536 if n in (0, 4, 8) else 0 for n in range(9)))
    lut = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + unit
    lut += same * 4 + bytes(table) + same * 3
    return _profile(b"prtr", b"CMYK", b"Lab ", [(b"A2B0", lut)])


def _profile(
    kind: bytes, space: bytes, connection: bytes, tags: Sequence[tuple[bytes, bytes]]
) -> bytes:
    name = b"desc" + bytes(4) + struct.pack(">I", 5) + b"test\0" + bytes(78)
    rights = b"text" + bytes(4) + b"free\0"
    tags = [(b"desc", name), (b"cprt", rights), (b"wtpt", _xyz(_D50)), *tags]
    place = 128 + 4 + 12 * len(tags)
    table, held = b"", b""
    for tag, data in tags:
        padded = data + bytes(-len(data) % 4)
        table += tag + struct.pack(">II", place + len(held), len(data))
        held += padded
    length = place + len(held)
    head = struct.pack(
        ">I4sI4s4s4s", length, bytes(4), 0x02100000, kind, space, connection
    )
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    head += _fixed(_D50) + bytes(48)
    return head + struct.pack(">I", len(tags)) + table + held


def _xyz(place: Sequence[float]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(place)


def _fixed(values: Sequence[float]) -> bytes:
    return struct.pack(">3i", *(round(value * 65536) for value in values))


def deep_png(colour_type: int, pixel: Pixel, *, side: int = 4) -> bytes:
    """Return a PNG of sixteen bits: 0 grey, 2 RGB, 4 and 6 the same with alpha."""
    row = b"\0" + struct.pack(f">{len(pixel)}H", *pixel) * side
    header = struct.pack(">IIBBBBB", side, side, 16, colour_type, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(row * side)), (b"IEND", b"")
    data = b"\x89PNG\r\n\x1a\n"
    for name, content in chunks:
        mark = struct.pack(">I", zlib.crc32(name + content))
        data += struct.pack(">I", len(content)) + name + content + mark
    return data


def plain_tiff(
    photometric: int, bits: int, pixel: Pixel, *, side: int = 4, order: str = "<"
) -> bytes:
    """Return a TIFF of one colour: 0 white is zero, 1 grey, 2 RGB, 5 inks, 8 Lab."""
    count = len(pixel)
    code = "H" if bits == 16 else "B"
    strip = struct.pack(f"{order}{count}{code}", *pixel) * side * side
    first = 8 + 2 + 12 * 9 + 4
    tags = (
        (256, 3, 1, side), (257, 3, 1, side), (258, 3, count, bits), (259, 3, 1, 1),
        (262, 3, 1, photometric), (273, 4, 1, first + 2 * count), (277, 3, 1, count),
        (278, 3, 1, side), (279, 4, 1, len(strip)),
    )  # fmt: skip
    data = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8)
    data += struct.pack(f"{order}H", len(tags))
    for tag, kind, number, value in tags:
        said = struct.pack(f"{order}H2x", value) if kind == 3 else None
        if number > 2:
            said = struct.pack(f"{order}I", first)
        elif number == 2:
            said = struct.pack(f"{order}2H", value, value)
        data += struct.pack(f"{order}HHI", tag, kind, number)
        data += said or struct.pack(f"{order}I", value)
    return data + bytes(4) + struct.pack(f"{order}{count}H", *[bits] * count) + strip


def ink_jpeg(inks: Pixel, *, profile: bytes = b"") -> bytes:
    """Return a JPEG of four inks as Adobe writes it: inverted, with Adobe's mark."""
    file = io.BytesIO()
    Image.new("CMYK", (16, 16), tuple(inks)).save(
        file, "JPEG", quality=95, icc_profile=profile
    )
    return file.getvalue()


def with_adobe_transform(data: bytes, transform: int) -> bytes:
    """Return a JPEG whose mark says how its values are told: 2 is YCCK."""
    place = data.index(b"\xff\xee")
    return data[: place + 15] + bytes((transform,)) + data[place + 16 :]


def without_adobe(data: bytes) -> bytes:
    """Return a JPEG without Adobe's mark."""
    place = data.index(b"\xff\xee")
    (length,) = struct.unpack(">H", data[place + 2 : place + 4])
    return data[:place] + data[place + 2 + length :]
