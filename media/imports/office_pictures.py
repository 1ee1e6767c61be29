"""Show a picture as the Office file around it does: cut and turned, nothing more.

What its maker cut off stays in the file, and must not come back on a screen.
"""

from dataclasses import dataclass

from lxml.etree import _Element
from PIL import Image

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SIDES = ("l", "t", "r", "b")
_VML_SIDES = ("cropleft", "croptop", "cropright", "cropbottom")
_WHOLE = 100_000
"""In srcRect a picture's side has so many parts (ECMA-376, 20.1.8.55)."""
_QUARTER = 90 * 60_000
"""In xfrm a quarter turn has so many parts (ECMA-376, 20.1.10.3)."""
_TURNS = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Be what is shown of a picture."""

    cut: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """What is cut off at the left, top, right and bottom: parts of its sides."""
    quarters: int = 0
    """Turned clockwise so many times."""


WHOLE = View()


def view_of(blip: _Element) -> View:
    """Return how a picture is shown, from the element that names its file."""
    fill = blip.getparent()
    if fill is None:
        return WHOLE
    cut = fill.find(f"{_A}srcRect")
    around = fill.getparent()
    turn = None if around is None else around.find(f"{{*}}spPr/{_A}xfrm")
    sides = [0.0] * len(_SIDES)
    if cut is not None:
        sides = [_part(cut.get(side, "")) for side in _SIDES]
    angle = "0" if turn is None else turn.get("rot", "0")
    quarters = round(int(angle) / _QUARTER) % 4 if _is_whole(angle) else 0
    left, top, right, bottom = sides
    return View(cut=(left, top, right, bottom), quarters=quarters)


def vml_view_of(imagedata: _Element) -> View:
    """Return how a picture is shown that is told in the older way."""
    left, top, right, bottom = (_fraction(imagedata.get(s, "")) for s in _VML_SIDES)
    return View(cut=(left, top, right, bottom))


def cut_out(picture: Image.Image, view: View) -> Image.Image:
    """Return what is shown of a picture, at least one point; not yet turned."""
    left, top, right, bottom = view.cut
    if not any(view.cut):
        return picture
    width, height = picture.size
    x = min(width - 1, round(width * left))
    y = min(height - 1, round(height * top))
    end = max(x + 1, round(width * (1 - right)))
    foot = max(y + 1, round(height * (1 - bottom)))
    return picture.crop((x, y, end, foot))


def turned(picture: Image.Image, view: View) -> Image.Image:
    """Return a picture turned as it is shown."""
    turn = _TURNS.get(view.quarters)
    return picture if turn is None else picture.transpose(turn)


def _part(said: str) -> float:
    """Return a part of a side; what lies outside of the picture cuts nothing."""
    told = said.removesuffix("%")
    if not _is_whole(told):
        return 0.0
    whole = _WHOLE if told == said else 100
    return max(0.0, min(1.0, int(told) / whole))


def _fraction(said: str) -> float:
    try:
        value = float(said.removesuffix("f"))
    except ValueError:
        return 0.0
    value /= 65_536 if said.endswith("f") else 1
    return max(0.0, value) if value < 1 else min(1.0, max(0.0, value))


def _is_whole(said: str) -> bool:
    return said.removeprefix("-").isdecimal() and len(said) < len("-9999999999")
