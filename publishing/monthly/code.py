"""Draw a checkpoint as a code that a telephone reads; it knows no report."""

import segno
from PIL import Image

_QUIET = 4
"""Modules of white around it (ISO/IEC 18004)."""
_PIXELS = 7
"""A module at 200 dots an inch: 0.9 mm, for a telephone at arm's length."""


def code_of(text: str) -> Image.Image:
    """Return the code of a text, black on white, one byte a pixel."""
    made = segno.make_qr(text, error="m", encoding="utf-8", boost_error=False)
    rows = [bytes(row) for row in made.matrix_iter(scale=_PIXELS, border=_QUIET)]
    data = b"".join(bytes(0 if dark else 255 for dark in row) for row in rows)
    return Image.frombytes("L", (len(rows[0]), len(rows)), data)
