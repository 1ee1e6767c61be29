"""Open pictures from outside and store them upright, plain and not too large.

Pixels are counted from the header before any are decoded.
"""

import hashlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PIL import ExifTags, Image, ImageOps

from media.imports.errors import Damaged, TooManyPages, TooManyPixels
from media.imports.kinds import Kind
from media.imports.limits import MOST_PIXELS
from media.imports.notes import Notes
from media.imports.office_pictures import WHOLE, View, cut_out, turned
from media.imports.picture_colours import counts_ink, note_colours, screen_colours
from media.imports.picture_extras import note_picture_extras
from programme.blocks import AssetRef

MOST_SIDE = 3_840
_MOST_FRAMES = 500
_QUALITY = 92
_LOSSLESS_METHOD = 2
_FORMATS = {
    Kind.PNG: "PNG",
    Kind.JPEG: "JPEG",
    Kind.WEBP: "WEBP",
    Kind.BMP: "BMP",
    Kind.TIFF: "TIFF",
}
INSIDE = ("PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF")
"""What Office files may hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Be a picture as it is kept."""

    ref: AssetRef
    width: int
    height: int


@dataclass(slots=True)
class PictureStore:
    """Hold the pictures of one import, each once."""

    notes: Notes
    files: dict[str, bytes] = field(default_factory=dict)

    def add_file(self, data: bytes, kind: Kind) -> tuple[Stored, ...]:
        """Return the pages of a picture file.

        Raises:
            TooManyPixels: By its header it is too large.
            TooManyPages: It has too many frames.
            Damaged: It cannot be decoded.
        """
        with _quiet():
            return self._pages(self._open(data, (_FORMATS[kind],)), kind)

    def _pages(self, picture: Image.Image, kind: Kind) -> tuple[Stored, ...]:
        frames = getattr(picture, "n_frames", 1)
        if kind is not Kind.TIFF:
            if frames > 1:
                self.notes.lost("动图只留第一张")
            return (self._keep(picture),)
        if frames > _MOST_FRAMES:
            raise TooManyPages(found=frames, most=_MOST_FRAMES)
        return tuple(self._frame(picture, number) for number in range(frames))

    def add_inside(self, data: bytes, view: View = WHOLE) -> Stored:
        """Return a picture that stands in a document, as the document shows it.

        Raises:
            TooManyPixels: By its header it is too large.
            Damaged: It cannot be decoded, or is of a kind that is not taken.
        """
        with _quiet():
            return self._keep(self._open(data, INSIDE), view)

    def add_page(self, page: Image.Image) -> Stored:
        """Return a page that was drawn from a document."""
        return self._store(page.convert("RGB"), lossy=False)

    def _open(self, data: bytes, formats: tuple[str, ...]) -> Image.Image:
        try:
            picture = Image.open(io.BytesIO(data), formats=formats)
        except Image.DecompressionBombError as error:
            raise TooManyPixels(
                width="很多", height="很多", most=MOST_PIXELS
            ) from error
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            raise Damaged(reason="图片解不开") from error
        _check_pixels(picture)
        return picture

    def _frame(self, picture: Image.Image, number: int) -> Stored:
        try:
            picture.seek(number)
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            raise Damaged(reason=f"第 {number + 1} 页解不开") from error
        _check_pixels(picture)
        return self._keep(picture)

    def _keep(self, picture: Image.Image, view: View = WHOLE) -> Stored:
        try:
            note_colours(picture, self.notes)
            note_picture_extras(picture, self.notes)
            ink = counts_ink(picture)
            plain = screen_colours(self._upright(picture, view), ink=ink)
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            raise Damaged(reason="图片解不开") from error
        return self._store(plain, lossy=picture.format == "JPEG")

    def _upright(self, picture: Image.Image, view: View) -> Image.Image:
        """Return what is shown of a picture, upright."""
        if any(view.cut):
            self.notes.simplified("图片按文件里裁剪的样子收下，裁掉的部分没有保留")
        if not view.quarters:
            return cut_out(ImageOps.exif_transpose(picture), view)
        # A document that turns a picture cuts it as it is stored; where the picture
        # says itself how it was held, the document says it only once more.
        seen = cut_out(picture, view)
        held = picture.getexif().get(ExifTags.Base.Orientation, 1) > 1
        return ImageOps.exif_transpose(seen) if held else turned(seen, view)

    def _store(self, picture: Image.Image, *, lossy: bool) -> Stored:
        if max(picture.size) > MOST_SIDE:
            picture.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.LANCZOS)
            self.notes.simplified(f"图片缩小到 {MOST_SIDE} 像素以内")
        file = io.BytesIO()
        if lossy:
            picture.save(file, "WEBP", quality=_QUALITY)
        else:
            picture.save(file, "WEBP", lossless=True, method=_LOSSLESS_METHOD)
        data = file.getvalue()
        sha256 = hashlib.sha256(data).hexdigest()
        self.files[sha256] = data
        ref = AssetRef(sha256=sha256, length=len(data))
        return Stored(ref=ref, width=picture.width, height=picture.height)


@contextmanager
def _quiet() -> Iterator[None]:
    """Let the library not warn: of sizes, which are checked, and of broken tags."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        warnings.simplefilter("ignore", UserWarning)
        yield


def _check_pixels(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise TooManyPixels(width=width, height=height, most=MOST_PIXELS)
