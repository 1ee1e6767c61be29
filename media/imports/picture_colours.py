"""Bring a picture's colours to eight bits of the screen's RGB; nothing is opened here.

A profile that the picture carries says what its inks and numbers mean.
"""

import io

from PIL import Image, ImageCms

from media.imports.notes import Notes

_DEEP_STEP = 256
"""Of sixteen bits, for one of eight."""
_MOST_DEEP = 65_535
_CONVERTED = "图片的印刷颜色换成了屏幕颜色，颜色会稍有不同"
_GUESSED = "图片没说清印刷颜色是正片还是负片，颜色请照原件核对"
_DEEP = "图片的 16 位颜色换成了 8 位"
_PHOTOMETRIC, _WHITE_IS_ZERO = 262, 0
_WHITE = 255


def note_colours(picture: Image.Image, notes: Notes) -> None:
    """Note what the way to the screen's colours costs, before the pixels are read."""
    deep = any(";16" in str(tile[3]) for tile in getattr(picture, "tile", ()))
    if deep or picture.mode in {"I", "F"}:
        notes.simplified(_DEEP)
    if picture.mode == "CMYK":
        notes.simplified(_CONVERTED)
        if picture.format == "JPEG" and "adobe" not in picture.info:
            notes.simplified(_GUESSED)


def counts_ink(picture: Image.Image) -> bool:
    """Say whether a file's sixteen bits count ink, not light; the library says not."""
    deep = picture.mode.startswith("I;16") and picture.format == "TIFF"
    return deep and picture.getexif().get(_PHOTOMETRIC) == _WHITE_IS_ZERO


def screen_colours(picture: Image.Image, *, ink: bool = False) -> Image.Image:
    """Return a picture in RGB; what was transparent is white.

    Args:
        picture: Of any mode that files hold.
        ink: Its sixteen bits count ink.
    """
    even = _of_eight_bits(picture, ink=ink)
    profile = picture.info.get("icc_profile")
    if not even.has_transparency_data:
        return _in_rgb(even, profile)
    layer = even.convert("RGBA")
    ground = Image.new("RGB", layer.size, "#FFFFFF")
    # Grey has a profile of grey, also where it is transparent.
    plain = even.getchannel("L") if even.mode == "LA" else layer.convert("RGB")
    ground.paste(_in_rgb(plain, profile), mask=layer.getchannel("A"))
    return ground


def _of_eight_bits(picture: Image.Image, *, ink: bool) -> Image.Image:
    """Return a picture in which every value is of eight bits, none of them cut."""
    if picture.mode.startswith("I;16"):
        # Of unsigned values only the wider mode can be reckoned with.
        even = picture.convert("I").point(lambda value: value / _DEEP_STEP).convert("L")
        return even.point(lambda value: _WHITE - value) if ink else even
    if picture.mode not in {"I", "F"}:
        return picture
    least, most = picture.convert("F").getextrema()
    if not isinstance(least, float) or not isinstance(most, float):
        return picture
    if picture.mode == "I" and least >= 0 and _WHITE < most <= _MOST_DEEP:
        least, most = 0.0, float(_MOST_DEEP)
    scale = _WHITE / (most - least) if most > least else 0.0
    even = picture.convert("F").point(lambda value: value * scale - least * scale)
    return even.convert("L")


def _in_rgb(picture: Image.Image, profile: object) -> Image.Image:
    plain = picture.convert("RGB") if picture.mode == "P" else picture
    if isinstance(profile, bytes) and plain.mode in {"RGB", "CMYK", "L", "LAB"}:
        try:
            return _converted(plain, io.BytesIO(profile))
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            # A profile that does not fit says nothing of the colours.
            pass
    if plain.mode == "LAB":
        own = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        return _converted(plain, io.BytesIO(own.tobytes()))
    return plain.convert("RGB")


def _converted(picture: Image.Image, own: io.BytesIO) -> Image.Image:
    """Return a picture whose colours a profile names, in those of the screen.

    Raises:
        PyCMSError: The profile is of other colours than the picture.
    """
    screen = ImageCms.createProfile("sRGB")
    made = ImageCms.profileToProfile(picture, own, screen, outputMode="RGB")
    if made is None:
        raise ValueError(picture.mode)
    return made
