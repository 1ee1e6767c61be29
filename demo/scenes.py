"""Draw the demo county's pictures: a building before and after works, a square."""

import io

from PIL import Image, ImageDraw

_SIZE = (1200, 800)
_SKY, _GROUND = "#C9DCEA", "#B9B2A2"


def scene_file(caption: str) -> bytes:
    """Return the PNG of a picture that a caption tells of."""
    picture = Image.new("RGB", _SIZE, _SKY)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 600, 1200, 800), fill=_GROUND)
    if "广场" in caption:
        _square(draw)
    else:
        _building(draw, wall="#A79C8C" if "前" in caption else "#E9D8B4")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _building(draw: ImageDraw.ImageDraw, *, wall: str) -> None:
    draw.rectangle((180, 140, 1020, 640), fill=wall)
    draw.rectangle((160, 110, 1040, 145), fill="#7A5A48")
    for row in range(4):
        for column in range(7):
            x, y = 225 + column * 112, 180 + row * 110
            draw.rectangle((x, y, x + 66, y + 72), fill="#4E6B80")
            draw.line((x + 33, y, x + 33, y + 72), fill="#E8EEF2", width=4)
    draw.rectangle((560, 540, 640, 640), fill="#5B463A")


def _square(draw: ImageDraw.ImageDraw) -> None:
    draw.polygon(((0, 800), (300, 470), (900, 470), (1200, 800)), fill="#D8CDB8")
    draw.rectangle((420, 300, 780, 470), fill="#9A4B3C")
    draw.polygon(((380, 300), (600, 210), (820, 300)), fill="#5E3A30")
    for x in (150, 1050):
        draw.rectangle((x - 10, 420, x + 10, 640), fill="#6B4F3A")
        draw.ellipse((x - 100, 250, x + 100, 450), fill="#5F8F5A")
