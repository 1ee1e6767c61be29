"""Refuse a picture bomb by its header alone, before any process is started."""

import struct

from media.imports.errors import TooManyPixels
from media.imports.kinds import Kind
from media.imports.limits import MOST_PIXELS

_SIZE = slice(16, 24)


def check_header(data: bytes, kind: Kind) -> None:
    """Check the pixels that a PNG promises; other kinds are checked in the child.

    Raises:
        TooManyPixels: It promises more than are taken.
    """
    if kind is not Kind.PNG or len(data) < _SIZE.stop:
        return
    width, height = struct.unpack(">II", data[_SIZE])
    if width * height > MOST_PIXELS:
        raise TooManyPixels(width=width, height=height, most=MOST_PIXELS)
