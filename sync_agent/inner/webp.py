"""Read a WebP file's width and height from its head; decode nothing.

The device has no Pillow; the browser decodes. The layout is that of RFC 9649.
"""

_VP8_START = b"\x9d\x01\x2a"
_VP8L_SIGNATURE = 0x2F
_HEAD = 30
_FOURTEEN_BITS = 0x3FFF


def webp_size(head: bytes) -> tuple[int, int] | None:
    """Return width and height, or None where the bytes do not begin a WebP file."""
    if len(head) < _HEAD or head[:4] != b"RIFF" or head[8:12] != b"WEBP":
        return None
    size = None
    match head[12:16]:
        case b"VP8L" if head[20] == _VP8L_SIGNATURE:
            bits = int.from_bytes(head[21:25], "little")
            size = (1 + (bits & _FOURTEEN_BITS), 1 + (bits >> 14 & _FOURTEEN_BITS))
        case b"VP8X":
            width = int.from_bytes(head[24:27], "little")
            size = (1 + width, 1 + int.from_bytes(head[27:30], "little"))
        case b"VP8 " if head[23:26] == _VP8_START:
            width = int.from_bytes(head[26:28], "little") & _FOURTEEN_BITS
            height = int.from_bytes(head[28:30], "little") & _FOURTEEN_BITS
            size = (width, height)
    return size
