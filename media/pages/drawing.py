"""Draw a page's marks and encode the picture; it decides no place."""

import hashlib
import io
from collections.abc import Iterable, Mapping
from functools import cache

from PIL import Image, ImageDraw

from media.pages.letters import Letters
from media.pages.palette import PAPER
from media.pages.pictures import open_picture
from media.pages.pieces import Fill, Ink, Mark, Photo
from media.pages.punctuation import parts_of, runs_of

_METHOD, _EFFORT = 1, 20
_SMOOTH = 4


class Painter:
    """Draw marks on white paper and hold the pictures that are asked for again."""

    def __init__(self, letters: Letters, images: Mapping[str, bytes]) -> None:
        self._letters = letters
        self._picture = cache(lambda sha256: open_picture(sha256, images))

    def paint(self, size: tuple[int, int], marks: Iterable[Mark]) -> Image.Image:
        """Return the page with its marks, earlier ones below later ones.

        Raises:
            PictureUnusable: A picture cannot be opened.
        """
        page = Image.new("RGB", size, PAPER)
        draw = ImageDraw.Draw(page)
        for mark in marks:
            if isinstance(mark, Ink):
                self._write(draw, mark)
            elif isinstance(mark, Fill):
                _fill(page, draw, mark)
            else:
                self._place(page, mark)
        return page

    def _write(self, draw: ImageDraw.ImageDraw, ink: Ink) -> None:
        x = float(ink.x)
        for number, run in enumerate(runs_of(ink.text)):
            x -= ink.style.size / 2 if number else 0
            for part in parts_of(run):
                letter = self._letters.letter(part, ink.style)
                if letter.ink is not None:
                    at = (round(x) + letter.left, ink.baseline + letter.top)
                    draw.bitmap(at, letter.ink, fill=ink.colour)
                x += letter.advance

    def _place(self, page: Image.Image, photo: Photo) -> None:
        picture = self._picture(photo.sha256)
        size = (photo.width, photo.height)
        scaled = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        page.paste(scaled, (photo.x, photo.y))


def _fill(page: Image.Image, draw: ImageDraw.ImageDraw, fill: Fill) -> None:
    box = (fill.x, fill.y, fill.x + fill.width - 1, fill.y + fill.height - 1)
    if not fill.radius:
        draw.rectangle(box, fill=fill.colour)
        return
    # Pillow's round corners are jagged: the shape is drawn larger and reduced.
    large = (fill.width * _SMOOTH, fill.height * _SMOOTH)
    mask = Image.new("L", large, 0)
    ImageDraw.Draw(mask).rounded_rectangle(
        (0, 0, large[0] - 1, large[1] - 1), fill.radius * _SMOOTH, fill=255
    )
    mask = mask.resize((fill.width, fill.height), Image.Resampling.LANCZOS)
    page.paste(fill.colour, (fill.x, fill.y), mask)


def webp_of(page: Image.Image) -> bytes:
    """Return the picture as lossless WebP: smaller than PNG, every pixel exact."""
    file = io.BytesIO()
    page.save(file, "WEBP", lossless=True, method=_METHOD, quality=_EFFORT)
    return file.getvalue()


def pixels_sha256(page: Image.Image) -> str:
    """Return the SHA-256 of the RGB bytes, row by row."""
    return hashlib.sha256(page.tobytes()).hexdigest()
