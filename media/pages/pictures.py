"""Open the pictures of blocks and lay them out; pixels are placed elsewhere."""

import io
import warnings
from collections.abc import Mapping

from PIL import Image

from media.pages.errors import PictureUnusable
from media.pages.fonts import Fonts
from media.pages.linebreak import break_lines
from media.pages.palette import INK_2, PAPER
from media.pages.pieces import Ink, Photo, Piece, Strip
from media.pages.reading import characters_of
from media.pages.sheet import Sheet, baseline_in, normal_line
from programme.blocks import Figure, PageImageBlock

MOST_PIXELS = 40_000_000
_FORMATS = ("PNG", "JPEG", "WEBP")
_MOST_ENLARGED = 2.0


def open_picture(sha256: str, images: Mapping[str, bytes]) -> Image.Image:
    """Return a picture in RGB, transparent parts on white.

    Raises:
        PictureUnusable: It is absent, undecodable or has too many pixels.
    """
    data = images.get(sha256)
    if data is None:
        raise PictureUnusable(sha256, "文件不在")
    try:
        with warnings.catch_warnings():
            # Ours is the smaller limit; it is checked on the next line.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise PictureUnusable(sha256, f"超过 {MOST_PIXELS // 10_000} 万像素")
        return _on_white(picture)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PictureUnusable(sha256, "打不开") from error


def picture_strip(
    block: Figure | PageImageBlock,
    sheet: Sheet,
    fonts: Fonts,
    room: int,
    *,
    width: int | None = None,
) -> Strip:
    """Return a picture as large as a page's room lets it be, with its caption.

    Args:
        block: The picture.
        sheet: The page.
        fonts: What measures the caption.
        room: How high the picture and its caption may be.
        width: How wide they may be; none: as wide as the page.
    """
    across = width or sheet.inner
    caption = block.caption if isinstance(block, Figure) else ""
    lines = _caption_lines(caption, across, sheet, fonts)
    below = normal_line(sheet.part_style.size) * len(lines)
    scale = min(across / block.width, (room - below) / block.height, _enlarged(sheet))
    drawn = max(1, round(block.width * scale))
    height = max(1, round(block.height * scale))
    x = (across - drawn) // 2
    photo = Photo(x=x, y=0, width=drawn, height=height, sha256=block.image.sha256)
    piece = Piece(
        height=height + below,
        marks=(photo, *_caption_marks(lines, height, across, sheet, fonts)),
        words="\n".join(part for part in (caption, _said(block)) if part),
        characters=characters_of(caption),
    )
    return Strip(pieces=(piece,), gap=sheet.paragraph_gap)


def _caption_marks(
    lines: tuple[str, ...], top: int, across: int, sheet: Sheet, fonts: Fonts
) -> tuple[Ink, ...]:
    style = sheet.part_style
    line = normal_line(style.size)
    return tuple(
        Ink(
            x=(across - round(fonts.width(text, style))) // 2,
            baseline=top + number * line + baseline_in(line, style.size),
            text=text,
            style=style,
            colour=INK_2,
        )
        for number, text in enumerate(lines)
    )


def _said(block: Figure | PageImageBlock) -> str:
    """Return what stands for the picture; a scan's words follow it as text."""
    return block.words if isinstance(block, Figure) else ""


def _enlarged(sheet: Sheet) -> float:
    return _MOST_ENLARGED * sheet.scale


def _caption_lines(
    caption: str, across: int, sheet: Sheet, fonts: Fonts
) -> tuple[str, ...]:
    if not caption.strip():
        return ()
    style = sheet.part_style
    return break_lines(caption, across, lambda text: fonts.width(text, style))


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    ground = Image.new("RGB", layer.size, PAPER)
    ground.paste(layer, mask=layer.getchannel("A"))
    return ground
