"""Open pictures from outside and store them upright, plain and not too large.

Pixels are counted from the header before any are decoded.
"""

import hashlib
import io
import warnings
from dataclasses import dataclass, field

from PIL import Image, ImageOps

from media.imports.errors import Damaged, TooManyPages, TooManyPixels
from media.imports.kinds import Kind
from media.imports.limits import MOST_PIXELS
from media.imports.notes import Notes
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
        picture = self._open(data, (_FORMATS[kind],))
        frames = getattr(picture, "n_frames", 1)
        if kind is not Kind.TIFF:
            if frames > 1:
                self.notes.lost("动图只留第一张")
            return (self._keep(picture),)
        if frames > _MOST_FRAMES:
            raise TooManyPages(found=frames, most=_MOST_FRAMES)
        return tuple(self._frame(picture, number) for number in range(frames))

    def add_inside(self, data: bytes) -> Stored:
        """Return a picture that stands in a document.

        Raises:
            TooManyPixels: By its header it is too large.
            Damaged: It cannot be decoded, or is of a kind that is not taken.
        """
        return self._keep(self._open(data, INSIDE))

    def add_page(self, page: Image.Image) -> Stored:
        """Return a page that was drawn from a document."""
        return self._store(page.convert("RGB"), lossy=False)

    def _open(self, data: bytes, formats: tuple[str, ...]) -> Image.Image:
        try:
            with warnings.catch_warnings():
                # The limit below is smaller than the one that is warned of.
                warnings.simplefilter("ignore", Image.DecompressionBombWarning)
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

    def _keep(self, picture: Image.Image) -> Stored:
        try:
            if picture.getexif():
                self.notes.lost("图片里的拍摄信息（时间、地点等）")
            note_picture_extras(picture, self.notes)
            upright = ImageOps.exif_transpose(picture)
            plain = _plain(upright)
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            raise Damaged(reason="图片解不开") from error
        return self._store(plain, lossy=picture.format == "JPEG")

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


def _check_pixels(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise TooManyPixels(width=width, height=height, most=MOST_PIXELS)


def _plain(picture: Image.Image) -> Image.Image:
    """Return the picture in RGB; what was transparent is white."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    ground = Image.new("RGB", layer.size, "#FFFFFF")
    ground.paste(layer, mask=layer.getchannel("A"))
    return ground
