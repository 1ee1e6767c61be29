"""Shape letters once and remember their inked shapes; they are placed elsewhere.

A text has the same few hundred characters again and again, on every page and in every
disclosure: drawing it anew each time cost most of what a page cost.
"""

from typing import NamedTuple

from PIL import Image, ImageDraw

from media.pages.fonts import Fonts, Style

_MOST_BYTES = 24 * 1024 * 1024
_LEVELS = 32
_STEPS = bytes(round(round(n * _LEVELS / 256) * 255 / _LEVELS) for n in range(256))
"""So many greys of a letter's edge: the eye sees no fewer, the encoder far fewer."""


class Letter(NamedTuple):
    """Be what is drawn of a part of a text that is shaped as one."""

    ink: Image.Image | None
    """Its greys, 0 to 255; None: it is blank."""
    left: int
    """Pixels from where it begins to its ink; negative: ink reaches out."""
    top: int
    """Pixels from the baseline down to its ink; negative: it is above."""
    advance: float


class Letters:
    """Hold the shapes of letters, up to so many bytes; one for each thread."""

    def __init__(self, fonts: Fonts, *, most_bytes: int = _MOST_BYTES) -> None:
        self._fonts = fonts
        self._most_bytes = most_bytes
        self._known: dict[tuple[str, Style], Letter] = {}
        self._bytes = 0

    def letter(self, part: str, style: Style) -> Letter:
        """Return what is drawn of a part of a text."""
        key = (part, style)
        known = self._known.get(key)
        if known is None:
            known = self._shaped(part, style)
            self._keep(key, known)
        return known

    def _keep(self, key: tuple[str, Style], letter: Letter) -> None:
        if letter.ink is not None:
            self._bytes += letter.ink.width * letter.ink.height
        if self._bytes > self._most_bytes:
            # To begin anew is rare, and cheaper than to note every use of a letter.
            self._known.clear()
            self._bytes = 0
        self._known[key] = letter

    def _shaped(self, part: str, style: Style) -> Letter:
        face = self._fonts.face(style)
        advance = self._fonts.advance(part, style)
        mask, (left, top) = face.getmask2(part, "L", direction="ltr", anchor="ls")
        if not (mask.size[0] and mask.size[1]):
            return Letter(None, left, top, advance)
        ink = Image.new("L", mask.size, 0)
        ImageDraw.Draw(ink).draw.draw_bitmap((0, 0), mask, 255)
        greys = ink.tobytes().translate(_STEPS)
        return Letter(Image.frombytes("L", ink.size, greys), left, top, advance)
