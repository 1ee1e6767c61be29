"""Say where the approved picture lies on a panel and how large its letters are.

The rest of the panel (rail or band, clock, footer) belongs to the screen page.
Sizes follow `em_px = distance_mm × tan(arc) ÷ 0.92 ÷ pitch`, where 0.92 is the inked
part of a Han character's square; the arcs come from ISO 9241-3 (20 to 22 minutes
preferred, 16 least) and Wang et al. 2019, Brain and Behavior, brb3.1216 (24.2
minutes for Chinese at full speed).
"""

import math
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from programme.document import Document

_INKED = 0.92
_MM_PER_INCH = 25.4
_NEAR_MM = 3500
_LEAST_PX = 36

_RAIL_PX, _TOP_PX, _FOOT_PX = 400, 124, 132
_BAND_PX, _META_PX, _LEGAL_PX, _FOOT_TALL_PX = 244, 106, 344, 168
_MARGIN_WIDE_PX, _MARGIN_TALL_PX = 64, 56


class Panel(Document):
    """Be the glass of a display group, as it hangs."""

    width: Annotated[int, Field(ge=640, le=7680)]
    """Pixels across."""
    height: Annotated[int, Field(ge=640, le=7680)]
    diagonal_inches: Annotated[int, Field(ge=10, le=200)]
    distance_mm: Annotated[int, Field(ge=300, le=30_000)]
    """From the eye of the farthest reader who is to be served."""

    @property
    def portrait(self) -> bool:
        """Say whether the panel stands upright."""
        return self.height > self.width

    @property
    def name(self) -> str:
        """Return the pixels and what decides the sizes: 1920x1080-55-5000."""
        size = f"{self.width}x{self.height}"
        return f"{size}-{self.diagonal_inches}-{self.distance_mm}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectangle:
    """Be a part of a panel in pixels, from its upper left corner."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeSizes:
    """Be the em sizes of a panel in pixels."""

    title: int
    body: int
    table: int
    meta: int


def scale_of(panel: Panel) -> float:
    """Return how much larger than 1920×1080 (or 1080×1920) a panel is drawn."""
    wide, tall = (1080, 1920) if panel.portrait else (1920, 1080)
    return min(panel.width / wide, panel.height / tall)


def content_rectangle(panel: Panel) -> Rectangle:
    """Return the rectangle that page images of a panel fill."""
    scale = scale_of(panel)

    def px(length: int) -> int:
        return round(length * scale)

    if panel.portrait:
        top = px(_BAND_PX) + px(_META_PX)
        below = px(_LEGAL_PX) + px(_FOOT_TALL_PX)
        height = panel.height - top - below
        return Rectangle(x=0, y=top, width=panel.width, height=height)
    left, top = px(_RAIL_PX), px(_TOP_PX)
    return Rectangle(
        x=left,
        y=top,
        width=panel.width - left,
        height=panel.height - top - px(_FOOT_PX),
    )


def margin_of(panel: Panel) -> int:
    """Return the blank at the left and right inside the content rectangle."""
    margin = _MARGIN_TALL_PX if panel.portrait else _MARGIN_WIDE_PX
    return round(margin * scale_of(panel))


def type_sizes(panel: Panel) -> TypeSizes:
    """Return the letters' sizes for a panel's pixels, diagonal and distance."""
    near = panel.distance_mm <= _NEAR_MM
    title_at = panel.distance_mm * (2.0 if near else 1.6)
    return TypeSizes(
        title=_em(panel, title_at, 24.0 if near else 22.0),
        body=_em(panel, panel.distance_mm, 23.6),
        table=_em(panel, panel.distance_mm, 23.6 if near else 19.5),
        meta=_em(panel, min(panel.distance_mm, _NEAR_MM - 500), 22.0),
    )


def _em(panel: Panel, distance_mm: float, arc_minutes: float) -> int:
    diagonal_px = math.hypot(panel.width, panel.height)
    pitch_mm = panel.diagonal_inches * _MM_PER_INCH / diagonal_px
    tangent = math.tan(math.radians(arc_minutes / 60))
    size = distance_mm * tangent / _INKED / pitch_mm
    least = round(_LEAST_PX * scale_of(panel))
    return max(least, 2 * round(size / 2))
